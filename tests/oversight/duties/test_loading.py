"""The four duties as data: word for word with their sources, and what was not found left open."""

import hashlib
import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from foundations.loading import BrokenFixture, LoadReport
from oversight.duties.loading import load_duties
from oversight.duties.services import say_published
from oversight.models import Duty, Heading, Period

FIXTURES = Path(__file__).parents[3] / "fixtures"
ROWS = json.loads((FIXTURES / "duties.json").read_text("utf-8"))
# Every word was compared with the pages that the sources name; whoever changes one compares again.
PROOF_READ = "c197ff9b1ad64368dbd1715fbf89b31d3e66378f3b0553aa3ac8bcf3ebb332ed"
RIGHTS, FAMILY = "childrens-rights", "family-group-decision-making"


@pytest.fixture
def loaded(db):
    report = LoadReport()
    load_duties(FIXTURES, report)
    return report


def periods_of(key):
    found = Period.objects.filter(duty__key=key).order_by("ends_on")
    return [(one.starts_on, one.ends_on, one.required_by) for one in found]


def test_there_are_four_with_their_headings(loaded):
    names = [*Duty.objects.values_list("key", flat=True)]
    assert names == ["corporate-parenting", "childrens-services-plan", RIGHTS, FAMILY]
    assert [duty.headings.count() for duty in Duty.objects.all()] == [8, 3, 4, 1]
    assert loaded.added["Duty"] == 4
    assert loaded.added["Heading"] == 16


def test_their_words_are_those_of_their_sources():
    read = [(row["law"], row["asks"], [one["words"] for one in row["headings"]]) for row in ROWS]
    assert hashlib.sha256(json.dumps(read).encode()).hexdigest() == PROOF_READ
    assert ROWS[2]["headings"][3]["words"] == (
        "the actions that it intends to take during the next reporting period to secure better or "
        "further effect of the rights of children"
    )
    # A quote that stops before its sentence does says so.
    assert [row["asks"].count("…") for row in ROWS] == [0, 1, 1, 1]
    for row in ROWS:
        assert row["source"]
        assert all(one["source"] for one in row["headings"])


def test_what_was_not_found_is_left_open_and_said(loaded):
    assert "Not found" in Duty.objects.get(key="corporate-parenting").left_open
    assert periods_of("corporate-parenting") == []
    assert "Not found" in Duty.objects.get(key=FAMILY).left_open


def test_periods_are_those_of_the_law(loaded):
    assert periods_of(RIGHTS) == [
        (date(2024, 7, 16), date(2026, 3, 31), None),
        (date(2026, 4, 1), date(2029, 3, 31), None),
    ]
    assert periods_of(FAMILY) == [(date(2026, 5, 15), date(2028, 5, 14), date(2028, 5, 14))]
    plans = periods_of("childrens-services-plan")
    assert [(one.day, one.month, two.day, two.month) for one, two, _ in plans] == [
        (1, 4, 31, 3)
    ] * len(plans)
    with_children = Duty.objects.filter(has_children_version=True)
    assert [duty.key for duty in with_children] == [RIGHTS]


def test_what_was_said_here_stays_when_they_are_loaded_again(loaded, administrator):
    period = Period.objects.get(duty__key=RIGHTS, ends_on=date(2026, 3, 31))
    day = date(2026, 6, 3)
    say_published(by=administrator, period=period, seen=1, published_on=day, on=day)
    again = LoadReport()
    load_duties(FIXTURES, again)
    assert str(again) == "0 added, 0 changed, 28 unchanged"
    period.refresh_from_db()
    assert period.is_published


def test_a_new_wording_is_taken_over(loaded):
    Heading.objects.filter(key="operation").update(words="Otherwise.")
    again = LoadReport()
    load_duties(FIXTURES, again)
    assert again.changed["Heading"] == 1
    assert Heading.objects.get(key="operation").words.startswith("information about")


@pytest.mark.parametrize("text", ["[", '[{"key": "x"}]', '[{"headings": [], "periods": []}]'])
def test_a_broken_file_loads_nothing(tmp_path, db, text):
    (tmp_path / "duties.json").write_text(text, encoding="utf-8")
    with pytest.raises(BrokenFixture, match="it cannot be read"):
        load_duties(tmp_path, LoadReport())
    assert not Duty.objects.exists()


def test_they_are_loaded_with_the_framework(db, settings, tmp_path):
    shutil.copytree(FIXTURES, tmp_path / "fixtures")
    settings.BASE_DIR = tmp_path
    call_command("load_framework", verbosity=0)
    assert Duty.objects.count() == 4
