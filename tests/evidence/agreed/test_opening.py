"""Who has opened which evidence is kept, of those alone who may agree to claims."""

import pytest
from django.utils import timezone

from evidence.models import EvidenceItem, Opened
from tests.factories import FileEvidenceFactory

pytestmark = pytest.mark.django_db


def test_opening_a_page_or_a_file_is_kept_once_and_of_those_alone_who_may_agree(
    claimed, evidence, board, administrator, signed_in
):
    file = FileEvidenceFactory(supports=[claimed.item])
    for user in (board, administrator):
        browser = signed_in(user)
        for path in (f"/evidence/{evidence.pk}/", f"/evidence/{file.pk}/file/"):
            assert browser.get(path).status_code == 200
            assert browser.get(path).status_code == 200
    kept = Opened.objects.order_by("pk").values_list("person", "evidence", "opened_on")
    today = timezone.localdate()
    assert list(kept) == [(board.pk, evidence.pk, today), (board.pk, file.pk, today)]


def test_neither_its_head_nor_a_removed_item_is_opened(evidence, board, signed_in):
    path = f"/evidence/{evidence.pk}/"
    assert signed_in(board).head(path).status_code == 200
    EvidenceItem.objects.filter(pk=evidence.pk).update(removed_on=timezone.localdate())
    assert signed_in(board).get(path).status_code == 200
    assert not Opened.objects.exists()
