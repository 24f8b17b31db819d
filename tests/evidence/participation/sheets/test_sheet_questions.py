"""Rows that are alike, in a sheet or with a session that is there: asked about, with a suggestion;
nothing is counted twice unless somebody says so.
"""

import pytest

from evidence.models import Session, SessionImport
from evidence.participation.sheets import services as imports
from evidence.participation.sheets.alike import ONCE, OWN, Answers
from evidence.participation.sheets.forms import answers_in
from tests.evidence.participation.sheets.sample_sheets import (
    file_of,
    line,
    log,
    plan_of,
    said,
    sheet,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known")]


def questions(*lines) -> list[tuple[int, str, bool]]:
    """What is asked of these lines: the row, the column that differs, and what is suggested."""
    plan = plan_of(file_of(sheet(*lines)))
    assert plan.faults == []
    asked = plan.questions.values()
    return [(one.entry.row, one.differs, one.adds) for one in asked]


def test_two_alike_rows_are_asked_about_and_count_once_unless_somebody_says_otherwise(send, press):
    page = said(send(line(Headcount="77"), line(Headcount="77"), line(Date="4 March 2025")))
    assert "Rows 2 and 3 are alike: two sessions, or one?" in page
    assert "Row 3: asked about above" in page
    assert "2 sessions would be added." in page
    press("bring-in")
    assert Session.objects.count() == 2


@pytest.mark.parametrize(
    ("sent", "added"),
    [
        ({}, 1),
        ({"for_all": "suggested"}, 1),
        ({"for_all": "own"}, 3),
        ({"for_all": "own", "row_3": "once"}, 2),
        ({"for_all": "once", "row_3": "own", "row_4": "as-for-all"}, 2),
        ({"for_all": "everything", "row_3": "x", "row_4": ""}, 1),
    ],
)
def test_the_answers_of_the_page_decide(browser, checked, sent, added):
    found = checked(line(), line(), line())
    browser.post(f"{found.get_absolute_url()}bring-in/", {"version": 1} | sent)
    assert Session.objects.count() == added


@pytest.mark.parametrize(
    ("changes", "differs"),
    [
        ({"Headcount": "13"}, "Headcount"),
        ({"Headcount": "10"}, "Headcount"),
        ({"Kind": "Other session"}, "Kind"),
        ({"Service": ""}, "Service"),
        ({"Sub_actions": "1.1"}, "Sub-actions"),
        ({"Lived_experience": "Designed it", "How_many": "2"}, "Lived experience"),
    ],
)
def test_a_row_that_differs_from_a_session_there_in_one_cell_may_be_that_one(
    champions, service, changes, differs
):
    log(champions, service)
    assert questions(line(**changes)) == [(2, differs, False)]
    # In one sheet such rows are two as a rule; still it is asked.
    Session.objects.update(removed_on="2026-01-01")
    assert questions(line(), line(**changes)) == [(3, differs, True)]


@pytest.mark.parametrize(
    "changes",
    [
        {"Headcount": "40"},
        {"Date": "4 March 2025"},
        {"Service": "Housing"},
        {"Headcount": "13", "Kind": "Other session"},
        {"Audience": "Commissioned service"},
    ],
)
def test_a_row_that_differs_in_more_is_another_session(champions, service, changes):
    log(champions, service)
    assert questions(line(**changes)) == []


def test_a_session_that_a_row_stands_for_is_no_near_twin_of_another(champions, service):
    log(champions, service)
    assert questions(line(), line(Headcount="13")) == [(3, "Headcount", True)]


def test_a_near_twin_is_named_with_both_figures(send, champions, service):
    log(champions, service)
    page = said(send(line(Headcount="13")))
    assert (
        "Row 2 is like a session of 3 March 2025 that is there already, but for “Headcount” "
        "(12 and 13): another session, or the same?"
    ) in page
    assert "0 sessions would be added." in page


def test_the_second_time_a_sheet_changes_nothing(checked, champions):
    lines = [line(), line(), line(Headcount="13"), line(Date="4 March 2025")]
    for answers, digest in ((Answers(), "d"), (Answers(OWN), "e")):
        imports.bring_in(
            by=champions, sheet=checked(*lines, digest=digest), seen=1, answers=answers
        )
        there = Session.objects.count()
        plan = plan_of(file_of(sheet(*lines)))
        assert (plan.added(), Session.objects.count()) == ([], there)
    assert there == 4


def test_none_of_them_is_added_where_that_is_said(checked, champions):
    found = checked(line(), line(Headcount="13"))
    assert imports.bring_in(by=champions, sheet=found, seen=1, answers=Answers(ONCE)) == 1


def test_of_very_many_the_first_are_asked_one_by_one_and_the_others_for_all(send, press):
    page = said(send(*[line()] * 103))
    assert page.count('name="row_') == 100
    before, _fold, _questions = " ".join(page.split()).partition('<details class="pt_fold"')
    assert "102 rows are like another one" in before
    assert "Only the first 100 can be answered one by one. The other 2 are answered" in before
    assert SessionImport.objects.count() == 1


def test_answers_stay_from_page_to_page_and_when_nothing_could_be_added(browser, checked):
    days = [line(Date=f"{number} April 2025") for number in range(1, 31)]
    found = checked(line(), line(), *days, *days)
    page = browser.get(found.get_absolute_url())
    assert 'name="page" value="2"' in said(page)

    sent = {"for_all": "once", "row_3": "own", "row_4": "x", "page": "2"}
    browser.post(f"{found.get_absolute_url()}answers/", sent)
    for address in ("?page=2", ""):
        chosen = browser.get(f"{found.get_absolute_url()}{address}").context["questions"]
        assert (chosen["for_all"].value(), chosen["row_3"].value()) == ("once", "own")
        assert chosen["row_34"].value() is None
    assert Session.objects.count() == 0

    browser.post(f"{found.get_absolute_url()}bring-in/", {"version": 9, "row_34": "own"})
    chosen = browser.get(found.get_absolute_url()).context["questions"]
    assert (chosen["row_3"].value(), chosen["row_34"].value()) == (None, "own")
    other = checked(line(), line())
    assert browser.get(other.get_absolute_url()).context["questions"]["row_3"].value() is None


def test_what_is_no_answer_is_passed_over():
    assert answers_in({"for_all": "x", "row_": "own", "row_9999999999": "own"}) == Answers()
