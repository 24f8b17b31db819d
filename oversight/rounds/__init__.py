"""What has come in a round, on its page and before it is closed."""
