"""What history says of what the Board settles, in words."""

from accounts.history import Thing

from .board.services import THING

OWN = [Thing(THING, "First word", rank=170, page=False, labels={"is_shown": "Shown"})]
