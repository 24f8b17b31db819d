"""What waits for an administrator: what is to be decided, and what is to be put right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from accounts.models import Appointment, Change, Mail, Service, User
from accounts.together import Reading, read_one, totals
from actions.models import SubAction
from evidence.items.models import EvidenceItem
from evidence.items.querysets import awaits_second_look
from foundations.models import Correction, Round

from ..questions.models import Question

ROLE_ENDS_WITHIN = timedelta(days=30)
KEYS_SHOWN = 6


@dataclass(frozen=True)
class Proposal:
    """A service that a Promise Keeper would have keep a sub-action, and when she said so."""

    sub_action: SubAction
    made_at: datetime | None


@dataclass(frozen=True)
class Waiting:
    """All that an administrator may have to do, on one day."""

    today: date
    proposals: list[Proposal]
    corrections: list[Correction]
    sub_actions: int
    without_service: list[SubAction]
    without_owner: list[SubAction]
    people: int
    invited: list[User]
    closed_services: list[Service]
    ending_roles: list[Appointment]
    overdue_rounds: list[Round]
    photos: int
    lost_files: int
    mails: list[Mail]
    unanswered: int

    @property
    def undelivered(self) -> list[Mail]:
        """Mails that were given up."""
        return [mail for mail in self.mails if mail.given_up_at]

    @property
    def late(self) -> list[Mail]:
        """Mails that have waited for too long, and are tried again."""
        return [mail for mail in self.mails if not mail.given_up_at]

    @property
    def run_out(self) -> list[User]:
        """Those whose invitation has run out before they used it."""
        return [person for person in self.invited if person.invitation_until < self.today]

    @property
    def only_owner_missing(self) -> list[SubAction]:
        """What has a service, of whose Promise Keepers none is named as owner."""
        unkept = {row.pk for row in self.without_service}
        return [row for row in self.without_owner if row.pk not in unkept]

    @property
    def headline(self) -> str:
        """What waits, counted: "1 proposal and 8 invitations wait."."""
        counted = [
            _counted(len(self.proposals), "proposal"),
            _counted(len(self.corrections), "correction"),
            _counted(len(self.invited), "invitation"),
            _counted(self.unanswered, "question of the Board", "questions of the Board"),
        ]
        named = [words for words in counted if words]
        if not named:
            return "Nothing waits for your decision." if self.faults else "Nothing waits for you."
        alone = self.decisions + len(self.invited) + self.unanswered == 1
        return f"{_in_a_row(named)} {'waits' if alone else 'wait'}."

    @property
    def owner_note(self) -> str:
        """Which have no owner, and of those that have a service, which it is."""
        kept = [f"{row.key} belongs to {row.service}" for row in self.only_owner_missing[:3]]
        return "; ".join([_keys(self.without_owner), *kept])

    @property
    def service_note(self) -> str:
        """Which have no service."""
        return _keys(self.without_service)

    @property
    def decisions(self) -> int:
        return len(self.proposals) + len(self.corrections)

    @property
    def faults(self) -> int:
        """How many kinds of thing are to be put right."""
        kinds = (self.without_owner, self.invited, self.closed_services, self.overdue_rounds)
        kinds += (self.without_service, self.ending_roles, self.photos, self.lost_files)
        kinds += (self.unanswered,)
        return sum(map(bool, (*kinds, self.undelivered, self.late)))


def _in_a_row(words: list[str]) -> str:
    """Words as a list that is read aloud: "3.2, 9.2 and 10.4"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


def _counted(number: int, noun: str, many: str = "") -> str:
    return f"{number} {(many or f'{noun}s') if number > 1 else noun}" if number else ""


def _keys(rows: list[SubAction]) -> str:
    keys, more = [row.key for row in rows[:KEYS_SHOWN]], len(rows) - KEYS_SHOWN
    return _in_a_row([*keys, f"{more} more"] if more > 0 else keys)


def read_waiting(on: date) -> Waiting:
    """What waits on a day."""
    return read_one(reading_waiting(on))


def reading_waiting(on: date) -> Reading:
    """The same, as a part of a page."""
    to_do = SubAction.objects.to_be_done().select_related("item", "service")
    proposed = SubAction.objects.exclude(proposed_service=None)
    evidence = EvidenceItem.objects.current()
    (
        proposed,
        corrections,
        (every,),
        unkept,
        unowned,
        (people,),
        invited,
        closed,
        roles,
        rounds,
        (items,),
        mails,
        (asked,),
    ) = yield (
        proposed.select_related("item", "proposed_service", "proposed_by"),
        Correction.objects.open_first().filter(state="open"),
        totals(SubAction.objects.to_be_done(), number=Count("pk")),
        to_do.without_service(on),
        to_do.ownerless(on),
        totals(User.objects.active(), number=Count("pk")),
        User.objects.invited().order_by("invited_on", "name"),
        Service.objects.exclude(closed_on=None).with_keepers(on),
        _ending_roles(on),
        Round.objects.open().filter(last_day__lt=on),
        totals(evidence, photos=Count("pk", filter=awaits_second_look()), lost=Count("lost_on")),
        Mail.objects.troubled(timezone.now()),
        totals(Question.objects.of_nobody(), number=Count("pk")),
    )
    return Waiting(
        today=on,
        proposals=(yield from _reading_proposals(proposed)),
        corrections=list(corrections),
        sub_actions=every["number"],
        without_service=list(unkept),
        without_owner=list(unowned),
        people=people["number"],
        invited=list(invited),
        closed_services=[service for service in closed if service.keepers],
        ending_roles=list(roles),
        overdue_rounds=list(rounds),
        photos=items["photos"],
        lost_files=items["lost"],
        mails=list(mails),
        unanswered=asked["number"],
    )


def _reading_proposals(rows: Iterable[SubAction]) -> Reading:
    # Only the history knows the day; the newest line comes first.
    said = Change.objects.filter(
        thing="sub-action", act="proposed a service", key__in=[row.key for row in rows]
    )
    made_at: dict[str, datetime] = {}
    for key, moment in (yield said.values_list("key", "made_at")):
        made_at.setdefault(key, moment)
    return [Proposal(row, made_at.get(row.key)) for row in rows]


def _ending_roles(on: date) -> QuerySet:
    soon = Appointment.objects.current(on).filter(
        ends_on__lte=on + ROLE_ENDS_WITHIN, user__is_active=True
    )
    return soon.select_related("user", "service").order_by("ends_on", "pk")


# What the history calls it, and how many of it are said: one, several.
LATELY = {
    ("sub-action", "posted an update"): ("1 update", "{} updates"),
    ("self-assessment", "submitted"): (
        "1 submitted self-assessment",
        "{} submitted self-assessments",
    ),
    ("session", "logged"): ("1 session", "{} sessions"),
    ("heard", "logged"): ("1 thing that a group said", "{} things that groups said"),
}


def reading_lately() -> Reading:
    """What was done in the last seven days, in words, as a part of a page; empty where nothing
    was.
    """
    lines = Change.objects.filter(made_at__gte=timezone.now() - timedelta(days=7))
    # Counted in columns: by groups, SQLite would go through all lines by the index of their things.
    columns = {
        f"number_{place}": Count("pk", filter=Q(thing=thing, act=act))
        for place, (thing, act) in enumerate(LATELY)
    }
    (numbers,) = yield totals(lines, **columns)
    return ", ".join(
        words[number > 1].format(number)
        for number, words in zip((numbers[name] for name in columns), LATELY.values(), strict=True)
        if number
    )
