"""Which calls to action have an action, and which have none."""
