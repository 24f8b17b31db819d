"""The history of changes: written here by every service, provable from its own rows."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date
from decimal import Decimal
from functools import cache

from django.db import connection, models
from django.utils import timezone

from .database import HISTORY_LOCK, history_end, take_lock
from .models import Change, Role, User
from .words import day, digits

FIRST_SEAL = "0" * 64
SYSTEM = "the system"
# So many signs of a seal are enough: nobody can make another line whose seal begins so.
TOLD = 16
HEAD = re.compile(rf"(\d+)\s*[:·]\s*([0-9a-f]{{{TOLD},{len(FIRST_SEAL)}}})…?\s*$")


@dataclass(frozen=True)
class Thing:
    """What lines of history speak of under a key, and how they are put into words.

    `labels` names the fields that pages call otherwise than by their name, `choices` the words of
    those that hold one of a list. Where it has a page, the page's URL name is the key. `rank` is
    its place among the things that the history can be searched for. `records` gives the records
    that are called by their own words instead of by their number. `unshown` are fields that no page
    shows.
    """

    key: str
    word: str
    rank: int = 1000
    page: bool = True
    labels: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[type[models.Choices]]] = field(default_factory=dict)
    records: Callable[[], models.QuerySet] | None = None
    unshown: tuple[str, ...] = ()

    def label_of(self, name: str) -> str:
        """What pages call a field."""
        return self.labels.get(name) or name.replace("_", " ").capitalize()

    def word_of(self, name: str, value: object) -> str | None:
        """The word for a stored value, if the field holds one of a list and it is among them."""
        for choices in self.choices.get(name, ()):
            if value in (words := _words_of(choices)):
                return words[value]
        return None


@cache
def _words_of(choices: type[models.Choices]) -> dict:
    """The words of a list; Django makes them anew each time that it is asked."""
    return dict(choices.choices)


# Every app adds what it writes about, from its module `things`, in `AppConfig.ready()`.
THINGS: list[Thing] = []


def record(
    *, by: User | None, act: str, thing: str, key: str, before: dict, after: dict
) -> Change | None:
    """Write one line of history as the last step of a change; returns it, or None when nothing
    differs.

    Only the fields that differ are kept. Must run inside the transaction of the change itself.
    """
    # A line that is stored apart could tell of a change that failed, or be missing from one that
    # did not.
    if not connection.in_atomic_block:
        raise RuntimeError("History is written inside the transaction of the change it records.")
    old, new = _differences(before, after)
    if old == new:
        return None
    change = Change(
        made_at=timezone.now(),
        actor_id=by.pk if by else None,
        actor_email=by.email if by else SYSTEM,
        act=act,
        thing=thing,
        key=key,
        before=_as_text(old),
        after=_as_text(new),
        salt=secrets.token_hex(16),
    )
    seal(change, after=history_end() or FIRST_SEAL)
    # Never an UPDATE, which the guards of the table would refuse.
    change.save(force_insert=True)
    return change


def seal(change: Change, *, after: str) -> None:
    """Give a line that is not stored yet the digest of its texts, and the seal that joins it to the
    line before, whose seal is `after`.
    """
    change.digest = _digest(change)
    change.seal = _seal(after, change)


def wait_for_history() -> None:
    """Let nobody else write history until this transaction ends: what is read now is what the lines
    before its own tell of. Only for a transaction that afterwards holds no row that others change.
    """
    take_lock(HISTORY_LOCK)


def snapshot(record: models.Model, fields: list[str]) -> dict:
    """The named fields of a record as plain values, to be compared and kept in history."""
    return {name: plain(getattr(record, name)) for name in fields}


def plain(value):
    """A value as history keeps it: dates in ISO form, numbers without idle noughts, related records
    by their name.
    """
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return digits(value)
    # Sorted, so that the order in which they were ticked is no difference.
    if isinstance(value, models.Manager):
        return sorted(str(related) for related in value.all())
    return value


def act_of(change: Change) -> str:
    """What a line of a person's history says was done; of a role that was given also which, and of
    which service.
    """
    given = json.loads(change.after or "{}")
    if "role" not in given:
        return change.act
    words = [dict(Role.choices).get(given["role"], given["role"]), given.get("service")]
    return f"{change.act}: {', '.join(filter(None, words))}"


def _differences(before: dict, after: dict) -> tuple[dict, dict]:
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return (
        {name: before[name] for name in names if name in before},
        {name: after[name] for name in names if name in after},
    )


def _as_text(values: dict) -> str:
    # In one order, so that the same values always have the same digest.
    return json.dumps(values, ensure_ascii=False, sort_keys=True) if values else ""


# Without the salt, whoever holds the digest of a passage that was removed could try names until one
# fits.
def _digest(change: Change) -> str:
    return _sha256(change.salt, change.before, change.after)


# The texts are in the seal by their digest only: a passage can be taken out, and the chain holds.
def _seal(previous: str, change: Change) -> str:
    # In this form both databases give it back alike.
    at = change.made_at.astimezone(UTC).isoformat(timespec="microseconds")
    return _sha256(
        previous,
        at,
        str(change.actor_id or ""),
        change.actor_email,
        change.act,
        change.thing,
        change.key,
        change.digest,
    )


def _sha256(*parts: str) -> str:
    # JSON keeps the borders between parts: ("ab", "c") and ("a", "bc") must differ.
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def last_seal() -> str:
    return Change.objects.order_by("-id").values_list("seal", flat=True).first() or FIRST_SEAL


def head() -> str:
    """The end of the history as it stands, to be kept elsewhere: how many lines, and the last
    seal: "1204:9f86…".
    """
    return f"{Change.objects.count()}:{last_seal()}"


def told_head() -> str:
    """The end of the history in words, for what leaves this machine: a mail, a file. Given to
    `verify_history --head`, it proves as much as `head`.
    """
    count, _colon, seal = head().partition(":")
    today = day(timezone.localdate())
    return f"The record’s last line on {today}: {count} · {seal[:TOLD]}"


def is_head(kept: str) -> bool:
    """Whether this is an end of a history, whole as `head` or `told_head` says it."""
    return HEAD.search(kept) is not None


def holds_head(kept: str) -> bool:
    """Whether the history still goes on from an end (`is_head`) that was kept elsewhere: as many
    lines up to that seal. Without one nobody could see that the newest lines are gone.
    """
    found = HEAD.search(kept)
    if found is None:
        return False
    count, seal = found.groups()
    if FIRST_SEAL.startswith(seal):
        return count == "0"
    last = Change.objects.filter(seal__startswith=seal).first()
    return last is not None and str(Change.objects.filter(pk__lte=last.pk).count()) == count


def broken_changes() -> list[int]:
    """The ids of history rows whose texts or place in the chain do not prove themselves, in
    order.
    """
    broken, previous = [], FIRST_SEAL
    # Row by row: it only ever grows.
    for change in Change.objects.order_by("id").iterator():
        if not _proves_its_texts(change) or _seal(previous, change) != change.seal:
            broken.append(change.pk)
        previous = change.seal
    return broken


def _proves_its_texts(change: Change) -> bool:
    """Whether the texts are those of the digest or, where a passage was removed, quite gone."""
    if change.removed:
        return not (change.before or change.after or change.salt)
    return _digest(change) == change.digest
