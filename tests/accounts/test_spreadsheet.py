"""Cells for a spreadsheet: none is taken for a formula, and each can be read back as it was."""

from hypothesis import given
from hypothesis import strategies as st

from accounts.spreadsheet import FORMULA_STARTS, csv_lines, inert, uninert

CELLS = st.text(st.sampled_from("=+-@\t\r\n＝＋－＠'\"ab, ;"), max_size=6) | st.text()


@given(CELLS)
def test_a_cell_is_inert_and_comes_back_as_it_was(cell):
    assert not inert(cell).startswith(FORMULA_STARTS)
    assert uninert(inert(cell)) == cell


@given(CELLS, CELLS)
def test_two_cells_never_look_alike(one, other):
    assert (inert(one) == inert(other)) == (one == other)


def test_lines_come_one_by_one():
    def rows():
        yield ["=1", 2]
        raise RuntimeError

    lines = csv_lines(["Text", "Number"], rows())
    assert [next(lines), next(lines)] == ["\ufeffText,Number\r\n", "'=1,2\r\n"]
