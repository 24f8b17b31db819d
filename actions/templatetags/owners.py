"""What loses its owner when somebody goes, for the pages on which that is decided."""

from __future__ import annotations

from django import template
from django.utils import timezone

from accounts.models import Service, User

from ..models import SubAction
from ..owners import owners_of

register = template.Library()
# So many sub-actions are named: somebody may own hundreds.
MOST = 20


@register.inclusion_tag("people/_loses_owner.html")
def loses_owner(person: User, service: Service | None = None) -> dict:
    """The sub-actions (of one service, if it is named) that this person owns today: those that
    nobody else owns, and the others.
    """
    today = timezone.localdate()
    rows = SubAction.objects.to_be_done().filter(owners=person).for_list()
    owned = [
        (row, present)
        for row in (rows.filter(service=service) if service else rows)
        if person in (present := owners_of(row, today).present)
    ]
    alone = [row for row, present in owned if present == [person]]
    shared = [row for row, present in owned if present != [person]]
    more = {"more_alone": len(alone) - MOST, "more_shared": len(shared) - MOST}
    return {"person": person, "alone": alone, "shared": shared, "most": MOST} | more
