"""The national story: the ten vision statements, and what this council has to say of each."""
