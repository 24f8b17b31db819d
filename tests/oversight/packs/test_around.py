"""What happens around the packs: who may not have them, what leads to them, and their makers."""

from io import BytesIO

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook

from evidence.files.store import StoreFails
from foundations.services import rounds
from oversight.packs import tasks
from oversight.packs.models import Kind, Pack
from oversight.packs.tasks import put_in_line
from tests.conftest import html_of
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PAGE = "/at/spring/1/packs/"


@pytest.fixture
def in_line(monkeypatch):
    """What is asked for waits, and nobody makes it."""
    waiting = []
    monkeypatch.setattr("oversight.packs.services.put_in_line", waiting.append)
    return waiting


def test_the_lists_of_closed_rounds_lead_to_their_packs(edition, signed_in, member, board):
    assert f'href="{PAGE}"' in html_of(signed_in(member).get("/at/"))
    page = html_of(signed_in(board).get("/board/rounds/"))
    assert '<a href="/at/">Closed rounds and their packs</a>' in page


def test_an_elected_member_who_asks_by_a_form_of_her_own_is_refused(edition, signed_in, member):
    answer = signed_in(member).post(f"{PAGE}board/")
    assert answer.status_code == 403
    assert not Pack.objects.exists()


def test_whoever_guesses_the_address_of_a_file_gets_nothing(ask, client, signed_in):
    pack = ask()
    address = f"/packs/{pack.pk}/docx/"
    assert client.get(address).status_code == 302
    nobody = signed_in(UserFactory())
    for answer in (nobody.get(address), nobody.head(address), nobody.get(PAGE)):
        assert answer.status_code == 403
        assert b"PK" not in answer.content


def test_a_file_is_asked_about_and_fetched_in_part_without_harm(ask, signed_in, member):
    pack, client = ask(), signed_in(member)
    size = pack.files.get(kind=Kind.WORD).size
    head = client.head(f"/packs/{pack.pk}/docx/")
    assert (head.status_code, head["Content-Length"]) == (200, str(size))
    # Nothing is promised of parts, so the whole comes.
    part = client.get(f"/packs/{pack.pk}/docx/", headers={"range": "bytes=2-5"})
    assert (part.status_code, len(b"".join(part.streaming_content))) == (200, size)


def test_a_pack_of_an_edition_that_is_opened_again_says_that_it_does_not_stand(
    edition, ask, in_line, administrator
):
    pack = ask()
    rounds.undo_closing(
        by=administrator, round=edition.round, seen=edition.round.version, why="One was forgotten."
    )
    tasks.make.call(pack.pk)
    pack.refresh_from_db()
    assert pack.is_ready
    with pack.files.get(kind=Kind.EXCEL).file.open() as file:
        made = load_workbook(BytesIO(file.read()))["How this was made"]
    assert "does not stand any more" in dict(made.iter_rows(values_only=True))["Standing"]


def test_the_task_makes_it_and_looks_again_when_the_lease_has_ended(
    ask, in_line, monkeypatch, settings
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    pack, seen = ask(), []
    monkeypatch.setattr(tasks, "make_pack", lambda held: seen.append(held.pk))
    tasks.make.call(pack.pk)
    assert seen == [pack.pk]
    pack.refresh_from_db()
    (later,) = DBTaskResult.objects.all()
    assert later.args_kwargs["args"] == [pack.pk]
    assert later.run_after == pack.lease_until + tasks.SOON


def test_finished_tasks_of_days_ago_are_forgotten(ask, in_line, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    put_in_line(1)
    put_in_line(2)
    ago = timezone.now() - 2 * tasks.KEPT
    old, new = DBTaskResult.objects.order_by("pk")
    DBTaskResult.objects.filter(pk=old.pk).update(status="SUCCESSFUL", finished_at=ago)
    tasks.make.call(0)
    assert [one.pk for one in DBTaskResult.objects.all()] == [new.pk]


def test_a_store_that_is_silent_at_a_download_is_said(ask, signed_in, board, monkeypatch):
    pack = ask()

    def fails(*_given, **_named):
        raise StoreFails("silent")

    monkeypatch.setattr(type(pack.files.first().file.storage), "open", fails)
    client = signed_in(board)
    client.raise_request_exception = False
    assert client.get(f"/packs/{pack.pk}/docx/").status_code == 503
