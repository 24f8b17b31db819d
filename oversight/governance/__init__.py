"""Who does what around the promise: bodies, their members, stakeholders and priorities."""
