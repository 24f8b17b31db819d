"""What the public page is made from: what the last closed round kept, less what is not marked
public any more, and the plain words that stand beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from hashlib import sha256

import msgspec
from django.conf import settings
from django.utils import timezone

from accounts.kept import kept
from accounts.models import Change
from accounts.removal.models import Removal
from accounts.together import Reading, read_one
from foundations.models import Edition

from ..board.differing import Compared
from ..board.reading import Board
from ..board.rounds import newest_editions
from ..felt.models import Felt
from ..rounds.frozen import Frozen, from_values
from ..rounds.marked import Marked, read_still_marked
from ..rounds.models import Snapshot
from ..rounds.texts import together
from ..small.reading import read_told
from .counts import with_numbers_as_told
from .plain.models import PlainWords
from .services import is_public

# What stays where a passage was taken out names whoever did it.
NAMED_MARK = re.compile(r"\[taken out on [^\[\]]*\]")
MARK = "[taken out]"
SHOWN = ("RELEASE", "COUNCIL_NAME", "DEMO", "SILENT_AFTER_DAYS", "SMALL_NUMBER", "LEAVE_URL")


@dataclass(frozen=True)
class Seen:
    """All that may be shown to anyone: of which edition (None before a round is closed), what it
    kept, what is still public of it, which groups feel otherwise, and what stands in plain words.
    """

    is_on: bool
    edition: Edition | None = None
    frozen: Frozen | None = None
    marked: Marked = field(default_factory=Marked)
    felt: list[Compared] = field(default_factory=list)
    plain: dict[str, PlainWords] = field(default_factory=dict)
    fingerprint: str = ""

    @cached_property
    def board(self) -> Board:
        """The Board's page of that round, whose figures these are."""
        return Board(self.frozen.figures, self.frozen.listening)

    @property
    def on(self) -> date:
        return self.edition.closed_on


def read_seen() -> Seen:
    """All that may be shown now; kept in the process until somebody saves."""
    return _seen(newest_seal())


def newest_seal() -> str:
    """How far the history has come: whatever is saved moves it."""
    return Change.objects.order_by("-pk").values_list("seal", flat=True).first() or ""


@kept
def _seen() -> Seen:
    is_on = is_public()
    # Only which editions there are is asked, which no day changes.
    editions = newest_editions("", timezone.localdate())
    removal, told, plain = read_one(_reading_beside())
    seen = Seen(is_on, plain=plain)
    if editions:
        edition, frozen = editions[0], _frozen(editions[0].pk, removal)
        marked = still_marked(frozen.marked or Marked())
        if any(one.number for one in marked.shown):
            marked = with_numbers_as_told(marked, read_told(edition))
        felt = [row for row in frozen.figures.felt.rows if _is_told(row, told)]
        seen = Seen(is_on, edition, frozen, marked, felt, plain)
    return replace(seen, fingerprint=_fingerprint(seen, removal))


def _reading_beside() -> Reading:
    removals, told, plain = yield (
        Removal.objects.order_by("-pk").values_list("pk", flat=True)[:1],
        Felt.objects.filter(taken_back_on=None).order_by().values_list("chosen__item", "words"),
        PlainWords.objects.exclude(words="").order_by("place"),
    )
    told = {(item, unnamed(words)) for item, words in told}
    plain = {one.place: one for one in plain}
    for one in plain.values():
        one.words = unnamed(one.words)
    return next(iter(removals), None), told, plain


@lru_cache(maxsize=2)
def _frozen(edition: int, _removal: int | None) -> Frozen:
    # Nothing but the newest removal changes it.
    found = Snapshot.objects.get(edition=edition)
    return from_values(together(found.frozen, unnamed(found.texts)))


def unnamed(values: object) -> object:
    """Plain values whose marks of what was taken out name nobody."""
    if isinstance(values, dict):
        return {key: unnamed(one) for key, one in values.items()}
    if isinstance(values, list):
        return [unnamed(one) for one in values]
    return NAMED_MARK.sub(MARK, values) if isinstance(values, str) else values


def still_marked(then: Marked) -> Marked:
    """What a round kept as public and still is, word for word: what was taken back, narrowed or put
    differently since may have been the mistake.
    """
    now = msgspec.convert(unnamed(msgspec.to_builtins(read_still_marked(then))), Marked)
    told = {one.pk: one for one in now.told}
    shown = {one.pk: replace(one, supports=[]) for one in now.shown}
    voiced = {one.pk: one for one in now.voiced}
    return Marked(
        told=[one for one in then.told if one == told.get(one.pk)],
        shown=[one for one in then.shown if replace(one, supports=[]) == shown.get(one.pk)],
        voiced=[
            replace(one, answers=_answers(one, voiced[one.pk]))
            for one in then.voiced
            if one.pk in voiced and replace(one, answers=voiced[one.pk].answers) == voiced[one.pk]
        ],
    )


def _answers(then, now) -> list:
    # A service that was renamed since has said the same.
    said = {(one.about, one.kind, one.words) for one in now.answers}
    return [one for one in then.answers if (one.about, one.kind, one.words) in said]


def _is_told(row: Compared, told: set) -> bool:
    return bool(row.way) and (row.felt.item, row.felt.words) in told


def _fingerprint(seen: Seen, removal: int | None) -> str:
    """What tells whether any page differs from what was drawn before."""
    plain = [(one.place, one.words, one.written_on) for one in seen.plain.values()]
    felt = [(row.felt.item, row.felt.words) for row in seen.felt]
    of = seen.edition
    edition = of and (of.pk, of.undone_on, str(of.round))
    ours = [getattr(settings, name) for name in SHOWN]
    made_of = (seen.is_on, edition, removal, seen.marked, felt, plain, ours)
    return sha256(repr(made_of).encode()).hexdigest()[:32]
