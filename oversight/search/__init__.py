"""Find a call, a sub-action, a page or a person by a few words."""
