"""What is said to the bot beside reports: agreed, taken back, put off, handed on, explained."""
