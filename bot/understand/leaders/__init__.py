"""What leadership and the office ask, order and decide."""
