"""What may be chosen in a chat, and how a choice is said: in a button, a number, a command.

Values and pure functions: whether somebody may choose it is asked elsewhere.
"""
