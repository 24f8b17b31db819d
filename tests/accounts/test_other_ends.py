"""What a request may wait altogether, and what is asked of one that has been silent."""

import threading
from contextlib import suppress

import pytest

from accounts import deadline, other_ends
from accounts.other_ends import NotAsked, OtherEnd


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands until it is set on."""

    class Clock:
        now = 100.0

        def pass_(self, seconds: float) -> None:
            self.now += seconds

    clock = Clock()
    monkeypatch.setattr(deadline.time, "monotonic", lambda: clock.now)
    deadline.begin()
    yield clock
    deadline.end()


def waits(clock, end: OtherEnd, seconds: float) -> float:
    """One question that waits so long in vain; returns how long it might have waited."""
    with end.asked() as patience:
        clock.pass_(min(seconds, patience))
    end.said_nothing(patience)
    return patience


def elsewhere(act) -> list:
    """What an act in another request comes to."""
    found = []

    def run() -> None:
        deadline.begin()
        try:
            found.append(act())
        except NotAsked as error:
            found.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return found


def may_wait(end: OtherEnd) -> float:
    with end.asked() as patience:
        return patience


def test_all_that_a_request_waits_comes_out_of_the_same_seconds(clock):
    first, second = OtherEnd("database"), OtherEnd("storage")
    for end, seconds in [(first, 3), (second, 2.5), (first, 1)]:
        with end.asked():
            clock.pass_(seconds)
    assert deadline.seconds_left() == 3.5
    clock.pass_(60)  # its own work
    assert deadline.seconds_left() == 3.5
    with suppress(RuntimeError), second.asked():  # also what fails has waited
        clock.pass_(9)
        raise RuntimeError
    assert deadline.seconds_left() == 0
    with pytest.raises(NotAsked), first.asked():
        pass


def test_a_part_of_it_can_be_given(clock):
    with deadline.at_most(2):
        assert deadline.seconds_left() == 2
        with OtherEnd("database").asked():
            clock.pass_(1.5)
    assert deadline.seconds_left() == 8.5
    with deadline.without_end(), OtherEnd("database").asked():
        clock.pass_(100)
    assert deadline.seconds_left() == 8.5


def test_each_request_has_its_own(clock):
    with OtherEnd("database").asked():
        clock.pass_(7)
    assert elsewhere(deadline.seconds_left) == [deadline.SECONDS]
    deadline.end()
    assert deadline.seconds_left() == float("inf")


def test_while_one_tries_whether_it_answers_again_others_are_refused_at_once(clock):
    end = OtherEnd("database")
    waits(clock, end, 10)
    deadline.begin()
    with end.asked() as patience:
        assert patience == other_ends.TRIAL
        assert isinstance(elsewhere(lambda: may_wait(end))[0], NotAsked)
    end.answers()
    assert elsewhere(lambda: may_wait(end)) == [deadline.SECONDS]


def test_a_trial_that_nobody_ends_stops_nobody_for_good(clock):
    end = OtherEnd("storage")
    waits(clock, end, 10)
    assert elsewhere(lambda: may_wait(end)) == [other_ends.TRIAL]
    clock.pass_(other_ends.TRIAL)
    assert elsewhere(lambda: may_wait(end)) == [other_ends.TRIAL]


def test_one_that_is_slow_gets_its_time_again_after_a_while(clock):
    end = OtherEnd("database")
    waits(clock, end, 10)
    clock.pass_(other_ends.REMEMBERED + 1)
    assert elsewhere(lambda: may_wait(end)) == [deadline.SECONDS]


def test_a_wait_that_was_short_of_time_is_no_silence(clock):
    end = OtherEnd("database")
    with end.asked():
        clock.pass_(9)
    assert waits(clock, end, 1) == 1
    assert elsewhere(lambda: may_wait(end)) == [deadline.SECONDS]
