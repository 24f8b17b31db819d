"""A file of evidence is anyone's only where it is public, and tells nothing besides."""

import pytest
from django.test import Client

from evidence.models import EvidenceItem
from oversight.public.services import switch
from tests.conftest import forget_figures, html_of
from tests.factories import FileEvidenceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def picture(told, board):
    return a_file(told, agreed_by=board, agreed_on="2026-03-03")


def a_file(told, **values):
    given = {
        "kind": "practice", "title": "The quiet room", "visibility": "public",
        "file_type": "jpg", "file_name": "Ishbel in the room.jpg", "supports": [told.item],
    }  # fmt: skip
    return FileEvidenceFactory(**given | values)


def test_a_public_file_can_be_had_under_a_name_that_tells_nothing(work, told, picture, close, read):
    close()
    page = read(f"commitments/{told.key}/")
    assert f'href="/public/evidence/{picture.pk}/"' in page
    assert "Ishbel" not in page
    answer = Client().get(f"/public/evidence/{picture.pk}/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="evidence-{picture.pk}.jpg"'
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


@pytest.mark.parametrize(
    "values",
    [
        {"visibility": "board"},
        {"visibility": "internal"},
        {"agreed_on": None, "agreed_by": None},
        {"kind": "voice"},
        {"file_type": "pdf"},
        {"file_type": "docx"},
    ],
)
def test_any_other_cannot(work, told, close, values, board, signed_in):
    looked_at = {"agreed_by": board, "agreed_on": "2026-03-03"}
    item = a_file(told, **looked_at | values)
    close()
    answer = Client().get(f"/public/evidence/{item.pk}/")
    assert answer.status_code == 404
    assert "There is no file here that anyone may have." in answer.content.decode()
    assert signed_in(board).get(f"/as-the-public/public/evidence/{item.pk}/").status_code == 404


def test_a_document_says_why_it_is_not_given_out(work, told, close, read):
    a_file(told, file_type="pdf")
    close()
    assert "The file (PDF) tells who made it" in read("evidence/")


def test_one_that_is_added_later_waits_for_the_next_round(work, told, close, board):
    close()
    item = a_file(told, agreed_by=board, agreed_on="2026-03-03")
    forget_figures()
    assert Client().get(f"/public/evidence/{item.pk}/").status_code == 404


@pytest.mark.parametrize(
    "later", [{"visibility": "board"}, {"removed_on": "2026-03-04"}, {"file": "another"}]
)
def test_one_that_is_narrowed_or_changed_goes_at_once(work, told, picture, close, later):
    close()
    EvidenceItem.objects.filter(pk=picture.pk).update(**later)
    forget_figures()
    assert Client().get(f"/public/evidence/{picture.pk}/").status_code == 404


def test_none_can_be_had_while_the_page_is_off(
    work, told, picture, close, administrator, board, signed_in
):
    close()
    switch(by=administrator, is_on=False, reason="A mistake.")
    forget_figures()
    assert Client().get(f"/public/evidence/{picture.pk}/").status_code == 404
    seen = signed_in(board).get(f"/as-the-public/public/evidence/{picture.pk}/")
    assert seen.status_code == 200
    page = html_of(signed_in(board).get("/as-the-public/public/evidence/"))
    assert f'href="/as-the-public/public/evidence/{picture.pk}/"' in page
