"""Open data: the public part of the last closed round, for programs."""
