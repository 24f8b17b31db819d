"""Sub-actions of which nobody says anything any more, as the ladder knows them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import Service
from accounts.together import Reading
from foundations.names import first_words

from .attention import needing
from .ladder import LADDERS, Kind, Silence, Told, days
from .models import SilenceStep, SubAction

TITLE_LENGTH = 110


def reading_silent(on: date, rows: QuerySet) -> Reading:
    """Those of these sub-actions that are stale on a day, of services that are open: others are not
    there to be asked.
    """
    found = needing(rows, "stale", on).filter(service__in=Service.objects.open(on))
    found = yield found.values_list("pk", "service", "confirmed_on")
    # That so many days without a word are silence is said elsewhere: it is asked about at once.
    return [Silence(pk, service, said, said, frozenset({pk})) for pk, service, said in found]


def reading_told(pks: Collection[int]) -> Reading:
    """What is said of these sub-actions, by id."""
    rows = yield SubAction.objects.filter(pk__in=pks).select_related("item")
    return {row.pk: _told(row) for row in rows}


def _told(row: SubAction) -> Told:
    title = first_words(row.item.title, TITLE_LENGTH)
    form = settings.SITE_URL + reverse("update", args=[row.key])
    return Told(title, form, f"{row.key} {title}", row.get_absolute_url(), ("sub-action", row.key))


def _begins() -> str:
    before = days(settings.SILENT_AFTER_DAYS)
    return (
        "A sub-action is asked about once nobody has posted an update or said “Still true” since "
        f"the last round of progress was closed (before the first: for {before})."
    )


SILENT = Kind(
    steps=SilenceStep,
    silent=reading_silent,
    told=reading_told,
    asks="Nobody has said for a long time how this is going. "
    "Post an update, or say that it is still true:",
    waits="Nothing said since",
    begins=_begins,
)


def join_the_ladder() -> None:
    """Let what is silent climb the ladder; once, when the app starts."""
    LADDERS.append(SILENT)
