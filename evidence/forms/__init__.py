"""Forms of evidence and participation, by subject."""
