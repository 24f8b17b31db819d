"""What history says of the framework, its links and corrections, and rounds, in words."""

from accounts.history import Thing

from .models import CorrectionState, LinkState, Part

OWN = [
    Thing(
        "round",
        "Round",
        rank=70,
        labels={"closed_on": "Closed from", "key": "Address of its page"},
    ),
    Thing(
        "link",
        "Link",
        rank=100,
        page=False,
        labels={"decision_reason": "Why it was decided so"},
        choices={"state": [LinkState]},
    ),
    Thing(
        "correction",
        "Correction",
        rank=110,
        choices={"part": [Part], "state": [CorrectionState]},
    ),
    Thing("framework", "Framework", rank=140, page=False),
]
