"""Eight kinds of work at once, each by somebody of her own, as on an ordinary morning: nobody is
answered that something went wrong, and no two wait for each other.
"""

from functools import partial

import pytest

from accounts import again
from accounts.history import broken_changes
from tests.at_once import TIMES, at_once
from tests.faults.writers import ALONE, Writer, work_of, writers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


@pytest.fixture
def side_by_side(service, place, champions, administrator, keeper, signed_in):
    """One of each kind. Most write to the same sub-action, evidence and self-assessment."""
    cast = {"champions": champions, "administrator": administrator, "keeper": keeper}
    work = work_of(service, keeper, champions, place.get_absolute_url())
    return writers(work, cast, signed_in)


def test_nothing_goes_wrong_and_no_two_wait_for_each_other(side_by_side, monkeypatch):
    met, is_of_the_moment = [], again.is_of_the_moment
    monkeypatch.setattr(
        again, "is_of_the_moment", lambda error: met.append(error) or is_of_the_moment(error)
    )
    writing = [partial(_written, one) for one in side_by_side.values()]
    statuses = dict(zip(side_by_side, at_once(*writing), strict=True))

    assert len(statuses) > 8
    for kind, got in statuses.items():
        # Whoever changes what others change too may meet a conflict, however often.
        assert set(got) <= ({302} if kind in ALONE else {302, 409}), (kind, got)
    # A deadlock would have been tried again, and nobody told; there is none.
    assert met == []
    assert broken_changes() == []


def _written(writer: Writer) -> list[int]:
    return list(writer.write(2 * TIMES))
