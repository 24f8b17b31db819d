"""Internal evidence stays with the service, or the Champions Board staff, that added it, on every
page.
"""

import pytest

from tests.conftest import html_of
from tests.evidence.items.adding import add, add_photo

pytestmark = pytest.mark.django_db
PEOPLE = ["keeper", "other_keeper", "champions", "board", "administrator"]
BY_KEEPER, BY_CHAMPIONS = {"keeper"}, {"champions"}


@pytest.fixture
def people(keeper, other_keeper, champions, board, administrator):
    return dict(zip(PEOPLE, (keeper, other_keeper, champions, board, administrator), strict=True))


def see(path: str, title: str, people, signed_in) -> set[str]:
    """Who sees the title on this page."""
    return {name for name, user in people.items() if title in html_of(signed_in(user).get(path))}


def open_it(evidence, people, signed_in) -> set[str]:
    """Who may open it; for everyone else it is not there."""
    answers = {
        name: signed_in(user).get(evidence.get_absolute_url()).status_code
        for name, user in people.items()
    }
    assert set(answers.values()) <= {200, 404}
    return {name for name, status in answers.items() if status == 200}


@pytest.mark.parametrize(
    ("by", "visibility", "seen"),
    [
        ("keeper", "internal", BY_KEEPER),
        ("champions", "internal", BY_CHAMPIONS),
        ("keeper", "board", set(PEOPLE)),
        ("champions", "board", set(PEOPLE)),
        ("keeper", "public", set(PEOPLE)),
    ],
)
def test_each_visibility_on_every_page(people, signed_in, sub_action, call, by, visibility, seen):
    added = add(
        people[by], sub_action.item, call, visibility=visibility, title="A title to look for"
    )
    assert open_it(added, people, signed_in) == seen
    for path in (
        "/evidence/",
        sub_action.get_absolute_url(),
        sub_action.action.get_absolute_url(),
        "/calls/C18/",
    ):
        assert see(path, "A title to look for", people, signed_in) == seen, path


def test_a_photo_that_awaits_its_second_look_is_seen_by_its_service_and_the_champions_board(
    people, signed_in, sub_action
):
    added = add_photo(
        people["keeper"], sub_action.item, visibility="public", title="A title to look for"
    )
    assert open_it(added, people, signed_in) == {"keeper", "champions"}
    assert see("/evidence/", "A title to look for", people, signed_in) == {"keeper", "champions"}


def test_an_internal_photo_is_not_for_the_champions_board(people, signed_in, sub_action):
    added = add_photo(people["keeper"], sub_action.item, visibility="internal")
    assert open_it(added, people, signed_in) == BY_KEEPER


@pytest.mark.parametrize("path", ["edit", "remove", "support", "agree"])
def test_what_is_not_seen_is_not_changed_by_a_typed_address(people, signed_in, sub_action, path):
    added = add(people["keeper"], sub_action.item, visibility="internal")
    for name in ("other_keeper", "champions"):
        assert signed_in(people[name]).post(f"/evidence/{added.pk}/{path}/").status_code == 404
    for name in ("board", "administrator"):
        assert signed_in(people[name]).post(f"/evidence/{added.pk}/{path}/").status_code == 403


def test_internal_evidence_is_counted_without_its_kind_and_said_not_to_be_shown(
    people, signed_in, sub_action
):
    add(people["keeper"], sub_action.item, visibility="internal", kind="voice")
    add(people["keeper"], sub_action.item, kind="data")
    html = html_of(signed_in(people["board"]).get(sub_action.get_absolute_url()))
    assert "1 figure." in html
    assert "1 from people with care experience" not in html
    said = "1 more piece of evidence is internal to those who added it, and not shown to you."
    assert said in html
    assert "not shown to you" not in html_of(
        signed_in(people["keeper"]).get(sub_action.get_absolute_url())
    )
