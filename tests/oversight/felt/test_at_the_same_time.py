"""Two people choose, record and close at one moment: never six, and nothing is lost."""

from functools import partial
from threading import Event, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection

from accounts.models import Role
from accounts.versions import Conflict
from foundations.models import Kind
from foundations.services.rounds import close_round
from oversight.felt import services as felt
from oversight.models import Chosen, Felt
from tests.conftest import person
from tests.factories import ChosenFactory, ItemFactory, RoundFactory

from .conftest import say

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.database,
    pytest.mark.postgresql,
]
# Well below the two seconds for which the database lets somebody wait for a lock.
WAIT = 0.5


@pytest.fixture
def other(db):
    return person("Finlay", Role.CHAMPIONS)


@pytest.fixture
def meanwhile(monkeypatch):
    """Do one thing, and another when the first has come to a function of the service; what each of
    them said.
    """

    def run(first, name, second) -> list[Exception | None]:
        there, done, said = Event(), Event(), [None, None]
        original, begun = getattr(felt, name), []

        def paused(*args, **options):
            found = original(*args, **options)
            if not begun:
                begun.append(True)
                there.set()
                done.wait(WAIT)
            return found

        def follow() -> None:
            there.wait(timeout=60)
            write(second, said, 1)
            done.set()

        monkeypatch.setattr(felt, name, paused)
        threads = [Thread(target=write, args=[first, said, 0]), Thread(target=follow)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return said

    return run


def write(work, said, place) -> None:
    try:
        work()
    except (ValidationError, Conflict, DatabaseError) as error:
        said[place] = error
    finally:
        connection.close()


def test_two_who_choose_the_fifth_choose_five(champions, other, meanwhile):
    round = RoundFactory()
    ChosenFactory.create_batch(4, round=round)
    items = ItemFactory.create_batch(2, kind=Kind.CALL)
    first, second = (
        partial(felt.choose, by=by, round=round, item=item)
        for by, item in zip((champions, other), items, strict=True)
    )

    said = meanwhile(first, "_check_can_be_asked", second)

    assert said[0] is None
    assert isinstance(said[1], ValidationError), said
    assert "5 are chosen in this round already" in said[1].messages[0]
    assert Chosen.objects.of_round(round).count() == 5


def test_of_two_who_record_the_second_hears_of_the_first(champions, other, meanwhile):
    chosen = ChosenFactory()
    again = Chosen.objects.get(pk=chosen.pk)

    said = meanwhile(partial(say, champions, chosen), "_standing", partial(say, other, again))

    assert said[0] is None
    assert isinstance(said[1], Conflict), said
    assert Felt.objects.get().recorded_by == champions


def test_a_round_is_closed_after_what_is_being_recorded_in_it(champions, administrator, meanwhile):
    chosen = ChosenFactory()
    closing = partial(close_round, by=administrator, round=chosen.round, seen=1)

    said = meanwhile(partial(say, champions, chosen), "_standing", closing)

    assert said == [None, None]
    assert Felt.objects.count() == 1
    with pytest.raises(ValidationError, match="is closed"):
        say(champions, Chosen.objects.get(), said="no")
