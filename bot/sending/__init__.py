"""From a promise to a delivery: claims, envelopes, and what came of a message.

Decides nothing about when: the timetable has, and `remind` and `deliver` order these steps.
"""
