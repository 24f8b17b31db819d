"""The rule of voice: a promise is called kept only by those to whom it was made.

It mentions evidence, so it lives here, though what changes is a sub-action (`actions.reasons`).
Two words are kept apart. People have been *heard* on something when a voice stands there that
everybody may read, so that no list or figure tells of one that is internal. What bears out "being
kept" is *counted*: of the last twelve months, and added by somebody who is not judged by it.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from accounts.models import Appointment, Role
from accounts.words import day
from actions.attention import ATTENTION, look_at
from actions.contradictions import CONTRADICTIONS, Contradiction
from actions.models import SubAction
from actions.querysets import SubActionQuerySet
from actions.reasons import STATUS_REASONS, Proposal
from actions.status import Status, Visibility

from .models import EvidenceKind, Support
from .querysets import SupportQuerySet, awaits_second_look

NEEDED = (
    "“Being kept” needs evidence of what people with care "
    "experience said in the last 12 months, "
    "added by somebody outside its own service, for the Board to read."
)
ASK = "ask the Champions Board to add what they heard"
UNTIL_THEN = "Until then choose “In place”."
# What a second person has still to look at shows nothing yet.
_READABLE = ~Q(evidence__visibility=Visibility.INTERNAL) & ~awaits_second_look("evidence__")


def year_before(on: date) -> date:
    """The same day of the year before; of 29 February, the 28th."""
    try:
        return on.replace(year=on.year - 1)
    except ValueError:
        return on.replace(year=on.year - 1, day=28)


def voices() -> SupportQuerySet:
    """What shows everybody that care experienced people were heard on a sub-action, itself or one
    of its criteria: standing evidence of kind voice, with `work`, the id of the sub-action.
    """
    return _standing().filter(_READABLE)


def heard_lately(on: date) -> QuerySet:
    """The ids of sub-actions with a voice of the twelve months up to a day that bears out "being
    kept", as a set for `pk__in`.
    """
    return _lately(counted_voices(), on).order_by().values("work")


def last_heard(on: date) -> dict[int, date]:
    """The last day up to this one of which a voice bears out, or bore out, "being kept", by the id
    of the item of each sub-action that has one.
    """
    rows = counted_voices().filter(evidence__dated_on__lte=on).order_by()
    item = Coalesce("item__sub_action__item", "item__parent__sub_action__item")
    rows = rows.values(of=item).annotate(last=Max("evidence__dated_on"))
    return dict(rows.values_list("of", "last"))


def counted_voices() -> SupportQuerySet:
    """The voices that may bear out "being kept", whatever their day: added by somebody else than
    those who are judged by it.
    """
    return _by_others(voices())


def _standing() -> SupportQuerySet:
    # A criterion is no sub-action and the parent of a sub-action is none, so only one of the two
    # is there. One path, since an OR over two would be read anew for every sub-action.
    rows = Support.objects.current().filter(evidence__kind=EvidenceKind.VOICE)
    return rows.annotate(
        work=Coalesce("item__sub_action", "item__parent__sub_action"),
        kept_by=Coalesce("item__sub_action__service", "item__parent__sub_action__service"),
    ).filter(work__isnull=False)


def _lately(rows: SupportQuerySet, on: date) -> SupportQuerySet:
    return rows.filter(evidence__dated_on__range=(year_before(on), on))


def _by_others(rows: SupportQuerySet) -> SupportQuerySet:
    """Those whose evidence is neither its service's nor added by an owner or by a Promise Keeper of
    that service, whatever other role she added it in, or by one of another service who has come to
    keep this one since.
    """
    added_by, added_on = OuterRef("evidence__added_by"), OuterRef("evidence__added_on")
    owners = SubAction.owners.through.objects.filter(subaction=OuterRef("work"), user=added_by)
    # Of the day on which it was added, so that nothing begins to count because time goes on.
    keepers = Appointment.objects.filter(Q(ends_on=None) | Q(ends_on__gt=added_on)).filter(
        role=Role.KEEPER, service=OuterRef("kept_by"), user=added_by
    )
    then = Exists(keepers.filter(starts_on__lte=added_on))
    # And since, of what a service has added: its work may have come here along with its Keeper.
    since = Q(evidence__service__isnull=False) & Exists(keepers)
    foreign = Q(evidence__service=None) | Q(kept_by=None) | ~Q(evidence__service=F("kept_by"))
    return rows.filter(foreign, ~Exists(owners), ~then, ~since)


def _being_kept_needs_voice(sub_action: SubAction, proposal: Proposal) -> str | None:
    if proposal.status != Status.BEING_KEPT:
        return None
    if heard_lately(proposal.on).filter(work=sub_action.pk).exists():
        return None
    return f"{NEEDED} {_missing(sub_action, proposal.on)} {UNTIL_THEN}"


def _missing(sub_action: SubAction, on: date) -> str:
    """What exactly is missing, by what a Promise Keeper of its service may see."""
    own = Q(evidence__service=F("kept_by"))
    attached = _standing().filter(_READABLE | own, work=sub_action.pk, evidence__dated_on__lte=on)
    newest = attached.aggregate(last=Max("evidence__dated_on"))["last"]
    if newest is None:
        return f"None is attached yet: {ASK}."
    if newest < year_before(on):
        return f"The newest is of {day(newest)}: {ASK} since."
    return f"The only voice since {day(year_before(on))} is your own service’s: {ASK}."


def _kept_but_not_heard(on: date) -> Q:
    return Q(status=Status.BEING_KEPT) & ~Q(pk__in=heard_lately(on))


def not_yet_heard(rows: SubActionQuerySet, on: date) -> SubActionQuerySet:
    """Those of these sub-actions on which care experienced people have not been heard at all.

    The day plays no part; it is there because every entry of `ATTENTION` takes one.
    """
    return rows.exclude(pk__in=voices().order_by().values("work"))


def join_the_lists() -> None:
    """Add the rule to the lists of `actions`, once, when the app starts."""
    STATUS_REASONS.append(_being_kept_needs_voice)
    CONTRADICTIONS.append(
        Contradiction(
            name="kept_but_not_heard",
            sentence="Reported as being kept, but of the last 12 months there is no evidence of "
            "what people with care experience say that the Board may read and somebody else than "
            "its own service has added.",
            holds=_kept_but_not_heard,
        )
    )
    ATTENTION.append(
        look_at("not-heard", "Care experienced people not yet heard", 80, not_yet_heard)
    )
