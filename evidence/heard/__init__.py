"""What groups said, and what those who can act answered."""
