"""What a row of a register sets: the action that new work comes under, days and owners."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date

from django.utils import timezone

from accounts.models import Service, User
from accounts.words import day, listed
from actions.models import Action
from actions.status import SETTLED, Kind
from evidence.files.bringing.columns import Column

from .columns import ACTION, DUE, OWNER, START, STATUS
from .offering import Known, title_key
from .plan import Cell, Plan, Row
from .statuses import status_of

BETWEEN_NAMES = re.compile(r"[;/&\n]|\band\b", re.IGNORECASE)
SETS = {START: "start_on", DUE: "due_on"}
PASSED = (
    "This day has passed. For work that is new here, say in the column of comments why it is not "
    "done yet."
)
NOT_DATED = "The due date is left out: only dated work has one, and this is {}."


class Setting:
    """What is known of a register while its rows are gone through."""

    def __init__(self, known: Known, answers: dict[str, str], plan: Plan) -> None:
        self.known, self.answers, self.plan = known, answers, plan
        self.today = timezone.localdate()
        self.keepers: dict[int, dict[str, list[User]]] = {}

    def settle(self, row: Row) -> None:
        """Find the action and the service of new work; where the action has local work of this
        title already, the row is that.
        """
        if not row.is_new:
            return
        row.service = self._service()
        text = row.line.said.get(ACTION, "")
        row.action = self.known.action_of(text) if text else self._chosen_action()
        if row.action is None:
            row.new_action = text
            return
        twin = self.known.local.get((row.action.pk, title_key(row.title)))
        if twin and twin.pk in self.known.mine:
            row.becomes, row.sub_action = twin.key, twin

    def _chosen_action(self) -> Action | None:
        self.plan.needs.add("action")
        return self.known.actions.get(self.answers.get("action", ""))

    def _service(self) -> Service | None:
        if len(self.known.services) == 1:
            return next(iter(self.known.services.values()))
        self.plan.needs.add("service")
        return self.known.services.get(self.answers.get("service", ""))

    def set_values(self, row: Row) -> None:
        """The days and owners that a row sets and that are not so already."""
        for column, name in SETS.items():
            if text := row.line.said.get(column):
                self._set_day(row, name, column, date.fromisoformat(text))
        if text := row.line.said.get(OWNER):
            self._set_owners(row, text)

    def _set_day(self, row: Row, name: str, column: Column, value: date) -> None:
        stored = row.sub_action
        if stored and column is DUE and stored.kind != Kind.DATED:
            row.notes.append(NOT_DATED.format(Kind(stored.kind).value))
            return
        now = getattr(stored, name, None)
        if now == value:
            return
        if row.is_new and column is DUE and value < self.today and not self._is_told(row):
            row.line.refuse(DUE, PASSED)
        row.values[name] = value
        row.cells.append(Cell(column.name, day(now) if now else "", day(value)))

    def _is_told(self, row: Row) -> bool:
        settled = status_of(row.line.said.get(STATUS, ""), self.answers) in SETTLED
        return settled or bool(row.comment)

    def _set_owners(self, row: Row, text: str) -> None:
        service = row.sub_action.service if row.sub_action else row.service
        if service is None:
            return
        found = self._owners_in(row, text, service)
        now = list(row.sub_action.owners.all()) if row.sub_action else []
        if row.is_new or (found and set(found) != set(now)):
            row.values["owners"] = found
        if found and set(found) != set(now):
            row.cells.append(Cell(OWNER.name, _names(now), _names(found)))

    def _owners_in(self, row: Row, text: str, service: Service) -> list[User]:
        """The people whom a cell names, each once; who cannot be told is said."""
        keepers = self._keepers_of(service)
        names = _names_in(text, keepers)
        called = {name: keepers.get(_key(name), []) for name in names}
        if unknown := [f"“{name[:60]}”" for name, people in called.items() if not people]:
            are = "is no Promise Keeper" if len(unknown) == 1 else "are no Promise Keepers"
            row.notes.append(f"{listed(unknown)} {are} of {service}, so left out and not kept.")
        row.notes += [
            f"Several Promise Keepers of {service} are called “{name}”, so it is left out. Write "
            "the e-mail address."
            for name, people in called.items()
            if len(people) > 1
        ]
        return list(dict.fromkeys(people[0] for people in called.values() if len(people) == 1))

    def _keepers_of(self, service: Service) -> dict[str, list[User]]:
        """Who is called so, by name and by address, in small letters."""
        if service.pk not in self.keepers:
            found = self.keepers[service.pk] = defaultdict(list)
            for person in User.objects.keepers_of(service.pk, on=self.today):
                found[_key(person.name)].append(person)
                found[_key(person.email)].append(person)
        return self.keepers[service.pk]


def _names_in(text: str, known: dict[str, list[User]]) -> list[str]:
    """The names that a cell holds; “Smith, Anna” is one where somebody is called Anna Smith."""
    found = []
    for part in BETWEEN_NAMES.split(text):
        last, _comma, first = part.partition(",")
        name = f"{first.strip()} {last.strip()}"
        found += [name] if _key(name) in known else part.split(",")
    return [name.strip() for name in found if name.strip()]


def _key(name: str) -> str:
    return title_key(name.strip(" ()<>."))


def _names(people: list[User]) -> str:
    return listed([str(person) for person in people]) if people else ""
