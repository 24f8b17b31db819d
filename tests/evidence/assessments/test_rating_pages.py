"""Ratings on the page of a theme, and the page of their words (row 30)."""

import re

import pytest

from accounts.models import Change
from evidence.assessments.places import find_place
from evidence.assessments.services.citing import say_no_evidence
from evidence.assessments.services.ratings import FIRST_WORDS, change_words, current_words, rate
from evidence.assessments.services.states import submit
from evidence.models import Rating
from foundations.models import FrameworkItem, Kind
from oversight.history.reading import read_lines
from tests.conftest import html_of, person
from tests.evidence.assessments.page_of_theme import FILLED, form_of, send
from tests.factories import ItemFactory
from tests.foundations.conftest import words

NEW = ["Not yet", "Partly", "Wholly"]


@pytest.fixture
def client(signed_in, keeper):
    return signed_in(keeper)


@pytest.fixture
def rated(keeper, place, write):
    """A draft whose recommendation was rated before the words changed."""
    held = write(**FILLED)
    rate(by=keeper, assessment=held, recommendation=place.lines[0], words="To some extent")
    return held


@pytest.fixture
def twin(keeper, theme):
    """The same recommendation, as it is printed under Investment."""
    other = ItemFactory(kind=Kind.THEME, key="T2", heading="Investment", has_template=True)
    same = FrameworkItem.objects.get(key="T1.R1")
    return ItemFactory(
        kind=Kind.RECOMMENDATION, key="T2.R1", parent=other, text=same.text, same_as=same
    )


def change(administrator, new=NEW, seen=FIRST_WORDS):
    return change_words(by=administrator, words=new, reason="Plainer.", seen=seen)


def rate_on_page(client, url, **changes):
    return send(client, url, "rate/", **changes)


def shown(client, url) -> dict:
    return form_of(html_of(client.get(url)))


def test_a_keeper_rates_on_the_page_and_comes_back_to_the_recommendations(client, url):
    answer = rate_on_page(client, url, **{"extent-T1.R1": "Fully"})
    assert answer["Location"] == f"{url}#recommendations"
    assert [(one.recommendation.key, one.word) for one in Rating.objects.all()] == [
        ("T1.R1", "Fully")
    ]
    assert shown(client, url)["extent-T1.R1"] == ["Fully"]


def test_what_was_typed_below_is_saved_with_the_ratings_and_ratings_with_the_draft(client, url):
    rate_on_page(client, url, Q1="Typed before rating.", **{"extent-T1.R1": "Fully"})
    assert shown(client, url)["Q1"] == "Typed before rating."
    send(client, url, "save/", **{"extent-T1.R1": "Not at all"})
    assert Rating.objects.get().word == "Not at all"


def test_ratings_are_part_of_what_is_submitted(client, url, signed_in, board):
    send(client, url, "submit/", **FILLED, none_yet="on", **{"extent-T1.R1": "Fully"})
    seen = signed_in(board)
    assert "Met: Fully" in words(seen.get(url))
    assert "The Promise, page 71 Met: Fully" in words(seen.get(f"{url}versions/1/"))


def test_a_rating_that_was_left_alone_writes_nothing(client, url, rated):
    before = Change.objects.count()
    rate_on_page(client, url)
    assert Change.objects.count() == before
    assert not Rating.objects.exclude(pk=rated.ratings.get().pk).exists()


def test_no_words_take_a_rating_away(client, url, rated):
    rate_on_page(client, url, **{"extent-T1.R1": ""})
    assert not Rating.objects.exists()


def test_words_that_are_not_on_offer_are_refused_by_the_field_and_all_else_is_saved(client, url):
    answer = rate_on_page(client, url, Q1="Kept.", **{"extent-T1.R1": "Perhaps"})
    assert "Choose one of the steps shown." in words(answer)
    assert not Rating.objects.exists()
    assert shown(client, url)["Q1"] == "Kept."


def test_what_somebody_else_chose_meanwhile_is_shown_and_not_overwritten(
    client, signed_in, url, service, rated
):
    second = signed_in(person("Cath", "keeper", service))
    before = shown(client, url)
    rate_on_page(second, url, **{"extent-T1.R1": "Fully"})
    answer = client.post(f"{url}rate/", before | {"extent-T1.R1": "Not at all"})
    assert answer.status_code == 409
    assert "Somebody else chose “Fully” meanwhile." in words(answer)
    assert Rating.objects.get().word == "Fully"

    again = client.post(f"{url}rate/", form_of(html_of(answer)))
    assert again.status_code == 302
    assert Rating.objects.get().word == "Not at all"


def test_one_that_was_left_alone_is_not_put_over_what_somebody_else_chose(
    client, signed_in, url, service, rated
):
    before = shown(client, url)
    rate_on_page(signed_in(person("Cath", "keeper", service)), url, **{"extent-T1.R1": "Fully"})
    assert client.post(f"{url}rate/", before).status_code == 302
    assert Rating.objects.get().word == "Fully"


def test_a_rating_keeps_its_words_when_they_change_and_says_so(client, url, rated, administrator):
    change(administrator)
    assert "In the words of an earlier scale" in words(client.get(url))
    rate_on_page(client, url, Q1="Something else.")
    assert Rating.objects.get().word == "To some extent"
    rate_on_page(client, url, **{"extent-T1.R1": "Partly"})
    assert Rating.objects.get().word == "Partly"
    assert "In the words of an earlier scale" not in words(client.get(url))


def test_readers_see_the_words_of_that_day(signed_in, board, keeper, url, rated, administrator):
    say_no_evidence(by=keeper, assessment=rated, seen=rated.version, none_yet=True)
    submit(by=keeper, assessment=rated, seen=rated.version)
    assert "earlier scale" not in words(signed_in(board).get(url))
    change(administrator)
    page = words(signed_in(board).get(url))
    assert "Met: To some extent in the words of an earlier scale" in page


def test_the_ratings_of_a_draft_are_for_its_service_only(client, signed_in, board, url, rated):
    assert "Met:" not in words(signed_in(board).get(url))
    assert shown(client, url)["extent-T1.R1"] == ["To some extent"]


def test_a_draft_that_was_never_submitted_keeps_its_ratings_for_its_service(
    client, signed_in, board, url, rated, this_round
):
    this_round.closed_on, this_round.closed_by = this_round.last_day, board
    this_round.save()
    assert "Met: To some extent" in words(client.get(url))
    assert "Met:" not in words(signed_in(board).get(url))


def test_the_same_recommendation_of_another_theme_is_offered_both_ways(
    client, keeper, url, rated, twin
):
    elsewhere = find_place("autumn", "education", "T2", keeper).get_absolute_url()
    assert "Under Support you said “To some extent”. Use it" in words(client.get(elsewhere))
    send(client, elsewhere, "rate/", same="T2.R1")
    assert Rating.objects.get(recommendation=twin).word == "To some extent"
    assert "Use it here" not in words(client.get(elsewhere))

    rate_on_page(client, url, **{"extent-T1.R1": ""})
    assert "Under Investment you said “To some extent”. Use it here" in words(client.get(url))


def test_another_choice_goes_before_the_offer(client, keeper, rated, twin):
    elsewhere = find_place("autumn", "education", "T2", keeper).get_absolute_url()
    send(client, elsewhere, "rate/", same="T2.R1", **{"extent-T2.R1": "Fully"})
    assert Rating.objects.get(recommendation=twin).word == "Fully"


def test_nothing_is_offered_that_is_in_earlier_words_of_others_or_of_last_round(
    client, signed_in, keeper, other_keeper, rated, twin, administrator, last_round
):
    for who, round in ((other_keeper, "autumn"), (keeper, "spring")):
        service = who.services[0].key
        elsewhere = find_place(round, service, "T2", who).get_absolute_url()
        assert "Use it here" not in words(signed_in(who).get(elsewhere))
    change(administrator)
    elsewhere = find_place("autumn", "education", "T2", keeper).get_absolute_url()
    assert "Use it here" not in words(client.get(elsewhere))
    send(client, elsewhere, "rate/", same="T2.R1")
    assert not Rating.objects.filter(recommendation=twin).exists()


def test_others_do_not_rate_on_the_page(signed_in, other_keeper, board, url):
    for other in (other_keeper, board):
        assert signed_in(other).post(f"{url}rate/", {"extent-T1.R1": "Fully"}).status_code == 403
    assert not Rating.objects.exists()


def test_history_says_what_was_rated(client, url, rated):
    rate_on_page(client, url, **{"extent-T1.R1": "Fully"})
    [line] = read_lines(Change.objects.filter(act="rated").order_by("-pk")[:1])
    assert [(one.label, one.before, one.after) for one in line.differences] == [
        ("How far it is met", "T1.R1: To some extent", "T1.R1: Fully")
    ]


# The words


SCALE, CHANGING = "/self-assessment/scale/", "/self-assessment/scale/change/"


def send_words(client, new: str, **more):
    seen = client.get(CHANGING).context["form"].initial["seen"]
    return client.post(CHANGING, {"words": new, "reason": "Plainer.", "seen": seen} | more)


def test_the_page_shows_the_words_and_that_they_never_changed(signed_in, board):
    page = words(signed_in(board).get(SCALE))
    assert all(word in page for word in FIRST_WORDS)
    assert "An administrator can change them" in page
    assert "Change the words" not in page


def test_an_administrator_changes_the_words_and_all_read_who_when_and_why(
    signed_in, administrator, board, march
):
    answer = send_words(signed_in(administrator), " Not yet \r\n\r\nPartly\r\nWholly")
    assert answer["Location"] == SCALE
    page = words(signed_in(board).get(SCALE))
    assert "Not yet, Partly, Wholly Since 10 March 2026, by Ada. “Plainer.”" in page
    assert "Not at all, To a small extent" in page
    assert "The words that Promise Tracker begins with" in page


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("One", "Write 2 to 7 steps, one a line; there are 1."),
        ("", "Write the steps, one a line."),
        ("a\x00b\nc", "Take the invisible signs out of the steps"),
        ("Yes\nYES", "Two steps have the same words."),
        ("\n".join(FIRST_WORDS), "These are the present steps."),
        ("x" * 20_000, "by 19,650 characters."),
        ("Ring 01292 123456\nYes", "a telephone number"),
    ],
)
def test_words_that_make_no_scale_are_refused_by_the_field(signed_in, administrator, new, said):
    answer = send_words(signed_in(administrator), new)
    assert answer.status_code == 200
    assert said in words(answer)


@pytest.mark.parametrize("name", ["words", "reason"])
@pytest.mark.parametrize("text", ["", " "])
def test_words_are_not_changed_with_a_question_left_unanswered(
    signed_in, administrator, name, text
):
    answer = send_words(signed_in(administrator), "No\nYes", **{name: text})
    assert answer.status_code == 200
    said = {"words": "Write the steps, one a line.", "reason": "Say why you change the steps."}
    assert answer.context["form"].errors[name] == [said[name]]
    assert current_words() == FIRST_WORDS


def test_the_second_of_two_administrators_sees_what_the_first_chose(signed_in, administrator):
    client = signed_in(administrator)
    change(administrator)
    answer = send_words(client, "No\nYes", seen="\r\n".join(FIRST_WORDS))
    assert answer.status_code == 409
    assert "has changed the words to “Not yet, Partly, Wholly”" in words(answer)
    form = answer.context["form"]
    assert (
        client.post(
            CHANGING, {"words": "No\nYes", "reason": "Plainer.", "seen": form["seen"].value()}
        ).status_code
        == 302
    )


def test_only_administrators_change_them(signed_in, keeper, board, champions):
    for other in (keeper, board, champions):
        assert signed_in(other).get(CHANGING).status_code == 403
        assert (
            signed_in(other).post(CHANGING, {"words": "No\nYes", "reason": "."}).status_code == 403
        )


def test_history_names_the_words(administrator):
    change(administrator)
    [line] = read_lines(Change.objects.filter(thing="scale"))
    assert line.url == ""
    assert ("Words", ", ".join(FIRST_WORDS), ", ".join(NEW)) in [
        (one.label, one.before, one.after) for one in line.differences
    ]


def test_what_is_wrong_is_listed_in_the_order_of_the_page(client, url):
    telephone = {"Q1": "Ring 01292 123456.", "Q4": "Ring 01292 123456."}
    page = html_of(rate_on_page(client, url, **telephone, **{"extent-T1.R1": "Perhaps"}))
    lines = re.findall(r'<li><a href="#(id_[^"]+)">', page)
    assert lines == ["id_Q1", "id_Q4", "id_extent-T1.R1_0"]
