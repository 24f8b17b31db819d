"""What a service or partner owes, and when it last spoke, read in one place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.db.models import Count, Max, QuerySet

from accounts.models import Service, User
from accounts.prepared import prepared
from accounts.together import Reading, read, totals
from actions.groups import WORST_FIRST
from actions.models import Need, Share, SubAction
from actions.shared import rows_of
from evidence.agreed.sets import with_group

from ..questions.models import Question

PER_PAGE = 50
# So many needs and questions stand on the page; their numbers say how many there are.
MOST = 15


@dataclass(frozen=True)
class Owed:
    """What waits for a body: the first of it, and how many there are."""

    rows: list
    number: int

    @property
    def more(self) -> int:
        return self.number - len(self.rows)


def read_body(service: Service, user: User, on: date, page: str | None) -> dict:
    """What a body owes on a day, as the context of its page: its parts of joint sub-actions, how
    many of its own sub-actions are in which group, the needs and questions that wait for it, and
    when it last spoke.
    """
    shares = Share.objects.waiting().filter(service=service).for_page(on)
    shown = Paginator(shares.order_by("sub_action__item__order", "pk"), PER_PAGE).get_page(page)
    groups, needs, questions, spoke = read(
        _reading_groups(service, on),
        _reading_owed(Need.objects.waiting().filter(acting_service=service).for_page()),
        _reading_owed(_asked(service).for_page().order_by("asked_on", "pk")),
        _reading_spoken(service),
    )
    return {
        "service": service,
        "page": shown,
        "rows": rows_of(shown, user),
        "groups": groups,
        "needs": needs,
        "questions": questions,
        "spoke": spoke,
        "today": on,
    }


def _reading_groups(service: Service, on: date) -> Reading:
    """How many of its own sub-actions are in each group, the worst first."""
    found = Counter(group for _pk, group in (yield _groups(on, pk=service.pk)))
    return [(group, found[group]) for group in WORST_FIRST if found[group]]


@prepared
def _groups(on: date, *, pk: int) -> QuerySet:
    rows = SubAction.objects.filter(service=pk).order_by()
    return with_group(rows, on).values_list("pk", "group")


def _asked(service: Service) -> QuerySet:
    own = SubAction.objects.filter(service=service, replaced_by=None)
    return Question.objects.waiting().filter(own.stands_for("item"))


def _reading_owed(rows: QuerySet) -> Reading:
    found, (every,) = yield rows[:MOST], totals(rows.order_by(), number=Count("pk"))
    return Owed(list(found), every["number"])


def _reading_spoken(service: Service) -> Reading:
    """The day on which it last said how something goes; None where it never has."""
    last = {"on": Max("confirmed_on")}
    own, parts = SubAction.objects.filter(service=service), Share.objects.filter(service=service)
    found = yield totals(own, **last), totals(parts, **last)
    return max((day["on"] for (day,) in found if day["on"]), default=None)
