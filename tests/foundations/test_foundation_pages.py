"""The five foundations, and a foundation with its calls."""

import pytest

from foundations.models import FrameworkItem, Kind, Link
from tests.factories import ItemFactory, LinkFactory

CARE = (
    "Where living with their family is not possible, children must stay with their brothers and "
    "sisters where safe to do so, and belong to a loving home, staying there for as long as "
    "needed."
)

OF_THE_REST = (
    "Of the other 12, 0 are confirmed: all 12 are suggestions from shared words. "
    "Review the 12 suggestions"
)


def test_the_five_foundations_with_statement_and_number_of_calls(published, read):
    page = read("/foundations/")
    names = ["Voice", "Family", "Care", "People", "Scaffolding"]
    assert [page.index(f" {name} ") for name in names] == sorted(
        page.index(f" {name} ") for name in names
    )
    assert f"Care {CARE} 10 of 22 calls have no action. {OF_THE_REST}" in page
    for count in (6, 8, 22, 8, 11):
        assert f" of {count} calls have no action." in page


def test_each_foundation_leads_to_its_unanswered_calls(published, board, signed_in):
    page = signed_in(board).get("/foundations/").content.decode()
    assert 'href="/calls/?answered=no&amp;foundation=care"' in page
    assert 'href="/calls/?answered=suggested&amp;foundation=care">Review the 12 sugg' in page
    assert 'href="/foundations/care/"' in page


def test_a_foundation_shows_its_statement_with_source(published, read):
    page = read("/foundations/care/")
    assert page.startswith("Foundation 22 calls to action Care 10 of 22 calls have no action.")
    assert f"{CARE} Source: The Promise Calls to Action, lines 72–73 (Plan 21-24)" in page


def test_a_foundation_shows_its_own_calls_with_how_many_answer(published, read):
    page = read("/foundations/care/")
    assert f"10 of 22 calls have no action. {OF_THE_REST}" in page
    assert all(f"C{number} " in page for number in range(1, 23))
    assert "Action 5 No sub-actions yet, No service is responsible yet (suggested)" in page
    assert "5.4 Not yet reported, No service is responsible yet (suggested)" in page
    assert "V1 " not in page


@pytest.mark.parametrize(("key", "shown"), [("family", True), ("care", False)])
def test_only_family_has_a_supporting_text(published, read, key, shown):
    assert (
        "Scotland must do all it can to keep children with their families."
        in read(f"/foundations/{key}/")
    ) is shown


def test_a_printed_form_stands_beside_a_repaired_one(published, read):
    page = read("/foundations/family/")
    assert "Where children are safe in their families and feel loved they must stay" in page
    assert "Where children are Safe in their families" in page
    assert "What was repaired: Underlining marks were removed" in page


def test_a_foundation_whose_calls_are_all_answered_says_so(db, read):
    care = ItemFactory(key="care", kind=Kind.FOUNDATION, heading="Care")
    LinkFactory(to_item=ItemFactory(parent=care), state="confirmed")

    for path in ("/foundations/care/", "/foundations/"):
        assert "The 1 call has an action. It is confirmed. See the 1 confirmed call" in read(path)


def test_a_rejected_link_answers_nothing(published, read):
    Link.objects.filter(to_item__parent__key="care").update(state="rejected")
    page = read("/foundations/care/")
    assert "22 of 22 calls have no action." in page
    assert "Of the other" not in page


@pytest.mark.parametrize(
    "path", ["/foundations/", "/calls/", "/themes/", "/briefing/", "/fundamentals/", "/background/"]
)
def test_an_installation_without_the_framework_says_what_to_do(db, read, path):
    assert not FrameworkItem.objects.exists()
    assert "manage.py load_framework" in read(path)
