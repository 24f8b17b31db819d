"""Reads of evidence and participation, by subject."""
