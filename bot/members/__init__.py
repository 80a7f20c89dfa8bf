"""People coming, being away and leaving, and those who may not come in."""
