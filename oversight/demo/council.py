"""The demo council while it is being loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from accounts.models import Service, User
from actions.models import SubAction

ADMINISTRATOR = "admin@demo.test"

Say = Callable[[str], object]


@dataclass
class Demo:
    """The demo council while it is being loaded, with what was made so far by e-mail, name and
    key.
    """

    today: date
    say: Say
    data: dict
    people: dict[str, User] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    sub_actions: dict[str, SubAction] = field(default_factory=dict)

    @property
    def administrator(self) -> User:
        return self.people[ADMINISTRATOR]

    def day(self, offset: int) -> date:
        """The day so many days from the day of loading; the Friday before, if that is a weekend.

        A council does not work at weekends, and days counted from the loading stay as old as they
        are meant to be whenever somebody tries the product.
        """
        on = self.today + timedelta(days=offset)
        return on - timedelta(days=max(0, on.weekday() - 4))
