"""Reporting rounds: four a year, of which one asks for self-assessment; the last is open."""

from datetime import timedelta

from foundations.models import Edition, Round
from oversight.rounds.services import keep_snapshot

from .made import Made, store

A_YEAR = 4


def add_rounds(made: Made) -> None:
    """Rounds of three months each; the newest has begun and asks for both."""
    number = A_YEAR * made.size.years
    made.rounds = store(_round(made, place, number) for place in range(number))


def _round(made: Made, place: int, number: int) -> Round:
    age = number - 1 - place
    first = made.today - timedelta(days=20 + 91 * age)
    chair, closing = made.board[0], first + timedelta(days=85)
    return Round(
        key=f"round-{place + 1}",
        name=f"Round {place + 1}",
        first_day=first,
        last_day=first + timedelta(days=80),
        asks_assessment=age % A_YEAR == 0,
        opened_by=chair,
        opened_on=first,
        closed_by=chair if age else None,
        closed_on=closing if age else None,
    )


def keep_the_last(made: Made) -> None:
    """What the Board's pages say, kept with the last round that was closed."""
    keep_snapshot(Edition.objects.order_by("-closed_on", "-pk").first())
