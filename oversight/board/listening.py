"""What the Board's page says of listening: what was answered last, in both voices, and what waits
for an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import User
from accounts.prepared import prepared
from accounts.together import Reading, read_one, totals
from accounts.words import short_day
from evidence.heard.filters import IDEAS_AND_OFFERS
from evidence.heard.querysets import INSIDE, HeardQuerySet
from evidence.models import Heard, HeardKind, Reply, ReplyKind
from foundations.names import first_words

from .work import SERVICE_LENGTH

# Two lines and three, as everything must stay in one view.
WORDS_LENGTH, ANSWER_LENGTH = 84, 110
# What groups have said; an idea or an offer is no such thing.
SAID = Q(kind=HeardKind.HEARD) & ~INSIDE


@dataclass(frozen=True)
class Listening:
    """How many groups said something, how many of them wait for an answer and since when the first
    of them; how many ideas and offers wait besides; and the newest answer.
    """

    number: int
    waiting: int
    first: date | None
    others: int
    newest: Reply | None
    on: date

    @property
    def days(self) -> int:
        """For how long the first of those has waited."""
        return (self.on - self.first).days

    @property
    def url(self) -> str:
        return _heard(kind=HeardKind.HEARD)

    @property
    def waiting_url(self) -> str:
        return _heard(kind=HeardKind.HEARD, answered="no")

    @property
    def others_url(self) -> str:
        return _heard(answered="no", kind=IDEAS_AND_OFFERS)

    @property
    def words(self) -> str:
        return first_words(self.newest.heard.words, WORDS_LENGTH)

    @property
    def answer(self) -> str:
        return first_words(self.newest.words, ANSWER_LENGTH)

    @property
    def said_on(self) -> str:
        return short_day(self.newest.heard.heard_on, self.on)

    @property
    def answered_on(self) -> str:
        return short_day(self.newest.answered_on, self.on)

    @property
    def why_not(self) -> bool:
        """Whether it says why nothing was done; that must not read as if it had been."""
        return self.newest.kind == ReplyKind.WHY_NOT

    @property
    def by(self) -> str:
        """Which service answered: the one that keeps what it speaks of; else who did."""
        work = getattr(self.newest.item, "sub_action", None)
        said_by = str(work and work.service or self.newest.answered_by)
        return first_words(said_by, SERVICE_LENGTH)


def read_listening(user: User, on: date) -> Listening:
    """What groups said and what was answered, of what this person may read, in one statement."""
    return read_one(_reading_listening(user, on))


def _reading_listening(user: User, on: date) -> Reading:
    (found,), newest = yield _counts(on, user=user), _newest(on, user=user)
    del found["of_all"]
    return Listening(**found, newest=next(iter(newest), None), on=on)


def _visible(user: User) -> HeardQuerySet:
    return Heard.objects.visible_to(user).current().order_by()


@prepared
def _counts(on: date, *, user: User) -> QuerySet:
    waits = Q(pk__in=Reply.objects.unanswered().order_by().values("heard"))
    return totals(
        _visible(user),
        number=Count("pk", filter=SAID),
        waiting=Count("pk", filter=SAID & waits),
        first=Min("heard_on", filter=SAID & waits),
        others=Count("pk", filter=~Q(kind=HeardKind.HEARD) & waits),
    )


@prepared
def _newest(on: date, *, user: User) -> QuerySet:
    answered = Reply.objects.answered().filter(heard__in=_visible(user).filter(SAID))
    people = ("heard", "answered_by", "item__sub_action__service")
    return answered.select_related(*people).order_by("-answered_on", "-pk")[:1]


def _heard(**filters: str) -> str:
    return f"{reverse('what-we-heard')}?{urlencode(filters)}"
