"""The pages on which an administrator takes a passage out."""
