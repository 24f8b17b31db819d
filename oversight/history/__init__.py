"""Reading, exporting and proving the history of changes."""
