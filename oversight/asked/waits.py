"""What waits for Champions Board staff, as sets: claims, second looks, answers to groups."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db.models import F, Q, QuerySet

from accounts.models import User
from evidence.models import Agreement, AgreementKind, EvidenceItem, Heard, HeardKind, Reply, Support

from ..claims.waiting import waiting_claims


def claims_for(user: User) -> QuerySet:
    """The sub-actions whose claims wait and to which this person may agree: the Board may read
    evidence of them, they are not her own work, and she has not said what is missing.
    """
    readable = EvidenceItem.objects.readable_by_board().values("pk")
    shown = Support.objects.current().filter(evidence__in=readable).order_by()
    rows = waiting_claims().filter(
        Q(item__in=shown.values("item")) | Q(item__in=shown.values("item__parent"))
    )
    rows = rows.exclude(owners=user).exclude(pk__in=_answered_by(user))
    services = [service.pk for service in user.services]
    if services:
        rows = rows.exclude(service__in=services).exclude(collaborators__in=services)
    return rows


def _answered_by(user: User) -> QuerySet:
    # Of the claim as it stands: after another status or day it is another claim.
    said = Agreement.objects.given().filter(made_by=user, kind=AgreementKind.MISSING)
    said = said.filter(claim__status=F("claim__sub_action__status"))
    return said.order_by().values("claim__sub_action")


def second_looks_for(user: User) -> QuerySet:
    """Evidence with pictures at which somebody else than whoever added it has to look."""
    waiting = EvidenceItem.objects.current().visible_to(user).awaiting_second_look()
    return waiting.exclude(added_by=user).order_by("added_on", "pk")


def answers_since(on: date) -> QuerySet:
    """What groups said and all who can act have answered, the last of them lately, and which is no
    evidence yet: the Champions Board staff may accept it as such, or leave it.
    """
    since = on - timedelta(days=settings.SILENT_AFTER_DAYS)
    lately = Reply.objects.answered().filter(answered_on__gte=since).order_by()
    rows = Heard.objects.current().filter(kind=HeardKind.HEARD).exclude(five_or_more=False)
    rows = rows.filter(Q(evidence=None) | Q(evidence__removed_on__isnull=False))
    rows = rows.filter(pk__in=lately.values("heard"))
    owed = Reply.objects.filter(answered_on=None).order_by()
    return rows.exclude(pk__in=owed.values("heard")).order_by("heard_on", "pk")
