"""Whoever may asks for a pack by one press; it is made outside the request and kept with its round.
That others may not, and who opens the page, the matrix shows.
"""

import hashlib
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Change
from evidence.files.store import StoreFails
from oversight.packs import holding, making, pdf, tasks
from oversight.packs.holding import Lost, go_on, keep_file, take
from oversight.packs.models import Form, Kind, Pack, PackFile, State
from oversight.packs.services import ask_for_pack
from tests.conftest import html_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PAGE = "/at/spring/1/packs/"


@pytest.fixture
def in_line(monkeypatch):
    """What is asked for waits, and nobody makes it."""
    waiting = []
    monkeypatch.setattr("oversight.packs.services.put_in_line", waiting.append)
    return waiting


def test_one_press_makes_all_three_files(edition, signed_in, board):
    client = signed_in(board)
    answer = client.post(f"{PAGE}board/")
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    pack = Pack.objects.get()
    assert (pack.state, pack.number, pack.asked_by, pack.reason) == ("ready", 1, board, "")
    assert {file.kind for file in pack.files.all()} == {*Kind}
    page = html_of(client.get(PAGE))
    for file in pack.files.all():
        assert f'href="/packs/{pack.pk}/{file.kind}/"' in page
        with file.file.open("rb") as kept:
            content = kept.read()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file.size, file.sha256)


def test_the_boards_page_of_the_round_has_the_button(edition, signed_in, board, member):
    button, link = f'action="{PAGE}board/"', f'href="{PAGE}"'
    page = html_of(signed_in(board).get("/at/spring/1/board/"))
    assert button in page
    assert link in page
    page = html_of(signed_in(member).get("/at/spring/1/board/"))
    assert button not in page
    assert link in page


def test_history_tells_who_asked(ask, board, edition):
    pack = ask()
    line = Change.objects.get(thing="pack")
    assert (line.act, line.key, line.actor_id) == ("asked for", str(pack.pk), board.pk)
    assert '"round": "Spring"' in line.after


def test_a_file_is_saved_under_a_name_that_says_what_it_is(ask, signed_in, member):
    pack = ask(Form.MEMBERS)
    answer = signed_in(member).get(f"/packs/{pack.pk}/docx/")
    assert answer["Content-Disposition"] == (
        'attachment; filename="members-briefing-spring-1-1.docx"'
    )
    assert answer["Cache-Control"] == "private, no-store"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"".join(answer.streaming_content)[:2] == b"PK"


def test_a_file_that_is_lost_says_so(ask, signed_in, board):
    pack = ask()
    file = pack.files.first()
    file.file.storage.delete(file.file.name)
    answer = signed_in(board).get(f"/packs/{pack.pk}/{file.kind}/")
    assert answer.status_code == 404
    assert "Have the pack made again" in html_of(answer)


def test_a_form_that_there_is_not_is_not_made(edition, signed_in, board):
    answer = signed_in(board).post(f"{PAGE}everybody/")
    assert answer.status_code == 404
    assert "There are two" in html_of(answer)
    assert not Pack.objects.exists()


def test_a_round_without_pages_has_no_packs(edition, signed_in, board):
    client = signed_in(board)
    assert client.get("/at/spring/2/packs/").status_code == 404
    assert client.post("/at/never/1/packs/board/").status_code == 404
    assert client.get("/packs/1/exe/").status_code == 404


def test_who_may_not_ask_gets_nothing_made(edition, keeper, member):
    for person in (keeper, member):
        with pytest.raises(PermissionDenied):
            ask_for_pack(by=person, edition=edition, form=Form.BOARD)
    assert not Pack.objects.exists()


def test_asked_for_while_one_is_made_it_is_that_one(ask, in_line):
    first = ask()
    assert (ask().pk, in_line) == (first.pk, [first.pk])
    take(first.pk, timezone.now())
    assert (ask().pk, in_line) == (first.pk, [first.pk])
    assert ask(Form.MEMBERS).pk != first.pk


def test_what_is_whole_is_not_made_again(ask):
    assert ask().pk == ask().pk


def test_its_page_tells_how_far_it_is(ask, in_line, signed_in, board):
    pack, client = ask(), signed_in(board)
    assert "Waiting for its turn" in html_of(client.get(PAGE))
    held = take(pack.pk, timezone.now())
    go_on(held, 2, "Writing the Excel workbook")
    page = html_of(client.get(PAGE))
    assert "Writing the Excel workbook: 2 of 5 steps" in page
    assert f'<a href="{PAGE}">Look again</a>' in page
    assert "Make the Board’s pack" not in page


def test_where_nobody_makes_packs_it_says_what_has_to_run(ask, in_line, signed_in, board):
    pack = ask()
    Pack.objects.filter(pk=pack.pk).update(asked_at=timezone.now() - timedelta(minutes=3))
    assert "“db_worker” has to run" in html_of(signed_in(board).get(PAGE))


def test_only_one_holds_it_until_its_lease_has_lapsed(ask, in_line):
    pack, now = ask(), timezone.now()
    first = take(pack.pk, now)
    assert take(pack.pk, now + timedelta(seconds=30)) is None
    later = now + holding.LEASE + timedelta(seconds=1)
    second = take(pack.pk, later)
    assert second.holder != first.holder
    with pytest.raises(Lost):
        go_on(first, 1, "Writing the Word document")
    with pytest.raises(Lost):
        keep_file(first, Kind.WORD, b"of the first")
    assert not PackFile.objects.exists()


def test_a_killed_worker_is_followed_once_and_then_it_has_failed(ask, in_line, signed_in, board):
    pack, now = ask(), timezone.now()
    for turn in range(2):
        assert take(pack.pk, now + turn * 2 * holding.LEASE)
    assert take(pack.pk, now + 5 * holding.LEASE) is None
    pack.refresh_from_db()
    assert (pack.state, pack.tries) == (State.FAILED, 2)
    page = html_of(signed_in(board).get(PAGE))
    assert "It was begun twice" in page
    assert "Make the Board’s pack again" in page
    assert ask().number == 2


def test_asking_puts_a_lapsed_one_into_the_line_again(ask, in_line):
    pack = ask()
    take(pack.pk, timezone.now() - 2 * holding.LEASE)
    assert ask().pk == pack.pk
    assert in_line == [pack.pk, pack.pk]


def test_a_task_that_comes_late_makes_nothing_twice(ask, monkeypatch):
    pack = ask()
    monkeypatch.setattr(tasks, "make_pack", lambda _pack: pytest.fail("made again"))
    tasks.make.call(pack.pk)
    tasks.make.call(pack.pk + 1)


def test_a_store_that_does_not_answer_is_said(ask, monkeypatch, signed_in, board):
    def fails(*_given):
        raise StoreFails("full")

    monkeypatch.setattr(making, "keep_file", fails)
    assert ask().state == State.FAILED
    assert "the place for files is full or does not answer" in html_of(signed_in(board).get(PAGE))


def test_what_breaks_is_told_and_the_log_quotes_nobody(ask, monkeypatch, caplog):
    def breaks(_contents):
        raise ValueError("what somebody typed")

    wrong = [(kind, doing, breaks) for kind, doing, _write in making.WRITERS]
    monkeypatch.setattr(making, "WRITERS", wrong)
    pack = ask()
    assert (pack.state, pack.reason) == (State.FAILED, making.BROKEN)
    assert "ValueError at" in caplog.text
    assert "what somebody typed" not in caplog.text


def test_without_pango_word_and_excel_are_made_and_the_page_says_what_to_install(
    ask, monkeypatch, signed_in, board
):
    monkeypatch.setattr(making, "why_no_pdf", lambda: pdf.LACKS)
    pack = ask()
    assert pack.is_ready
    assert [file.kind for file in pack.files.all()] == [Kind.WORD, Kind.EXCEL]
    page = html_of(signed_in(board).get(PAGE))
    assert "libpango-1.0-0 and libpangoft2-1.0-0" in page
    assert "Make the Board’s pack again" in page


def test_a_check_warns_where_pango_is_missing(monkeypatch):
    assert pdf.check_pango() == []
    monkeypatch.setattr(pdf, "find_library", lambda _name: None)
    monkeypatch.setattr(pdf, "why_no_pdf", lambda: pdf.LACKS)
    assert "libpango-1.0-0" in pdf.check_pango()[0].msg
