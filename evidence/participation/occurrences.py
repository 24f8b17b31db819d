"""Sessions keep occurrences of recurring work: each the one whose period holds its day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils import timezone

from accounts.together import Reading
from actions.models import Occurrence, SubAction
from actions.months import add_months
from actions.recurring import counts_from
from actions.services.occurrences import KEEPERS, fill_occurrences

from .models import Session

# So many months of occurrences are stored ahead, or a session that is logged makes more of them.
ENOUGH = 18


def kept_by_sessions(sub_action: SubAction, occurrences: list[Occurrence]) -> dict[int, date]:
    """The first day on which a standing session kept each occurrence, by its id; the sessions point
    down at them.

    It is worked out anew each time, so that a session corrected, removed, or logged before the
    council set the start date always keeps what it should.
    """
    serving = Session.objects.current().filter(sub_actions=sub_action)
    sessions = list(serving.order_by("held_on").values_list("held_on", "pk"))
    days = [held_on for held_on, _pk in sessions]
    kept = {}
    for row in occurrences:
        # A session on the last day of a period keeps it; periods do not overlap, so it keeps one.
        begin, end = bisect_left(days, row.first_day), bisect_right(days, row.last_day)
        if begin < end:
            kept[row.pk] = sessions[begin:end]
    _point_at(occurrences, {(pk, row) for row, held in kept.items() for _day, pk in held})
    return {row: held[0][0] for row, held in kept.items()}


def keep_day(session: Session, sub_actions: Iterable[SubAction]) -> None:
    """Let a session that was just logged keep the occurrences whose periods hold its day, of
    sub-actions that are held.
    """
    sub_actions, day = list(sub_actions), session.held_on
    ahead = add_months(timezone.localdate(), ENOUGH)
    stored = Occurrence.objects.filter(sub_action__in=sub_actions).filter(
        Q(first_day__lte=day, last_day__gte=day) | Q(last_day__gte=ahead)
    )
    made = {row.sub_action_id for row in stored if row.last_day >= ahead}
    short = [row for row in sub_actions if counts_from(row) and row.pk not in made]
    _keep(session, [row for row in stored if row.first_day <= day <= row.last_day])
    for row in short:
        # Also where they were never made.
        fill_occurrences(row)


def _keep(session: Session, occurrences: list[Occurrence]) -> None:
    session.occurrences.add(*occurrences)
    # The earliest day counts: that is when it was done.
    later = [row.pk for row in occurrences if row.kept_on is None or row.kept_on > session.held_on]
    Occurrence.objects.filter(pk__in=later).update(kept_on=session.held_on)


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
