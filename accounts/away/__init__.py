"""Who is away, from when to when, and which colleague stands in for her."""
