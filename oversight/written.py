"""In which columns people write what is felt, and what stands as the Board's pages showed it."""

from accounts.removal.written import Written

from .models import Felt, Snapshot

OWN = [
    Written(Felt.objects.all, ("words",), "word of a group", "words of groups", thing="felt"),
    Written(
        Snapshot.objects.all,
        ("frozen",),
        "round that was closed",
        "rounds that were closed",
    ),
]
