"""Cells for a spreadsheet: none is taken for a formula, and each can be read back as it was."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.spreadsheet import LINES_AT_ONCE, csv_lines, inert, uninert

# Written out: what a spreadsheet runs, in the narrow and the wide forms.
SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
CELLS = st.text(st.sampled_from("=+-@\t\r\n＝＋－＠'\"ab, ;"), max_size=6) | st.text()


@given(CELLS)
def test_a_cell_is_inert_and_comes_back_as_it_was(cell):
    assert not inert(cell).startswith(SIGNS)
    assert uninert(inert(cell)) == cell


@pytest.mark.parametrize("sign", SIGNS)
def test_a_cell_that_begins_like_a_formula_gets_an_apostrophe(sign):
    assert inert(f"{sign}1") == f"'{sign}1"


@given(CELLS, CELLS)
def test_two_cells_never_look_alike(one, other):
    assert (inert(one) == inert(other)) == (one == other)


def test_lines_come_while_the_rest_is_still_to_be_read():
    read = []

    def rows():
        for number in count(1):
            read.append(number)
            yield ["=1", number]

    lines = csv_lines(["Text", "Number"], rows())
    assert next(lines) == "\ufeffText,Number\r\n"
    assert read == []
    for _time in range(2):
        before = len(read)
        some = next(lines).splitlines()
        assert len(some) == LINES_AT_ONCE == len(read) - before
        assert some[0] == f"'=1,{before + 1}"
