"""What is marked public on a day, as plain values: what a round keeps of it when it is closed, so
that the public page can show it. No person is named in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from accounts.together import Reading, read_one
from actions.models import ProgressUpdate
from actions.status import Visibility
from evidence.items.querysets import awaits_second_look
from evidence.models import EvidenceItem, Heard, HeardKind, Reply, Support
from foundations.models import Kind

MARKED = {"visibility": Visibility.PUBLIC}
TOLD = ("pk", "sub_action__item__key", "status", "posted_on", "changed", "difference", "next_step")
SAID = ("pk", "words", "heard_on", "consent", "five_or_more")
ANSWERED = ("heard", "item__key", "kind", "words", "answered_on", "item__sub_action__service__name")
PIECE = (
    *("pk", "title", "kind", "medium", "shows", "words", "url", "number", "unit"),
    *("dated_on", "file_type", "file_size", "file"),
)
SUPPORTED = ("evidence", "item__key", "item__kind", "item__parent__key")


@dataclass(frozen=True)
class Told:
    """A progress update: of which sub-action (by its key), the status that it gave, its texts."""

    pk: int
    work: str
    status: str
    told_on: date
    changed: str
    difference: str
    next_step: str


@dataclass(frozen=True)
class Answer:
    """What a group was answered: about which sub-action or call (by its key), `kind` a value of
    ReplyKind, and by which service; "" where several may answer.
    """

    about: str
    kind: str
    words: str
    answered_on: date
    service: str


@dataclass(frozen=True)
class Voiced:
    """What a group said; whether these are its own words, and whether it was ticked that five or
    more people said it, from more than one house or school.
    """

    pk: int
    words: str
    said_on: date
    is_own: bool
    is_wide: bool
    answers: list[Answer] = field(default_factory=list)


@dataclass(frozen=True)
class Shown:
    """A piece of evidence, and which sub-actions and calls it supports (by their keys); `file` is
    the random name of its file.
    """

    pk: int
    title: str
    kind: str
    medium: str
    shows: str
    words: str
    url: str
    number: str
    unit: str
    dated_on: date
    file_type: str
    file_size: int | None
    file: str
    supports: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Marked:
    """All that is marked public."""

    told: list[Told] = field(default_factory=list)
    voiced: list[Voiced] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)


def read_marked(on: date) -> Marked:
    """All of this and earlier days that is marked public; of each sub-action the newest such
    update.
    """
    told = _told().filter(posted_on__lte=on)
    of_one = told.filter(sub_action=OuterRef("sub_action")).values("pk")[:1]
    voiced, shown = _voiced().filter(heard_on__lte=on), _shown().filter(dated_on__lte=on)
    return read_one(_reading(told.filter(pk=Subquery(of_one)), voiced, shown))


def read_still_marked(kept: Marked) -> Marked:
    """What is still marked public of what a round has kept, as it reads now."""
    return read_one(
        _reading(
            _told().filter(pk__in=[one.pk for one in kept.told]),
            _voiced().filter(pk__in=[one.pk for one in kept.voiced]),
            _shown().filter(pk__in=[one.pk for one in kept.shown]),
        )
    )


def _told() -> QuerySet:
    return ProgressUpdate.objects.current().filter(**MARKED).order_by("-posted_at", "-pk")


def _voiced() -> QuerySet:
    rows = Heard.objects.current().filter(**MARKED, kind=HeardKind.HEARD)
    return rows.exclude(five_or_more=False).order_by("-heard_on", "-pk")


def _shown() -> QuerySet:
    rows = EvidenceItem.objects.current().filter(**MARKED)
    return rows.exclude(awaits_second_look()).order_by("-dated_on", "-pk")


def _reading(told: QuerySet, voiced: QuerySet, shown: QuerySet) -> Reading:
    answers = Reply.objects.answered().filter(heard__in=voiced.order_by()).order_by("pk")
    supports = Support.objects.current().filter(evidence__in=shown.order_by()).order_by("pk")
    rows, said, answered, pieces, supported = yield (
        told.values_list(*TOLD),
        voiced.values_list(*SAID),
        answers.values_list(*ANSWERED),
        shown.values_list(*PIECE),
        supports.values_list(*SUPPORTED),
    )
    of, to = _answers(answered), _supports(supported)
    return Marked(
        told=[Told(*row) for row in rows],
        voiced=[_said(row, of[row[0]]) for row in said],
        shown=[_piece(row, to[row[0]]) for row in pieces],
    )


def _said(row: tuple, answers: list[Answer]) -> Voiced:
    pk, words, said_on, consent, five_or_more = row
    return Voiced(pk, words, said_on, bool(consent), five_or_more is True, answers)


def _piece(row: tuple, supports: list[str]) -> Shown:
    values = dict(zip(PIECE, row, strict=True))
    number = values["number"]
    values["number"] = "" if number is None else f"{number.normalize():f}"
    return Shown(**values, supports=supports)


def _answers(rows: Iterable[tuple]) -> dict[int, list[Answer]]:
    found = defaultdict(list)
    for heard, about, kind, words, answered_on, service in rows:
        found[heard].append(Answer(about, kind, words, answered_on, service or ""))
    return found


def _supports(rows: Iterable[tuple]) -> dict[int, list[str]]:
    """The keys of the sub-actions and calls: a criterion stands for its sub-action."""
    found = defaultdict(list)
    for evidence, key, kind, parent in rows:
        if kind in (Kind.SUB_ACTION, Kind.CRITERION, Kind.CALL):
            found[evidence].append(parent if kind == Kind.CRITERION else key)
    return found
