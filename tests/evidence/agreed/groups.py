"""What is said of a sub-action, and the group in which its page, the sets and the lists find it."""

from django.utils import timezone

from actions.models import SubAction
from actions.status import Kind, Status
from evidence.agreed import reading
from evidence.agreed.parts import in_list
from evidence.agreed.sets import with_group
from tests.factories import SubActionFactory


def said(status, **values):
    kind = Kind.ONGOING if status in (Status.IN_PLACE, Status.BEING_KEPT) else Kind.DATED
    on = timezone.localdate()
    values = {"kind": kind, "reported_on": on, "confirmed_on": on} | values
    if status == Status.COMPLETE:
        values |= {"completed_on": on}
    return SubActionFactory(status=status, **values)


def found(row, on):
    group, why = reading.read_groups(SubAction.objects.all(), on)[row.pk]
    assert with_group(SubAction.objects.all(), on).get(pk=row.pk).group == (group or "")
    return group, why


def number(listed, on):
    """How long a list is that the Board's page opens."""
    return in_list(SubAction.objects.all(), listed, on).count()
