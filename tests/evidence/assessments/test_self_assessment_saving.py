"""Boxes are saved while people type: cheaply, with no line of history and nothing that identifies
anyone (row 24).
"""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.history import last_seal
from accounts.models import Change
from evidence.assessments.places import find_box
from evidence.assessments.services.boxes import save_answer
from evidence.assessments.services.states import set_aside
from evidence.models import Answer, SelfAssessment
from foundations.models import Round
from foundations.services.rounds import edit_round
from tests.conftest import person
from tests.factories import ServiceFactory

pytestmark = pytest.mark.database

LONG = "Young people lead the group, and we do what they ask. " * 90


@pytest.fixture
def save(signed_in, keeper, url):
    """What the page sends: `save("We listen.", version=0)`."""
    client = signed_in(keeper)
    return lambda text, version=0, prompt="Q1": client.post(
        f"{url}save/{prompt}/", {"text": text, "version": version}
    )


def stored() -> str:
    return Answer.objects.get().text


def test_the_first_words_of_a_box_begin_the_self_assessment(save, keeper):
    answer = save("We listen.")

    assert answer.json().keys() == {"version", "saved_at", "masked"}
    assert (stored(), Answer.objects.get().saved_by) == ("We listen.", keeper)
    assert SelfAssessment.objects.get().state == "draft"


def test_a_save_takes_six_statements_at_most_and_a_few_bytes(save):
    version = save("We listen.").json()["version"]
    with CaptureQueriesContext(connection) as seen:
        answer = save(LONG, version)
    assert answer.json()["version"] == version + 1
    assert len(seen) <= 6, [query["sql"][:80] for query in seen]
    assert len(answer.content) <= 512


def test_saving_writes_no_history_and_leaves_other_pages_as_they_are(save):
    before = last_seal()
    save("We listen.", save("We").json()["version"])
    assert not Change.objects.exists()
    assert last_seal() == before


def test_what_identifies_a_person_is_masked_and_its_kind_is_named(save):
    answer = save("Ring 01292 123456 or a.b@gmail.com about this.")
    assert answer.json()["masked"] == ["a telephone number", "a private e-mail address"]
    assert "123456" not in stored()
    assert "gmail" not in stored()
    assert stored().endswith("about this.")


def test_pasted_text_keeps_its_lines_and_loses_what_cannot_be_stored(save):
    save("One.\r\nTwo.\rThree.\x00\x0b")
    assert stored() == "One.\nTwo.\nThree."


def test_the_same_text_sent_again_is_stored_once(save):
    first = save("We listen.").json()
    again = save("We listen.").json()
    assert again["version"] == first["version"]
    assert Answer.objects.count() == 1


def test_a_box_of_spaces_is_empty(save):
    save(" \n ")
    assert stored() == ""


@pytest.mark.parametrize(("length", "status"), [(20_000, 200), (20_001, 422)])
def test_a_box_holds_twenty_thousand_characters(save, length, status):
    answer = save("x" * length)
    assert answer.status_code == status
    if status == 422:
        assert "it has 20,001" in answer.json()["message"]
        assert not Answer.objects.exists()


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 300])
def test_a_save_without_a_proper_version_is_refused(save, version):
    assert save("We listen.", version).status_code == 422
    assert not Answer.objects.exists()


def test_only_the_keepers_of_the_service_may_save(
    signed_in, url, place, other_keeper, board, champions, administrator
):
    for other in (other_keeper, board, champions, administrator):
        assert (
            signed_in(other).post(f"{url}save/Q1/", {"text": "x", "version": 0}).status_code == 403
        )
        with pytest.raises(PermissionDenied):
            save_answer(by=other, box=place.box(place.prompts[0]), seen=0, text="x")
    assert not Answer.objects.exists()


def test_a_keeper_of_two_services_saves_for_the_one_that_the_address_names(
    signed_in, keeper, save, url
):
    second = ServiceFactory(key="libraries")
    keeper.appointments.create(role="keeper", service=second)
    save("For Education.")
    signed_in(keeper).post(
        f"{url.replace('education', 'libraries')}save/Q1/", {"text": "For libraries.", "version": 0}
    )
    texts = {answer.assessment.service.key: answer.text for answer in Answer.objects.all()}
    assert texts == {"education": "For Education.", "libraries": "For libraries."}


def test_nothing_is_taken_once_the_round_is_closed_or_the_theme_set_aside(
    keeper, place, save, this_round
):
    set_aside(
        by=keeper,
        theme=place.theme,
        service=place.service,
        round=place.round,
        reason="No children here.",
    )
    assert "set aside" in save("We listen.").json()["message"]
    SelfAssessment.objects.update(state="draft", set_aside_reason="")
    this_round.closed_on, this_round.closed_by = this_round.last_day, keeper
    this_round.save()
    assert "closed" in save("We listen.").json()["message"]
    assert not Answer.objects.exclude(text="").exists()


def test_a_closed_round_stays_as_it_is_where_nobody_had_begun(keeper, save, this_round):
    this_round.closed_on, this_round.closed_by = this_round.last_day, keeper
    this_round.save()
    assert "closed" in save("We listen.").json()["message"]
    assert not SelfAssessment.objects.exists()


@pytest.mark.parametrize(
    "became", [{"state": "submitted"}, {"state": "set-aside", "set_aside_reason": "No."}]
)
def test_a_text_on_its_way_is_not_written_into_what_takes_no_more_meanwhile(
    keeper, place, write, became
):
    write(Q1="We listen.")
    box = find_box("autumn", "education", "T1", "Q1", keeper)
    SelfAssessment.objects.update(**became)
    with pytest.raises(ValidationError):
        save_answer(by=keeper, box=box, seen=2, text="We listen more.")
    assert stored() == "We listen."


def test_a_text_on_its_way_is_not_written_into_a_round_closed_meanwhile(
    keeper, place, write, this_round
):
    write(Q1="We listen.")
    box = find_box("autumn", "education", "T1", "Q1", keeper)
    Round.objects.update(closed_on=this_round.last_day, closed_by=keeper)
    with pytest.raises(ValidationError, match="closed"):
        save_answer(by=keeper, box=box, seen=2, text="We listen more.")
    assert stored() == "We listen."


def test_a_theme_without_a_template_takes_nothing(keeper, place, theme):
    theme.has_template = place.theme.has_template = False
    with pytest.raises(ValidationError, match="no template"):
        save_answer(by=keeper, box=place.box(place.prompts[0]), seen=0, text="We listen.")


@pytest.mark.parametrize(
    "path", ["autumn/education/T99", "autumn/nobody/T1", "winter/education/T1"]
)
def test_unknown_places_are_not_found(signed_in, keeper, place, path):
    assert signed_in(keeper).get(f"/self-assessment/{path}/").status_code == 404
    assert (
        signed_in(keeper).post(f"/self-assessment/{path}/save/Q1/", {"text": "x"}).status_code
        == 404
    )


def test_an_unknown_box_is_not_found(signed_in, keeper, url):
    assert signed_in(keeper).post(f"{url}save/Q9/", {"text": "x", "version": 0}).status_code == 404


def test_whoever_is_signed_out_is_led_to_sign_in(client, url):
    answer = client.post(f"{url}save/Q1/", {"text": "x", "version": 0})
    assert answer["Location"].startswith("/sign-in/")


def test_a_deactivated_keeper_saves_nothing(signed_in, service, url):
    gone = person("Gail", "keeper", service)
    client = signed_in(gone)
    gone.is_active = False
    gone.save()
    assert client.post(f"{url}save/Q1/", {"text": "x", "version": 0}).status_code == 302
    assert not Answer.objects.exists()


def test_a_round_in_which_services_have_begun_goes_on_asking_for_it(
    administrator, save, this_round
):
    save("We listen.")
    with pytest.raises(ValidationError, match="Services have begun"):
        edit_round(
            by=administrator, round=this_round, seen=1, asks_progress=True, asks_assessment=False
        )
    assert Round.objects.get().asks_assessment
