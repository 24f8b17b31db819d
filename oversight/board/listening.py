"""What the Board's page says of listening: what was answered last, in both voices, and what waits
for an answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import Role, User
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
class Answered:
    """What a group said and what it was answered, whole, each with its address; `about` is what the
    answer speaks of.
    """

    whole_words: str
    words_url: str
    said_on: str
    whole_answer: str
    answered_on: str
    why_not: bool
    by: str
    about: str
    about_url: str

    @property
    def words(self) -> str:
        """As far as the page has room."""
        return first_words(self.whole_words, WORDS_LENGTH)

    @property
    def answer(self) -> str:
        return first_words(self.whole_answer, ANSWER_LENGTH)


@dataclass(frozen=True)
class Listening:
    """How many groups said something, how many of them wait for an answer and since when the first
    of them; how many ideas and offers wait besides; and the newest answer.
    """

    number: int
    waiting: int
    first: date | None
    others: int
    newest: Answered | None
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


def read_listening(user: User, on: date) -> Listening:
    """What groups said and what was answered, of what this person may read, in one statement."""
    return read_one(_reading_listening(user, on))


def reading_listening_of_all(on: date) -> Reading:
    """The same of what every role may read, as a part of a page."""
    said = Heard.objects.for_every_role().current().order_by()
    (found,), newest = yield _counted(said), _newest_of(said)
    # What a round keeps names no person.
    return _listening(found, newest, on, names_people=False)


def _reading_listening(user: User, on: date) -> Reading:
    (found,), newest = yield _counts(on, user=user), _newest(on, user=user)
    return _listening(found, newest, on)


def _listening(
    found: dict, newest: Iterable[Reply], on: date, *, names_people: bool = True
) -> Listening:
    del found["of_all"]
    answered = (_answered(one, on, names_people) for one in newest)
    return Listening(**found, newest=next(answered, None), on=on)


def _answered(reply: Reply, on: date, names_people: bool) -> Answered:
    work = getattr(reply.item, "sub_action", None)
    # Which service answered: the one that keeps what it speaks of; else who did.
    person = reply.answered_by if names_people else Role.KEEPER.label
    by = str(work and work.service or person)
    return Answered(
        whole_words=reply.heard.words,
        words_url=reply.heard.get_absolute_url(),
        said_on=short_day(reply.heard.heard_on, on),
        whole_answer=reply.words,
        answered_on=short_day(reply.answered_on, on),
        # That must not read as if something had been done.
        why_not=reply.kind == ReplyKind.WHY_NOT,
        by=first_words(by, SERVICE_LENGTH),
        about=reply.item.key,
        about_url=reply.item.get_absolute_url(),
    )


def _visible(user: User) -> HeardQuerySet:
    return Heard.objects.visible_to(user).current().order_by()


@prepared
def _counts(on: date, *, user: User) -> QuerySet:
    return _counted(_visible(user))


@prepared
def _newest(on: date, *, user: User) -> QuerySet:
    return _newest_of(_visible(user))


def _counted(said: HeardQuerySet) -> QuerySet:
    waits = Q(pk__in=Reply.objects.unanswered().order_by().values("heard"))
    return totals(
        said,
        number=Count("pk", filter=SAID),
        waiting=Count("pk", filter=SAID & waits),
        first=Min("heard_on", filter=SAID & waits),
        others=Count("pk", filter=~Q(kind=HeardKind.HEARD) & waits),
    )


def _newest_of(said: HeardQuerySet) -> QuerySet:
    answered = Reply.objects.answered().filter(heard__in=said.filter(SAID))
    people = ("heard", "answered_by", "item__sub_action__service")
    return answered.select_related(*people).order_by("-answered_on", "-pk")[:1]


def _heard(**filters: str) -> str:
    return f"{reverse('what-we-heard')}?{urlencode(filters)}"
