"""Published texts that are offered for what was written, because they share its rare words. Nothing
of it is stored, and nothing counts, until somebody presses a button.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import QuerySet

from accounts.kept import Kept
from accounts.models import Change, User
from accounts.permissions import may
from accounts.together import Reading, read_one

from .models import Dismissal, FrameworkItem, Kind
from .sharing import Shared, Texts

CALLS = (Kind.CALL,)
OTHERS = (Kind.THEME, Kind.RECOMMENDATION)
# So many calls are offered, and as many others.
FIRST = 5
NEWEST: Kept[Texts] = Kept()


@dataclass(frozen=True)
class Subject:
    """What somebody wrote and texts are offered for, as history names it: its words, the
    permission that linking it needs, and the kinds of texts that it may be linked to.
    """

    thing: str
    key: str
    words: str
    needs: str
    kinds: tuple[Kind, ...] = (*CALLS, *OTHERS)


@dataclass(frozen=True)
class Offered:
    """The texts that are offered for something, in the order in which they are."""

    calls: list[Shared] = field(default_factory=list)
    others: list[Shared] = field(default_factory=list)

    def __iter__(self) -> Iterator[Shared]:
        return iter((*self.calls, *self.others))

    def __len__(self) -> int:
        return len(self.calls) + len(self.others)

    def named(self, key: str) -> Shared | None:
        """The text with this key, if it is among them."""
        return next((one for one in self if one.text.key == key), None)


def of_work(item: FrameworkItem) -> Subject:
    """Local work: its title, which is linked to what it answers."""
    return Subject(item.kind, item.key, f"{item.heading} {item.text}", "link_texts")


def read_offered(subject: Subject, linked: Collection[int]) -> Offered:
    """What is offered for a subject; not what it is `linked` to already, by the ids of the texts,
    nor what somebody has dismissed for it.
    """
    return read_one(reading_offered(subject))(linked)


def reading_offered(subject: Subject) -> Reading:
    """The same, as a part of a page that reads meanwhile what the subject is linked to: gives what
    is to be called with that.
    """
    texts, dismissed = yield from _reading_texts(Dismissal.objects.of(subject.thing, subject.key))

    def offered(linked: Collection[int]) -> Offered:
        return _offered(texts.sharing(subject.words), subject, set(linked), set(dismissed))

    return offered


def reading_offered_to(user: User, subject: Subject | None) -> Reading:
    """The same for this person: nothing where she may not link it, or for no subject."""
    if subject is None or not may(user, subject.needs):
        return lambda linked: Offered()
    return (yield from reading_offered(subject))


def _offered(found: list[Shared], subject: Subject, linked: set, dismissed: set) -> Offered:
    free = [one for one in found if one.text.pk not in linked and one.text.kind in subject.kinds]
    # What was dismissed keeps its place, so that nothing worse comes after it for ever.
    calls, others = (
        [one for one in first_of(free, kinds) if one.text.pk not in dismissed]
        for kinds in (CALLS, OTHERS)
    )
    return Offered(calls, others)


def first_of(found: Iterable[Shared], kinds: Collection[Kind]) -> list[Shared]:
    """The first few of those kinds."""
    return [one for one in found if one.text.kind in kinds][:FIRST]


def read_texts() -> Texts:
    """The texts that are offered, with how rare their words are among them."""
    return read_one(_reading_texts(Dismissal.objects.none()))[0]


def _reading_texts(beside: QuerySet) -> Reading:
    """The texts as the framework was loaded last, and what is read beside."""
    loaded, beside = yield _loaded(), beside
    version = next(iter(loaded), "")
    if texts := NEWEST.get(version):
        return texts, beside
    items = yield FrameworkItem.objects.published().of_kind(*CALLS, *OTHERS)
    return NEWEST.put(Texts(items), version), beside


def _loaded() -> QuerySet:
    """The seal of the last time that something of the framework was loaded: nothing else changes
    published texts.
    """
    lines = Change.objects.filter(thing="framework", key="as published").order_by("-id")
    return lines.values_list("seal", flat=True)[:1]
