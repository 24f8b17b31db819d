"""The list of evidence under its filters."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import EvidenceFactory, ItemFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(signed_in, keeper):
    return signed_in(keeper)


@pytest.fixture
def listed(client):
    def titles(**filters) -> set[str]:
        answer = client.get("/evidence/", filters)
        assert answer.status_code == 200
        return {row.title for row in answer.context["page"]}

    return titles


@pytest.fixture
def many(service, sub_action, call):
    """One item for each filter, named by it."""
    today = timezone.localdate()
    EvidenceFactory(title="voice", kind="voice")
    EvidenceFactory(title="figure", medium="figure", words="", number=1)
    EvidenceFactory(title="public", visibility="public")
    EvidenceFactory(title="ours", service=service)
    EvidenceFactory(title="old", review_on=today - timedelta(days=1))
    EvidenceFactory(title="coming", review_on=today)
    EvidenceFactory(
        title="broken", medium="link", words="", url="https://example.org/", broken=True
    )
    EvidenceFactory(
        title="photo", medium="file", words="", file_name="x.png", file_type="png", service=service
    )
    EvidenceFactory(
        title="supports", supports=[ItemFactory(kind="criterion", parent=sub_action.item)]
    )
    EvidenceFactory(title="removed", kind="voice", removed_on=today)


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({"kind": "voice"}, {"voice"}),
        ({"medium": "figure"}, {"figure"}),
        ({"visibility": "public"}, {"public"}),
        ({"service": "education"}, {"ours", "photo"}),
        ({"attention": "review-passed"}, {"old"}),
        ({"attention": "broken-link"}, {"broken"}),
        ({"attention": "second-look"}, {"photo"}),
        ({"supports": "99.9"}, None),
        ({"supports": "\x00"}, None),
        ({"kind": "rumour"}, None),
    ],
)
def test_each_filter_lists_what_it_says(listed, many, filters, titles):
    everything = {
        "voice",
        "figure",
        "public",
        "ours",
        "old",
        "coming",
        "broken",
        "photo",
        "supports",
    }
    assert listed(**filters) == (everything if titles is None else titles)


def test_what_supports_a_part_of_it_supports_it(listed, many, sub_action):
    assert listed(supports=sub_action.key) == listed(supports=sub_action.action.key.lower()) | {
        "supports"
    }


def test_an_empty_list_says_what_to_do(client):
    assert "and choose “Add evidence”" in client.get("/evidence/").content.decode()
