"""A file of many sessions takes as many statements as one of few."""

import csv
from datetime import date
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.database import gather_statistics
from evidence.models import Audience, Session
from tests.factories import SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ADDRESS = "/participation/sessions/export/"


def lines_of(content: bytes, ending: str) -> list:
    if ending == "csv":
        return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    return list(sheet.iter_rows(values_only=True))


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_thousand_sessions_take_as_many_statements_as_ten(signed_in, board, champions, ending):
    browser, asked = signed_in(board), []
    browser.get("/participation/sessions/")
    about = {"held_on": date(2025, 3, 3), "kind": "workshop", "lived_experience": "neither"}
    served = [SubActionFactory(item__key=key) for key in ("1.3", "1.1")]
    for number in (10, 990):
        sessions = Session.objects.bulk_create(
            Session(**about, lived_number=0, logged_by=champions) for _row in range(number)
        )
        Audience.objects.bulk_create(
            Audience(session=session, kind="community", headcount=7) for session in sessions
        )
        serves = Session.sub_actions.through
        serves.objects.bulk_create(
            serves(session=session, subaction=row) for session in sessions for row in served
        )
        # As by itself a minute later.
        gather_statistics()
        with CaptureQueriesContext(connection) as statements:
            answer = browser.get(ADDRESS, {"format": ending}).getvalue()
        asked.append(len(statements))
    lines = lines_of(answer, ending)

    assert len(lines) == 1_001
    assert {line[8] for line in lines[1:]} == {"1.1, 1.3"}
    assert asked[0] == asked[1] <= 8
