"""In which columns people write about the framework; its own words are the source's."""

from accounts.removal.written import Written

from .models import Correction, Edition, Link, Round

OWN = [
    Written(Link.objects.all, ("reason", "decision_reason"), "link", "links", thing="link"),
    Written(
        Correction.objects.all,
        ("wording", "reason", "answer"),
        "proposed correction",
        "proposed corrections",
        thing="correction",
    ),
    # Its address is made of its first name.
    Written(
        Round.objects.all,
        ("name", "key"),
        "name or address of a round",
        "names or addresses of rounds",
        thing="round",
    ),
    Written(
        Edition.objects.all,
        ("undone_why",),
        "reason why a round was opened again",
        "reasons why rounds were opened again",
    ),
]
