"""What is measured, the targets, and what it was on a day."""
