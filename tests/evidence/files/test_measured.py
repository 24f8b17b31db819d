"""A few of the files by which `dev.py measure` measures the check: none stopped, none missed."""

import pytest

from tests.measured.documents import MADE, PLANTED, ordinary_file, planted_file
from tests.measured.measure import answer_to


@pytest.mark.share(5)
@pytest.mark.parametrize("place", range(len(MADE)))
def test_a_file_with_nobody_in_it_is_not_stopped(place):
    name, content = ordinary_file(1, place)
    done, sentence = answer_to((name, content))
    assert done != "stopped", (name, sentence)


@pytest.mark.share(8)
@pytest.mark.parametrize("place", range(8 * len(PLANTED)))
def test_somebodys_number_is_found_wherever_it_was_planted(place):
    name, content = planted_file(1, place)
    assert answer_to((name, content))[0] in ("stopped", "asked about"), name


def test_the_same_seed_makes_the_same_files(time_machine):
    # An office file says in which second it was made.
    time_machine.move_to("2026-03-10T15:30:00Z", tick=False)
    assert ordinary_file(7, 3) == ordinary_file(7, 3)
    assert ordinary_file(7, 3) != ordinary_file(8, 3)
