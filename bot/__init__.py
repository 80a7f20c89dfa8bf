"""What is said to whom, and the memory of it."""
