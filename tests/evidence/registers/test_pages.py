"""The pages of a register: a file is chosen, its columns are looked at, what becomes of each row is
shown and asked, and one press brings it in or undoes it.
"""

import re

import pytest
from django.test import Client

from actions.models import SubAction
from evidence.models import Register, RegisterRow
from evidence.registers import services
from evidence.registers.columns import TITLE
from tests.evidence.files.sample_files import upload

from .registers import (
    FILE,
    START,
    accept,
    answer,
    brought,
    looked_at,
    register,
    row,
    said,
    send,
    stored,
)

pytestmark = pytest.mark.django_db
MUSIC = row("Open a music room", "Amber", by_when="1 May 2099", where="Found.", updated="3/3/2026")


def test_from_other_headings_to_work_with_few_answers(plan, browser, colleague):
    page = send(browser, register(MUSIC, row("Recruit more foster carers", "Underway")))
    assert "Column B, “What we will do”" in said(page)
    page = accept(browser, page)
    words = said(page)
    for sentence in (
        "Say to which action the new work belongs.",
        "Say what each word of your own means.",
        "What “Underway” means",
    ):
        assert sentence in words
    assert "Bring in" not in re.sub(r"Bring in a register|Bring in past", "", words)
    (word,) = page.context["plan"].words
    page = answer(browser, page, look="1", action="4", **{word: "on-track"})
    assert "Say of which day the rows speak that give none." in said(page)
    page = answer(browser, page, look="1", as_at="3 March 2026")
    words = said(page)
    assert "<strong>2 of 2 rows would come in.</strong>" in words
    assert "<strong>New:</strong> a local, dated sub-action of action 4, “Homes”" in words
    assert "At risk, as at 3 March 2026" in words
    assert not SubAction.objects.filter(item__local=True).exists()
    page = answer(browser, page, bring="1")
    words = said(page)
    assert "2 rows are brought in." in words
    assert "Brought in on" in words
    assert stored("4.L1").item.heading == "Open a music room"
    assert "On track" in said(browser.get("/sub-actions/4.1/"))
    assert f"From the register {FILE}, row 2, brought in on" in said(
        browser.get("/sub-actions/4.L1/")
    )


def test_the_second_time_the_same_headings_are_not_asked_about(plan, browser):
    brought(browser, MUSIC, action="4")
    page = send(browser, register(row("Open a kitchen", by_when="1 May 2099")))
    assert "What becomes of each row" in said(page)


def test_a_button_pressed_with_other_answers_shows_first_what_they_do(plan, browser):
    page = answer(browser, looked_at(browser, MUSIC), look="1", action="4")
    page = answer(browser, page, bring="1", row_2="out")
    assert "What would come in is not what you were shown" in said(page)
    assert "<strong>Left out.</strong> As you have chosen." in said(page)
    assert not SubAction.objects.filter(item__local=True).exists()


def test_what_changed_since_it_was_shown_is_shown_first(plan, browser):
    content = row("Recruit more foster carers", by_when="1 June 2099", where="So.")
    page = looked_at(browser, content)
    SubAction.objects.filter(pk=plan[0].pk).update(version=9)
    page = answer(browser, page, bring="1")
    assert "What would come in is not what you were shown" in said(page)
    assert Register.objects.get().brought_in_at is None
    assert "1 row is brought in." in said(answer(browser, page, bring="1"))


def test_what_cannot_be_is_said_and_the_row_can_be_left_out(plan, browser):
    page = answer(
        browser,
        looked_at(browser, row("Open a room", by_when="31 February 2027"), MUSIC),
        look="1",
        action="4",
    )
    fault = "E2, Due date: “31 February 2027” is not a day that can be read."
    assert f"<strong>To put right:</strong> {fault}" in said(page)
    page = answer(browser, page, look="1", row_2="out")
    assert "<strong>1 of 2 rows would come in.</strong>" in said(page)


def test_what_the_services_would_refuse_is_said_with_the_answers(plan, browser):
    page = looked_at(browser, row("Recruit more foster carers", by_when="1 June 2099"))
    page = answer(browser, page, look="1")
    assert "F2, Comment: Say why what was promised is changed: due day." in said(page)
    assert "F2, Comment:" in said(answer(browser, page, bring="1"))
    assert Register.objects.get().brought_in_at is None


def test_a_personal_number_is_refused_and_a_childs_name_is_asked_about(plan, browser):
    number = "Write to 010203-1234 about her CHI number 0102031237."
    page = looked_at(browser, row("Open a room", "Green", where=number, updated="3/3/2026"))
    page = answer(browser, page, look="1", action="4")
    assert "F2, Comment:" in said(page)
    page = looked_at(browser, row("Kim, aged 9, gets a room", by_when="1 May 2099"))
    page = answer(browser, answer(browser, page, look="1", action="4"), bring="1")
    assert "May this stay?" in said(page)
    assert not SubAction.objects.filter(item__local=True).exists()
    question = page.context["words"].question
    sent = {question.names["why"]: "nobody"}
    sent[question.names["about"]] = [doubt.digest for doubt in question.passages]
    assert "1 row is brought in." in said(answer(browser, page, bring="1", **sent))


def test_a_formula_is_refused_with_its_cell(plan, browser):
    page = looked_at(browser, row("Open a room", "=UPPER(A1)", updated="3/3/2026"))
    assert "D2, How is it going: This cell holds a formula." in said(page)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("plan.docx", b"PK", "This is not a spreadsheet."),
        ("plan.xlsx", b"none", "xlsx"),
    ],
)
def test_another_file_is_refused_with_a_sentence(browser, name, content, words):
    assert words in said(browser.post(START, {"sheet": upload(name, content)}))
    assert not Register.objects.exists()


def test_a_sheet_without_rows_is_refused_with_a_sentence(browser):
    assert "There is no row of work below the headings" in said(looked_at(browser))
    assert not Register.objects.exists()


def test_a_sheet_with_no_column_of_work_is_asked_which_it_is(plan, browser):
    page = accept(browser, send(browser, register(["x", "y"], headings=("Colour", "Size"))))
    assert "Say which column is “What will be done”." in said(page)
    page = accept(browser, page, column_0="What will be done")
    assert "Row 2: x" in said(page)


def test_the_very_same_file_is_told_who_brought_it_in(plan, browser):
    content = register(MUSIC)
    page = answer(browser, accept(browser, send(browser, content)), look="1", action="4")
    answer(browser, page, bring="1")
    assert "Nothing is added a second time." in said(send(browser, content))


def test_a_file_that_is_not_kept_any_more_is_asked_for_again(plan, browser):
    page = looked_at(browser, MUSIC)
    Register.objects.update(kept="")
    assert "This file is not kept any more." in said(answer(browser, page, look="1"))
    address = Register.objects.get().get_absolute_url()
    assert "This file is not kept any more." in said(browser.get(address, follow=True))
    assert "not kept any more" in said(browser.post(f"{START}columns/", {}, follow=True))
    assert browser.get(f"{START}columns/").status_code == 302


def test_what_somebody_has_chosen_is_nobody_elses(plan, browser, signed_in, other_keeper, board):
    page, other = looked_at(browser, MUSIC), signed_in(other_keeper)
    assert answer(other, page, look="1", action="4").status_code == 403
    assert other.get(page.context["register"].get_absolute_url()).status_code == 403
    assert signed_in(board).get(START).status_code == 403


def test_whoever_was_signed_out_meanwhile_finds_her_answers_again(plan, browser, signed_in, keeper):
    page = looked_at(browser, MUSIC)
    address = page.context["register"].get_absolute_url()
    hidden = dict(re.findall(r'name="(opened_\w+)" value="([^"]*)"', page.content.decode()))
    stopped = Client().post(f"{address}take/", hidden | {"version": 1, "action": "4"})
    assert stopped.status_code == 401
    sealed = re.search(r'name="sealed" value="([^"]+)"', stopped.content.decode())[1]
    back = signed_in(keeper).post(address, {"sealed": sealed})
    assert re.search(r'<option value="4" selected>', said(back))


def test_it_is_undone_with_one_press_and_everyone_reads_what_became_of_it(
    plan, browser, signed_in, board
):
    brought(browser, MUSIC, action="4")
    found = Register.objects.get()
    words = said(signed_in(board).get(found.get_absolute_url()))
    assert "Sub-action 4.L1" in words
    assert "Undo this register" not in words
    sent = {"version": found.version}
    undone = browser.post(f"{found.get_absolute_url()}undo/", sent, follow=True)
    assert "The register is undone." in said(undone)
    assert "Sub-action 4.L1, taken back" in said(undone)
    assert not SubAction.objects.filter(item__local=True).exists()


def test_what_stays_is_named_on_its_page(plan, browser):
    brought(browser, MUSIC, row("Open a kitchen", by_when="1 May 2099"), action="4")
    SubAction.objects.filter(item__key="4.L1").update(version=99)
    found = Register.objects.get()
    sent = {"version": found.version}
    words = said(browser.post(f"{found.get_absolute_url()}undo/", sent, follow=True))
    assert "somebody has changed it since, so it stays as it is." in words
    assert RegisterRow.objects.get(key="4.L2").sub_action is None


def test_a_service_that_refuses_at_the_button_lets_nothing_in(plan, browser, monkeypatch):
    page = answer(browser, looked_at(browser, MUSIC), look="1", action="4")
    line = page.context["plan"].rows[0].line
    refused = ([], [], [line.fault(TITLE, "Not yet.")])
    monkeypatch.setattr(services, "write_all", lambda *_args: refused)
    words = said(answer(browser, page, bring="1"))
    assert "B2, What will be done: Not yet." in words
    assert Register.objects.get().brought_in_at is None


def test_the_list_of_the_work_leads_to_it_and_says_what_it_does(plan, browser, signed_in, board):
    assert START in said(browser.get("/sub-actions/"))
    assert START not in said(signed_in(board).get("/sub-actions/"))
    words = said(browser.get(START))
    assert "No register has been brought in yet." in words
    assert "You see what becomes of each row before anything is changed." in words


def test_how_it_was_read_is_told_and_can_be_changed_without_losing_answers(plan, browser):
    page = looked_at(browser, MUSIC, row("Total", by_when="1 May 2099"))
    page = answer(browser, page, look="1", action="4")
    words = said(page)
    assert "with its headings in row 1" in words
    change = {field.html_name: field.value() for field in page.context["change"]}
    page = browser.post(f"{START}columns/", change | {"look": "1"})
    page = accept(browser, page, column_5="no")
    assert "Not read: Column F, “Where we are”." in said(page)
    assert page.context["register"].answers == {"action": "4"}


def test_the_corrected_file_finds_what_was_answered_but_for_its_rows(plan, browser):
    page = looked_at(browser, MUSIC, row("Open a room", by_when="31 February 2027"))
    answer(browser, page, look="1", action="4", row_3="out")
    page = looked_at(browser, MUSIC, row("Open a room", by_when="28 February 2099"))
    assert page.context["register"].answers == {"action": "4"}
    assert "<strong>2 of 2 rows would come in.</strong>" in said(page)


def test_a_title_that_is_too_long_is_refused_before_anything_is_tried(plan, browser):
    page = answer(browser, looked_at(browser, row("Room " * 80)), look="1", action="4")
    page = answer(browser, page, look="1")
    assert "Shorten “B2, What will be done” by 99 characters." in said(page)


def test_it_says_where_saving_confirms_the_kind_of_work(plan, browser):
    page = looked_at(browser, row("Recruit more foster carers", by_when="1 June 2099", where="So."))
    assert "This also confirms what kind of work it is: Dated" in said(page)


def test_a_long_comment_is_folded_also_where_it_is_refused(plan, browser):
    comment, title = "We wait for a room. " * 1_000, "Recruit more foster carers"
    page = looked_at(browser, row(title, "Red", where=comment, updated="3 March 2026"))
    for words in (said(page), said(answer(browser, page, look="1"))):
        assert words.count(comment.strip()) == 1
        assert "The whole text <span>19,999 signs</span></summary>" in words
        assert f"{comment[:299]}…" in words


def test_a_comment_that_is_no_longer_than_is_shown_is_not_folded(plan, browser):
    title, comment = "Recruit more foster carers", "We wait. " * 33
    page = looked_at(browser, row(title, "Red", where=comment, updated="3 March 2026"))
    assert comment.strip() in said(page)
    assert "The whole text" not in said(page)
