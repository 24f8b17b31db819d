"""Sessions keep occurrences of recurring work: each the one whose period holds its day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from accounts.together import Reading
from actions.models import Occurrence, SubAction
from actions.services.occurrences import KEEPERS

from .models import Session


def kept_by_sessions(sub_action: SubAction, occurrences: list[Occurrence]) -> dict[int, date]:
    """The first day on which a standing session kept each occurrence, by its id; the sessions point
    down at them.

    It is worked out anew each time, so that a session corrected, removed, or logged before the
    council set the start date always keeps what it should.
    """
    sessions = (
        Session.objects.current().filter(sub_actions=sub_action).order_by("held_on").only("held_on")
    )
    # A session on the last day of a period keeps it; periods do not overlap, so it keeps one.
    pairs = [
        (one, row)
        for one in sessions
        for row in occurrences
        if row.first_day <= one.held_on <= row.last_day
    ]
    _point_at(occurrences, {(one.pk, row.pk) for one, row in pairs})
    # Reversed, so that the earliest session of a period is written last and stays.
    return {row.pk: one.held_on for one, row in reversed(pairs)}


def _point_at(occurrences: list[Occurrence], wanted: set[tuple[int, int]]) -> None:
    """Let sessions point at these occurrences, as pairs of ids, and at none of the others."""
    through = Session.occurrences.through
    there = through.objects.filter(occurrence_id__in=[row.pk for row in occurrences])
    # Only what differs is written: most calls change nothing.
    stored = {(one.session_id, one.occurrence_id): one.pk for one in there}
    through.objects.filter(
        pk__in=[pk for pair, pk in stored.items() if pair not in wanted]
    ).delete()
    through.objects.bulk_create(
        through(session_id=session, occurrence_id=occurrence)
        for session, occurrence in sorted(wanted - set(stored))
    )


def reading_sessions(occurrences: Iterable[Occurrence]) -> Reading:
    """Occurrences, each with the sessions that keep it, the earliest first."""
    occurrences, keeping = list(occurrences), defaultdict(list)
    # An occurrence that was read from its period and not stored yet has no number.
    stored = [one.pk for one in occurrences if one.pk]
    points = Session.occurrences.through.objects.filter(occurrence_id__in=stored)
    for point in (yield points.select_related("session").order_by("session__held_on")):
        keeping[point.occurrence_id].append(point.session)
    return [(one, keeping[one.pk]) for one in occurrences]


def join_the_list() -> None:
    """Let sessions keep occurrences, from when the app starts."""
    # Actions know no sessions; they ask everything on this list.
    KEEPERS.append(kept_by_sessions)
