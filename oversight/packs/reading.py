"""What an edition keeps, as a pack tells it: without the name of anybody."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from django.conf import settings
from django.http import Http404

from accounts.words import day, listed
from actions.groups import Group
from evidence.agreed.kinds import AgreementKind
from foundations.models import Edition

from ..board.rounds import at
from ..rounds.frozen import Frozen, from_values
from ..rounds.models import Snapshot
from ..rounds.past import Record
from ..rounds.texts import together
from . import people
from .models import Pack, State

# Whoever makes packs looks every few seconds what there is to do.
SLOW = timedelta(minutes=1)
# The mark that a removal leaves names who did it, which is nobody's business outside.
MARK = re.compile(r"\[taken out on (\d{1,2} \w+ \d{4}) by [^\]]*\]")
YEAR = timedelta(days=365)
# A round counts as about a year before when it was closed within so many days of that.
ABOUT = timedelta(days=120)
NOT_HELD = (
    "Questions and decisions of the Board, measures, dates in law and files of evidence: a round "
    "keeps none of them when it is closed."
)


def edition_of(key: str, number: int) -> Edition:
    """An edition of a round by its number. Raises Http404 for one whose pages were not kept."""
    found = Edition.objects.filter(round__key=key, number=number, snapshot__isnull=False)
    edition = found.select_related("round").first()
    if edition is None:
        raise Http404(f"There is no closed round {key} of which a pack could be made.")
    return edition


def is_slow_to_begin(pack: Pack, now: datetime) -> bool:
    """Whether a pack waits for longer than whoever makes packs lets it wait."""
    return pack.state == State.WAITING and now - pack.asked_at > SLOW


def read_record(edition: Edition) -> Record:
    """What an edition keeps, with marks where passages were taken out."""
    kept = Snapshot.objects.get(edition=edition)
    texts = [MARK.sub(r"[taken out on \1]", words) for words in kept.texts]
    return Record(from_values(together(kept.frozen, texts)), at(edition))


def how_made(edition: Edition, frozen: Frozen) -> list[tuple[str, str]]:
    """How a pack of an edition is made, by labels: each file says it."""
    told = [
        ("As at", day(edition.closed_on)),
        ("Round", f"{edition.round}, edition {edition.number}"),
        ("Filters", "None: all services, all sub-actions"),
        ("Small numbers", people.rule()),
        ("Who agreed", _who_agreed(frozen)),
        ("Names", "Nobody is named: services, bodies and roles are."),
        ("Language check", "Not checked"),
        ("Not in it", NOT_HELD),
    ]
    if edition.undone_on:
        told.insert(2, ("Standing", _opened_again(edition)))
    if settings.DEMO:
        told.append(("Demonstration", "All entries are made up."))
    return told


def _opened_again(edition: Edition) -> str:
    return (
        f"The round was opened again on {day(edition.undone_on)}, so this edition does not stand "
        "any more."
    )


def _who_agreed(frozen: Frozen) -> str:
    agreed = [one.by for one in frozen.said if one.kind == AgreementKind.AGREED]
    if not agreed:
        return "Nobody had agreed to a claim that stood."
    counts = {by: agreed.count(by) for by in sorted(set(agreed))}
    said = listed([f"{by} ({number:,})" for by, number in counts.items()])
    return f"{said}: the service or body of whoever agreed to claims that stood"


def groups_a_year_before(edition: Edition) -> tuple[Edition | None, dict[str, int]]:
    """The standing edition nearest to a year before this one, and how many sub-actions were in each
    group then. Of none within four months of that the nearest before all the same, and no numbers;
    None where there is none before.
    """
    wanted = edition.closed_on - YEAR
    earlier = Edition.objects.standing().filter(
        closed_on__lt=edition.closed_on, snapshot__isnull=False
    )
    found = list(earlier.exclude(round=edition.round).select_related("round", "snapshot"))
    if not found:
        return None, {}
    nearest = min(found, key=lambda one: (_apart(one.closed_on, wanted), one.pk))
    is_near = _apart(nearest.closed_on, wanted) <= ABOUT
    return nearest, nearest.snapshot.groups[""] if is_near else {}


def _apart(one: date, other: date) -> timedelta:
    return abs(one - other)


def better_or_not(then: dict[str, int], now: dict[str, int]) -> str:
    """Whether it is better than it was, as a sentence begins. What is not known counts as not going
    well, since silence never makes anything better.
    """
    kept = _share(now, Group.KEPT) - _share(then, Group.KEPT)
    badly = sum(
        _share(now, group) - _share(then, group)
        for group in (Group.NOT_GOING_WELL, Group.NOT_KNOWN)
    )
    kept, badly = round(kept, 9), round(badly, 9)
    if not kept and not badly:
        return "The same as"
    if kept >= 0 and badly <= 0:
        return "Better than"
    return "Worse than" if kept <= 0 and badly >= 0 else "Better in part and worse in part than"


def _share(groups: dict[str, int], group: Group) -> float:
    return groups.get(group, 0) / (sum(groups.values()) or 1)
