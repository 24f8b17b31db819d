"""What a Promise Keeper has to report on: what is overdue, what is due soon, and the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import QuerySet, TextChoices

from accounts.models import User
from accounts.prepared import prepared
from accounts.together import Reading
from actions.in_force import fresh_from
from actions.in_rounds import is_asked, is_owed
from actions.models import Confirmation, SubAction
from actions.services.progress import nothing_to_confirm
from actions.standing import Standing, standing
from actions.status import Kind, Status
from evidence.agreed.parts import with_parts
from foundations.models import Round

from .look import Look, look_of

# "Due soon", and the page says so.
SOON = timedelta(weeks=6)


class When(TextChoices):
    """In which part of the page a sub-action stands."""

    OVERDUE = "overdue", "Overdue"
    SOON = "soon", "Due soon"
    FINE = "up-to-date", "Up to date"


@dataclass(frozen=True)
class Owed:
    """A sub-action of one's services: how it is counted, whether one owns it oneself, and whether
    one has said "still true" a moment ago.
    """

    sub_action: SubAction
    standing: Standing
    look: Look
    mine: bool
    just_checked: bool
    on: date

    @property
    def reported(self) -> bool:
        return self.sub_action.status != Status.NOT_REPORTED

    @property
    def may_confirm(self) -> bool:
        """Whether "still true" is offered: not of what is late or contradicted."""
        owes_words = self.standing.owes_words or self.look.late_by or self.look.missed
        return not owes_words and not nothing_to_confirm(self.sub_action)

    @property
    def days_late(self) -> int:
        """For how many days its date is past; 0 where it is not late."""
        if self.look.late_by or not self.standing.late:
            return self.look.late_by
        return (self.on - self.sub_action.due_on).days

    @property
    def late_since(self) -> date | None:
        return self.look.late_since or self.sub_action.due_on

    @property
    def next_day(self) -> date | None:
        """The day that comes next: when it is due, or looked at again."""
        row = self.sub_action
        settled = row.status in (Status.COMPLETE, Status.STOPPED)
        return None if settled else row.due_on if row.kind == Kind.DATED else row.review_on

    @property
    def debts(self) -> list[bool]:
        # Past its date before said wrongly, before not checked for too long.
        late = bool(self.standing.late or self.look.late_by or self.look.missed)
        return [
            late or self.standing.review_passed,
            bool(self.standing.contradiction),
            self.standing.stale,
        ]

    @property
    def when(self) -> When:
        if any(self.debts):
            return When.OVERDUE
        near = self.next_day is not None and self.next_day <= self.on + SOON
        return When.SOON if near or not self.reported or self.is_checked_soon else When.FINE

    @property
    def is_checked_soon(self) -> bool:
        """Whether its report will not be fresh any more before the six weeks are over."""
        row = self.sub_action
        said_again = row.status not in (Status.NOT_REPORTED, Status.COMPLETE, Status.STOPPED)
        return bool(said_again and row.confirmed_on and row.confirmed_on < row.fresh_then)

    @property
    def urgency(self) -> tuple:
        """Sorts by the part of the page, then one's own first, then by what came or comes first."""
        row, debts = self.sub_action, self.debts
        worst = debts.index(True) if any(debts) else len(debts)
        since = (self.next_day if debts[0] else row.confirmed_on) or self.next_day or date.max
        if self.when != When.OVERDUE:
            since = self.next_day or date.max
        return (list(When).index(self.when), not self.mine, worst, since)


@prepared
def _owed(on: date, *, user: User) -> QuerySet:
    rows = SubAction.objects.editable_by(user).to_be_done().for_list()
    return with_parts(rows, on).annotate(fresh_then=fresh_from(on + SOON))


def reading_owed(user: User, on: date) -> Reading:
    """The sub-actions of the person's services that are to be done, what is overdue first."""
    checked = Confirmation.objects.undoable_by(user).values_list("update__sub_action", flat=True)
    rows, checked = yield _owed(on, user=user), checked
    just_checked = set(checked)
    found = (
        Owed(
            sub_action=row,
            standing=standing(row, on),
            look=look_of(row, on),
            mine=user in row.owners.all(),
            just_checked=row.pk in just_checked,
            on=on,
        )
        for row in rows
    )
    return sorted(found, key=lambda row: row.urgency)


@dataclass(frozen=True)
class Part:
    """One of the three parts of the page, with how many stand in it and why."""

    when: When
    number: int
    total: int
    why: str
    rows: list[Owed]


def parts_of(every: list[Owed], shown: Iterable[Owed], *, since_a_round: bool) -> list[Part]:
    """The parts of the page that have rows; of many only those `shown` on it."""
    shown, parts = list(shown), []
    for when in When:
        own = [row for row in every if row.when == when]
        rows = [row for row in shown if row.when == when]
        if rows:
            why = _why(when, own, since_a_round)
            parts.append(Part(when, len(own), len(every), why, rows))
    return parts


def _why(when: When, rows: list[Owed], since_a_round: bool) -> str:
    if when == When.FINE:
        return "reported in time"
    if when == When.SOON:
        weeks = f"in the next {'six' if SOON.days == 42 else SOON.days // 7} weeks"
        silent = any(not row.reported for row in rows)
        dated = any(row.reported for row in rows)
        return " or ".join([weeks] * dated + ["never reported"] * silent)
    days = settings.SILENT_AFTER_DAYS
    unsaid = "since the last round" if since_a_round else f"for {days} days"
    words = ("past the date", "status does not match its evidence", f"no update {unsaid}")
    found = {row.debts.index(True) for row in rows}
    return ", ".join(word for number, word in enumerate(words) if number in found)


def work_sentence(rows: list[Owed]) -> tuple[str, str]:
    """What is owed in one sentence, in its first part that weighs most and the rest: "2 of your 8
    sub-actions are overdue" and ", 2 are due soon."; of no sub-action nothing.
    """
    if not rows:
        return "", ""
    overdue, soon = (sum(row.when == when for row in rows) for when in (When.OVERDUE, When.SOON))
    if len(rows) == 1:
        return _sentence_of_one(rows[0])
    are = "is" if overdue < 2 else "are"
    first = f"{overdue or 'None'} of your {len(rows)} sub-actions {are} overdue"
    rest = f", {soon} {'is' if soon == 1 else 'are'} due soon." if soon else "."
    return first, rest


def _sentence_of_one(row: Owed) -> tuple[str, str]:
    words = {When.OVERDUE: "overdue", When.SOON: "due soon", When.FINE: "up to date"}
    return f"Your sub-action is {words[row.when]}", "."


@dataclass(frozen=True)
class Unreported:
    """How many of a person's sub-actions wait for a word in the round that asks now, of how many
    it asks.
    """

    round: Round
    number: int
    asked: int


def unreported(rows: list[Owed], asking: Round | None) -> Unreported | None:
    """What of these waits for a word in a round; None where none asks, or asks about none."""
    asked = [row.sub_action for row in rows if asking and is_asked(row.sub_action, asking)]
    if not asked:
        return None
    return Unreported(asking, sum(is_owed(row, asking) for row in asked), len(asked))
