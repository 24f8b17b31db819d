"""What the demo council says to anyone: made up, as all of it."""

from __future__ import annotations

from oversight.public.plain.services import write_plain_words
from oversight.public.services import switch

from .council import Demo


def go_public(demo: Demo) -> None:
    """Plain words for children and young people, some of which are missing; and the page is on."""
    by = demo.people["champions@demo.test"]
    for row in demo.data["plain_words"]:
        write_plain_words(by=by, place=row["place"], seen=0, words=row["words"])
    switch(by=demo.administrator, is_on=True, reason="To show it: all of it is made up.")
    demo.say(f"Demo council: {len(demo.data['plain_words'])} texts in plain words.")
