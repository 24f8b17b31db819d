"""Nobody is made out in a small group of people with lived experience: a session shows that they
designed or ran it, never how many; what a few of one house or school said stays inside.
"""

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.history import record
from accounts.models import Change
from evidence.heard.services import edit_heard, make_evidence
from evidence.models import Heard, Reply, Session
from evidence.participation.sheets.services import bring_in
from tests.conftest import html_of
from tests.evidence.heard.pages import entry_form
from tests.evidence.participation.participants import log, session_form
from tests.evidence.participation.sheets.sample_sheets import file_of, line, plan_of, store_checked
from tests.factories import ReplyFactory, SubActionFactory

pytestmark = [pytest.mark.django_db]
# A number of people that stands nowhere else on a page.
FEW = 4173


def holds_the_number(answer) -> bool:
    content = answer.getvalue() if answer.streaming else answer.content
    text = content.decode(errors="replace")
    return str(FEW) in text or f"{FEW:,}" in text


@pytest.mark.parametrize(
    "path",
    [
        "/participation/",
        "/participation/log/",
        "/participation/sessions/",
        "/participation/sessions/?lived=delivered",
        "/participation/sessions/{}/",
        "/participation/sessions/{}/edit/",
        "/participation/sessions/{}/remove/",
        "/participation/sessions/export/?format=csv",
        "/sub-actions/1.3/",
        "/board/",
    ],
)
def test_no_page_says_how_many_designed_or_ran_a_session(signed_in, champions, path):
    session = log(champions, lived_number=FEW, sub_actions=[SubActionFactory(item__key="1.3")])
    answer = signed_in(champions).get(path.format(session.pk))
    assert answer.status_code == 200
    assert not holds_the_number(answer)


def test_the_page_of_a_session_says_what_they_did(signed_in, board, champions):
    session = log(champions, lived_number=FEW)
    page = html_of(signed_in(board).get(session.get_absolute_url()))
    assert "People with lived experience delivered it." in page


def test_the_workbook_does_not_either(signed_in, board, champions):
    log(champions, lived_number=FEW)
    answer = signed_in(board).get("/participation/sessions/export/?format=xlsx")
    rows = list(openpyxl.load_workbook(BytesIO(answer.getvalue())).worksheets[0].values)
    assert "Delivered it" in rows[1]
    assert FEW not in rows[1]


def test_nor_does_history_also_in_lines_of_before(signed_in, administrator, champions):
    session = log(champions, lived_number=FEW)
    sent = session_form(version=1, lived_number="7", form_key=None)
    edit = f"{session.get_absolute_url()}edit/"
    assert signed_in(champions).post(edit, sent).status_code == 302
    before, after = {"lived_number": FEW}, {"lived_number": 6}
    with transaction.atomic():
        said = {"thing": "session", "key": str(session.pk), "before": before, "after": after}
        record(by=champions, act="corrected", **said)
    pages = [signed_in(administrator).get(path) for path in ("/history/", "/history/export/")]
    assert not any(holds_the_number(page) for page in pages)
    assert "How many of them" in html_of(pages[0])
    assert "Corrected, and not shown" in html_of(pages[0])


@pytest.mark.parametrize(("typed", "kept"), [("", FEW), ("7", 7)])
def test_a_correction_keeps_the_number_unless_another_is_written(signed_in, champions, typed, kept):
    session = log(champions, lived_number=FEW)
    sent = session_form(version=1, lived_number=typed, kind="briefing")
    assert signed_in(champions).post(f"{session.get_absolute_url()}edit/", sent).status_code == 302
    assert Session.objects.get().lived_number == kept


def test_whoever_says_that_they_took_no_part_leaves_no_number(signed_in, champions):
    edit = f"{log(champions, lived_number=FEW).get_absolute_url()}edit/"
    sent = session_form(version=1, lived_number="", lived_experience="neither")
    assert signed_in(champions).post(edit, sent).status_code == 302
    assert Session.objects.get().lived_number == 0


def test_and_that_they_did_after_all_says_how_many(signed_in, champions):
    session = log(champions, lived_experience="neither", lived_number=0)
    sent = session_form(version=1, lived_number="")
    answer = signed_in(champions).post(f"{session.get_absolute_url()}edit/", sent)
    assert "How many people with lived experience?" in html_of(answer)


def test_a_conflict_does_not_tell_the_number_that_was_saved(signed_in, champions):
    session = log(champions, lived_number=2)
    edit = f"{session.get_absolute_url()}edit/"
    signed_in(champions).post(edit, session_form(version=1, lived_number=str(FEW)))
    answer = signed_in(champions).post(edit, session_form(version=1, lived_number="9"))
    assert answer.status_code == 409
    assert not holds_the_number(answer)
    assert "Another number, not shown" in html_of(answer)


def test_a_sheet_shows_no_number_before_or_after_it_is_brought_in(signed_in, champions, service):
    sheet = store_checked(champions, line(Lived_experience="Both", How_many=str(FEW)))
    page = f"/participation/imports/{sheet.pk}/"
    assert not holds_the_number(signed_in(champions).get(page))
    bring_in(by=champions, sheet=sheet, seen=sheet.version)
    assert Session.objects.get().lived_number == FEW
    assert not holds_the_number(signed_in(champions).get(page))


def test_a_download_comes_back_in_and_adds_nothing(signed_in, board, champions):
    log(champions, lived_number=FEW)
    answer = signed_in(board).get("/participation/sessions/export/?format=csv")
    text = answer.getvalue().decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text, newline="")))
    plan = plan_of(file_of(rows))
    assert (plan.faults, plan.new, len(plan.there)) == ([], [], 1)


# What a group said


@pytest.fixture
def work(service):
    return SubActionFactory(service=service).item


def said_by_a_few(browser, item) -> Heard:
    sent = entry_form(item, five_or_more=None, theme="Our unit", words="Let us cook.")
    answer = browser.post("/heard/add/", sent, follow=True)
    assert "It stays inside, with the Champions Board staff" in html_of(answer)
    return Heard.objects.get()


@pytest.mark.parametrize("reader", ["keeper", "board", "administrator"])
def test_what_a_few_said_stays_inside(signed_in, champions, work, reader, request):
    heard = said_by_a_few(signed_in(champions), work)
    browser = signed_in(request.getfixturevalue(reader))
    assert browser.get(heard.get_absolute_url()).status_code == 404
    pages = [
        "/heard/",
        "/board/",
        "/participation/",
        f"/sub-actions/{work.key}/",
        "/search/?q=cook",
    ]
    pages += ["/history/", "/history/export/"] if reader == "administrator" else []
    for path in pages:
        answer = browser.get(path)
        text = (answer.getvalue() if answer.streaming else answer.content).decode()
        assert answer.status_code == 200, path
        assert "Let us cook" not in text, path
        assert "Our unit" not in text, path


def test_the_champions_board_staff_read_it_and_see_why(signed_in, champions, work):
    heard = said_by_a_few(signed_in(champions), work)
    page = html_of(signed_in(champions).get(heard.get_absolute_url()))
    assert "Let us cook." in page
    assert "Fewer than five people said this" in page


def test_once_more_have_said_so_it_goes_out(signed_in, champions, board, work):
    heard = said_by_a_few(signed_in(champions), work)
    sent = entry_form(work, version=1, theme="Our unit", words="Let us cook.")
    answer = signed_in(champions).post(f"{heard.get_absolute_url()}edit/", sent)
    assert answer.status_code == 302
    assert signed_in(board).get(heard.get_absolute_url()).status_code == 200


def test_a_change_of_what_stays_inside_is_on_record_without_its_words(champions, work):
    heard = ReplyFactory(item=work, heard__five_or_more=False, heard__visibility="internal").heard
    texts = {"theme": heard.theme, "words": "Let us bake.", "consent": "", "visibility": "board"}
    texts |= {"heard_on": heard.heard_on, "five_or_more": False, "items": [work]}
    edit_heard(by=champions, heard=heard, seen=1, **texts)
    change = Change.objects.of("heard", str(heard.pk)).get()
    assert change.act == "edited"
    assert "bake" not in change.after
    heard.refresh_from_db()
    assert (heard.words, heard.visibility) == ("Let us bake.", "internal")


def test_it_does_not_become_evidence(champions, work, keeper):
    asked = ReplyFactory(item=work, heard__five_or_more=False, heard__visibility="internal")
    said = {"kind": "changed", "words": "Done.", "answered_by": keeper}
    Reply.objects.filter(pk=asked.pk).update(answered_on=asked.heard.heard_on, **said)
    with pytest.raises(ValidationError, match="it stays inside"):
        make_evidence(by=champions, heard=asked.heard, seen=1)


def test_nobody_waits_for_an_answer_to_what_stays_inside(signed_in, champions, board, work):
    heard = said_by_a_few(signed_in(champions), work)
    browser = signed_in(champions)
    pages = [heard.get_absolute_url(), "/heard/", work.get_absolute_url(), "/participation/"]
    found = [html_of(browser.get(path)) for path in pages]
    assert "Let us cook" in found[0]
    assert "Let us cook" in found[1]
    assert "Let us cook" in found[2]
    assert "Nobody is asked to answer while this stays inside." in found[0]
    assert "1 stays inside, with the Champions Board staff." in found[1]
    assert "What groups said so far stays inside." in found[3]
    assert not any(
        "Waiting for" in page.replace("Waiting for an answer</option>", "") for page in found
    )
    assert "Let us cook" not in html_of(browser.get("/heard/?answered=yes"))
    assert Reply.objects.unanswered().count() == 0


def test_to_whom_it_is_sent_on_is_not_asked_either(signed_in, champions, work):
    heard = said_by_a_few(signed_in(champions), work)
    other = SubActionFactory().item
    sent = {"item": other.pk}
    page = signed_in(champions).post(f"{heard.get_absolute_url()}send/", sent, follow=True)
    assert f"stands beside {other.label} too. It stays inside" in html_of(page)


def test_an_entry_that_comes_inside_is_said_to(signed_in, champions, work):
    heard = ReplyFactory(item=work, heard__five_or_more=None).heard
    sent = entry_form(work, version=1, five_or_more=None)
    page = signed_in(champions).post(f"{heard.get_absolute_url()}edit/", sent, follow=True)
    assert "is saved. It stays inside" in html_of(page)


def test_nobody_asks_of_whom_an_idea_is(signed_in, board, work):
    form = signed_in(board).get("/heard/add/").context["form"]
    assert "five_or_more" not in form.fields
    signed_in(board).post("/heard/add/", entry_form(work, kind="idea", five_or_more=None))
    idea = Heard.objects.get()
    assert (idea.five_or_more, idea.visibility) == (None, "board")
