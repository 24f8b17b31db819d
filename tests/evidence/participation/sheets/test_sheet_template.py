"""The sheet to fill in says how, and what stands on it can come in."""

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest

from evidence.files.bringing import files
from evidence.models import SessionKind
from evidence.participation.sheets.columns import HEADING
from tests.evidence.files.sample_files import upload
from tests.evidence.participation.sheets.sample_sheets import plan_of, xlsx_of
from tests.factories import SubActionFactory

pytestmark = pytest.mark.django_db


def test_the_template_says_how_to_fill_it_in(signed_in, champions):
    answer = signed_in(champions).get("/participation/import/template/")
    book = openpyxl.load_workbook(BytesIO(answer.getvalue()))

    assert book.sheetnames == ["Sessions", "How to fill this in", "Examples"]
    assert [[cell.value for cell in row] for row in book["Sessions"].rows] == [HEADING]
    explained = {row[0].value for row in book["How to fill this in"].rows}
    assert set(HEADING) <= explained
    choices = [rule.formula1 for rule in book["Sessions"].data_validations.dataValidation]
    assert f'"{",".join(SessionKind.labels)}"' in choices


def test_the_examples_of_the_template_are_sessions_that_can_come_in(signed_in, champions):
    for key in ("1.1", "1.3"):
        SubActionFactory(item__key=key)
    answer = signed_in(champions).get("/participation/import/template/")
    book = openpyxl.load_workbook(BytesIO(answer.getvalue()))
    examples = [[cell.value for cell in row] for row in book["Examples"].rows]

    plan = plan_of(files.read_sheet(upload("a.xlsx", xlsx_of(examples))))
    assert (plan.faults, len(plan.new)) == ([], 2)


def test_the_template_as_csv_is_its_headings(signed_in, champions):
    answer = signed_in(champions).get("/participation/import/template/", {"format": "csv"})
    assert list(csv.reader(StringIO(answer.getvalue().decode("utf-8-sig")))) == [HEADING]
