"""Numbers as a spreadsheet keeps them are found by the label of their column or box."""

import pytest

from tests.evidence.files import sample_files as good
from tests.evidence.files.office_cases import OFFICE, SHEET, fate, with_part

pytestmark = pytest.mark.usefixtures("in_this_process")

PERSONAL = [
    ("CHI", 104121235),
    ("CHI number", "104 121 235"),
    ("chi_no", 104121235),
    ("Health number", 104121235),
    ("Mobile", 7700900123),
    ("Phone", "7700 900123"),
    ("Parent's tel.", 447700900123),
    ("TelephoneNumber", 1314960123),
    ("Contact no", "44 7700 900123"),
    ("born", "03/04/2011"),
    ("Born on", 40636),
    ("DateOfBirth", 3042011),
    ("D.O.B.", "3-Apr-11"),
    ("Parent contact", 7700900123),
    ("Tel1", 7700900123),
    ("phone2", "7700 900123"),
    ("What is the mobile telephone number of the parent or carer?", 7700900123),
    ("Date of birth of the child for whom this form is filled in", 40636),
    ("Birthday", 40636.0),
]


@pytest.mark.share(4)
@pytest.mark.parametrize(("label", "value"), PERSONAL)
def test_a_number_under_a_label_or_beside_it_is_found(label, value):
    down = [["School", label, "Year"], ["Carrick", value, "S3"]]
    for rows in (down, [[label, value]], [["Name", "", ""], [label, "", value]]):
        assert fate("xlsx", good.xlsx(rows)) == "identifier"
        table = "\n".join(",".join(map(str, row)) for row in rows).encode()
        assert fate("csv", table) == "identifier"


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Cost", 104121235),
        ("Sessions", 7700900123),
        ("Babies born", 46809),
        ("Where were you born?", 46809),
        ("Births", 46809),
        ("Children born in 2024", 46809),
        ("Phone calls", 1234),
        ("Born", "Ayr"),
        ("Day of the workshop", 40636),
        ("Health", 104121235),
        ("Chief officer", 104121235),
        ("x" * 97 + " CHI", 104121235),
        ("Children born after this day may come to the workshop", "03/04/2011"),
    ],
)
def test_other_numbers_are_taken(label, value):
    rows = [["School", label], ["Carrick", value]]
    assert fate("xlsx", good.xlsx(rows)) == ""
    assert fate("csv", "\n".join(",".join(map(str, row)) for row in rows).encode()) == ""


def test_a_label_goes_for_all_numbers_behind_it_up_to_the_next_word():
    assert fate("csv", b"CHI,12,104121235") == "identifier"
    assert fate("csv", b"CHI,12,Cost,104121235") == ""


def test_a_number_in_the_way_of_science_is_the_number():
    assert fate("csv", b"Mobile\n7.700900123E+09") == "identifier"
    cells = (
        '<row r="1"><c r="A1" t="str"><v>Mobile</v></c></row><row r="2"><c r="A2"><v>7.700900123E9'
    )
    sheet = f"<worksheet {SHEET}><sheetData>{cells}</v></c></row></sheetData></worksheet>"
    type_ = OFFICE + "spreadsheetml.worksheet+xml"
    assert fate("xlsx", with_part("xlsx", "xl/worksheets/sheet9.xml", sheet, type_)) == "identifier"


def pivot(field: str, value: str) -> bytes:
    markup = (
        f'<pivotCacheDefinition {SHEET}><cacheFields><cacheField name="{field}"><sharedItems>'
        f"{value}</sharedItems></cacheField></cacheFields></pivotCacheDefinition>"
    )
    type_ = OFFICE + "spreadsheetml.pivotCacheDefinition+xml"
    return with_part("xlsx", "xl/pivotCache/pivotCacheDefinition1.xml", markup, type_)


def test_the_memory_of_a_pivot_table_is_read_under_its_fields():
    assert fate("xlsx", pivot("CHI", '<n v="104121235"/>')) == "identifier"
    assert fate("xlsx", pivot("DOB", '<d v="2011-04-03T00:00:00"/>')) == "identifier"
    assert fate("xlsx", pivot("Cost", '<n v="104121235"/>')) == ""


def series(name: str, value: str) -> bytes:
    markup = (
        f'<c:chart xmlns:c="x"><c:ser><c:tx><c:strCache><c:pt><c:v>{name}</c:v></c:pt></c:strCache>'
        f"</c:tx><c:val><c:numCache><c:pt><c:v>{value}</c:v></c:pt></c:numCache></c:val></c:ser>"
        "</c:chart>"
    )
    type_ = OFFICE + "drawingml.chart+xml"
    return with_part("xlsx", "xl/charts/chart1.xml", markup, type_)


def test_the_figures_of_a_chart_are_read_under_their_series():
    assert fate("xlsx", series("CHI", "104121235")) == "identifier"
    assert fate("xlsx", series("Cost", "104121235")) == ""


def test_a_table_may_begin_with_fewer_than_five():
    assert fate("csv", b"<5,5-9\n3,4\n") == ""
