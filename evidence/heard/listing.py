"""The page of what was heard: each entry in both voices, and how many wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch
from django.utils.http import urlencode

from accounts.models import Role, User
from accounts.together import Reading, read

from .codes.totals import Verdicts, reading_verdicts
from .counting import Counts, reading_counts, waits_too_long
from .filters import IDEAS_AND_OFFERS, HeardFilter
from .models import Heard, HeardKind, Reply
from .querysets import HeardQuerySet

PER_PAGE, OTHERS_SHOWN = 25, 25


@dataclass(frozen=True)
class Entry:
    """What was said, with the replies that are still owed, the answers, and those of the former
    that the reader may give.
    """

    heard: Heard
    owed: list[Reply]
    answers: list[Reply]
    own: list[Reply]
    on: date

    @property
    def days(self) -> int:
        """For how long it has waited."""
        return (self.on - self.heard.heard_on).days

    @property
    def is_late(self) -> bool:
        return waits_too_long(self.heard.heard_on, self.on)

    @property
    def answer(self) -> Reply | None:
        """The answer that is shown in full: none while another one is owed."""
        return self.answers[0] if self.answers and not self.owed else None

    @property
    def answered_after(self) -> int:
        return (self.answer.answered_on - self.heard.heard_on).days

    @property
    def more(self) -> list[Reply]:
        """The answers that are not shown in full."""
        return self.answers[1:] if self.answer else self.answers


@dataclass(frozen=True)
class Chip:
    """One of the lists above the list, with its length."""

    words: str
    query: str
    number: int
    is_current: bool


@dataclass(frozen=True)
class Listing:
    """What was heard under the filters of the address: what waits, the longest first, and what has
    an answer or needs none, the newest first; `inside` is what nobody is asked about; `others` are
    ideas and offers, where no kind was asked for.
    """

    filter: HeardFilter
    number: int
    counts: Counts
    page: Page
    waiting: list[Entry]
    answered: list[Entry]
    inside: list[Entry]
    others: list[Entry]
    chips: list[Chip]
    verdicts: Verdicts

    @property
    def is_filtered(self) -> bool:
        return any(self.filter.data.get(name) for name in self.filter.filters)

    @property
    def is_a_chip(self) -> bool:
        """Whether the filters are those of one of the lists above the list."""
        return any(chip.is_current for chip in self.chips)

    @property
    def others_wait(self) -> Entry | None:
        """Of the ideas and offers the one that has waited the longest."""
        owed = [entry for entry in self.others if entry.owed]
        return max(owed, key=lambda entry: entry.days, default=None)


def read_listing(user: User, data: dict, on: date) -> Listing:
    """What this person may read of what was heard, under these filters."""
    entries = Heard.objects.visible_to(user)
    listed = HeardFilter(data, queryset=entries.for_list(on))
    rows, others = listed.qs, Heard.objects.none()
    if not data.get("kind"):
        rows, others = rows.filter(kind=HeardKind.HEARD), rows.exclude(kind=HeardKind.HEARD)
        others = _with_replies(others)[:OTHERS_SHOWN]
    page = Paginator(_with_replies(rows), PER_PAGE).get_page(data.get("page"))
    (main, others), counts, verdicts = read(
        _reading_rows(page.object_list, others),
        reading_counts(entries, on),
        reading_verdicts(is_staff=Role.CHAMPIONS in user.roles),
    )
    own = _answerable(user, [heard.pk for heard in [*main, *others] if heard.waits])
    found = {heard.pk: _entry(heard, own, on) for heard in [*main, *others]}
    return Listing(
        filter=listed,
        number=listed.qs.count() if listed.shown else counts.every,
        counts=counts,
        page=page,
        waiting=[found[heard.pk] for heard in main if heard.waits],
        answered=[found[one.pk] for one in main if not one.waits and not one.stays_inside],
        inside=[found[heard.pk] for heard in main if heard.stays_inside],
        others=[found[heard.pk] for heard in others],
        chips=_chips(counts, data),
        verdicts=verdicts,
    )


def _with_replies(rows: HeardQuerySet) -> HeardQuerySet:
    people = Reply.objects.select_related(
        "answered_by", "item__parent", "item__sub_action__service"
    )
    return rows.prefetch_related(Prefetch("replies", queryset=people))


def _reading_rows(main: HeardQuerySet, others: HeardQuerySet) -> Reading:
    main, others = yield main, others
    return list(main), list(others)


def _answerable(user: User, waiting: list[int]) -> set[int]:
    if not waiting or Role.KEEPER not in user.roles:
        return set()
    owed = Reply.objects.unanswered().answerable_by(user).filter(heard__in=waiting)
    return set(owed.values_list("pk", flat=True))


def _entry(heard: Heard, own: set[int], on: date) -> Entry:
    replies = list(heard.replies.all())
    owed = [reply for reply in replies if reply.waits]
    answers = [reply for reply in replies if reply.is_answered]
    return Entry(heard, owed, answers, [reply for reply in owed if reply.pk in own], on)


def _chips(counts: Counts, data: dict) -> list[Chip]:
    lists = [
        ("All", {}, counts.every),
        ("Waiting", {"answered": "no", "kind": HeardKind.HEARD.value}, counts.waiting),
        ("Answered", {"answered": "yes", "kind": HeardKind.HEARD.value}, counts.answered),
        ("Ideas and offers", {"kind": IDEAS_AND_OFFERS}, counts.others),
    ]
    given = {name: value for name, value in data.items() if value and name != "page"}
    return [
        Chip(words, urlencode(filters), number, filters == given)
        for words, filters, number in lists
    ]
