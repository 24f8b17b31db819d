"""In which columns stands what people wrote, as the Board's pages showed it."""

from accounts.removal.written import Written

from .models import Snapshot

OWN = [
    Written(
        Snapshot.objects.all,
        ("frozen",),
        "round that was closed",
        "rounds that were closed",
    ),
]
