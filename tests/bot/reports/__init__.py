"""The board in other forms."""
