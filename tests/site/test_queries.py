"""Pages stay cheap (promise T18): the statements a page costs are written down, and do not grow
with the work.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from accounts.models import Role
from tests.conftest import person
from tests.factories import ServiceFactory

from .rows import SIGNED_IN
from .table import TABLE
from .work import add_many, fill

pytestmark = pytest.mark.database

BASELINE = json.loads((Path(__file__).parent / "query_baseline.json").read_text())
# So many statements a page may cost, whatever it costs today.
MOST, MOST_OF_COVERAGE = 10, 8
# Addresses without a line in the baseline, each with its reason.
EXCUSED = {
    "home": "redirects",
    "still-here": "answers without a page",
    "history-export": "streams its lines",
    "sub-actions-export": "streams its lines",
    "board-export": "streams its lines",
    "past-export": "streams its lines",
    "pack-file": "is a file; what it costs does not depend on the work",
    "past-round": "redirects",
    "undo-closing": "redirects unless the round is closed",
    "sessions-export": "streams its lines",
    "import-template": "is a file",
    "workbook-out": "streams its lines",
    "workbook": "its number is known only at run time, and it shows one record",
    "import": "its number is known only at run time, and it shows a page of its sessions",
    "import-columns": "redirects where no file is kept",
    "register": "its number is known only at run time, and it shows one record",
    **dict.fromkeys(["draft-report", "draft-for-children"], "is a file"),
    "register-columns": "redirects where no file is kept",
    "self-assessment": "redirects",
    "save-assessment": "redirects",
    "submit-assessment": "redirects",
    "find-evidence": "redirects",
    "rate": "redirects",
    "make-priority": (
        "names its line in the address; what it costs is held in "
        "tests/evidence/assessments/test_priority_pages.py"
    ),
    "propose": "redirects where a service keeps the sub-action",
    "download-word": "is a file; what it costs does not depend on the work",
    "assessment-since": "two submissions of one theme, whatever else there is",
    "take-word": "redirects unless a form is sent",
    "undo-word": "redirects",
    "undo-upload": "redirects",
    **dict.fromkeys(
        ["evidence-file", "evidence-picture"],
        "its number is known only at run time, and it is no page",
    ),
    "public-file": "its number is known only at run time, and it is no page",
    "say-felt": "its number is known only at run time, and it shows one record",
    **dict.fromkeys(
        ["withdraw", "answer-need", "withdraw-need", "say-part", "end-part"],
        "its number is known only at run time",
    ),
    **dict.fromkeys(
        [
            "decision",
            "settle-decision",
            "duty-period",
            "say-published",
            "tag-heading",
            "write-for-children",
            "edit-entry",
            "question",
            "answer-question",
            "ask-again",
            "take-back-question",
        ],
        "its number is known only at run time, and it shows one record",
    ),
    "hand-over": (
        "its number is known only at run time; what it costs is held in "
        "tests/actions/test_handing_over.py"
    ),
    "handed-over": "its number is known only at run time, and it shows one act",
    "replace-action": "redirects where an action is published",
    "add-need": "redirects where nothing is stuck",
    "explain": "redirects where nothing contradicts",
    "calendar": "redirects without its key; tests/oversight/calendar counts its statements",
    **dict.fromkeys(
        ["session", "edit-session", "remove-session"], "its number is known only at run time"
    ),
    **dict.fromkeys(
        ["evidence", "edit-evidence", "remove-evidence", "support", "remove-support"],
        "its number is known only at run time; what it costs is held in tests/evidence/test_mix.py",
    ),
    **dict.fromkeys(
        [
            "heard",
            "edit-heard",
            "remove-heard",
            "send-heard",
            "answer-heard",
            "give-code",
            "measure",
            "edit-measure",
            "correct-actual",
        ],
        "its number is known only at run time",
    ),
    **dict.fromkeys(
        ["removal", "removal-of"], "its number is known only at run time, and it shows one record"
    ),
    **dict.fromkeys(
        ["person", "rename-person", "give-role", "end-role", "move", "deactivate", "reactivate"],
        "its number is known only at run time, and its cost does not depend on the work",
    ),
    **dict.fromkeys(
        ["link", "confirm-link", "reject-link", "remove-link", "correction", "answer-correction"],
        "its number is known only at run time, and it shows one link or correction only",
    ),
}


@pytest.fixture(scope="module", params=["some work", "a thousandfold"])
def client(request, standing_framework):
    """Someone with every role, among some work, and among a great deal of it."""
    with transaction.atomic():
        yield signed_in_among(add_many if request.param == "a thousandfold" else None)
        transaction.set_rollback(True)


def signed_in_among(add_more: Callable | None) -> Client:
    service = ServiceFactory(key="education", name="Education")
    ServiceFactory(key="housing", name="Housing")
    keeper = person("Kirsty", Role.KEEPER, service)
    everything = person("Eve", Role.KEEPER, service)
    for role in (Role.BOARD, Role.CHAMPIONS, Role.ADMINISTRATOR):
        everything.appointments.create(role=role)
    fill(service, keeper)
    if add_more:
        add_more(service, keeper)
    client = Client()
    client.force_login(everything)
    client.get("/help/")  # begins the session, so that no page counted here does
    return client


@pytest.mark.share(3)
@pytest.mark.parametrize("path", [*BASELINE])
def test_a_page_costs_what_the_baseline_says_however_much_work_there_is(client, path, db):
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(path)
    assert answer.status_code == 200
    assert len(seen) == BASELINE[path]


def test_no_page_costs_more_statements_than_a_page_may():
    assert BASELINE["/coverage/"] <= MOST_OF_COVERAGE
    assert {path: number for path, number in BASELINE.items() if number > MOST} == {}


def test_every_page_has_a_line_in_the_baseline():
    pages = {name for name, row in TABLE.items() if not row.post_only and row.allowed <= SIGNED_IN}
    held = {resolve(path.split("?")[0]).url_name for path in BASELINE}
    assert {
        name for name in pages - held - set(EXCUSED) if not name.startswith("account_")
    } == set()
