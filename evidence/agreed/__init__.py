"""Whether the promise is kept: the four groups, and what somebody else has agreed to."""
