"""The first steps of a new council: one after the other, until all four are done."""

import pytest

from tests.accounts.conftest import text_of
from tests.conftest import person
from tests.factories import RoundFactory, ServiceFactory, SubActionFactory


@pytest.fixture
def start(administrator, signed_in):
    return lambda path="/administration/": text_of(signed_in(administrator).get(path))


def test_the_steps_are_done_in_their_order(start):
    work = SubActionFactory.create_batch(3, service=None)
    said = start()
    assert "0 of 4 steps are done. Next: add the services." in said
    assert "3 sub-actions wait for a service and an owner." in said

    service = ServiceFactory()
    assert "1 of 4 steps is done. Next: invite the people." in start()
    keeper = person("Kirsty", "keeper", service)
    assert "2 of 4 steps are done. Next: assign the work." in start()
    for row in work[:2]:
        assert "Next: assign the work." in start()
        row.service = service
        row.save()
        row.owners.add(keeper)
    assert "3 of 4 steps are done. Next: open the first round." in start()
    RoundFactory()

    assert "What waits for you" in start()
    assert "1 of 3 sub-actions has no service." in start()
    assert "4 of 4 steps are done." in start("/administration/first-steps/")


def test_what_is_here_already_is_counted(framework, start):
    assert (
        "5 foundations, 55 calls to action, 10 actions with 32 sub-actions and 19 self-assessment"
        in start()
    )
