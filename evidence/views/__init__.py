"""Pages of evidence and participation, by subject."""
