"""An ordinary run takes a share of the long lists; a few runs together leave nothing out."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from tests import rotation
from tests.rotation import share_of, today_of, turn

LETTERS = list("abcdefghij")


@pytest.fixture
def run_of(monkeypatch):
    """`run_of(3)`: as in an ordinary run of this number."""

    def set_number(number: int, *, full: bool = False) -> None:
        monkeypatch.setattr(rotation, "ROTATION", number)
        monkeypatch.setattr(rotation, "FULL", full)

    return set_number


def test_six_runs_take_everything_once(run_of):
    seen = []
    for number in range(4002, 4008):
        run_of(number)
        seen += turn(LETTERS)
    assert sorted(seen) == LETTERS


@pytest.mark.parametrize("number", [0, 1, 2, 3, 9_999_999])
def test_the_same_number_takes_the_same_and_never_nothing(run_of, number):
    run_of(number)
    for items in (LETTERS, LETTERS[:3], LETTERS[:1]):
        assert turn(items) == turn(items) != []
        assert len(turn(items)) <= -(-len(items) // 6)
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


@dataclass(eq=False)
class Case:
    """A test as pytest collects it."""

    originalname: str
    parent: SimpleNamespace
    marks: dict

    def get_closest_marker(self, name: str):
        return self.marks.get(name)


def cases(name: str, number: int, *, file: str = "test_one.py", **marks: int) -> list[Case]:
    """So many cases of one test, with marks that each have a number."""
    marked = {mark: SimpleNamespace(args=[value]) for mark, value in marks.items()}
    return [Case(name, SimpleNamespace(nodeid=file), marked) for _number in range(number)]


@pytest.mark.parametrize(("number", "share", "runs"), [(3, 0, 3), (8, 0, 8), (8, 3, 3)])
def test_so_many_runs_take_every_case_of_a_test(run_of, number, share, runs):
    alike = cases("test_it", number, **({"share": share} if share else {}))
    taken = []
    for run in range(runs):
        run_of(run)
        taken += share_of(alike, on_postgresql=False)
    assert len(taken) == number
    assert set(taken) == set(alike)


def test_three_runs_take_every_test_of_a_file_with_that_share(run_of):
    tests = [one for name in "abcd" for one in cases(name, 1, share_of_file=3, browser=1)]
    taken = []
    for run in range(3):
        run_of(run)
        for on_postgresql in (False, True):
            assert len(share_of(tests, on_postgresql=on_postgresql)) in (1, 2)
        taken += share_of(tests, on_postgresql=False)
    assert len(taken) == 4
    assert set(taken) == set(tests)


def test_six_runs_take_every_test_of_a_file(run_of):
    tests = [*cases("test_it", 1), *cases("test_that", 3), *cases("test_more", 2)]
    taken = []
    for run in range(6):
        run_of(run)
        taken += share_of(tests, on_postgresql=False)
    assert len(taken) == len(tests)
    assert set(taken) == set(tests)


@pytest.mark.parametrize("mark", [{"browser": 1}, {"file": "tests/site/test_widths.py"}])
def test_what_looks_at_everything_and_the_browser_leave_nothing_out(run_of, mark):
    tests = [*cases("test_it", 1, **mark), *cases("test_that", 3, **mark)]
    run_of(1)
    assert share_of(tests, on_postgresql=False) == set(tests)


def test_on_postgresql_thirty_six_runs_take_every_test_of_a_folder(run_of):
    tests = [
        *cases("test_it", 17, file="tests/actions/test_one.py"),
        *cases("test_that", 9, file="tests/actions/test_two.py"),
        *cases("test_it", 2, file="tests/accounts/test_two.py"),
    ]
    taken = []
    for run in range(36):
        run_of(run)
        share = share_of(tests, on_postgresql=True)
        assert 2 <= len(share) <= 3
        taken += share
    assert set(taken) == set(tests)
    run_of(0, full=True)
    assert share_of(tests, on_postgresql=True) == set(tests)
