"""What a service or partner owes, and when it last spoke."""
