"""What changes, and what stays and counts, when a service closes or somebody leaves one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from accounts.models import Appointment, Service, User
from accounts.together import Reading, read, totals
from actions.models import ProgressUpdate, Share, SubAction
from evidence.agreed.parts import ALL, in_list
from evidence.assessments.lines import Line, read_lines
from evidence.models import Agreement, EvidenceItem, Heard, HeardKind, Reply, Session, Submission
from foundations.models import Round


@dataclass(frozen=True)
class Closing:
    """What a service has when it closes: how many sub-actions are to be done, how many `parts` it
    has in those of others, how many replies are owed, its line in the `round` of self-assessment
    that is on, and how many updates and pieces of evidence stay.
    """

    work: int
    parts: int
    owed: int
    round: Round | None
    line: Line | None
    updates: int
    evidence: int

    @property
    def not_begun(self) -> int:
        """The self-assessments that it has not begun, and cannot begin once it is closed."""
        return self.line.themes - self.line.submitted - self.line.in_draft


@dataclass(frozen=True)
class Leaving:
    """What somebody has added and said, for a service or in another role: it stays, and she changes
    it no more.
    """

    updates: int
    submissions: int
    evidence: int
    sessions: int
    heard: int
    ideas: int
    agreed: int


def read_closing(service: Service, on: date) -> Closing:
    """What closing a service changes on a day, and what of it stays."""
    current = Round.objects.current_assessment(on)
    asked = current if current and not current.is_closed else None
    lines = read_lines(asked, [service]) if asked else []
    work, parts, owed, updates, evidence = read(
        # Counted as the list that the page leads to.
        _number(in_list(SubAction.objects.filter(service=service), ALL, on)),
        _number(Share.objects.waiting().filter(service=service)),
        _number(Reply.objects.unanswered().filter(item__sub_action__service=service)),
        _number(ProgressUpdate.objects.current().filter(service=service)),
        _number(EvidenceItem.objects.current().filter(service=service)),
    )
    line = next(iter(lines), None)
    return Closing(work, parts, owed, asked, line, updates, evidence)


def _number(rows: QuerySet) -> Reading:
    (found,) = yield totals(rows, number=Count("pk"))
    return found["number"]


def read_leaving(person: User, held: Appointment | None) -> Leaving:
    """What stays of a person's when a role of hers ends, or, if none is named, when she goes."""
    of = {"service": held.service} if held else {}
    submitted = {"assessment__service": held.service} if held else {}
    said = Agreement.objects.given().filter(made_by=person)
    logged = Heard.objects.current().filter(logged_by=person)
    heard = logged.filter(kind=HeardKind.HEARD)
    return Leaving(
        updates=ProgressUpdate.objects.current().filter(posted_by=person, **of).count(),
        submissions=Submission.objects.filter(made_by=person, **submitted).count(),
        evidence=EvidenceItem.objects.current().filter(added_by=person, **of).count(),
        sessions=Session.objects.current().filter(logged_by=person).count(),
        heard=heard.count(),
        ideas=logged.count() - heard.count(),
        agreed=(said.filter(role=held.role, **of) if held else said).count(),
    )
