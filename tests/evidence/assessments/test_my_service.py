"""A Promise Keeper's own themes: how far each is, which comes next, and whose they are."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from evidence.assessments.places import find_place
from evidence.assessments.services.boxes import begin, save_answer
from evidence.assessments.services.citing import say_no_evidence
from evidence.assessments.services.states import set_aside
from evidence.models import SelfAssessment
from tests.conftest import html_of, person
from tests.evidence.assessments.page_of_theme import FILLED
from tests.factories import ServiceFactory
from tests.foundations.conftest import words

pytestmark = pytest.mark.usefixtures("march")
MINE, MY_WORK = "/self-assessment/mine/", "/my-work/"


@pytest.fixture
def page(place, second, signed_in, keeper):
    """The words of the page as the Keeper of Education reads it."""
    client = signed_in(keeper)
    return lambda: words(client.get(MINE))


def test_before_anything_is_begun_the_first_theme_comes_next(page):
    assert "Self-assessment of Education" in page()
    assert "0 of 2 themes are submitted, 0 are begun." in page()
    assert "Begin with Support" in page()
    assert "All four questions are still to be answered." in page()


def test_what_is_begun_goes_on_and_says_what_is_still_open(page, write, signed_in, keeper, place):
    write(Q1="We listen.", Q3="They told us.")
    assert "T1 Support 1 of 4" in page()
    assert "Continue with Support" in page()
    assert "1 of 4 answered, last saved on 10 March 2026." in page()
    # A text alone is no answer to “How do we know?”.
    open_ = "“What are we not doing well?”, “How do we know?” and "
    open_ += "“What are our priorities"
    assert open_ in page()
    assert f'href="{place.get_absolute_url()}"' in html_of(signed_in(keeper).get(MINE))


def test_what_is_answered_is_ready_and_what_is_submitted_leads_on(page, write, keeper, submitted):
    held = write(**FILLED)
    say_no_evidence(by=keeper, assessment=held, seen=held.version, none_yet=True)
    assert "It is ready to be checked and submitted." in page()


def test_what_is_submitted_leads_on_to_the_next(page, submitted):
    submitted()
    assert "1 of 2 themes is submitted" in page()
    assert "T1 Support Submitted" in page()
    assert "Begin with Advocacy" in page()


def test_what_is_set_aside_is_not_counted_and_says_why(page, keeper, place):
    where = {"theme": place.theme, "service": place.service, "round": place.round}
    set_aside(by=keeper, reason="We have no schools.", **where)
    assert "0 of 1 theme is submitted" in page()
    assert "Set aside: Support “We have no schools.”" in page()
    assert "Begin with Advocacy" in page()


def test_each_of_several_services_has_its_own_themes(place, signed_in, service, other_service):
    both = person("Cath", "keeper", service)
    both.appointments.create(role="keeper", service=other_service)
    page = words(signed_in(both).get(MINE))
    assert "Self-assessment of your 2 services" in page
    assert page.count("Begin with Support") == 2
    assert page.index("Education") < page.index("Housing")


def test_a_closed_round_leaves_nothing_to_do(page, this_round, board):
    this_round.closed_on, this_round.closed_by = this_round.first_day, board
    this_round.save()
    assert "The round was closed on" in page()
    assert "Begin with" not in page()


def test_without_a_round_the_page_says_so(signed_in, keeper, theme):
    assert "No round of self-assessment has begun" in words(signed_in(keeper).get(MINE))


def test_it_is_for_promise_keepers(place, signed_in, board, champions, administrator):
    for other in (board, champions, administrator):
        assert signed_in(other).get(MINE).status_code == 403


def test_other_services_stay_out(page, write, other_keeper):
    ServiceFactory(name="Roads")
    assert "Housing" not in page()
    assert "Roads" not in page()


def test_a_closed_service_finishes_what_it_has_begun_and_begins_nothing(
    page, place, service, write
):
    assert "Begin with Support" in page()
    service.closed_on = timezone.localdate()
    service.save()
    assert "Begin with" not in page()

    SelfAssessment.objects.create(theme=place.theme, service=service, round=place.round)
    write(Q1="We listen.")
    assert "Continue with Support" in page()


def test_a_closed_service_begins_another_box_of_what_it_has_begun(place, service, keeper):
    SelfAssessment.objects.create(theme=place.theme, service=service, round=place.round)
    service.closed_on = timezone.localdate()
    service.save()
    by = User.objects.get(pk=keeper.pk)
    place = find_place(place.round.key, service.key, place.theme.key, by)
    box = place.box(place.prompts[1])
    assert save_answer(by=keeper, box=box, seen=0, text="We listen.").answer.text == "We listen."


def test_a_closed_service_is_refused_a_beginning(place, service, signed_in, keeper):
    service.closed_on = timezone.localdate()
    service.save()
    place = find_place(
        place.round.key, service.key, place.theme.key, User.objects.get(pk=keeper.pk)
    )
    with pytest.raises(ValidationError, match="it begins no self-assessment any more"):
        begin(place)
    with pytest.raises(ValidationError, match="it begins no self-assessment any more"):
        set_aside(
            by=keeper, theme=place.theme, service=service, round=place.round, reason="Not ours."
        )
    assert not SelfAssessment.objects.exists()
    assert "<textarea" not in html_of(signed_in(keeper).get(place.get_absolute_url()))


def test_my_work_of_a_closed_service_offers_no_beginning(place, service, signed_in, keeper):
    client = signed_in(keeper)
    assert "Begin the self-assessment" in words(client.get(MY_WORK))
    service.closed_on = timezone.localdate()
    service.save()
    assert "Begin the self-assessment" not in words(client.get(MY_WORK))
