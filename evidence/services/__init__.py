"""Writes of evidence and participation, by subject; each records its line of history."""
