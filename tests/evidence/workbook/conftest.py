"""Work of two services, a local sub-action among it, and the list of it all taken out."""

from datetime import date

import pytest
from django.utils import timezone

from actions.models import SubAction
from actions.status import Kind, Status
from tests.factories import ItemFactory, ReportedSubActionFactory, SubActionFactory

from .lists import take_out


@pytest.fixture
def dated(service):
    """On track, due on 1 May 2027."""
    about = {"item__key": "1.1", "item__heading": "Train the workforce"}
    return ReportedSubActionFactory(service=service, due_on=date(2027, 5, 1), **about)


@pytest.fixture
def local(service):
    """Local work, of which nothing is reported."""
    item = ItemFactory(key="1.L1", kind="sub-action", heading="Visit every house", local=True)
    return SubActionFactory(item=item, service=service)


@pytest.fixture
def ongoing(service):
    return ReportedSubActionFactory(
        item__key="4.2", service=service, kind=Kind.ONGOING, status=Status.IN_PLACE
    )


@pytest.fixture
def elsewhere(other_service):
    """What the other service keeps."""
    return SubActionFactory(item__key="2.1", service=other_service)


@pytest.fixture
def work(dated, local, ongoing, elsewhere):
    return [dated, local, ongoing, elsewhere]


@pytest.fixture
def edited(work):
    """The list of all of them."""
    return take_out(SubAction.objects.all())


@pytest.fixture
def browser(signed_in, keeper):
    return signed_in(keeper)


@pytest.fixture
def today():
    return timezone.localdate()
