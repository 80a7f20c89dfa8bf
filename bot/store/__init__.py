"""MEMORY: the only place that knows SQL."""
