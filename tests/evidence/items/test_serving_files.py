"""Files are served only to whom they are visible, only as attachments, and never kept on the way
(row 33).
"""

import pytest
from django.test import Client
from django.utils import timezone

from evidence.models import EvidenceItem
from tests.factories import EvidenceFactory, FileEvidenceFactory


def url(item) -> str:
    return f"/evidence/{item.pk}/file/"


@pytest.fixture
def item(db):
    return FileEvidenceFactory()


def test_a_file_comes_as_an_attachment_under_its_own_name(item, board, signed_in):
    answer = signed_in(board).get(url(item))
    assert answer.getvalue() == b"%PDF-1.7 as it was stored"
    assert answer["Content-Disposition"] == 'attachment; filename="Minutes of the workshop.pdf"'
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Length"] == str(len(b"%PDF-1.7 as it was stored"))


def test_whatever_opens_it_may_run_and_load_nothing(item, board, signed_in):
    answer = signed_in(board).get(url(item))
    assert set(answer["Content-Security-Policy"].split("; ")) == {"default-src 'none'", "sandbox"}
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"


def test_nobody_on_the_way_keeps_it_and_it_has_no_tag(item, board, signed_in):
    client = signed_in(board)
    client.get("/services/")  # brings the cookie without which no page has a tag
    answer = client.get(url(item))
    assert set(answer["Cache-Control"].split(", ")) == {"private", "no-store"}
    assert "ETag" not in answer


@pytest.mark.parametrize("name", ["café – Träume.pdf", "a;b.pdf", "say 'hello'.pdf"])
def test_a_name_cannot_break_out_of_its_header(name, board, signed_in):
    said = signed_in(board).get(url(FileEvidenceFactory(file_name=name)))["Content-Disposition"]
    assert said.startswith("attachment; filename")
    assert "\n" not in said
    assert said.isascii()


def test_it_is_read_by_get_and_head_only(item, keeper, signed_in):
    client = signed_in(keeper)
    assert client.head(url(item)).status_code == 200
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(url(item)).status_code == 405


def test_strangers_are_led_to_the_sign_in_page(item):
    assert Client().get(url(item)).headers["Location"].startswith("/sign-in/")


def test_an_internal_file_stays_with_its_service(
    service, keeper, other_keeper, board, administrator, signed_in
):
    item = FileEvidenceFactory(visibility="internal", service=service)
    assert signed_in(keeper).get(url(item)).status_code == 200
    for person in (other_keeper, board, administrator):
        assert signed_in(person).get(url(item)).status_code == 404


def test_a_photo_without_a_second_look_stays_with_those_who_may_look(
    service, keeper, champions, board, signed_in
):
    item = FileEvidenceFactory(file_name="photo.jpg", file_type="jpg", service=service)
    assert signed_in(keeper).get(url(item))["Content-Type"] == "image/jpeg"
    assert signed_in(champions).get(url(item)).status_code == 200
    assert signed_in(board).get(url(item)).status_code == 404
    EvidenceItem.objects.filter(pk=item.pk).update(
        agreed_on=timezone.localdate(), agreed_by=champions
    )
    assert signed_in(board).get(url(item)).status_code == 200


def test_the_file_of_a_removed_item_is_gone(item, board, signed_in):
    EvidenceItem.objects.filter(pk=item.pk).update(removed_on=timezone.localdate())
    assert signed_in(board).get(url(item)).status_code == 404


def test_evidence_without_a_file_has_none(board, signed_in):
    assert signed_in(board).get(url(EvidenceFactory())).status_code == 404


@pytest.mark.parametrize("number", ["0", "999999", "9" * 30, "9" * 5000])
def test_numbers_that_nothing_has_are_not_found(number, db, board, signed_in):
    assert signed_in(board).get(f"/evidence/{number}/file/").status_code == 404


def test_a_file_that_is_missing_from_the_store_is_a_clear_404(item, board, signed_in):
    item.file.storage.delete(item.file.name)
    answer = signed_in(board).get(url(item))
    assert answer.status_code == 404
    assert "This file is not where it was kept." in answer.content.decode()
    EvidenceItem.objects.filter(pk=item.pk).update(file="")
    assert signed_in(board).get(url(item)).status_code == 404
