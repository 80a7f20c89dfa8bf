"""Who is away, when, who stands in, and what of that is changed."""
