"""The navigation says where one is, and offers each role its own entries, six at most."""

import pytest

from accounts.models import Role


def navigation(client, path: str):
    return client.get(path).context["navigation"]


def current(places) -> list[str]:
    return [place.label for place in places if place.current]


@pytest.mark.parametrize(
    ("path", "entry", "page"),
    [
        ("/actions/1/", "Actions", "Actions"),
        ("/sub-actions/1.3/", "Actions", "Sub-actions"),
        ("/coverage/", "Actions", "Coverage"),
        ("/recommendations/T9.R5/", "The promise", "Themes"),
        ("/calls/C18/", "The promise", "Calls to action"),
        ("/background/", "The promise", "Background"),
        ("/framework/check/", "The promise", "Background"),
        ("/board/", "Board", "Is it being kept?"),
        ("/board/waiting/", "Board", "Waiting to be agreed"),
        ("/board/agreements/", "Board", "Waiting to be agreed"),
        ("/tensions/", "Board", "Self-assessments that disagree"),
        ("/evidence/?kind=voice", "Voice and evidence", "Evidence"),
    ],
)
def test_one_entry_and_one_page_of_its_section_are_current(
    framework, board, signed_in, path, entry, page
):
    shown = navigation(signed_in(board), path)
    assert current(shown.main) == [entry]
    assert current(shown.section) == [page]


def test_a_page_of_no_section_makes_none_current(framework, board, signed_in):
    shown = navigation(signed_in(board), "/who-can-do-what/")
    assert shown.main
    assert not current(shown.main)
    assert not shown.section


@pytest.mark.parametrize(
    ("who", "first"),
    [
        ("keeper", "My work"),
        ("board", "Board"),
        ("champions", "Participation"),
        ("administrator", "Administration"),
    ],
)
def test_a_persons_own_home_stands_first_and_once(framework, request, signed_in, who, first):
    shown = navigation(signed_in(request.getfixturevalue(who)), "/actions/")
    labels = [place.label for place in shown.main]
    assert labels[0] == first
    assert labels.count(first) == 1
    assert len(labels) <= 6
    assert {"The promise", "Actions", "Self-assessment", "Voice and evidence", "Board"} <= set(
        labels
    )
    assert not shown.more


def test_a_second_home_is_in_the_persons_own_menu(framework, keeper, signed_in):
    keeper.appointments.create(role=Role.ADMINISTRATOR)
    shown = navigation(signed_in(keeper), "/people/")
    assert len(shown.main) == 6
    assert [place.label for place in shown.more] == ["Administration"]
    assert current(shown.section) == ["People"]
    assert shown.roles == "Promise Keeper, Administrator"


def test_who_may_not_see_claims_is_not_led_to_them(framework, keeper, board, signed_in):
    offered = [place.label for place in navigation(signed_in(board), "/board/").section]
    assert "Waiting to be agreed" in offered
    offered = [place.label for place in navigation(signed_in(keeper), "/board/").section]
    assert "What changed" in offered
    assert "Waiting to be agreed" not in offered


def test_a_participation_home_is_the_page_of_voice_and_evidence_to_others(
    framework, champions, board, signed_in
):
    home = navigation(signed_in(champions), "/participation/")
    assert current(home.main) == ["Participation"]
    own = ["What waits for you", "What is felt, this round", "Where it is felt otherwise"]
    own.append("Small numbers")
    own.append("In plain words")
    assert [place.label for place in home.section] == ["Participation", *own]
    other = navigation(signed_in(board), "/participation/")
    assert current(other.main) == ["Voice and evidence"]
    assert current(other.section) == ["Participation"]


def test_nobody_signed_in_has_none(client, framework):
    assert navigation(client, "/help/") is None
