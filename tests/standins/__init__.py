"""Stand-ins for the outside services that the program talks to, each stricter than the original."""
