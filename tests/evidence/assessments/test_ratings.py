"""Recommendations are rated in words; old ratings keep the words they were given under (row 30)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Change
from accounts.versions import Conflict
from evidence.assessments.services.ratings import FIRST_WORDS, change_words, current_words, rate
from evidence.models import Rating, Scale
from foundations.models import Kind
from tests.factories import ItemFactory, SelfAssessmentFactory

pytestmark = pytest.mark.database

NEW_WORDS = ["Not yet", "Partly", "Wholly"]


@pytest.fixture
def assessment(service):
    return SelfAssessmentFactory(service=service)


@pytest.fixture
def line(assessment):
    return ItemFactory(kind=Kind.RECOMMENDATION, parent=assessment.theme)


def test_a_keeper_rates_a_recommendation(keeper, assessment, line):
    rate(by=keeper, assessment=assessment, recommendation=line, words="To some extent")
    rating = Rating.objects.get()
    assert (rating.word, rating.rated_by) == ("To some extent", keeper)
    assert Change.objects.get().act == "rated"


def test_rating_anew_replaces_and_no_words_take_it_away(keeper, assessment, line):
    for words in ("Fully", "Not at all"):
        rate(by=keeper, assessment=assessment, recommendation=line, words=words)
    assert [rating.word for rating in Rating.objects.all()] == ["Not at all"]
    rate(by=keeper, assessment=assessment, recommendation=line, words="")
    assert not Rating.objects.exists()


def test_old_ratings_keep_the_words_they_were_given_under(keeper, administrator, assessment, line):
    rate(by=keeper, assessment=assessment, recommendation=line, words="To some extent")
    change_words(
        by=administrator,
        words=NEW_WORDS,
        reason="Young people found these plainer.",
        seen=FIRST_WORDS,
    )

    assert Rating.objects.get().word == "To some extent"
    assert current_words() == NEW_WORDS
    rate(by=keeper, assessment=assessment, recommendation=line, words="Partly")
    assert Rating.objects.get().word == "Partly"


@pytest.mark.parametrize("words", ["Perhaps", "to some extent", "0"])
def test_words_that_are_not_on_offer_are_refused(keeper, assessment, line, words):
    with pytest.raises(ValidationError, match="one of the steps shown"):
        rate(by=keeper, assessment=assessment, recommendation=line, words=words)


def test_a_line_of_another_theme_is_refused(keeper, assessment):
    for other in (
        ItemFactory(kind=Kind.RECOMMENDATION),
        ItemFactory(kind=Kind.LEAD_IN, parent=assessment.theme),
    ):
        with pytest.raises(ValidationError, match="another theme"):
            rate(by=keeper, assessment=assessment, recommendation=other, words="Fully")


def test_others_do_not_rate(other_keeper, board, administrator, assessment, line):
    for other in (other_keeper, board, administrator):
        with pytest.raises(PermissionDenied):
            rate(by=other, assessment=assessment, recommendation=line, words="Fully")


def test_what_is_submitted_is_not_rated(keeper, assessment, line):
    assessment.state = "submitted"
    assessment.save()
    with pytest.raises(ValidationError, match="Reopen it"):
        rate(by=keeper, assessment=assessment, recommendation=line, words="Fully")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Yes"], "Write 2 to 7 steps"),
        ([str(n) for n in range(8)], "Write 2 to 7 steps"),
        (["Yes", "yes"], "the same words"),
        (["Yes", "x" * 41], "40 characters"),
        (FIRST_WORDS, "the present steps"),
    ],
)
def test_words_that_do_not_make_a_scale_are_refused(administrator, words, said):
    with pytest.raises(ValidationError, match=said):
        change_words(by=administrator, words=words, reason="", seen=FIRST_WORDS)
    assert Scale.objects.count() <= 1
    assert current_words() == FIRST_WORDS


@pytest.mark.parametrize(
    "words", [["No", "Yes"], [str(number) for number in range(7)], ["Yes", "x" * 40]]
)
def test_words_just_inside_the_edges_are_taken(administrator, words):
    change_words(by=administrator, words=words, reason="Plainer.", seen=FIRST_WORDS)
    assert current_words() == words


def test_only_administrators_change_the_words(keeper, board, champions):
    for other in (keeper, board, champions):
        with pytest.raises(PermissionDenied):
            change_words(by=other, words=NEW_WORDS, reason="", seen=FIRST_WORDS)


def test_of_two_who_change_the_words_at_once_the_second_is_shown_the_first(administrator):
    change_words(by=administrator, words=NEW_WORDS, reason="", seen=FIRST_WORDS)
    with pytest.raises(Conflict) as caught:
        change_words(by=administrator, words=["No", "Yes"], reason="", seen=FIRST_WORDS)
    assert caught.value.current.words == current_words() == NEW_WORDS
