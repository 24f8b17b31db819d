"""Sessions go out as they stand on the screen; what went out can come back in and adds nothing."""

import csv
from collections import Counter
from contextlib import contextmanager
from datetime import date, datetime
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Service
from evidence.files import reading
from evidence.files.bringing import files
from evidence.models import Audience, AudienceKind, LivedExperience, Session, SessionKind
from evidence.participation.reasons import Heads
from evidence.participation.services import remove_session
from evidence.participation.sheets.alike import OWN, Answers
from evidence.participation.sheets.columns import HEADING
from evidence.participation.sheets.entries import Attendance, Content, Entry, in_order
from evidence.participation.sheets.services import bring_in, store_checked
from tests.evidence.files.sample_files import upload
from tests.evidence.participation.sheets.sample_sheets import (
    csv_of,
    file_of,
    laid_out,
    log,
    plan_of,
)
from tests.factories import ServiceFactory, SubActionFactory
from tests.rotation import FULL

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ADDRESS = "/participation/sessions/export/"


@pytest.fixture
def export(signed_in, board):
    """The file under filters, as a reader receives it."""

    def download(ending, **filters) -> bytes:
        answer = signed_in(board).get(ADDRESS, {"format": ending, **filters})
        assert answer.status_code == 200
        return answer.getvalue() if answer.streaming else answer.content

    return download


def rows_of_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def sheet_of(content: bytes):
    return openpyxl.load_workbook(BytesIO(content)).worksheets[0]


@pytest.fixture
def two(champions, service, other_service):
    """A session with two audiences, and another one."""
    served = [SubActionFactory(item__key=key) for key in ("1.3", "1.1")]
    heads = [Heads("workforce", 12, service), Heads("members", 3)]
    lived = {"lived_experience": "both", "lived_number": 2}
    first = log(
        champions, service, held_on=date(2025, 5, 1), audiences=heads, sub_actions=served, **lived
    )
    return first, log(
        champions, service, audiences=[Heads("workforce", 7, other_service)], kind="briefing"
    )


def test_csv_has_one_line_an_audience(export, two):
    first, second = (str(session.pk) for session in two)
    workshop = [first, "2025-05-01", "Workshop"], ["Designed and delivered it", "", "1.1, 1.3"]
    assert rows_of_csv(export("csv")) == [
        HEADING,
        [*workshop[0], "Workforce", "Education", "12", *workshop[1]],
        [*workshop[0], "Elected members", "", "3", *workshop[1]],
        [
            second,
            "2025-03-03",
            "Elected members’ briefing",
            "Workforce",
            "Housing",
            "7",
            "Neither",
            "",
            "",
        ],
    ]


def test_a_workbook_has_real_days_and_numbers_and_headings_that_stay(export, two):
    sheet = sheet_of(export("xlsx"))
    assert [cell.value for cell in sheet[1]] == HEADING
    row = [cell.value for cell in sheet[2]]
    day = datetime(2025, 5, 1)  # noqa: DTZ001 - a cell of a workbook knows no time zone
    assert row[:6] == [two[0].pk, day, "Workshop", "Workforce", "Education", 12]
    assert row[6:] == ["Designed and delivered it", None, "1.1, 1.3"]
    assert sheet["B2"].number_format == "dd/mm/yyyy"
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize(
    "filters", [{"service": "housing"}, {"kind": "briefing"}, {"until": "1 April 2025"}]
)
def test_what_is_under_the_filters_goes_out(export, two, filters):
    assert {row[0] for row in rows_of_csv(export("csv", **filters))[1:]} == {str(two[1].pk)}


@pytest.mark.parametrize(
    ("filters", "heads"),
    [
        ({}, [12, 3, 7]),
        ({"audience": "counting"}, [12, 7]),
        ({"audience": "not-counting"}, [3]),
        ({"audience": "members"}, [3]),
        ({"service": "education"}, [12]),
        ({"audience": "counting", "sub_action": "1.3"}, [12]),
        ({"service": "none"}, [3]),
    ],
)
def test_rows_total_and_both_files_add_up_to_the_same_number(
    signed_in, board, export, two, filters, heads
):
    page = signed_in(board).get("/participation/sessions/", filters).context
    assert page["total"] == sum(heads)
    assert sum(session.headcount for session in page["page"]) == sum(heads)
    headcounts = [int(row[5]) for row in rows_of_csv(export("csv", **filters))[1:]]
    assert headcounts == heads
    lines = list(sheet_of(export("xlsx", **filters)).iter_rows(min_row=2, values_only=True))
    assert [row[5] for row in lines] == heads


def test_a_file_of_some_audiences_comes_back_in_as_what_it_is(export, two):
    """It adds nothing, and says of a session whose other audiences are missing that it differs."""
    rows = rows_of_csv(export("csv", audience="members"))
    plan = plan_of(files.read_sheet(upload("a.csv", csv_of(rows))))
    assert (plan.new, len(plan.faults)) == ([], 1)


def test_removed_sessions_do_not_go_out(export, two, champions):
    remove_session(by=champions, session=two[0], seen=1, reason="twice")
    assert [row[0] for row in rows_of_csv(export("csv"))[1:]] == [str(two[1].pk)]


def test_files_are_named_for_the_day_and_kept_nowhere(signed_in, board, time_machine):
    time_machine.move_to("2026-11-23 12:00:00+00:00")
    for kind in ("csv", "xlsx"):
        answer = signed_in(board).get(ADDRESS, {"format": kind})
        assert answer["Content-Disposition"] == f'attachment; filename="sessions-2026-11-23.{kind}"'
        assert "no-store" in answer["Cache-Control"]


def test_filters_that_cannot_be_read_export_nothing_and_say_why(signed_in, board, two):
    answer = signed_in(board).get(f"{ADDRESS}?format=csv&since=rubbish")
    assert answer.status_code == 302
    assert "Write the day as" in signed_in(board).get(answer["Location"]).content.decode()


def test_another_kind_of_file_is_not_on_offer(signed_in, board):
    assert signed_in(board).get(ADDRESS, {"format": "exe"}).status_code == 404


def test_the_list_offers_the_files_under_its_filters(signed_in, board, two):
    page = signed_in(board).get("/participation/sessions/?kind=briefing").content.decode()
    for kind in ("xlsx", "csv"):
        assert f'href="{ADDRESS}?kind=briefing&amp;format={kind}"' in page


# Out and in again


def test_more_sessions_than_any_council_holds_go_out_and_come_back_in(export, champions):
    about = {"held_on": date(2025, 3, 3), "kind": "workshop", "lived_experience": "neither"}
    rows = (Session(**about, lived_number=0, logged_by=champions) for _row in range(5_001))
    sessions = Session.objects.bulk_create(rows)
    Audience.objects.bulk_create(
        Audience(session=session, kind="community", headcount=7) for session in sessions
    )
    plan = plan_of(files.read_sheet(upload("a.csv", export("csv"))))
    assert (len(plan.there), plan.new, plan.faults) == (5_001, [], [])


NAMES = [
    "Education",
    "=1+1",
    "'=1+1",
    "@Home",
    "-Sure Start",
    "Sports; arts, and “more”",
    "  Spaced  out ",
    "O'Neil",
]
KEYS = ["1.1", "1.3", "10.4", "1.L10", "L2.1"]


@pytest.fixture
def world(monkeypatch):
    """Services of all sorts of names, and files read in this process, which is quicker."""
    for name in NAMES:
        ServiceFactory(name=name)
    for key in KEYS:
        SubActionFactory(item__key=key)
    monkeypatch.setattr(files, "read_apart", lambda kind, content: reading.read(kind, content))
    return list(Service.objects.filter(name__in=NAMES).values_list("pk", flat=True))


def contents() -> st.SearchStrategy:
    """What a session may say; a service is drawn by its place."""
    heads = st.one_of(
        st.tuples(
            st.sampled_from(["workforce", "commissioned"]),
            st.integers(0, len(NAMES)),
            st.integers(1, 20_000),
        ),
        st.tuples(st.sampled_from(AudienceKind.values), st.just(0), st.integers(1, 20_000)),
    )
    lived = st.one_of(
        st.just((LivedExperience.NEITHER.value, 0)),
        st.tuples(st.sampled_from(["designed", "delivered", "both"]), st.integers(1, 20_000)),
    )
    days = st.dates(date(2000, 1, 1), date(2026, 1, 1))
    keys = st.sets(st.sampled_from(KEYS)).map(sorted).map(tuple)
    return st.tuples(
        days,
        st.sampled_from(SessionKind.values),
        lived,
        keys,
        st.lists(heads, min_size=1, max_size=3),
    )


def content_of(drawn: tuple, services: list[int]) -> Content:
    day, kind, lived, keys, heads = drawn
    audiences = (
        Attendance(who, services[place - 1] if place else 0, number) for who, place, number in heads
    )
    return Content(day, kind, *lived, keys, in_order(audiences))


def how_many(row: list) -> str:
    return "" if row[6] == "Neither" else "3"


@contextmanager
def undone():
    """Whatever is written inside is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@settings(max_examples=200 if FULL else 15, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn=st.lists(contents(), min_size=1, max_size=8))
def test_what_went_out_can_come_back_in_and_adds_nothing(world, export, champions, drawn):
    said = [content_of(one, world) for one in drawn]
    with undone():
        entries = [Entry(2, None, content) for content in said]
        about = {"sheet": file_of([HEADING]), "layout": laid_out(file_of([HEADING]))}
        past = store_checked(by=champions, entries=entries, **about)
        bring_in(by=champions, sheet=past, seen=1, answers=Answers(OWN))
        for kind in ("csv", "xlsx"):
            sheet = files.read_sheet(upload(f"sessions.{kind}", export(kind)))
            plan = plan_of(sheet)
            assert (plan.faults, plan.new, len(plan.there)) == ([], [], len(said))
            # Brought into an empty log it gives the same sessions, once somebody has counted anew.
            with undone():
                Session.objects.update(removed_on=date(2026, 1, 1))
                heading, *rows = sheet.worksheets[0].rows
                rows = [[f"S{row[0]}", *row[1:7], how_many(row), *row[8:]] for row in rows]
                again = plan_of(file_of([heading, *rows]))
                assert again.faults == []
                assert Counter(entry.content for entry in again.new) == Counter(said)


def test_a_file_that_a_spreadsheet_saved_anew_comes_back_in_too(export, two):
    """With days as a British spreadsheet shows them, and semicolons."""
    rows = rows_of_csv(export("csv"))
    for row in rows[1:]:
        row[1] = f"{date.fromisoformat(row[1]):%d/%m/%Y}"
    plan = plan_of(files.read_sheet(upload("a.csv", csv_of(rows, ";", "cp1252"))))
    assert (plan.faults, plan.new, len(plan.there)) == ([], [], 2)
