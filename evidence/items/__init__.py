"""Evidence items and what they support."""
