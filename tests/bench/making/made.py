"""What the steps hand on to each other, and what they draw from chance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.db import models
from django.utils import timezone

from accounts.models import Service, User
from actions.models import Action, SubAction
from foundations.models import Round

from ..sizes import Size

AT_ONCE = 500
LATIN = """
    young people carers school group review plan meeting support home brothers sisters listened
    asked changed better worker pathway hearing house budget evidence together council
"""
# One text in twenty is in another script.
OTHERS = "дети говорят что их слышат الشباب "
OTHERS += "قالوا إنهم 孩子们说他们被倾听 युवाओं ने कहा"


class Made:
    """The data set while it is made: its size, its rows that others name, and one source of
    chance.
    """

    services: list[Service]
    keepers: dict[int, list[User]]  # by the id of the service
    board: list[User]
    champions: list[User]
    administrators: list[User]
    rounds: list[Round]
    actions: list[Action]
    works: list[SubAction]

    def __init__(self, size: Size, seed: int):
        self.size = size
        self.random = Random(seed)
        self.today = timezone.localdate()
        self.days = 365 * size.years

    def day(self) -> date:
        """A day of the years that the data set spans, up to today."""
        return self.today - timedelta(days=self.random.randrange(self.days))

    def moment(self, day: date) -> datetime:
        """A moment of a day's working hours."""
        minutes = self.random.randrange(8 * 60)
        at = datetime.combine(day, time(9)) + timedelta(minutes=minutes)
        return timezone.make_aware(at)

    def text(self, most: int = 2000) -> str:
        """A text of 20 to so many characters, mostly short ones."""
        length = 20 + int((most - 20) * self.random.random() ** 3)
        words = OTHERS if self.random.random() < 0.05 else LATIN
        drawn = " ".join(self.random.choices(words.split(), k=length // 4 + 3))
        return drawn[:length].strip().capitalize() or "Said."

    def often_the_first(self, rows: Sequence, times: int = 20) -> Any:
        """One of these rows; the first so many times as often as any other."""
        place = self.random.randrange(len(rows) + times - 1)
        return rows[max(0, place - times + 1)]

    def keeper_of(self, service: Service) -> User:
        return self.random.choice(self.keepers[service.pk])


def store(rows: Iterable[models.Model]) -> list:
    """Store rows of one model by the hundred; returns them with their ids."""
    rows = list(rows)
    return type(rows[0]).objects.bulk_create(rows, batch_size=AT_ONCE) if rows else []
