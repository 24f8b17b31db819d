"""Tables: their rows, and what the labels of their columns say of numbers."""
