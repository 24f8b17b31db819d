"""What leaves for everybody to read, and whether it does."""
