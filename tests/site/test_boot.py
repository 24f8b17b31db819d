"""A new process answers soon: what takes long to read is read where it is first needed. No test can
hold the seconds themselves (`python3 dev.py bench` does); this one holds what costs them.
"""

import json
import os
import subprocess
import sys
from importlib.util import find_spec

import pytest

LATE = ["docx", "lxml", "openpyxl", "PIL", "pypdf", "xlsxwriter", "foundations.softer.names"]
SERVES = """
import gc, json, sys
from tests.bench.boot import answer
from promise_tracker.wsgi import application
before = [*sys.modules]
status = answer(application)
at_once = {*sys.modules}
import evidence.assessments.word.writing, evidence.files.shown
later = [*{*sys.modules} - at_once]
found = {"status": status, "before": before, "at_once": [*at_once], "later": later}
print(json.dumps(found | {"frozen": gc.get_freeze_count(), "collects": gc.isenabled()}))
"""


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    """What a new process has read when it has answered once, and after it has needed more."""
    folder = tmp_path_factory.mktemp("boot")
    env = os.environ | {"DEMO": "on", "DATABASE_URL": f"sqlite:///{folder}/empty.sqlite3"}
    command = [sys.executable, "-c", SERVES]
    ended = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout.splitlines()[-1])


def test_a_first_answer_waits_for_no_library_that_it_does_not_need(started):
    assert started["status"] == "200 OK"
    assert [name for name in LATE if name in started["at_once"]] == []
    # They are there, by these names, and would be seen.
    assert [name for name in LATE if find_spec(name) is None] == []
    assert {"docx", "lxml", "PIL"} <= {*started["later"]}


def test_every_view_is_read_before_the_first_visitor_comes(started):
    assert {"oversight.board.views", "evidence.assessments.word.views"} <= {*started["before"]}


def test_what_stays_is_not_looked_through_for_garbage_and_what_comes_later_is(started):
    assert started["frozen"] > 0
    assert started["collects"]
