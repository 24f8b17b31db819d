"""What the Board asks about a sub-action, a call or a theme, and what it decides."""
