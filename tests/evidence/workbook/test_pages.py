"""The pages of an edited list: chosen, looked at, brought in with one press, undone with one; its
words pass the same check as typed ones.
"""

import re

import pytest
from django.test import Client

from accounts.models import Assurance
from actions.models import ProgressUpdate, SubAction
from actions.status import Status
from evidence.files.bringing.rows import Fault
from evidence.models import Workbook
from evidence.workbook import services
from tests.evidence.files.sample_files import upload

from .lists import CHANGED, START, STATUS, WHY, press, said, send

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def ready(edited):
    """A list with one good update."""
    edited.say("1.1", "Two more came.", "At risk")
    return edited


def test_nothing_changes_before_the_button_is_pressed(browser, ready, dated):
    page = send(browser, ready)
    words = said(page)
    assert "1 of 4 sub-actions would change." in words
    assert "Now: On track" in words
    assert "Becomes: <strong>At risk</strong>" in words
    assert "Two more came." in words
    assert "An update of today." in words
    assert SubAction.objects.get(pk=dated.pk).status == Status.ON_TRACK

    done = press(browser, page)
    assert done.redirect_chain[-1][0] == Workbook.objects.get().get_absolute_url()
    assert "1 sub-action is changed." in said(done)
    assert SubAction.objects.get(pk=dated.pk).status == Status.AT_RISK


def test_each_fault_is_told_with_its_cell_and_there_is_no_button(browser, edited):
    edited.cell("1.1", "Due date", "3 June 2027")
    edited.cell("2.1", "Start date", "soon")
    edited.say("4.2", "Still so.")
    page = send(browser, edited)
    words = said(page)
    assert f"{edited.place('1.1', WHY)}, {WHY}: Say why what was promised" in words
    assert f"{edited.place('2.1', 'Start date')}, Start date: “soon” is not a day" in words
    assert "What to put right in “edited.xlsx”" in words
    assert "/take/" not in words


def test_what_a_service_refuses_is_told_before_the_button_too(browser, edited):
    edited.cell("1.1", "Due date", "3 June 2027")
    words = said(send(browser, edited))
    assert f"{edited.place('1.1', WHY)}, {WHY}: Say why what was promised" in words
    assert "/take/" not in words


def test_an_unedited_list_says_that_there_is_nothing_to_do(browser, edited):
    assert "Nothing in this list differs from what is here." in said(send(browser, edited))


@pytest.mark.parametrize("column", [CHANGED, "What will be done"])
def test_a_number_of_somebody_is_refused_with_its_cell(browser, edited, column):
    place = edited.cell("1.L1", column, "CHI 3112091248 came")
    if column == CHANGED:
        edited.say("1.L1", "CHI 3112091248 came", "On track")
    words = said(send(browser, edited))
    assert f"{place}, {column}: This seems to hold a health" in words
    assert "/take/" not in words


def test_what_may_tell_who_somebody_is_is_asked_once_and_kept(browser, edited, keeper):
    edited.say("1.1", "Kim, aged 9, came.")
    edited.say("4.2", "Kim, aged 9, came again.")
    page = send(browser, edited)
    assert said(page).count('class="pt_may-stay"') == 1
    refused = press(browser, page)
    assert Workbook.objects.get().brought_in_at is None
    assert "This may tell who somebody is." in said(refused)

    question = page.context["words"].question
    answer = {
        question.names["about"]: [doubt.digest for doubt in question.passages],
        question.names["why"]: "nobody",
    }
    press(browser, page, **answer)
    assert ProgressUpdate.objects.filter(posted_by=keeper).count() == 2
    assert Assurance.objects.exists()
    assert Workbook.objects.get().brought_in_at


def test_other_words_are_suggested_for_those_that_hurt(browser, edited):
    edited.say("1.1", "More respite was given.")
    assert "ask us not to say “respite”" in said(press(browser, send(browser, edited)))


def test_pressing_twice_and_sending_the_file_again_is_one_change(browser, ready, keeper):
    page = send(browser, ready)
    press(browser, page)
    assert "This list is brought in. Nothing has been done twice." in said(press(browser, page))
    assert "Nothing is changed a second time." in said(send(browser, ready))
    assert ProgressUpdate.objects.filter(posted_by=keeper).count() == 1


def test_what_someone_saved_after_the_look_is_told_and_nothing_is_overwritten(
    browser, ready, dated
):
    page = send(browser, ready)
    SubAction.objects.filter(pk=dated.pk).update(version=dated.version + 1)
    words = said(press(browser, page))
    assert "This sub-action was changed after the list was taken out." in words
    assert Workbook.objects.get().brought_in_at is None


def test_what_a_service_refuses_at_the_button_is_told_and_nothing_is_stored(
    browser, ready, monkeypatch
):
    page = send(browser, ready)
    fault = Fault(2, "J2", STATUS, "Not yet.")

    def refuse(*_args):
        return [], [fault]

    monkeypatch.setattr(services, "_write_all", refuse)
    assert "J2, How is it going: Not yet." in said(press(browser, page))
    assert Workbook.objects.get().brought_in_at is None


def test_a_file_that_is_not_kept_any_more_is_asked_for_again(browser, ready):
    page = send(browser, ready)
    Workbook.objects.update(kept="")
    assert "This file is not kept any more." in said(press(browser, page))
    found = Workbook.objects.get()
    assert "This file is not kept any more." in said(
        browser.get(found.get_absolute_url(), follow=True)
    )


def test_what_somebody_has_chosen_is_nobody_elses(browser, ready, signed_in, other_keeper):
    page = send(browser, ready)
    other = signed_in(other_keeper)
    assert press(other, page).status_code == 403
    assert other.get(page.context["workbook"].get_absolute_url()).status_code == 403
    assert Workbook.objects.get().brought_in_at is None


def test_whoever_was_signed_out_meanwhile_finds_the_page_and_her_answer_again(
    browser, edited, signed_in, keeper
):
    edited.say("1.1", "Kim, aged 9, came.")
    page = send(browser, edited)
    address, question = page.context["workbook"].get_absolute_url(), page.context["words"].question
    hidden = dict(re.findall(r'name="(opened_\w+)" value="([^"]*)"', page.content.decode()))
    sent = hidden | {"version": 1, question.names["why"]: "nobody"}
    sent[question.names["about"]] = [doubt.digest for doubt in question.passages]
    stopped = Client().post(f"{address}take/", sent)
    assert stopped.status_code == 401
    sealed = re.search(r'name="sealed" value="([^"]+)"', stopped.content.decode())[1]
    back = signed_in(keeper).post(address, {"sealed": sealed})
    assert "Nothing has been" in said(back)
    assert re.search(r'value="nobody"[^>]*checked|checked[^>]*value="nobody"', said(back))
    assert Workbook.objects.get().brought_in_at is None


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("list.docx", b"PK", "This is not a spreadsheet."),
        ("list.xlsx", b"none", "xlsx"),
        ("list.csv", b"Name,Place\nA,B\n", "This is not a list of sub-actions from here"),
    ],
)
def test_another_file_is_refused_with_a_sentence(browser, name, content, words):
    page = browser.post(START, {"sheet": upload(name, content)})
    assert page.status_code == 200
    assert words in said(page)


def test_it_is_undone_with_one_press(browser, ready, dated):
    done = press(browser, send(browser, ready))
    found = Workbook.objects.get()
    assert "Undo this list" in said(done)
    undone = browser.post(f"{found.get_absolute_url()}undo/", {"version": 2}, follow=True)
    words = said(undone)
    assert "The list is undone." in words
    assert "and undone on" in words
    assert "Undo this list" not in words
    assert SubAction.objects.get(pk=dated.pk).status == Status.ON_TRACK


def test_what_is_left_as_it_is_is_named_on_its_page(browser, edited, dated):
    edited.say("1.1", "Two more came.", "At risk")
    edited.say("4.2", "Less of it.", "Slipping")
    press(browser, send(browser, edited))
    SubAction.objects.filter(pk=dated.pk).update(version=99)
    found = Workbook.objects.get()
    words = said(browser.post(f"{found.get_absolute_url()}undo/", {"version": 2}, follow=True))
    assert "somebody has changed it since, so it stays as it is." in words


def test_everyone_reads_what_it_changed_and_only_she_may_undo_it(
    browser, ready, signed_in, board, other_keeper
):
    press(browser, send(browser, ready))
    address = Workbook.objects.get().get_absolute_url()
    words = said(signed_in(board).get(address))
    assert "Sub-action 1.1" in words
    assert "Undo this list" not in words
    assert signed_in(other_keeper).post(f"{address}undo/", {"version": 2}).status_code == 403
    assert browser.get("/sub-actions/workbooks/999/").status_code == 404


def test_a_long_text_of_a_cell_is_folded(browser, edited):
    edited.say("4.2", "Two more came. " * 30)
    words = said(send(browser, edited))
    assert "The whole text <span>449 signs</span></summary>" in words
