"""What a whole text says: its clauses together, and what the question before it makes of them."""
