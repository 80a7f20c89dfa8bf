"""What was typed becomes words that are known: letters, spellings, titles, the names of units.

It knows nothing of what is said with them.
"""
