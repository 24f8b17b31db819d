"""What anyone may read without signing in: how the promise stood when the last round was closed."""
