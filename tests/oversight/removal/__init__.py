"""Taking a passage out."""
