"""What happens to a duty: reported, urged, accepted or sent back, given more time.

Each asks the access table first and tells all whom it concerns.
"""
