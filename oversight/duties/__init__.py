"""The reports that the law asks for: by when, with what in them, and what can be said already."""
