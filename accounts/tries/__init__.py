"""How often anybody may try a password: by person, by place, and by both."""
