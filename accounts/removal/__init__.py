"""Taking a passage out of everything that is kept, history included."""
