"""What evidence there is, for the pages of what it supports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django import template
from django.db.models import Count, Exists
from django.template import Context
from django.utils import timezone

from accounts.permissions import may
from actions.models import ProgressUpdate, SubAction
from actions.status import Status
from evidence.items.mix import Mix, mix_of
from evidence.items.models import EvidenceItem, Support
from evidence.items.scope import WORK, work_of
from evidence.items.voice import voices
from foundations.models import FrameworkItem

register = template.Library()
SHOWN = 20


@register.inclusion_tag("evidence/items/_of.html", takes_context=True)
def evidence_of(context: Context, item: FrameworkItem) -> dict:
    """The evidence of a thing and its parts: the mix in words, the newest items, and where to add
    one.
    """
    user = context["request"].user
    visible = EvidenceItem.objects.current().visible_to(user).select_related("added_by")
    return {
        "item": item,
        "is_work": item.kind in WORK,
        "mix": mix_of(item, user, timezone.localdate()),
        "evidence": list(visible.supporting([item])[:SHOWN]),
        "may_add": may(user, "add_evidence", work_of(item)),
        "shown": SHOWN,
    }


@register.simple_tag(takes_context=True)
def mix(context: Context, item: FrameworkItem) -> Mix:
    """The mix of evidence of a thing and its parts."""
    return mix_of(item, context["request"].user, timezone.localdate())


@register.inclusion_tag("evidence/items/_below.html", takes_context=True)
def evidence_below(context: Context, items: Iterable[FrameworkItem], ways: Iterable = ()) -> dict:
    """The evidence of any of these texts, and of the work at the end of the ways that lead down
    from them.
    """
    below = [*items, *(way.item for way in ways or ())]
    visible = EvidenceItem.objects.current().visible_to(context["request"].user)
    rows = visible.supporting(below)
    return {"evidence": list(rows.with_supports()[:SHOWN]), "total": rows.count(), "shown": SHOWN}


@register.simple_tag
def complete_not_heard(rows: Iterable[tuple]) -> set[int]:
    """Of the sub-actions in these rows (pairs with their standing), the complete ones without any
    voice; by id.
    """
    listed = [row.pk for row, _standing in rows]
    complete = SubAction.objects.filter(~Exists(voices()), pk__in=listed, status=Status.COMPLETE)
    return set(complete.values_list("pk", flat=True))


@register.simple_tag(takes_context=True)
def read_evidence(context: Context, updates: Iterable[ProgressUpdate]) -> str:
    """Give each update its `evidence`, as far as the reader may see it; one statement for them
    all.
    """
    updates, found = list(updates), defaultdict(list)
    visible = EvidenceItem.objects.visible_to(context["request"].user)
    supports = Support.objects.current().filter(update__in=updates, evidence__in=visible)
    for support in supports.select_related("evidence"):
        found[support.update_id].append(support.evidence)
    for update in updates:
        update.evidence = found[update.pk]
    return ""


@register.simple_tag(takes_context=True)
def count_evidence(context: Context, calls: Iterable[FrameworkItem]) -> str:
    """Give each call its `evidence_count`, as far as the reader may see it; one statement for them
    all.
    """
    calls, visible = list(calls), EvidenceItem.objects.visible_to(context["request"].user)
    supports = Support.objects.current().filter(item__in=calls, evidence__in=visible).order_by()
    counts = dict(supports.values_list("item").annotate(Count("evidence", distinct=True)))
    for call in calls:
        call.evidence_count = counts.get(call.pk, 0)
    return ""
