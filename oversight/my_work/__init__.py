"""What a person owes, most pressing first."""
