"""A person's own dates, as a calendar that her own program reads."""
