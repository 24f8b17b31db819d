"""Which tests a change asks for."""

import pytest

from promise_tracker.dev.reach import tests_of as found_tests_of
from promise_tracker.dev.reach import touched, without_covered

FLOORS = {
    "": [["promise_tracker"], ["oversight"], ["evidence"], ["actions"], ["foundations"]],
    "evidence": [["assessments", "heard"], ["items"], ["files"]],
}
TEXTS = {
    "foundations/views/rounds.py": 'return render(request, "rounds/round.html")',
    "evidence/templatetags/evidence.py": 'inclusion_tag("evidence/items/_row.html")',
    "oversight/demo/council.py": 'open(FOLDER / "demo_council.json")',
    "promise_tracker/urls.py": 'page("pages/help.html")',
    "templates/rounds/round.html": "{% include 'rounds/_state.html' %}",
    "templates/actions/action.html": '{% include "rounds/_state.html" with round=round %}',
    "actions/views.py": 'render(request, "actions/action.html")',
    "templates/rounds/_circle.html": '{% include "rounds/_circle.html" %}',
}


@pytest.mark.parametrize(
    ("path", "things"),
    [
        ("evidence/items/services.py", {"evidence.items"}),
        ("promise_tracker/settings.py", {"tests/site"}),
        ("promise_tracker/dev/reach.py", {"tests/dev"}),
        ("dev.py", {"tests/dev"}),
        ("templates/base.html", {"tests/site"}),
        ("templates/components/_icon.html", {"tests/site"}),
        ("static/css/promise.css", {"tests/site"}),
        ("tests/actions/test_posting.py", {"tests/actions/test_posting.py"}),
        ("tests/actions/conftest.py", {"tests/actions"}),
        ("tests/site/query_baseline.json", {"tests/site"}),
        ("tests/factories.py", {"tests"}),
        ("requirements/dev.txt", {"tests"}),
        ("pyproject.toml", {"tests"}),
        ("README.md", set()),
        (".ci/run", set()),
    ],
)
def test_a_changed_file_touches_its_subject_or_asks_for_tests(path, things):
    assert touched(path, FLOORS, TEXTS) == things


@pytest.mark.parametrize(
    ("path", "things"),
    [
        ("templates/rounds/round.html", {"foundations"}),
        ("templates/rounds/_state.html", {"foundations", "actions"}),
        ("templates/pages/help.html", {"tests/site"}),
        ("fixtures/demo_council.json", {"oversight"}),
        ("fixtures/foundations.json", {"foundations"}),
    ],
)
def test_a_template_or_fixture_touches_whoever_names_it(path, things):
    assert touched(path, FLOORS, TEXTS) == things


def test_a_template_that_nobody_names_is_of_the_subject_of_its_folder():
    assert touched("templates/heard/_new.html", FLOORS, TEXTS) == {"evidence.heard"}


@pytest.mark.parametrize(
    "path", ["templates/account/login.html", "templates/rounds/_circle.html", "fixtures/links.json"]
)
def test_whatever_belongs_to_no_subject_asks_for_every_test(path):
    assert touched(path, FLOORS, TEXTS) == {"tests"}


FILES = {
    "tests/actions/test_posting.py",
    "tests/evidence/test_marks.py",
    "tests/evidence/conftest.py",
    "tests/evidence/items/test_adding.py",
}


@pytest.mark.parametrize(
    ("subject", "tests"),
    [
        ("actions", {"tests/actions"}),
        ("evidence", {"tests/evidence"}),
        ("evidence.items", {"tests/evidence/items", "tests/evidence/test_marks.py"}),
        ("evidence.heard", {"tests/evidence"}),
    ],
)
def test_a_subject_has_its_own_folder_of_tests_or_that_of_its_app(subject, tests):
    assert found_tests_of([subject], FILES) == tests


def test_no_test_runs_twice():
    tests = {"tests/actions", "tests/actions/test_posting.py", "tests/site/test_matrix.py"}
    assert without_covered(tests) == ["tests/actions", "tests/site/test_matrix.py"]
    assert without_covered(tests, by=["tests/site"]) == ["tests/actions"]
    assert without_covered(tests, by=["tests"]) == []
    assert without_covered(tests, by=["tests/actions"]) == ["tests/site/test_matrix.py"]
