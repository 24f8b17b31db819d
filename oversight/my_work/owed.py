"""What a Promise Keeper owes, the oldest debt first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from actions.models import SubAction
from actions.services.progress import nothing_to_confirm
from actions.standing import Standing, standing
from actions.status import Status
from evidence.assessments.overview import Overview, read_overview
from foundations.models import Round


@dataclass(frozen=True)
class Owed:
    """A sub-action of one's services, with its standing and whether one owns it oneself."""

    sub_action: SubAction
    standing: Standing
    mine: bool

    @property
    def reported(self) -> bool:
        return self.sub_action.status != Status.NOT_REPORTED

    @property
    def may_confirm(self) -> bool:
        """Whether "still true" is offered: not of what is late or contradicted, where a word more
        is owed.
        """
        owes_words = self.standing.late or self.standing.contradiction
        return not owes_words and not nothing_to_confirm(self.sub_action)

    @property
    def debts(self) -> list[bool]:
        # The worst first: past its date before said wrongly, before not said at all, before old.
        return [
            self.standing.late,
            bool(self.standing.contradiction),
            not self.reported,
            self.standing.stale,
        ]

    @property
    def urgency(self) -> tuple:
        """Sorts one's own first, then by the worst debt, then by how long it has been owed."""
        # What owes nothing comes after the last debt.
        worst = self.debts.index(True) if any(self.debts) else len(self.debts)
        row = self.sub_action
        # What has neither day sorts last among its equals rather than failing to compare.
        since = (row.due_on if self.standing.late else row.confirmed_on) or row.due_on or date.max
        return (not self.mine, worst, since)


def owed_by(user: User, on: date) -> list[Owed]:
    """The sub-actions of the person's services that are to be done, her own first, the oldest debt
    first.
    """
    rows = SubAction.objects.editable_by(user).to_be_done().for_list()
    return sorted((_owed(row, user, on) for row in rows), key=lambda row: row.urgency)


def _owed(row: SubAction, user: User, on: date) -> Owed:
    return Owed(sub_action=row, standing=standing(row, on), mine=user in row.owners.all())


def work_sentence(rows: list[Owed]) -> str:
    """What is owed, in one sentence: "5 sub-actions are yours to keep: 1 past its date, 2 not yet
    reported.".
    """
    if not rows:
        return "No sub-action is yours to keep yet."
    number = "1 sub-action is" if len(rows) == 1 else f"{len(rows)} sub-actions are"
    named = sum(row.mine for row in rows)
    names = "" if named == len(rows) else f" ({named or 'none'} with you as owner)"
    return f"{number} yours to keep{names}: {_debts_in_words(rows)}."


def _debts_in_words(rows: list[Owed]) -> str:
    late, contradicted, silent, stale = (
        sum(owed) for owed in zip(*(row.debts for row in rows), strict=True)
    )
    parts = [
        (late, f"{late} past {'its' if late == 1 else 'their'} date"),
        (contradicted, f"{contradicted} whose status is contradicted by date or evidence"),
        (silent, f"{silent} not yet reported"),
        (stale, f"{stale} not confirmed for too long"),
    ]
    return ", ".join(words for number, words in parts if number) or "nothing is owed today"


def unowned_work(user: User) -> tuple[list[SubAction], list[SubAction]]:
    """Sub-actions without a service: those for which the person's services are proposed, and those
    still free.
    """
    mine = {service.pk for service in user.services}
    # One statement for both lists, told apart here.
    rows = list(
        SubAction.objects.filter(service=None).select_related(
            "item", "proposed_service", "proposed_by"
        )
    )
    waiting = [row for row in rows if row.proposed_service_id in mine]
    return waiting, [row for row in rows if row.proposed_service_id is None]


def assessed_by(user: User, on: date) -> Overview | None:
    """How far the person's services are in the self-assessment that is on; None when no round asks
    for it.
    """
    current = Round.objects.current_assessment(on)
    # A round that has been closed takes nothing any more, so nothing of it is owed.
    if current is None or current.is_closed:
        return None
    return read_overview(current, on, services=user.services)
