"""What history says of what the Board settles, in words."""

from accounts.history import Thing

OWN = [Thing("first-word", "First word", rank=170, page=False, labels={"is_shown": "Shown"})]
