"""Who is written to, where, and by which channel. Says nothing and sends nothing."""
