"""The made-up demonstration council."""
