"""What is said of a sub-action, and the group in which its page, the sets and the lists find it."""

from django.utils import timezone

from accounts.together import read_one
from actions.models import SubAction
from actions.status import Kind, Status
from evidence.agreed.parts import in_list
from evidence.agreed.reading import reading_groups
from evidence.agreed.sets import with_group
from tests.factories import SubActionFactory


def said(status, **values):
    kind = Kind.ONGOING if status in (Status.IN_PLACE, Status.BEING_KEPT) else Kind.DATED
    on = timezone.localdate()
    values = {"kind": kind, "reported_on": on, "confirmed_on": on} | values
    if status == Status.COMPLETE:
        values |= {"completed_on": on}
    return SubActionFactory(status=status, **values)


def read_groups(rows, on):
    """The group of each of these sub-actions, and why, by its id."""
    return read_one(reading_groups([row.key for row in rows.select_related("item")], on))


def found(row, on):
    group, why = read_groups(SubAction.objects.all(), on)[row.pk]
    assert with_group(SubAction.objects.all(), on).get(pk=row.pk).group == (group or "")
    return group, why


def number(listed, on):
    """How long a list is that the Board's page opens."""
    return in_list(SubAction.objects.all(), listed, on).count()
