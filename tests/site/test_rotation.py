"""An ordinary run takes a share of the long lists; a few runs together leave nothing out."""

import pytest

from tests import rotation
from tests.rotation import today_of, turn

LETTERS = list("abcdefghij")


@pytest.fixture
def run_of(monkeypatch):
    """`run_of(3)`: as in an ordinary run of this number."""

    def set_number(number: int, *, full: bool = False) -> None:
        monkeypatch.setattr(rotation, "ROTATION", number)
        monkeypatch.setattr(rotation, "FULL", full)

    return set_number


def test_four_runs_take_everything_once(run_of):
    seen = []
    for number in range(4000, 4004):
        run_of(number)
        seen += turn(LETTERS)
    assert sorted(seen) == LETTERS


@pytest.mark.parametrize("number", [0, 1, 2, 3, 9_999_999])
def test_the_same_number_takes_the_same_and_never_nothing(run_of, number):
    run_of(number)
    for items in (LETTERS, LETTERS[:3], LETTERS[:1]):
        assert turn(items) == turn(items) != []
        assert len(turn(items)) <= -(-len(items) // 4)
    assert turn([]) == []


def test_a_full_run_takes_everything(run_of):
    run_of(2, full=True)
    assert turn(LETTERS) == LETTERS


def test_each_member_has_its_day(run_of):
    taken = []
    for number in range(10):
        run_of(number)
        taken.append(today_of(LETTERS))
    assert taken == LETTERS
