"""What the pages of the national story show, read in one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q

from accounts.models import User
from accounts.together import Reading, read, read_one, totals
from actions.answering import reading_answering
from actions.models import SubAction
from evidence.heard.models import Heard, Reply
from evidence.items.mix import IN_WORDS
from evidence.items.models import EvidenceItem, EvidenceKind
from evidence.measures.course import course
from evidence.measures.models import Measure
from foundations.links import End, linked_to
from foundations.models import FrameworkItem, Kind, Link, LinkState

from ..felt.standing import FeltThen, reading_felt_now

# So much of each stands in a column; its own list has the rest.
SHOWN = 5
LEARNED = (EvidenceKind.PRACTICE, EvidenceKind.DATA, EvidenceKind.DOCUMENT)


@dataclass(frozen=True)
class Mapped:
    """A vision statement in the list of the ten: how many calls are confirmed for it, and how many
    are only suggested or added.
    """

    item: FrameworkItem
    confirmed: int
    open: int


@dataclass(frozen=True)
class Column:
    """One of the three columns: `rows` is what is shown of it, `total` how much there is, and
    `rests_on` says so in words; empty where there is nothing.
    """

    rows: list
    total: int
    rests_on: str

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


@dataclass(frozen=True)
class Feels:
    """How it feels: pieces of evidence from people, what groups said, and what is felt, each
    newest first, as far as the reader may see them.
    """

    voices: Column
    heard: Column
    felt: list[FeltThen] = field(default_factory=list)

    @property
    def rests_on(self) -> str:
        said = _number(len(self.felt), "word of what is felt", "words of what is felt")
        return ", ".join(filter(None, [self.voices.rests_on, self.heard.rests_on, said]))


@dataclass(frozen=True)
class Statement:
    """A vision statement with what it is linked to, and the three columns of what rests on the
    calls that somebody has confirmed.
    """

    item: FrameworkItem
    confirmed: list[End]
    open: list[End]
    set_aside: list[End]
    works: int
    numbers: Column
    learned: Column
    feels: Feels


def read_statements() -> list[Mapped]:
    """The ten statements, in the order of the national plan."""
    links = Link.objects.filter(from_item__kind=Kind.STATEMENT)
    states = links.order_by().values("from_item").annotate(
        confirmed=Count("pk", filter=Q(state=LinkState.CONFIRMED)),
        open=Count("pk", filter=Q(state__in=[LinkState.SUGGESTED, LinkState.ADDED])),
    )  # fmt: skip
    counts = {row["from_item"]: row for row in states}
    none = {"confirmed": 0, "open": 0}
    found = FrameworkItem.objects.of_kind(Kind.STATEMENT)
    rows = [(item, counts.get(item.pk, none)) for item in found]
    return [Mapped(item, row["confirmed"], row["open"]) for item, row in rows]


def read_statement(item: FrameworkItem, user: User, on: date) -> Statement:
    """Everything on the page of one statement."""
    linked = linked_to(item)
    confirmed = [end for end in linked.touches if end.link.state == LinkState.CONFIRMED]
    works, about = read_one(_reading_about([end.item.pk for end in confirmed]))
    numbers, learned, voices, heard, felt = read(
        _reading_numbers(about, on),
        _reading_evidence(about, user, LEARNED),
        _reading_evidence(about, user, [EvidenceKind.VOICE]),
        _reading_heard(about, user),
        reading_felt_now(user.newest_seal, on),
    )
    own = [felt[pk] for pk in about if pk in felt]
    newest = sorted(own, key=lambda one: one.talked_on, reverse=True)
    return Statement(
        item=item,
        confirmed=confirmed,
        open=linked.hints,
        set_aside=linked.set_aside,
        works=works,
        numbers=numbers,
        learned=learned,
        feels=Feels(voices, heard, newest),
    )


def _reading_about(calls: list[int]) -> Reading:
    """How many sub-actions answer these calls, and the ids of their texts with those of the calls;
    all by their ids.
    """
    if not calls:
        return 0, []
    works = set().union(*(yield from reading_answering(calls)).values())
    own = yield SubAction.objects.filter(pk__in=works).order_by().values_list("item", flat=True)
    return len(works), [*calls, *own]


def _reading_numbers(about: list[int], on: date) -> Reading:
    rows = Measure.objects.filter(item__in=about)
    measures, counted = yield rows.with_series()[:SHOWN], totals(rows, number=Count("pk"))
    total = _total(counted)
    return Column([course(one, on) for one in measures], total, _number(total, "measure"))


def _reading_evidence(about: list[int], user: User, kinds: Iterable[EvidenceKind]) -> Reading:
    found = EvidenceItem.objects.current().visible_to(user).supporting(about)
    found = found.filter(kind__in=kinds)
    by_kind = found.order_by().values("kind").annotate(number=Count("pk"))
    newest, counted = yield found[:SHOWN], by_kind
    counts = Counter({row["kind"]: row["number"] for row in counted})
    words = [IN_WORDS[kind](counts[kind]) for kind in kinds if counts[kind]]
    return Column(list(newest), counts.total(), ", ".join(words))


def _reading_heard(about: list[int], user: User) -> Reading:
    # What went to several of them was said once.
    went = Reply.objects.filter(item__in=about).order_by().values("heard")
    rows = Heard.objects.current().visible_to(user).filter(pk__in=went)
    newest, counted = yield rows[:SHOWN], totals(rows, number=Count("pk"))
    total = _total(counted)
    said = _number(total, "entry of what we heard", "entries of what we heard")
    return Column(list(newest), total, said)


def _total(counted: list[dict]) -> int:
    return counted[0]["number"] if counted else 0


def _number(number: int, one: str, many: str = "") -> str:
    """So many, in words; nothing for none."""
    return f"{number:,} {one if number == 1 else many or one + 's'}" if number else ""
