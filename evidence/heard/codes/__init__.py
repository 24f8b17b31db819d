"""A short code on paper, with which a group sees what came of its words; nobody has an account."""
