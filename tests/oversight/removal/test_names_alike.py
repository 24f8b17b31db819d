"""A name is spelled in more than one way: what may be the same one is shown, and never taken out
by itself.
"""

import pytest
from django.db.transaction import atomic

from accounts.history import record
from evidence.models import EvidenceItem
from tests.conftest import html_of
from tests.factories import EvidenceFactory

from .conftest import NAME

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]

OFFERED = "What may be the same name"


SPELLED = [
    "Quill, Ishbel",
    "QUILL Ishbel",
    "Ishbel M. Quill",
    "ishbel m quill",
    "Ishbel Mary Ann Quill",
    "Ishbel (Isa) Quill",
    "I. Quill",
    "Quill, I",
]


def test_other_spellings_are_offered_and_stay_until_they_are_chosen(find, take):
    for spelled in [*SPELLED, NAME]:
        EvidenceFactory(title=f"A day of {spelled}")

    page = find()
    assert OFFERED in html_of(page)
    for spelled in SPELLED:
        assert f'value="{spelled}"' in html_of(page)
    take(page)
    assert EvidenceItem.objects.filter(title__startswith="A day of").count() == len(SPELLED) + 1
    assert not EvidenceItem.objects.filter(title__contains=NAME).exists()

    chosen = find("Quill, Ishbel")
    assert 'value="I. Quill"' in html_of(chosen)
    take(chosen)
    # "Quill Ishbel" is the same but for its signs.
    titles = str(EvidenceItem.objects.values_list("title", flat=True))
    assert [spelled for spelled in SPELLED if spelled in titles] == SPELLED[2:]


@pytest.mark.parametrize(
    "other",
    [
        NAME,
        "Ishbel Quillan",
        "A quill for Ishbel to write with",
        "Ishbel came. Ann and Tom and Jo Quill",
    ],
)
def test_other_names_are_not_offered(find, other):
    EvidenceFactory(title=other)
    assert OFFERED not in html_of(find())


def test_what_stands_in_history_alone_is_offered_too(find, keeper):
    with atomic():
        after = {"title": "Quill, I."}
        record(by=keeper, act="said", thing="evidence", key="1", before={}, after=after)
    assert 'value="Quill, I"' in html_of(find())


@pytest.mark.parametrize("words", ["Ishbel", "010412 1234", "A note of what Ishbel Quill said"])
def test_what_is_no_name_has_no_other_spelling(find, words):
    EvidenceFactory(title="Quill, Ishbel")
    assert OFFERED not in html_of(find(words))
