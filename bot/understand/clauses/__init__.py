"""What one clause says, and of which duties: by its signs, and the first rule that they meet.

It knows nothing of the clauses around it.
"""
