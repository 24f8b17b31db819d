"""What would help the work that does not go well, and what was answered."""

from actions.models import Need, SubAction, WhoActs
from actions.status import GOES_BADLY

from ..places import Places
from .made import Made, store

NEEDS = 30
ANSWERED = 0.75


def add_needs(made: Made) -> None:
    """Thirty needs a council and year, three in four of them answered."""
    stuck = SubAction.objects.exclude(service=None).filter(status__in=GOES_BADLY).order_by("pk")
    # The busiest has its weight in updates.
    stuck = list(stuck.exclude(pk=Places().busy.pk))
    store(_need(made, made.random.choice(stuck)) for _ in range(made.size.of_year(NEEDS)))


def _need(made: Made, work: SubAction) -> Need:
    who, asked_on = made.random.choice(list(WhoActs)), made.day()
    need = Need(
        sub_action=work,
        would_help=made.text(300),
        who_acts=who,
        acting_service=made.random.choice(made.services) if who == WhoActs.SERVICE else None,
        acting_body="Health board" if who == WhoActs.OUTSIDE else "",
        since=asked_on,
        asked_by=made.keeper_of(work.service),
        asked_on=asked_on,
    )
    if made.random.random() < ANSWERED:
        need.answer, need.answered_by = made.text(300), made.board[0]
        need.answered_on = made.today
    return need
