"""Answers are read through before they are submitted, and what was read is what is submitted."""

import pytest

from evidence.assessments.services.citing import cite
from evidence.assessments.services.ratings import rate
from evidence.models import SelfAssessment, Submission
from tests.conftest import html_of, person
from tests.evidence.assessments.page_of_theme import FILLED, SUBMIT, form_of, send
from tests.factories import EvidenceFactory
from tests.foundations.conftest import words

pytestmark = pytest.mark.database


@pytest.fixture
def client(signed_in, keeper):
    return signed_in(keeper)


@pytest.fixture
def answered(write, keeper, evidence):
    """A draft with all four answers and a citation, not submitted."""
    held = write(**FILLED)
    cite(by=keeper, assessment=held, evidence=evidence)
    return held


def read_through(client, url) -> dict:
    """What the button of the page of the check sends."""
    return dict(SUBMIT.findall(html_of(client.get(f"{url}check/"))))


def test_all_that_would_be_submitted_is_shown_and_one_press_submits(client, url, answered):
    page = words(client.get(f"{url}check/"))
    assert all(text in page for text in FILLED.values())
    assert "Evidence: Notes of the team day (practice" in page
    assert "R1 not rated" in page
    assert "Submit Support" in page
    answer = client.post(f"{url}submit/", read_through(client, url), follow=True)
    assert "Support is submitted. Everyone who signs in can read it now." in words(answer)
    assert Submission.objects.get().texts == FILLED


def test_open_questions_are_ways_to_their_boxes_and_there_is_no_button(client, url, write):
    write(Q1="We listen.", Q3="They told us.")
    page = html_of(client.get(f"{url}check/"))
    assert "3 of 4 questions are not answered" in page
    assert [f'href="{url}#id_{key}">“' in page for key in ("Q1", "Q2", "Q3", "Q4")] == [
        False,
        True,
        True,
        True,
    ]
    assert "submit/" not in page


def test_what_was_typed_is_saved_on_the_way_to_the_check(client, url):
    answer = send(client, url, "check/", Q1="Typed without a script.")
    assert answer["Location"] == f"{url}check/"
    assert "Typed without a script." in words(client.get(f"{url}check/"))


def test_what_cannot_be_saved_stays_on_the_page_of_the_theme(client, url):
    page = html_of(send(client, url, "check/", Q1="x" * 20_001))
    assert form_of(page)["Q1"] == "x" * 20_001


@pytest.mark.parametrize("what", ["text", "rating", "evidence"])
def test_what_a_colleague_changed_since_is_read_again_first(
    client, signed_in, url, service, place, write, answered, what
):
    read, colleague = read_through(client, url), person("Cath", "keeper", service)
    if what == "text":
        write(by=colleague, Q1="Hers.")
    elif what == "rating":
        line = place.lines[0]
        rate(by=colleague, assessment=answered, recommendation=line, words="Fully")
    else:
        more = EvidenceFactory(service=service, added_by=colleague)
        cite(by=colleague, assessment=answered, evidence=more)
    answer = client.post(f"{url}submit/", read)
    assert answer.status_code == 409
    assert "Somebody else changed this meanwhile. Read it again, then submit it." in words(answer)
    assert not Submission.objects.exists()
    # The page shows what now stands, so that its button submits that.
    assert client.post(f"{url}submit/", dict(SUBMIT.findall(html_of(answer)))).status_code == 302
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("left_out", ["version", "shown"])
def test_nothing_is_submitted_without_what_was_read(client, url, answered, left_out):
    sent = {name: value for name, value in read_through(client, url).items() if name != left_out}
    answer = client.post(f"{url}submit/", sent)
    assert "Part of this form is missing. Open the page again." in words(answer)
    assert not Submission.objects.exists()


def test_a_second_press_submits_no_second_time(client, url, answered):
    read = read_through(client, url)
    assert [client.post(f"{url}submit/", read)["Location"] for _time in range(2)] == [url, url]
    assert Submission.objects.count() == 1


def test_what_is_submitted_is_not_checked_again(client, url, submitted):
    submitted()
    assert client.get(f"{url}check/")["Location"] == url


def test_what_may_be_thought_about_is_said_and_stops_nobody(client, url, write, answered):
    write(Q1="We offer respite.")
    page = words(client.get(f"{url}check/"))
    assert "No evidence here shows what people with care experience say." in page
    assert "1 of 1 recommendations is not rated. You can leave it so." in page
    assert "respite" in page.partition("To think about")[2]
    assert client.post(f"{url}submit/", read_through(client, url))["Location"] == url


def test_evidence_of_voice_leaves_nothing_to_think_about(client, url, place, keeper, answered):
    voice = EvidenceFactory(service=place.service, added_by=keeper, kind="voice")
    cite(by=keeper, assessment=answered, evidence=voice)
    rate(by=keeper, assessment=answered, recommendation=place.lines[0], words="Fully")
    assert "To think about" not in words(client.get(f"{url}check/"))


def test_evidence_of_others_that_is_internal_counts_and_is_not_shown(
    client, url, place, other_service, answered, evidence
):
    type(evidence).objects.filter(pk=evidence.pk).update(
        service=other_service, visibility="internal"
    )
    page = words(client.get(f"{url}check/"))
    assert "Notes of the team day" not in page
    assert "Evidence that you may not see: 1" in page
    assert "Submit Support" in page


def test_others_neither_check_nor_submit(signed_in, other_keeper, board, url, answered):
    for other in (other_keeper, board):
        assert signed_in(other).get(f"{url}check/").status_code == 403
        assert signed_in(other).post(f"{url}submit/", {}).status_code == 403
    assert SelfAssessment.objects.get().state == "draft"


def test_what_was_never_asked_about_is_asked_before_it_is_submitted(client, url, write, answered):
    # By another way than the page's button, such as a document that is brought in.
    write(Q2="Kim, aged 9, came.")
    page = html_of(client.get(f"{url}check/"))
    assert "“What are we not doing well?” may tell who somebody is." in page
    assert f'href="{url}#id_Q2"' in page
    assert "submit/" not in page
    (doubt,) = send(client, url, "check/").context["form"].question.passages
    send(client, url, "check/", **{"asked-about": doubt.digest, "asked-why": "work"})
    assert "submit/" in html_of(client.get(f"{url}check/"))
