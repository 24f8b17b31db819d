"""The backup of a database and its files, what brings it back, and the move to PostgreSQL."""
