"""A whole self-assessment on one page, and the change since the last round."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from evidence.assessments.services.citing import cite
from evidence.assessments.services.ratings import rate
from evidence.assessments.services.states import reopen, set_aside, submit
from foundations.models import FrameworkItem
from tests.conftest import html_of
from tests.evidence.assessments.page_of_theme import FILLED
from tests.factories import (
    EvidenceFactory,
    RoundFactory,
    SelfAssessmentFactory,
    ServiceFactory,
    SubmissionFactory,
)
from tests.foundations.conftest import words

WHOLE = "/self-assessment/autumn/education/"
SIDE = "/themes/T1/self-assessments/"


def part(answer, key: str = "T1") -> str:
    """What the whole page says of one theme."""
    html = html_of(answer).split(f'id="{key}" ')[1].partition(">")[2].split("</section>")[0]
    return " ".join(unescape(strip_tags(html)).split())


def test_the_whole_page_holds_what_was_submitted_in_the_order_of_the_templates(
    signed_in, board, submitted, second
):
    submitted()
    answer = signed_in(board).get(WHOLE)
    page = part(answer)
    assert "Children are supported." in page
    assert "Version 1, submitted on" in page
    places = [page.index(text) for text in FILLED.values()]
    assert places == sorted(places)
    assert "We have no evidence yet" in page
    assert part(answer, "T2").endswith("Not begun")
    contents = re.findall(r'href="#(T\d)"', html_of(answer))
    assert contents == ["T1", "T2"]


def test_the_whole_page_counts_no_theme_that_was_set_aside(signed_in, keeper, place, second):
    assert "0 of 2 themes are submitted." in words(signed_in(keeper).get(WHOLE))
    where = {"theme": place.theme, "service": place.service, "round": place.round}
    set_aside(by=keeper, reason="We have no homes.", **where)
    assert "0 of 1 theme is submitted." in words(signed_in(keeper).get(WHOLE))


def test_drafts_are_read_by_the_service_s_own_keepers_and_html_of(
    signed_in, keeper, other_keeper, board, write
):
    write(Q1="Half a thought.")
    assert "Only your service reads this." in part(signed_in(keeper).get(WHOLE))
    assert "Half a thought." in part(signed_in(keeper).get(WHOLE))
    for reader in (board, other_keeper):
        answer = signed_in(reader).get(WHOLE)
        assert "Half a thought." not in words(answer)
        assert part(answer).endswith("Draft")


def test_what_is_reopened_shows_others_what_was_submitted(
    signed_in, keeper, board, submitted, write
):
    made = submitted()
    reopen(by=keeper, assessment=made, seen=made.version, reason="More is known.")
    write(Q1="Half a thought.")
    page = part(signed_in(board).get(WHOLE))
    assert "It is being worked on again; this is what was submitted before." in page
    assert FILLED["Q1"] in page
    assert "Half a thought." not in page
    own = part(signed_in(keeper).get(WHOLE))
    assert "Half a thought." in own
    assert FILLED["Q1"] not in own


def test_a_theme_set_aside_says_why(signed_in, board, keeper, place):
    set_aside(
        by=keeper,
        theme=place.theme,
        service=place.service,
        round=place.round,
        reason="There are no schools.",
    )
    assert "There are no schools." in part(signed_in(board).get(WHOLE))


@pytest.mark.parametrize("is_draft", [True, False])
def test_cited_evidence_and_ratings_stand_there(signed_in, keeper, write, service, theme, is_draft):
    made = write(**FILLED)
    evidence = EvidenceFactory(title="Minutes of the group", service=service, added_by=keeper)
    cite(by=keeper, assessment=made, evidence=evidence)
    line = FrameworkItem.objects.get(key="T1.R1")
    rate(by=keeper, assessment=made, recommendation=line, words="To some extent")
    if not is_draft:
        submit(by=keeper, assessment=made, seen=made.version)
    page = part(signed_in(keeper).get(WHOLE))
    assert "Minutes of the group" in page
    assert "To some extent: schools give children places" in page


def test_internal_evidence_is_not_named_to_others(signed_in, keeper, board, write, service):
    made = write(**FILLED)
    title = "Notes of a team day"
    evidence = EvidenceFactory(title=title, service=service, added_by=keeper, visibility="internal")
    cite(by=keeper, assessment=made, evidence=evidence)
    submit(by=keeper, assessment=made, seen=made.version)
    own = part(signed_in(keeper).get(WHOLE))
    assert title in own.partition("Internal")[0]
    assert "Internal" in own
    page = part(signed_in(board).get(WHOLE))
    assert title not in page
    assert "A piece of evidence that you may not see" in page


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (None, {}, "New: nothing was submitted in Spring"),
        ({}, {}, "As last round: the words of Spring"),
        ({}, {"Q1": "We meet weekly."}, "Changed: see what changed since Spring"),
    ],
)
def test_each_theme_says_what_has_become_of_it(
    signed_in, board, submitted, earlier, before, now, said
):
    if before is not None:
        submitted(at=earlier, **before)
    submitted(**now)
    assert said in part(signed_in(board).get(WHOLE))
    assert said.split(":")[0] in words(signed_in(board).get(SIDE))


def test_a_round_for_progress_only_between_two_others_is_passed_over(
    signed_in, board, submitted, earlier, this_round, last_round
):
    days = {
        "first_day": last_round.last_day + timedelta(days=1),
        "last_day": this_round.first_day - timedelta(days=1),
    }
    RoundFactory(key="summer", name="Summer", asks_assessment=False, asks_progress=True, **days)
    submitted(at=earlier)
    submitted(Q1="We meet weekly.")
    client = signed_in(board)

    for page in (part(client.get(WHOLE)), words(client.get(f"{WHOLE}T1/since/"))):
        assert "Spring" in page
        assert "Summer" not in page
    assert "Changed: see what changed since Spring" in part(client.get(WHOLE))


def test_without_a_last_round_nothing_is_said_of_change(signed_in, board, submitted):
    submitted()
    page = part(signed_in(board).get(WHOLE))
    assert not re.search(r"\b(New|Changed|As last round)\b", page)


def test_the_whole_page_is_never_served_from_what_a_browser_kept(signed_in, board, place):
    assert "no-store" in signed_in(board).get(WHOLE)["Cache-Control"]


def test_what_changed_since_the_last_round_stands_word_by_word(
    signed_in, board, submitted, earlier
):
    submitted(at=earlier, Q1="We meet monthly.")
    submitted(Q1="We meet weekly.")
    answer = signed_in(board).get(f"{WHOLE}T1/since/")
    # Line breaks of a text are shown, so the template may add none around it.
    assert '<p class="pt_said">We meet<del' in answer.content.decode()
    page = html_of(answer)
    assert '<del class="pt_out"><span class="visually-hidden">Taken out: </span> monthly.' in page
    assert '<ins class="pt_in"><span class="visually-hidden">Put in: </span> weekly.' in page


def test_without_two_rounds_there_is_nothing_to_compare(signed_in, board, submitted, last_round):
    assert signed_in(board).get(f"{WHOLE}T1/since/").status_code == 404
    submitted()
    assert signed_in(board).get(f"{WHOLE}T1/since/").status_code == 404


def test_the_pages_of_a_theme_lead_there(signed_in, board, keeper, place, url):
    assert f'href="{SIDE}"' in html_of(signed_in(board).get("/themes/T1/"))
    assert f'href="{SIDE}?round=autumn"' in html_of(signed_in(keeper).get(url))
    assert f'href="{WHOLE}"' in html_of(signed_in(board).get("/self-assessment/autumn/"))


def test_the_pages_cost_the_same_however_much_is_submitted(
    signed_in, keeper, submitted, earlier, much_more
):
    submitted()
    client = signed_in(keeper)

    def cost(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as seen:
            client.get(path)
        return len(seen)

    few = [cost(WHOLE), cost(SIDE)]
    much_more()
    assert [cost(WHOLE), cost(SIDE)] == few


@pytest.fixture
def much_more(theme, second, service, this_round, last_round, keeper):
    """Much more of everything: other themes of the service, and other services on the theme, in
    both rounds.
    """

    def fill() -> None:
        texts = dict(FILLED)
        for number in range(6):
            other = ServiceFactory(name=f"Service {number}")
            for found in (this_round, last_round):
                made = SelfAssessmentFactory(
                    theme=theme, service=other, round=found, state="submitted"
                )
                SubmissionFactory(assessment=made, texts=texts)
        for found in (this_round, last_round):
            made = SelfAssessmentFactory(
                theme=second, service=service, round=found, state="submitted"
            )
            evidence = EvidenceFactory(service=service, added_by=keeper)
            SubmissionFactory(
                assessment=made, texts=texts, cited=[{"key": evidence.pk, "title": evidence.title}]
            )

    return fill
