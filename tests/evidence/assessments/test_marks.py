"""Ticks and ratings are saved as soon as they are made; evidence is found by its words."""

import pytest

from evidence.models import Answer, Rating, SelfAssessment, Support
from tests.conftest import html_of, person
from tests.evidence.assessments.page_of_theme import form_of, send
from tests.factories import EvidenceFactory
from tests.foundations.conftest import words


@pytest.fixture
def client(signed_in, keeper):
    return signed_in(keeper)


@pytest.fixture
def tick(client, url):
    """Send ticks and ratings as the script does: without what stands in the boxes."""
    return lambda **marks: client.post(f"{url}marks/", marks)


def test_a_tick_is_saved_and_taken_back_and_the_boxes_are_left_alone(tick, write, evidence):
    write(Q1="We listen.")
    assert tick(cited=[evidence.pk]).json() == {}
    assert Support.objects.current().get().evidence == evidence
    assert tick(cited_before=[evidence.pk]).status_code == 200
    assert not Support.objects.current().exists()
    assert Answer.objects.get(prompt__key="Q1").text == "We listen."


def test_a_tick_begins_a_theme(tick):
    tick(none_yet="on")
    assert SelfAssessment.objects.get().no_evidence_yet
    tick(none_before="on")
    assert not SelfAssessment.objects.get().no_evidence_yet


def test_evidence_and_none_yet_at_once_are_refused_in_words(tick, evidence):
    answer = tick(cited=[evidence.pk], none_yet="on")
    assert answer.status_code == 422
    assert "Untick one of the two." in answer.json()["message"]
    assert not Support.objects.exists()


def test_a_rating_is_saved_at_once(tick):
    assert tick(**{"extent-T1.R1": "Fully", "rated-T1.R1": ""}).status_code == 200
    assert Rating.objects.get().word == "Fully"
    tick(**{"extent-T1.R1": "", "rated-T1.R1": "Fully"})
    assert not Rating.objects.exists()


@pytest.mark.database
def test_what_a_colleague_rated_meanwhile_is_told_and_replaced_only_knowingly(
    tick, signed_in, service, url
):
    colleague = signed_in(person("Cath", "keeper", service))
    colleague.post(f"{url}marks/", {"extent-T1.R1": "Fully"})
    answer = tick(**{"extent-T1.R1": "Not at all", "rated-T1.R1": ""})
    assert answer.status_code == 409
    assert "Somebody else chose “Fully” meanwhile." in answer.json()["message"]
    assert answer.json()["stands"] == {"T1.R1": "Fully"}
    assert Rating.objects.get().word == "Fully"
    tick(**{"extent-T1.R1": "Not at all", "rated-T1.R1": "Fully"})
    assert Rating.objects.get().word == "Not at all"


def test_what_is_submitted_takes_no_ticks(tick, submitted, evidence):
    submitted()
    answer = tick(cited=[evidence.pk])
    assert answer.status_code == 422
    assert "Reopen it to change it." in answer.json()["message"]


def test_others_tick_nothing(signed_in, other_keeper, board, url, evidence):
    for other in (other_keeper, board):
        answer = signed_in(other).post(f"{url}marks/", {"cited": [evidence.pk]})
        assert answer.status_code == 403
    assert not Support.objects.exists()


# Finding evidence


@pytest.fixture
def shelf(service, other_service, keeper):
    """Six pieces of one's own service and one of another."""
    for number in range(6):
        EvidenceFactory(
            title=f"Own {number}", shows="A count.", service=service, dated_on=f"2025-01-1{number}"
        )
    return EvidenceFactory(title="School trips", shows="Who went.", service=other_service)


def found(client, url, find: str = "") -> str:
    page = words(client.get(url, {"find": find}))
    return page.partition("Which evidence shows it?")[2].partition("We have no evidence yet")[0]


def test_without_words_the_newest_of_ones_own_are_shown(client, url, shelf):
    assert "Own 5" in found(client, url)
    assert "Own 0" not in found(client, url)
    assert "School trips" not in found(client, url)
    assert "5 of 7 shown, your service’s newest. Search to find others." in found(client, url)


def test_words_find_what_other_services_have_too(client, url, shelf):
    assert "1 of 7 found for “school went”, your own service first." in found(
        client, url, " school  went "
    )
    assert "School trips" in found(client, url, "SCHOOL")
    assert "0 of 7 found for “dentist”" in found(client, url, "dentist")


def test_what_is_found_stands_below_what_is_chosen_and_ones_own_is_first(
    client, url, shelf, service, tick
):
    own = EvidenceFactory(title="Our school", service=service, dated_on="2020-01-01")
    assert found(client, url, "school").index("Our school") < found(client, url, "school").index(
        "School trips"
    )
    tick(cited=[shelf.pk])
    assert found(client, url, "school").index("School trips") < found(client, url, "school").index(
        "Our school"
    )
    assert "School trips" in found(client, url)
    assert "School trips" in found(client, url, "dentist")
    assert own.title not in found(client, url, "dentist")


def test_without_a_script_looking_saves_what_was_typed_and_ticked(client, url, shelf):
    answer = send(client, url, "find/", Q1="Typed before.", find="school", cited=[shelf.pk])
    assert answer["Location"] == f"{url}?find=school#evidence"
    page = form_of(html_of(client.get(answer["Location"])))
    assert page["Q1"] == "Typed before."
    assert page["cited"] == [str(shelf.pk)]


def test_what_is_ticked_stays_ticked_beside_an_error(client, url, shelf):
    page = html_of(send(client, url, Q1="x" * 20_001, cited=[shelf.pk], none_yet="on"))
    assert str(shelf.pk) in form_of(page)["cited"]


@pytest.mark.parametrize("words_", ["x" * 5000, "\x00", "%", "'", "</script>"])
def test_any_words_may_be_looked_for(client, url, shelf, words_):
    assert client.get(url, {"find": words_}).status_code == 200


def test_evidence_that_is_internal_to_others_is_never_found(client, url, shelf):
    type(shelf).objects.update(visibility="internal")
    assert "School trips" not in found(client, url, "school")
    assert "0 of 6 found" in found(client, url, "school")
