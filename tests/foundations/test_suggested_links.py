"""Texts that are offered for local work: one press links, another says that one is not meant."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from accounts.history import record
from accounts.models import Change
from actions.services import work
from foundations.links import linked_to
from foundations.models import Dismissal, FrameworkItem, Link, LinkState
from foundations.suggesting import of_work, read_offered, read_texts

from .conftest import words

pytestmark = pytest.mark.database

TITLE = "Families choose their respite without a form"


@pytest.fixture
def local(framework, keeper, service):
    """A local sub-action of the Keeper's, with rare words of C18."""
    return added(keeper, service, TITLE)


def added(keeper, service, title) -> FrameworkItem:
    action = work.add_action(by=keeper, service=service, title=title)
    return action.item


def offered_for(item) -> list[str]:
    return [one.text.key for one in read_offered(of_work(item), linked_to(item).other_ends(item))]


def press(client, item, key, what="") -> str:
    answer = client.post(f"/links/suggested/{item.key}/{what}", {"text": key}, follow=True)
    assert answer.redirect_chain[0][0] == item.get_absolute_url()
    return words(answer)


def test_they_are_offered_on_the_page_that_the_save_leads_to(
    framework, signed_in, keeper, service, board
):
    client, sent = signed_in(keeper), {"title": TITLE, "service": service.pk}
    saved = client.post("/actions/add/", sent, follow=True)
    said = words(saved)
    assert "published texts share its rare words nothing counts until you press" in said
    assert "Both have: respite" in said
    assert Link.objects.filter(from_item__local=True).count() == 0

    page = saved.redirect_chain[-1][0]
    assert "share its rare words" not in words(signed_in(board).get(page))


def test_a_sub_action_has_them_as_well(framework, signed_in, keeper, service):
    parent = work.add_action(by=keeper, service=service, title="A summer of play")
    found = work.add_sub_action(
        by=keeper, action=parent, service=service, title=TITLE, kind="ongoing"
    )
    said = words(signed_in(keeper).get(found.get_absolute_url()))
    assert "Both have: respite" in said

    press(signed_in(keeper), found.item, "C18")
    assert Link.objects.get(from_item=found.item).to_item.key == "C18"


def test_one_press_links_with_name_and_day_and_it_counts_from_then(local, signed_in, keeper, board):
    call = FrameworkItem.objects.calls().filter(key="C18")
    assert not Link.objects.counted().filter(from_item=local).exists()

    said = press(signed_in(keeper), local, "C18")
    assert f"{local.label} is linked to Call to action C18. It counts from now on." in said
    link = Link.objects.get(from_item=local)
    assert link.name == f"{local.key} → C18"
    assert (link.state, link.made_by) == (LinkState.ADDED, keeper)
    assert (link.made_on, link.reason) == (localdate(), "Both have the words: respite.")
    assert Link.objects.counted().filter(from_item=local, to_item__in=call).exists()
    assert "Linked by Kirsty on" in words(signed_in(board).get("/calls/C18/"))


def test_what_is_linked_or_was_set_aside_is_not_offered(local, signed_in, keeper):
    assert "C18" in offered_for(local)
    press(signed_in(keeper), local, "C18")
    assert "C18" not in offered_for(local)

    Link.objects.filter(from_item=local).update(state=LinkState.REMOVED)
    assert "C18" not in offered_for(local)


def test_what_is_dismissed_stays_away_and_nothing_comes_in_its_place(
    framework, keeper, service, signed_in
):
    item = added(keeper, service, "School, poverty, language, supervision, advocacy and respite")
    before = offered_for(item)
    calls = [key for key in before if not key.startswith("T")]
    assert len(calls) == 5

    said = press(signed_in(keeper), item, calls[0], "dismiss/")
    assert "is no longer offered here." in said
    assert offered_for(item) == [key for key in before if key != calls[0]]
    dismissal = Dismissal.objects.get()
    assert (dismissal.text.key, dismissal.made_by) == (calls[0], keeper)
    line = Change.objects.of("action", item.key).first()
    assert (line.act, line.actor_email) == ("dismissed", keeper.email)
    assert f"Call to action {calls[0]}" in line.after
    assert not Link.objects.filter(from_item=item).exists()

    # It is for this work alone.
    assert calls[0] in offered_for(added(keeper, service, item.heading + " too"))


@pytest.mark.parametrize("what", ["", "dismiss/"])
@pytest.mark.parametrize("text", ["F4", "", "nonsense", "C18\x00", TITLE])
def test_only_what_is_offered_can_be_pressed(local, signed_in, keeper, what, text):
    said = press(signed_in(keeper), local, text, what)
    assert "That text is not offered here any more" in said
    assert not Link.objects.filter(from_item=local).exists()
    assert not Dismissal.objects.exists()


@pytest.mark.parametrize("what", ["", "dismiss/"])
def test_pressed_from_two_pages_it_is_done_once(local, signed_in, keeper, other_keeper, what):
    press(signed_in(keeper), local, "C18", what)
    lines = Change.objects.count()
    said = press(signed_in(other_keeper), local, "C18", what)
    assert "That text is not offered here any more" in said
    assert Change.objects.count() == lines


@pytest.mark.parametrize("what", ["", "dismiss/"])
def test_others_are_refused_and_published_work_has_its_own_links(
    local, signed_in, keeper, board, what
):
    address = f"/links/suggested/{local.key}/{what}"
    assert signed_in(board).post(address, {"text": "C18"}).status_code == 403
    assert signed_in(keeper).get(address).status_code == 405
    for key in ("5.3", "C18", "L99"):
        answer = signed_in(keeper).post(f"/links/suggested/{key}/{what}", {"text": "C18"})
        assert answer.status_code == 404
    assert not Link.objects.filter(from_item=local).exists()
    assert not Dismissal.objects.exists()
    assert "share its rare words" not in words(signed_in(keeper).get("/sub-actions/5.3/"))


@pytest.mark.parametrize("title", ["Children must have care", "Słuchamy młodzieży"])
def test_common_or_foreign_words_offer_nothing(framework, signed_in, keeper, service, title):
    item = added(keeper, service, title)
    assert offered_for(item) == []
    assert "rare words" not in words(signed_in(keeper).get(item.get_absolute_url()))


def test_the_page_asks_the_database_for_no_more_than_without(local, signed_in, keeper):
    client = signed_in(keeper)
    client.get("/help/")

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(local.get_absolute_url()).status_code == 200
        return len(seen)

    offering = cost()
    FrameworkItem.objects.filter(pk=local.pk).update(local=False, source_document="A plan")
    assert offering <= cost() + 1


def loaded() -> None:
    with transaction.atomic():
        made = {"before": {}, "after": {"changed": 1}}
        record(by=None, act="loaded", thing="framework", key="as published", **made)


def test_words_are_counted_anew_only_when_the_framework_was_loaded(framework):
    loaded()
    assert read_texts().sharing("zebras") == []
    FrameworkItem.objects.filter(key="C18").update(text="Zebras are short breaks.")
    with CaptureQueriesContext(connection) as seen:
        assert read_texts().sharing("zebras") == []
    assert len(seen) == 1

    loaded()
    assert [one.text.key for one in read_texts().sharing("zebras")] == ["C18"]


@pytest.mark.parametrize(
    ("sought", "said"),
    [
        ("respite and breaks", "1 found."),
        ("respite for grandparents", "Nothing holds all of “respite for grandparents”."),
        ("grandparents", "Nothing was found for “grandparents”."),
        ("children must grandparents", "Nothing was found for “children must grandparents”."),
    ],
)
def test_choosing_what_to_link_goes_by_the_same_words(framework, signed_in, keeper, sought, said):
    sent = {"words": sought, "search": "yes"}
    answer = signed_in(keeper).post("/links/add/5.3/", sent)
    assert said in words(answer)
    offered = [key for key, _name in answer.context["form"].fields["other"].widget.choices]
    assert ("C18" in offered) == ("respite" in sought)
    assert ("These share its rarest words." in words(answer)) == ("respite for" in sought)
