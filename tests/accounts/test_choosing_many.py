"""Many records chosen by tick boxes: a number that no database can hold is only not on offer."""

import pytest
from django.core.exceptions import ValidationError

from accounts.fields import ManyField
from accounts.models import Service
from tests.factories import ServiceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

LONGEST = 10**18 - 1


def test_the_longest_number_that_is_looked_for():
    chosen = ServiceFactory(pk=LONGEST)

    assert list(ManyField(Service.objects.all()).clean([str(LONGEST)])) == [chosen]


@pytest.mark.parametrize("number", [LONGEST, 10**19 - 1])
def test_a_number_that_is_not_on_offer(number):
    with pytest.raises(ValidationError, match="is not on the list any more"):
        ManyField(Service.objects.all()).clean([str(number)])
