"""Cells for a spreadsheet: none is taken for a formula, and each can be read back as it was."""

import csv
from io import StringIO
from itertools import count, repeat
from tracemalloc import get_traced_memory, start, stop

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.spreadsheet import (
    LINES_AT_ONCE,
    NOT_WHOLE,
    csv_lines,
    inert,
    table_answer,
    uninert,
    workbook_of,
)

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


@pytest.mark.parametrize("number", [1, LINES_AT_ONCE + 1])
def test_a_file_that_breaks_off_says_so_and_is_no_whole_answer(number):
    def rows():
        yield from repeat(["kept"], number)
        raise OSError("The database has gone.")

    read = []
    with pytest.raises(OSError, match="has gone"):
        read.extend(csv_lines(["Text"], rows()))

    assert list(csv.reader(StringIO("".join(read))))[-1] == [NOT_WHOLE]
    with pytest.raises(OSError, match="has gone"):
        table_answer("xlsx", "file", ["Text"], rows())


# What a workbook may take for something else, or lose: markup, escapes, signs of control, spaces.
TYPED = [
    "<r>Rich</r>",
    "<r></c><c><v>1</v></r>",
    "</t></is>",
    "Food & drink",
    "_x0041_",
    "A bell\x07",
    " before",
    "after ",
    "two\nlines",
    "Òrán, 子ども",
    "=1+1",
    "'",
]


@pytest.mark.parametrize("text", TYPED)
def test_a_workbook_holds_the_text_that_was_typed(text):
    with workbook_of(lambda book: book.add_worksheet(), [["first"], [text, "", 1]]) as file:
        cells = openpyxl.load_workbook(file).active[3]

    # As Excel writes them, and reads them again.
    written = text.replace("_x0041_", "_x005F_x0041_").replace("\x07", "_x0007_")
    assert [cell.value for cell in cells] == [written, None, 1]
    assert {cell.data_type for cell in cells} == {"s", "n"}


def test_the_texts_of_a_column_keep_its_format():
    def lay_out(book):
        sheet = book.add_worksheet()
        sheet.set_column(1, 1, 20, book.add_format({"num_format": "@"}))
        return sheet

    with workbook_of(lay_out, [["1.3", "1.3"]]) as file:
        cells = openpyxl.load_workbook(file).active[2]

    assert [cell.number_format for cell in cells] == ["General", "@"]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_many_lines_take_no_more_memory_than_few(ending):
    def peak(number: int) -> int:
        rows = ([line, f"Words of line {line} " * 5] for line in range(number))
        start()
        for _some in table_answer(ending, "file", ["Number", "Text"], rows):
            pass
        _now, most = get_traced_memory()
        stop()
        return most

    peak(1)  # what is imported and compiled at first
    assert peak(8_000) < peak(400) + 100_000
