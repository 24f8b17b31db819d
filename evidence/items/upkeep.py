"""Writes of the weekly check of links."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from datetime import date

from django.db import transaction

from accounts.again import tried_again
from accounts.history import record, snapshot

from .link_check import Answer
from .models import EvidenceItem

FOUND = ["broken", "answer"]


@tried_again
@transaction.atomic
def note_answers(*, items: Iterable[EvidenceItem], answers: dict[str, Answer], on: date) -> None:
    """Keep what the links of these items answered on that day, and that links were checked.

    An item has a line of history of its own only when its link broke or works again. The line about
    the whole run stands for the rest, also for the tag of pages that browsers keep
    (accounts.unchanged). An item that was removed, or given another link, meanwhile is left as it
    is.
    """
    # All rows before the first line of history: whoever edits one of them now would otherwise wait
    # for history while this waits for her row.
    # Of copies, so that a further try finds the items as they were.
    noted = (_note_answer(copy(item), answers[item.url], on) for item in items)
    changed = [change for change in noted if change]
    for item, before in changed:
        act = "found the link broken" if item.broken else "found the link working again"
        record(
            by=None,
            act=act,
            thing="evidence",
            key=str(item.pk),
            before=before,
            after=snapshot(item, FOUND),
        )
    broken = EvidenceItem.objects.current().with_broken_link().count()
    after = {"links_checked": len(answers), "links_broken": broken}
    record(
        by=None, act="checked links", thing="link-check", key=on.isoformat(), before={}, after=after
    )


def _note_answer(item: EvidenceItem, answer: Answer, on: date) -> tuple[EvidenceItem, dict] | None:
    """Keep the answer of one link; its version stays, since nothing that people write has changed.

    Returns the item with what had been found before, where the link broke or works again.
    """
    before, was_broken = snapshot(item, FOUND), item.broken
    item.checked_on, item.answer, item.broken = on, answer.words, answer.broken
    rows = EvidenceItem.objects.current().filter(pk=item.pk, url=item.url)
    kept = rows.update(checked_on=on, answer=answer.words, broken=answer.broken)
    return (item, before) if kept and was_broken != item.broken else None
