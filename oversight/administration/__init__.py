"""What waits for an administrator, and the first steps of a new council."""
