"""What channels keep in the office's database: rotating tokens, and the seat of who polls."""
