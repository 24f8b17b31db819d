"""Writes of self-assessments; each that people ask for records its line of history."""
