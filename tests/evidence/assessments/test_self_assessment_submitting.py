"""Draft, submitted, reopened, set aside; "How do we know?" counts with evidence or the words for
none (row 26).
"""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Change
from accounts.versions import Conflict
from evidence.assessments.services import citing
from evidence.assessments.services.boxes import save_answer
from evidence.assessments.services.citing import change_cited, cite, say_no_evidence, uncite
from evidence.assessments.services.states import reopen, submit, take_up
from evidence.models import Answer, SelfAssessment, Submission, Support
from tests.conftest import html_of
from tests.evidence.assessments.page_of_theme import FILLED, send
from tests.factories import EvidenceFactory
from tests.foundations.conftest import words


@pytest.fixture
def client(signed_in, keeper):
    return signed_in(keeper)


@pytest.fixture
def submitted(client, url):
    send(client, url, "submit/", **FILLED, none_yet="on")
    return SelfAssessment.objects.for_change().get()


def state() -> str:
    return SelfAssessment.objects.get().state


def test_a_theme_is_submitted_with_evidence(client, url, evidence):
    answer = send(client, url, "submit/", **FILLED, cited=[evidence.pk])
    assert answer["Location"] == url
    version = Submission.objects.get()
    assert version.texts == FILLED
    assert version.cited == [{"key": evidence.pk, "title": "Notes of the team day"}]
    assert Change.objects.first().act == "submitted"
    assert "Notes of the team day" in words(client.get(url))


def test_a_theme_is_submitted_with_the_words_for_no_evidence(client, url):
    send(client, url, "submit/", **FILLED, none_yet="on")
    assert state() == "submitted"
    assert Submission.objects.get().no_evidence_yet


def test_how_do_we_know_does_not_count_without_either(client, url):
    page = words(send(client, url, "submit/", **FILLED))
    sentence = "“How do we know?” has no evidence. Tick some, or “We have no evidence yet”."
    assert sentence in page
    assert "Submit Support" not in page
    assert state() == "draft"
    assert not Submission.objects.exists()


def test_evidence_that_was_removed_counts_no_longer(client, url, evidence, keeper):
    send(client, url, **FILLED, cited=[evidence.pk])
    evidence.removed_on, evidence.removed_by = evidence.dated_on, keeper
    evidence.save()
    assert "has no evidence" in words(send(client, url, "submit/"))


def test_every_reason_against_submitting_is_said(client, url):
    page = words(send(client, url, "submit/", Q1="We listen."))
    for question in (
        "What are we not doing well?",
        "How do we know?",
        "What are our priorities for change?",
    ):
        assert f"“{question}” is empty." in page
    assert "“What are we doing well?” is empty" not in page
    assert Answer.objects.get().text == "We listen."


def test_an_untouched_page_cannot_be_submitted(client, url):
    page = words(send(client, url, "submit/"))
    assert "4 of 4 questions are not answered" in page
    assert "Submit Support" not in page
    assert not SelfAssessment.objects.exists()


def test_an_identifier_in_a_box_is_refused_by_the_box_and_masked_in_the_draft(client, url):
    answer = send(client, url, "submit/", **FILLED | {"Q2": "Ring 01292 123456."}, none_yet="on")
    page = html_of(answer)
    assert "This seems to hold a telephone number." in page
    assert "Ring 01292 123456." in page
    assert "data-unsaved" not in page
    assert state() == "draft"
    assert "123456" not in Answer.objects.get(prompt__key="Q2").text


def test_a_box_that_is_too_long_is_refused_and_the_others_are_saved(client, url):
    page = html_of(send(client, url, Q1="x" * 20_001, Q2="Two."))
    assert "Shorten this to 20,000 characters; it has 20,001." in page
    assert "x" * 20_001 in page
    assert page.count("data-unsaved") == 1
    assert {answer.prompt.key for answer in Answer.objects.all()} == {"Q2"}


def test_both_at_once_are_refused(client, url, evidence):
    page = words(send(client, url, **FILLED, cited=[evidence.pk], none_yet="on"))
    assert "Untick one of the two." in page
    assert not Support.objects.exists()


def test_a_citation_is_taken_back_and_stays_on_record(client, url, evidence, keeper):
    send(client, url, **FILLED, cited=[evidence.pk])
    send(client, url, cited=None)
    support = Support.objects.get()
    assert (support.removed_by, support.assessment) == (keeper, SelfAssessment.objects.get())
    assert [change.act for change in Change.objects.all()] == [
        "cited evidence no longer",
        "cited evidence",
    ]


def test_a_colleagues_citation_is_not_undone_by_an_older_page(keeper, place, write, evidence):
    held = write(Q1="1")
    cite(by=keeper, assessment=held, evidence=evidence)
    change_cited(by=keeper, place=place, cite_now=set(), uncite_now=set(), none_yet=None)
    assert held.supports.current().count() == 1


def test_the_same_evidence_is_cited_once(keeper, write, evidence):
    held = write(Q1="1")
    assert cite(by=keeper, assessment=held, evidence=evidence) == cite(
        by=keeper, assessment=held, evidence=evidence
    )


def test_only_evidence_that_is_there_and_visible_can_be_cited(
    client, url, keeper, other_keeper, other_service, write
):
    held = write(Q1="1")
    hidden = EvidenceFactory(service=other_service, added_by=other_keeper, visibility="internal")
    with pytest.raises(ValidationError):
        cite(by=keeper, assessment=held, evidence=hidden)
    for pk in (hidden.pk, 999_999, "9" * 300, "x"):
        assert (
            "One of these has been removed meanwhile" in words(send(client, url, cited=[pk]))
            or pk == "x"
        )
    assert not Support.objects.exists()


def test_others_cite_nothing(other_keeper, board, write, evidence):
    held = write(Q1="1")
    for other in (other_keeper, board):
        with pytest.raises(PermissionDenied):
            cite(by=other, assessment=held, evidence=evidence)
        with pytest.raises(PermissionDenied):
            uncite(by=other, assessment=held, evidence=evidence)


def test_what_is_submitted_is_reopened_with_a_reason(client, url, submitted, keeper):
    page = client.post(
        f"{url}reopen/",
        {"version": submitted.version, "reason": "We forgot the schools."},
        follow=True,
    )
    assert "What was submitted can still be read in its versions." in words(page)
    assert state() == "draft"
    version = Submission.objects.get()
    assert (version.reopened_by, version.reopened_reason) == (keeper, "We forgot the schools.")
    send(client, url, "submit/", Q1="With the schools.")
    assert [one.number for one in Submission.objects.all()] == [2, 1]


def test_reopening_needs_a_reason_and_the_present_version(client, url, submitted, keeper):
    assert "Say why you reopen it." in words(
        client.post(f"{url}reopen/", {"version": submitted.version})
    )
    stale = client.post(f"{url}reopen/", {"version": submitted.version - 1, "reason": "We forgot."})
    assert stale.status_code == 409
    with pytest.raises(Conflict):
        reopen(by=keeper, assessment=submitted, seen=1, reason="We forgot.")
    assert state() == "submitted"


def test_a_draft_cannot_be_reopened(client, url, write):
    write(Q1="1")
    assert client.get(f"{url}reopen/")["Location"] == url


def test_a_text_on_its_way_while_the_draft_is_submitted_never_lands(keeper, place, write):
    held = write(**FILLED)
    say_no_evidence(by=keeper, assessment=held, seen=held.version, none_yet=True)
    on_its_way = {
        "box": place.box(place.prompts[0]),
        "seen": held.answers.get(prompt__key="Q1").version,
    }
    submit(by=keeper, assessment=held, seen=held.version)
    reopen(by=keeper, assessment=held, seen=held.version, reason="We forgot.")
    with pytest.raises(Conflict):
        save_answer(by=keeper, **on_its_way, text="Too late.")
    assert "Too late." not in Answer.objects.values_list("text", flat=True)


def test_others_neither_submit_nor_reopen(submitted, other_keeper, administrator):
    for other in (other_keeper, administrator):
        with pytest.raises(PermissionDenied):
            reopen(by=other, assessment=submitted, seen=submitted.version, reason="No.")
        with pytest.raises(PermissionDenied):
            submit(by=other, assessment=submitted, seen=submitted.version)


def test_a_theme_is_set_aside_with_a_reason_and_taken_up_again(client, url, write):
    write(Q1="We listen.")
    page = words(client.post(f"{url}set-aside/", {"reason": "We have no schools."}, follow=True))
    assert "Set aside: this theme does not apply to Education." in page
    assert "We have no schools." in page
    client.post(f"{url}take-up/")
    assert (state(), Answer.objects.get().text) == ("draft", "We listen.")


def test_a_closed_round_takes_nothing_up_again(client, url, write, this_round, keeper):
    write(Q1="We listen.")
    client.post(f"{url}set-aside/", {"reason": "We have no schools."})
    this_round.closed_on, this_round.closed_by = this_round.last_day, keeper
    this_round.save()
    assert "Autumn is closed; its answers stay as they are." in words(
        client.post(f"{url}take-up/", follow=True)
    )
    assert state() == "set-aside"


def test_what_a_submitted_self_assessment_cites_is_not_taken_back_from_the_evidences_page(
    client, url, evidence
):
    send(client, url, "submit/", **FILLED, cited=[evidence.pk])
    path = f"/evidence/{evidence.pk}/support/{Support.objects.get().pk}/remove/"
    page = words(client.post(path, {"reason": "Too far."}, follow=True))
    assert "This self-assessment is submitted. Reopen it to change it." in page
    assert Support.objects.current().exists()


def test_setting_aside_needs_a_reason(client, url):
    assert "Say why the theme does not apply." in words(
        client.post(f"{url}set-aside/", {"reason": " "})
    )
    assert not SelfAssessment.objects.exists()


def test_what_is_submitted_is_not_set_aside(client, url, submitted):
    page = words(client.post(f"{url}set-aside/", {"reason": "We have no schools."}))
    assert "This self-assessment is submitted." in page
    assert state() == "submitted"


def test_what_is_not_set_aside_is_not_taken_up(client, url, submitted, keeper):
    assert "This theme is not set aside." in words(client.post(f"{url}take-up/", follow=True))
    with pytest.raises(ValidationError):
        take_up(by=keeper, assessment=submitted, seen=submitted.version)


def test_all_that_is_cited_is_locked_before_the_first_line_of_history(
    keeper, place, write, evidence, monkeypatch
):
    """Who changes the evidence locks it first and history last: the other way round, both would
    wait for ever.
    """
    write(Q1="We listen.")
    steps, lock, line = [], citing.lock_cited, citing.write_history
    monkeypatch.setattr(citing, "lock_cited", lambda *args: (steps.append("lock"), lock(*args)))
    monkeypatch.setattr(
        citing, "write_history", lambda *args: (steps.append("history"), line(*args))
    )
    more = EvidenceFactory(service=evidence.service, added_by=keeper)
    change_cited(
        by=keeper, place=place, cite_now={evidence.pk, more.pk}, uncite_now=set(), none_yet=None
    )
    assert steps == ["lock", "history", "history"]
