"""The demo council's self-assessments: one round closed, one that is on."""

import pytest
from django.utils.timezone import localdate

from evidence.assessments.places import find_place
from evidence.assessments.tensions import read_tensions
from evidence.models import Answer, PriorityWork, Rating, Scale, SelfAssessment, Submission
from foundations.models import Round
from tests.foundations.conftest import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("council"), pytest.mark.database]


@pytest.fixture
def rounds():
    return Round.objects.get(key="first-round"), Round.objects.current_assessment(localdate())


def test_the_first_round_is_closed_with_eight_themes_of_three_services(rounds):
    first, second = rounds
    held = SelfAssessment.objects.filter(round=first)
    assert first.opened_on < first.first_day < first.last_day < first.closed_on < second.opened_on
    assert (held.count(), held.values("service").distinct().count()) == (8, 3)
    assert set(held.values_list("state", flat=True)) == {"submitted"}


def test_the_second_is_open_with_themes_in_every_state_and_services_that_have_not_begun(rounds):
    second = rounds[1]
    states = list(SelfAssessment.objects.filter(round=second).values_list("state", flat=True))
    assert (second.key, second.is_closed) == ("second-round", False)
    assert {state: states.count(state) for state in set(states)} == {
        "submitted": 4,
        "draft": 4,
        "set-aside": 1,
    }
    assert SelfAssessment.objects.filter(round=second).values("service").distinct().count() == 4


def test_its_days_are_those_of_its_round(rounds):
    for one in Submission.objects.select_related("assessment__round"):
        assert one.assessment.round.first_day <= localdate(one.made_at) < localdate()
    for answer in Answer.objects.exclude(saved_at=None).select_related("assessment__round"):
        assert answer.assessment.round.first_day <= localdate(answer.saved_at) < localdate()


def test_the_last_round_stands_beside_what_is_answered_now(rounds):
    first, second = (
        set(SelfAssessment.objects.filter(round=one).values_list("theme", "service"))
        for one in rounds
    )
    assert len(first & second) >= 4


def test_a_few_recommendations_are_rated_in_the_present_words_and_in_earlier_ones():
    assert Scale.objects.count() == 2
    assert Rating.objects.filter(scale=Scale.objects.first()).count() >= 5
    assert (
        Rating.objects.filter(assessment__round__key="second-round")
        .exclude(scale=Scale.objects.first())
        .count()
        == 1
    )


def test_one_rating_is_offered_for_the_same_recommendation_of_another_theme(
    client, django_user_model
):
    keeper = django_user_model.objects.get(email="keeper@demo.test")
    client.force_login(keeper)
    place = find_place("second-round", keeper.services[0].key, "T18", keeper)
    assert "Under Planning you said “Partly”. Use it here" in words(
        client.get(place.get_absolute_url())
    )


def test_one_priority_has_become_a_sub_action_with_an_owner_and_an_update():
    work = PriorityWork.objects.get()
    assert work.sub_action.owners.get().email == "keeper@demo.test"
    assert work.made_on < work.sub_action.updates.get().posted_on < localdate()


def test_there_are_tensions_each_way(rounds):
    found = read_tensions(rounds[1], localdate())
    assert found.said_kept
    assert found.said_well
