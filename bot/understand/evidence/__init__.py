"""Evidence that a text speaks of: cited, handed over, told apart, moved, replaced."""
