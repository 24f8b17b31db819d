"""The one act by which a passage leaves everything that is kept."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from accounts.history import record, wait_for_history
from accounts.models import Change, User
from accounts.permissions import check
from accounts.words import day

from .finding import Sought, number_of_lines, read_lines, read_rows
from .models import Removal, RemovedLine
from .passages import SHORTEST
from .returning import digest_of
from .wiping import wipe
from .written import PASSING, STORED, WRITTEN, Found, Written

SHORT_MARK = "[taken out]"
_MARKS = re.compile(r"\[taken out on [^\]]+ by [^\]]+\]")
# A line whose texts went is told from others by its act.
AGAIN = "said again, without a passage"
NOWHERE = "It does not stand anywhere any more."
AGAIN_NAMED = "Give the reason without the words that are taken out."


@transaction.atomic
def take_out(*, by: User, sought: Sought, found: dict[str, Found], reason: str) -> Removal:
    """Take a passage out of all columns, of history and of what is stored beside them (`found`, by
    the keys of STORED), and write down that, when, by whom and why.

    Figures stay, and so does a mark with name and day. Whoever has one of the records open finds a
    conflict. Once that is certain the files of the database are written anew. Raises
    PermissionDenied or ValidationError.
    """
    check(by, "take_out")
    passage = sought.passage
    if len(passage.letters) < SHORTEST and not sought.label:
        raise ValidationError({"words": f"Give at least {SHORTEST} letters or digits."})
    if passage.stands_in(reason):
        raise ValidationError({"reason": AGAIN_NAMED})
    marks = [mark_of(by), SHORT_MARK]
    about = {"digest": digest_of(passage), "letters": len(passage.letters)}
    removal = Removal(made_by=by, reason=reason, **about)
    counts = Counter({written: _take_out_of(written, sought, marks) for written in WRITTEN})
    # Whoever has stored it since these were read has written a line of history, or waits to.
    wait_for_history()
    copies = Sought(passage)
    counts.update({written: _take_out_of(written, copies, marks) for written in WRITTEN})
    removal.save()
    places = [(written.number, counts[written]) for written in WRITTEN]
    places.append((number_of_lines, _take_out_of_history(removal, sought, marks)))
    places += [(stored.number, _take_out_of_stored(stored, found, marks)) for stored in STORED]
    for forget in PASSING:
        forget(passage)
    removal.places = [[number(count), count] for number, count in places if count]
    if not removal.places:
        raise ValidationError(NOWHERE)
    removal.save(update_fields=["places"])
    _write_line(by, removal)
    transaction.on_commit(partial(wipe, removal), robust=True)
    return removal


def mark_of(by: User) -> str:
    """What stays where a passage stood."""
    return f"[taken out on {day(timezone.localdate())} by {by}]"


def without_names(text: str) -> str:
    """A text as people read it who have no account: where a passage stood nobody is named."""
    return _MARKS.sub(SHORT_MARK, text)


def _take_out_of(written: Written, sought: Sought, marks: list[str]) -> int:
    rows = [row["pk"] for row in read_rows(sought, written, written.records(), marks)]
    if not rows:
        return 0
    # Read again once nobody else can change them.
    locked = written.model._default_manager.filter(pk__in=rows)
    list(locked.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))
    changed = list(read_rows(sought, written, locked, marks))
    counted = {"version": F("version") + 1} if _has_version(written) else {}
    for row in changed:
        pk = row.pop("pk")
        written.model._base_manager.filter(pk=pk).update(**row, **counted)
    for others in written.versions([*rows]) if written.versions else ():
        others.update(version=F("version") + 1)
    return len(changed)


def _has_version(written: Written) -> bool:
    return any(field.name == "version" for field in written.model._meta.fields)


def _take_out_of_history(removal: Removal, sought: Sought, marks: list[str]) -> int:
    """Blank the lines in which the passage stands, and say again what else they said."""
    # All of them before the first is said again, which makes a new line.
    found = list(read_lines(sought, marks))
    for change, before, after in found:
        blank(change.pk)
        again = record(
            by=removal.made_by,
            act=f"{AGAIN} (line {change.pk})",
            thing=change.thing,
            key=change.key,
            before=before,
            after=after,
        )
        said_again = again.pk if again else None
        RemovedLine.objects.create(removal=removal, line=change.pk, said_again=said_again)
    return len(found)


def blank(line: int) -> None:
    """Take the texts and the salt out of a line of history: the one change that its guards let
    pass.
    """
    blanked = "before = '', after = '', salt = '', removed = %s"
    where = "WHERE id = %s AND NOT removed"
    statement = f"UPDATE {Change._meta.db_table} SET {blanked} {where}"  # noqa: S608 - our own table
    with connection.cursor() as cursor:
        cursor.execute(statement, [True, line])


def _take_out_of_stored(stored, found: dict[str, Found], marks: list[str]) -> int:
    holding = found[stored.key].holding if stored.key in found else []
    if holding:
        stored.take_out(holding, marks[0])
    return len(holding)


def _write_line(by: User, removal: Removal) -> None:
    after = {"reason": removal.reason, "places": [words for words, _count in removal.places]}
    record(
        by=by,
        act="took a passage out",
        thing="removal",
        key=str(removal.pk),
        before={},
        after=after,
    )
