"""A number of a workbook is read as the format of its cell shows it."""

import io

import pytest
from openpyxl import Workbook

from tests.evidence.files.office_cases import fate

pytestmark = pytest.mark.usefixtures("in_this_process")


def with_number(number: int, shape: str) -> bytes:
    made, written = Workbook(), io.BytesIO()
    made.active["B2"], made.active["B2"].number_format = number, shape
    made.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("number", "shape"),
    [
        (104121235, '"CHI "0000000000'),
        (104121235, "\\C\\H\\I 0"),
        (7700900123, '"+44 "0'),
        (7700900123, '"0"0000 000000'),
        (7700900123, "[$-809]00000 000000;[Red]-0"),
        (40636, '"DOB "dd/mm/yyyy'),
    ],
)
def test_a_number_is_read_as_its_format_shows_it(number, shape):
    assert fate("xlsx", with_number(number, shape)) == "identifier"
    plain = shape.replace("CHI ", "").replace("\\C\\H\\I ", "").replace("DOB ", "")
    assert fate("xlsx", with_number(12, plain)) == ""


@pytest.mark.parametrize(
    "shape", ["#,##0", '"£"#,##0', "0.0%", '0" people"', '"unfinished 0', "\\"]
)
def test_a_large_number_in_an_ordinary_format_is_taken(shape):
    assert fate("xlsx", with_number(7700900123, shape)) == ""
