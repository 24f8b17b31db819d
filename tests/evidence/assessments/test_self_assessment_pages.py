"""The page of one theme: what it shows to those who answer it, and to those who read it (rows 24
and 25).
"""

import pytest
from django.utils.timezone import localtime

from accounts.history import THINGS
from accounts.marks import mark_of
from accounts.words import day
from evidence.assessments.places import Box, find_place
from evidence.assessments.services.citing import say_no_evidence
from evidence.assessments.services.states import submit
from evidence.models import SelfAssessment
from foundations.models import FrameworkItem
from tests.conftest import html_of, person
from tests.evidence.assessments.page_of_theme import FILLED, form_of, send
from tests.factories import EvidenceFactory, ItemFactory
from tests.foundations.conftest import words


@pytest.fixture
def page(signed_in, keeper, url):
    """The words of the page as the Keeper of Education reads it."""
    client = signed_in(keeper)
    return lambda: words(client.get(url))


def submit_all(keeper, write, place) -> SelfAssessment:
    held = write(at=place, **FILLED)
    say_no_evidence(by=keeper, assessment=held, seen=held.version, none_yet=True)
    held.refresh_from_db()
    submit(by=keeper, assessment=held, seen=held.version)
    return held


def test_the_template_is_shown_with_its_pages(page, signed_in, keeper, url):
    assert "Children are supported." in page()
    assert "R1 schools give children places (p71) The Promise, page 71" in page()
    assert 'href="/pages/the-promise/71/"' in html_of(signed_in(keeper).get(url))


def test_a_draft_comes_back_as_it_was_saved(page, write, signed_in, keeper, url):
    held = write(Q1="We listen.\n\nAnd answer.")
    assert form_of(html_of(signed_in(keeper).get(url)))["Q1"] == "We listen.\n\nAnd answer."
    assert f"Saved {day(localtime(held.answers.get().saved_at))} " in page()
    assert "by Kirsty" not in page()


def test_what_a_colleague_saved_says_so(signed_in, service, write, url):
    write(Q1="We listen.")
    assert "by Kirsty" in words(signed_in(person("Cath", "keeper", service)).get(url))


def test_the_last_round_stands_beside_the_boxes(page, keeper, last_round, write, url):
    before = find_place("spring", "education", "T1", keeper)
    write(at=before, Q1="What nobody submitted.")
    assert "Spring: nothing was submitted on this theme." in page()
    assert "What nobody submitted." not in page()
    submit_all(keeper, write, before)
    assert "What we wrote last time Spring What are we doing well? The text of box 1." in page()


def test_a_new_round_begins_empty(keeper, signed_in, last_round, write, url):
    submit_all(keeper, write, find_place("spring", "education", "T1", keeper))
    assert form_of(html_of(signed_in(keeper).get(url)))["Q1"] == ""
    assert SelfAssessment.objects.count() == 1


def test_the_texts_of_a_draft_are_for_the_service_only(
    signed_in, other_keeper, board, administrator, write, url
):
    write(Q1="Not for others yet.")
    for other in (other_keeper, board, administrator):
        seen = words(signed_in(other).get(url))
        assert "A draft, not submitted yet." in seen
        assert "Not for others yet." not in seen


def test_before_anybody_has_begun_the_page_says_so(signed_in, board, url):
    assert "Not begun" in words(signed_in(board).get(url))


def test_everyone_reads_what_was_submitted(
    signed_in, other_keeper, champions, keeper, write, place, url
):
    submit_all(keeper, write, place)
    for other in (other_keeper, champions, keeper):
        seen = words(signed_in(other).get(url))
        assert "The text of box 4." in seen
        assert "We have no evidence yet" in seen
    assert "Reopen it" not in words(signed_in(other_keeper).get(url))
    assert "Reopen it" in words(signed_in(keeper).get(url))


def test_a_theme_that_is_national_in_part_gives_room_for_the_councils_share(page, theme):
    assert "what the council’s share is" not in page()
    FrameworkItem.objects.filter(pk=theme.pk).update(reach="partly-national")
    assert "Say in your answers what the council’s share is" in page()


def test_the_services_own_evidence_is_on_offer_the_newest_first(
    page, service, other_service, keeper
):
    old = EvidenceFactory(title="Old notes", service=service, dated_on="2024-01-01")
    EvidenceFactory(title="New notes", service=service, dated_on="2025-01-01")
    EvidenceFactory(title="Notes of others", service=other_service)
    assert page().index("New notes") < page().index("Old notes")
    assert "Notes of others" not in page()
    old.removed_on, old.removed_by = old.dated_on, keeper
    old.save()
    assert "Old notes" not in page()


def test_a_closed_round_is_read_only_and_keeps_the_draft_for_its_service(
    page, signed_in, board, write, this_round, url
):
    write(Q1="Never submitted.")
    this_round.closed_on, this_round.closed_by = this_round.last_day, board
    this_round.save()
    assert "Your draft, not submitted" in page()
    assert "Never submitted." in page()
    assert "Save draft" not in page()
    assert "Never submitted." not in words(signed_in(board).get(url))


def test_markup_in_an_answer_is_shown_as_text(signed_in, keeper, board, url):
    hostile = "</textarea><script>alert(1)</script><b>&amp;"
    send(signed_in(keeper), url, "submit/", **FILLED | {"Q1": hostile}, none_yet="on")
    for path in (url, f"{url}versions/1/"):
        assert "<script>alert" not in html_of(signed_in(board).get(path))
    assert hostile in words(signed_in(board).get(url))


def test_the_mark_on_a_device_tells_nothing_and_differs_by_person_and_box(keeper, other_keeper):
    marks = {
        mark_of(who, *box)
        for who in (keeper, other_keeper)
        for box in ([], ["a", "Q1"], ["a", "Q2"])
    }
    assert len(marks) == 6
    assert all(len(mark) == 32 and keeper.name not in mark for mark in marks)
    assert mark_of(keeper, "a") == mark_of(keeper, "a")


def test_a_second_keeper_of_the_service_reads_and_writes_the_same_draft(
    signed_in, service, write, url
):
    write(Q1="We listen.")
    second = signed_in(person("Cath", "keeper", service))
    assert form_of(html_of(second.get(url)))["Q1"] == "We listen."
    assert send(second, url, Q2="Not enough.").status_code == 302


def test_history_leads_to_the_page(signed_in, board, keeper, write, place, url):
    held = submit_all(keeper, write, place)
    assert signed_in(board).get(f"/self-assessments/{held.pk}/")["Location"] == url
    assert signed_in(board).get("/self-assessments/999999/").status_code == 404
    assert next(one for one in THINGS if one.key == "self-assessment").page


def test_the_address_of_a_save_leads_back_to_the_page(signed_in, keeper, url):
    for button in ("save/", "rate/", "find/"):
        assert signed_in(keeper).get(f"{url}{button}")["Location"] == url
    assert signed_in(keeper).get(f"{url}submit/")["Location"] == f"{url}check/"


def test_the_place_names_its_boxes(place):
    assert place.box(place.prompts[2]) == Box(
        place.round, place.service, place.theme, place.prompts[2]
    )
    assert [prompt.key for prompt in place.prompts] == ["Q1", "Q2", "Q3", "Q4"]


def test_lines_of_other_kinds_below_a_theme_are_not_taken_for_recommendations(
    theme, this_round, service, keeper
):
    ItemFactory(kind="background", parent=theme, text="Not to be answered.")
    assert [line.key for line in find_place("autumn", "education", "T1", keeper).lines] == ["T1.R1"]


@pytest.mark.parametrize(("visibility", "marked"), [("internal", True), ("board", False)])
def test_evidence_on_offer_says_that_it_is_internal(page, keeper, service, visibility, marked):
    title = "Notes of a team day"
    EvidenceFactory(title=title, service=service, added_by=keeper, visibility=visibility)
    offered = page().partition(title)[2]
    assert "Practice" in offered
    assert ("Internal" in offered.partition("Add new evidence")[0]) == marked
