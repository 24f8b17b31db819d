"""Packs that hold a passage go whole: nobody can take words out of a file and be sure. What a pack
says, its round keeps; so what no longer is what the round keeps is withdrawn.
"""

from __future__ import annotations

from accounts.removal.passages import Passage
from accounts.removal.written import Found, Stored

from ..rounds.models import Snapshot
from .holding import digest_of, let_files_go
from .models import Pack, State
from .services import withdraw


def _find(passage: Passage, known: Found) -> Found:
    # A round's texts change by this very act alone, so there is nothing that was read before.
    packs = Pack.objects.ready().select_related("edition__round").order_by("pk")
    editions = {pack.edition for pack in packs}
    holding = {edition.pk for edition in editions if _stands_in(edition, passage)}
    return Found([pack.pk for pack in packs if pack.edition_id in holding])


def _stands_in(edition, passage: Passage) -> bool:
    texts = Snapshot.objects.values_list("texts", flat=True).get(edition=edition)
    return any(map(passage.stands_in, [*texts, edition.round.name]))


def _take_out(numbers: list[int], _mark: str) -> None:
    for pack in Pack.objects.ready().filter(pk__in=numbers).order_by("pk"):
        withdraw(pack)


def withdraw_what_is_out_of_date(_passage: Passage) -> None:
    """Withdraw every pack that says what its round keeps no more: also one that was finished while
    the passage was looked for. Within the transaction of a removal.
    """
    for pack in Pack.objects.ready().select_related("edition__round").order_by("pk"):
        if digest_of(pack.edition) != pack.made_of:
            withdraw(pack)


def _let_go() -> None:
    for pack in Pack.objects.filter(state=State.WITHDRAWN, files__isnull=False).distinct():
        let_files_go(pack)


def _place(number: int) -> tuple[str, str]:
    pack = Pack.objects.select_related("edition__round").get(pk=number)
    return f"{pack.get_form_display()} of {pack.edition.round}", pack.get_absolute_url()


OWN = [
    Stored(
        "packs",
        "pack of a closed round, which goes whole and is made anew",
        "packs of closed rounds, which go whole and are made anew",
        _find,
        _take_out,
        _let_go,
        _place,
    )
]
