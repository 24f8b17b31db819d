"""The floors of the house are read from the import contracts, not kept a second time."""

import tomllib
from pathlib import Path

import pytest

from promise_tracker.dev.subjects import above, read_floors, subject_of

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = """
[[tool.importlinter.contracts]]
type = "layers"
layers = ["promise_tracker", "oversight", "evidence", "actions", "accounts"]

[[tool.importlinter.contracts]]
type = "layers"
containers = ["evidence"]
layers = ["assessments | heard", "(items)", "files"]

[[tool.importlinter.contracts]]
type = "forbidden"
source_modules = ["accounts"]
forbidden_modules = ["actions"]
"""
FLOORS = read_floors(tomllib.loads(CONTRACTS))


def test_floors_are_those_of_the_layers_contracts():
    assert FLOORS == {
        "": [["promise_tracker"], ["oversight"], ["evidence"], ["actions"], ["accounts"]],
        "evidence": [["assessments", "heard"], ["items"], ["files"]],
    }


def test_the_contracts_of_the_product_name_its_apps_and_their_subjects():
    floors = read_floors(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8")))
    for container, layers in floors.items():
        for name in [name for layer in layers for name in layer]:
            place = ROOT.joinpath(*container.split("."), name)
            assert (place / "__init__.py").is_file() or place.with_suffix(".py").is_file()
    assert above("evidence.items", floors) >= {"evidence.heard", "oversight"}


@pytest.mark.parametrize(
    ("path", "subject"),
    [
        ("actions/services/progress.py", "actions"),
        ("evidence/heard/forms.py", "evidence.heard"),
        ("evidence/assessments/word/reading.py", "evidence.assessments"),
        ("evidence/assessments/heard.py", "evidence.assessments"),
        ("evidence/templatetags/heard.py", "evidence.heard"),
        ("evidence/marks.py", "evidence"),
        ("evidence/migrations/0001_initial.py", "evidence"),
        ("promise_tracker/urls.py", "promise_tracker"),
        ("heard/_row.html", "evidence.heard"),
        ("evidence/items/_row.html", "evidence.items"),
        ("actions/heard.html", "actions"),
        ("rounds/round.html", None),
        ("requirements/base.txt", None),
    ],
)
def test_a_file_is_of_the_subject_that_its_folder_or_name_says(path, subject):
    assert subject_of(path, FLOORS) == subject


@pytest.mark.parametrize(
    ("subject", "higher"),
    [
        ("accounts", {"actions", "evidence", "oversight"}),
        ("evidence", {"oversight"}),
        (
            "evidence.files",
            {"evidence.items", "evidence.assessments", "evidence.heard", "oversight"},
        ),
        ("evidence.heard", {"oversight"}),
        ("oversight", set()),
    ],
)
def test_above_a_subject_is_what_may_import_it(subject, higher):
    assert above(subject, FLOORS) == higher
