"""Every version that was submitted stays readable, with what changed between two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.assessments.differences import IN, OUT, compare
from evidence.models import SelfAssessment
from tests.conftest import html_of
from tests.evidence.assessments.page_of_theme import FILLED, send
from tests.factories import EvidenceFactory
from tests.foundations.conftest import words

pytestmark = pytest.mark.database


@pytest.fixture
def client(signed_in, keeper):
    return signed_in(keeper)


@pytest.fixture
def two_versions(client, url):
    """Submitted, reopened, and submitted again with another first box."""
    send(
        client,
        url,
        "submit/",
        **FILLED | {"Q1": "We meet monthly with young people."},
        none_yet="on",
    )
    version = SelfAssessment.objects.get().version
    client.post(f"{url}reopen/", {"version": version, "reason": "It is weekly by now."})
    send(client, url, "submit/", Q1="We meet weekly with young people.")


def test_the_list_says_who_and_when_and_why_it_was_reopened(two_versions, signed_in, board, url):
    page = words(signed_in(board).get(f"{url}versions/"))
    assert page.index("Version 2, submitted on") < page.index("Version 1, submitted on")
    assert "by Kirsty" in page
    assert "It is weekly by now." in page


def test_each_version_stays_as_it_was_submitted(two_versions, signed_in, board, url):
    client = signed_in(board)
    assert "We meet monthly" in words(client.get(f"{url}versions/1/"))
    assert "We meet weekly" in words(client.get(f"{url}versions/2/"))
    assert "We meet weekly" in words(client.get(url))


def test_the_comparison_marks_words_for_eyes_and_for_screen_readers(
    two_versions, signed_in, board, url
):
    page = html_of(signed_in(board).get(f"{url}versions/2/compare/"))
    assert '<del class="pt_out"><span class="visually-hidden">Taken out: </span> monthly' in page
    assert '<ins class="pt_in"><span class="visually-hidden">Put in: </span> weekly' in page
    assert page.count("<del") == 2  # the one in the legend, and this


@pytest.mark.parametrize(
    "path", ["versions/3/", "versions/0/", "versions/1/compare/", f"versions/{'9' * 300}/"]
)
def test_versions_that_do_not_exist_are_not_found(two_versions, client, url, path):
    assert client.get(f"{url}{path}").status_code == 404


def test_before_anything_is_submitted_the_list_says_so(client, url):
    assert "Nothing submitted yet" in words(client.get(f"{url}versions/"))


def test_internal_evidence_is_not_named_to_others(client, signed_in, board, url, service, keeper):
    evidence = EvidenceFactory(
        title="Notes of a team day", service=service, added_by=keeper, visibility="internal"
    )
    send(client, url, "submit/", **FILLED, cited=[evidence.pk])
    own = words(client.get(f"{url}versions/1/"))
    assert "Notes of a team day" in own
    assert "Internal" in own.partition("Notes of a team day")[2]
    page = words(signed_in(board).get(f"{url}versions/1/"))
    assert "Notes of a team day" not in page
    assert "A piece of evidence that you may not see" in page


TEXTS = st.text(alphabet="ab c.\n", max_size=60)


@given(old=TEXTS, new=TEXTS)
def test_a_comparison_holds_both_texts_whole(old, new):
    pieces = compare(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != IN) == old
    assert "".join(piece.text for piece in pieces if piece.kind != OUT) == new


@pytest.mark.parametrize("word", ["a ", "ab\n", "x"])
def test_the_longest_texts_are_compared_too(word):
    old = (word * 20_000)[:20_000]
    pieces = compare(old, "New. " + old[:-5])
    assert "".join(piece.text for piece in pieces if piece.kind != IN) == old
