"""What evidence there is, for the pages of what it supports."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.db.models import Count
from django.template import Context
from django.utils import timezone

from accounts.permissions import may
from actions.models import SubAction
from actions.status import Status
from evidence.items.mix import mix_of
from evidence.items.models import EvidenceItem, Support
from evidence.items.scope import WORK, work_of
from evidence.items.voice import not_yet_heard
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
    listed = SubAction.objects.filter(pk__in=[row.pk for row, _standing in rows])
    complete = not_yet_heard(listed, timezone.localdate()).filter(status=Status.COMPLETE)
    return set(complete.values_list("pk", flat=True))


@register.simple_tag(takes_context=True)
def evidence_counts(context: Context, items: Iterable[FrameworkItem]) -> dict[int, int]:
    """How many items of evidence each of these has that the reader may see, by id; one statement
    for all. What has none is not in it.
    """
    supports = Support.objects.visible_to(context["request"].user).filter(item__in=list(items))
    # Without its own order, which would count each support by itself.
    counts = supports.order_by().values_list("item").annotate(Count("evidence", distinct=True))
    return dict(counts)
