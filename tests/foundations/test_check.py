"""The page that says whether the framework is here as published."""

import pytest

from foundations.check import check_framework
from foundations.models import FrameworkItem, Kind, Link, PageReference, PublishedTarget
from tests.factories import ItemFactory, LinkFactory
from tests.foundations.conftest import FIXTURES

STATED = {
    "Foundations": 5,
    "Calls to action": 55,
    "Calls of Voice": 6,
    "Calls of Family": 8,
    "Calls of Care": 22,
    "Calls of People": 8,
    "Calls of Scaffolding": 11,
    "Different headings of calls": 44,
    "Improvement actions": 10,
    "Sub-actions": 32,
    "Data qualities, criteria of 2.1": 7,
    "Sub-actions with a number, interval or date": 5,
    "Themes with a self-assessment template": 19,
    "Recommendations": 74,
    "Different recommendations": 70,
    "Page references of recommendations": 80,
    "Recommendations with a page reference": 73,
    "Different pages of The Promise that recommendations cite": 45,
    "References to the Change Programme": 19,
    "Answer boxes of the templates": 76,
    "Priority areas": 5,
    "Themes": 25,
    "Fundamentals": 5,
    "Principles of intensive family support": 10,
    "What is needed locally": 7,
    "Where the council was": 6,
    "Warnings: it won’t happen if": 4,
    "Invitations: what can you do?": 5,
    "Headlines of the residential briefing": 8,
    "Points of the residential briefing": 44,
    "Sub-points of the residential briefing": 7,
    "Different pages of The Promise that the points cite": 18,
    "Reports of the Independent Care Review": 7,
    "Links of the improvement actions, suggested by the wording": 101,
}


def wrong_counts() -> dict[str, int]:
    """The counts that do not agree, with what is here."""
    return {count.words: count.found for count in check_framework(FIXTURES).wrong}


def test_the_check_asks_for_what_the_sources_state(published):
    stated = {count.words: count.stated for count in check_framework(FIXTURES).counts}
    assert {words: stated[words] for words in STATED} == STATED


def test_everything_shipped_is_present(published):
    check = check_framework(FIXTURES)
    assert check.all_present
    assert (check.wrong, check.differences, check.compared) == ([], [], 683)


def test_the_page_says_all_present(published, read):
    page = read("/framework/check/")
    assert "All present. 46 counts agree with the source documents" in page
    assert "Calls of Care 22 22 Agrees" in page
    assert "Does not agree" not in page


@pytest.mark.parametrize(
    ("key", "changes", "said"),
    [
        ("C18", {"text": "Another text."}, "Call to action C18 is not as published: text."),
        ("P2", {"heading": "Another heading"}, "Call to action P2 is not as published: heading."),
        (
            "C1",
            {"heading_as_printed": ""},
            "Call to action C1 is not as published: heading as printed.",
        ),
        ("T5", {"reach": ""}, "Theme T5 is not as published: reach."),
        (
            "RB12",
            {"source_lines": "line 1"},
            "Residential briefing point RB12 is not as published: source lines.",
        ),
    ],
)
def test_a_changed_wording_is_named(published, read, key, changes, said):
    FrameworkItem.objects.filter(key=key).update(**changes)

    assert check_framework(FIXTURES).differences == [said]
    page = read("/framework/check/")
    assert said in page
    assert "Not all present. 0 of 46 counts do not agree" in page


def test_an_item_under_another_parent_is_named(published):
    FrameworkItem.objects.filter(key="C18").update(parent=FrameworkItem.objects.get(key="family"))

    assert check_framework(FIXTURES).differences == [
        "Call to action C18 is not as published: parent."
    ]
    assert wrong_counts() == {"Calls of Care": 21, "Calls of Family": 9}


def test_a_missing_item_is_named_and_missed_in_the_counts(published, read):
    Link.objects.filter(to_item__key="C18").delete()
    FrameworkItem.objects.get(key="C18").delete()

    assert wrong_counts()["Calls to action"] == 54
    assert "Call to action C18 is missing." in check_framework(FIXTURES).differences
    page = read("/framework/check/")
    assert "Calls to action 55 54 Does not agree" in page
    assert "Call to action C18 is missing." in page


def test_a_missing_page_reference_is_named(published):
    PageReference.objects.get(item__key="T9.R5").delete()

    assert check_framework(FIXTURES).differences == [
        "Page reference T9.R5 → the-promise → 52 is missing."
    ]
    assert wrong_counts() == {
        "Page references of recommendations": 79,
        "Recommendations with a page reference": 72,
    }


def test_a_changed_target_is_named(published):
    PublishedTarget.objects.filter(item__key="1.3").update(number=999)
    assert check_framework(FIXTURES).differences == [
        "Published target 1.3 is not as published: number."
    ]


def test_an_item_that_no_fixture_holds_is_named(published):
    ItemFactory(
        key="C23", kind=Kind.CALL, parent=FrameworkItem.objects.get(key="care"), heading="Made up"
    )

    assert check_framework(FIXTURES).differences == ["Framework item C23 is in no fixture."]
    assert wrong_counts() == {
        "Calls to action": 56,
        "Calls of Care": 23,
        "Different headings of calls": 45,
    }


def test_the_council_s_own_work_is_no_difference(published):
    Link.objects.filter(to_item__key="C18").update(state="confirmed")
    local = ItemFactory(key="L1", kind=Kind.ACTION, local=True, source_document="")
    LinkFactory(from_item=local, to_item=FrameworkItem.objects.get(key="V2"))

    assert check_framework(FIXTURES).all_present


def test_an_empty_installation_is_not_all_present(db, read):
    page = read("/framework/check/")
    assert "Not all present. 46 of 46 counts do not agree" in page
    assert "Call to action C18 is missing." in page
