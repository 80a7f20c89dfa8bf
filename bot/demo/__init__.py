"""A whole plan on a simulated clock, with simulated phones and scripted people."""
