"""Self-assessments as Word documents, out and back in."""
