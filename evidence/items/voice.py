"""The rule of voice: a promise is called kept only by those to whom it was made.

It mentions evidence, so it lives here, though what changes is a sub-action (`actions.reasons`).
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from actions.attention import ATTENTION, Attention
from actions.contradictions import CONTRADICTIONS, Contradiction
from actions.models import SubAction
from actions.querysets import SubActionQuerySet
from actions.reasons import STATUS_REASONS, Proposal
from actions.status import Status

from .models import EvidenceKind, Support
from .querysets import PHOTOS, SupportQuerySet


def year_before(on: date) -> date:
    """The same day of the year before; of 29 February, the 28th."""
    try:
        return on.replace(year=on.year - 1)
    except ValueError:
        return on.replace(year=on.year - 1, day=28)


def voices() -> SupportQuerySet:
    """What shows that care experienced people were heard: standing evidence of kind voice."""
    supports = Support.objects.current().filter(evidence__kind=EvidenceKind.VOICE)
    # What a second person has still to look at shows nothing yet.
    return supports.exclude(evidence__file_type__in=PHOTOS, evidence__agreed_on=None)


def _heard_by(supports: SupportQuerySet) -> QuerySet:
    # The sub-action itself, or one of its criteria. Two sets that are read once each: as one
    # condition with OR they would be read anew for every sub-action.
    items, wholes = supports.values("item"), supports.values("item__parent")
    return SubAction.objects.filter(Q(item__in=items) | Q(item__in=wholes)).order_by().values("pk")


def heard_lately(on: date) -> QuerySet:
    """The ids of sub-actions on which people were heard in the twelve months up to a day, as a set
    for `pk__in`.
    """
    return _heard_by(voices().filter(evidence__dated_on__range=(year_before(on), on)))


def last_heard(on: date) -> dict[int, date]:
    """The last day up to this one on which people were heard, by the id of the item of each
    sub-action on which they were.
    """
    rows = voices().filter(evidence__dated_on__lte=on)
    found: dict[int, date] = {}
    for item, whole, dated in rows.values_list("item", "item__parent", "evidence__dated_on"):
        # What speaks of a criterion speaks of the whole.
        for key in (item, whole):
            found[key] = max(dated, found.get(key, dated))
    return found


def _being_kept_needs_voice(sub_action: SubAction, proposal: Proposal) -> str | None:
    if proposal.status != Status.BEING_KEPT:
        return None
    if heard_lately(proposal.on).filter(pk=sub_action.pk).exists():
        return None
    return (
        "“Being kept” needs evidence of what people with care experience say, from the last 12 "
        "months. Attach evidence of kind voice first; until then the true word is “In place”."
    )


def _kept_but_not_heard(on: date) -> Q:
    return Q(status=Status.BEING_KEPT) & ~Q(pk__in=heard_lately(on))


def not_yet_heard(rows: SubActionQuerySet, on: date) -> SubActionQuerySet:
    """Those of these sub-actions on which care experienced people have not been heard at all.

    The day plays no part; it is there because every entry of `ATTENTION` takes one.
    """
    return rows.exclude(pk__in=_heard_by(voices()))


def join_the_lists() -> None:
    """Add the rule to the lists of `actions`, once, when the app starts."""
    STATUS_REASONS.append(_being_kept_needs_voice)
    CONTRADICTIONS.append(
        Contradiction(
            name="kept_but_not_heard",
            sentence="Reported as being kept, but no evidence of what people with care experience "
            "say in the last 12 months is attached.",
            holds=_kept_but_not_heard,
        )
    )
    ATTENTION.append(
        Attention("not-heard", "Care experienced people not yet heard", 80, not_yet_heard)
    )
