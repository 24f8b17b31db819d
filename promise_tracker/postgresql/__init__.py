"""PostgreSQL as Django knows it, but that nothing waits for it without end."""
