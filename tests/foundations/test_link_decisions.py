"""Promise Keepers add, confirm, reject and remove links, with a reason, and every step leaves its
trace (row 5).
"""

import json
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Change
from accounts.versions import Conflict
from foundations.models import Kind, Link
from foundations.services.linking import add_link, confirm_link, reject_link, remove_link
from tests.factories import ItemFactory, LinkFactory

DECISIONS = {"confirmed": confirm_link, "rejected": reject_link, "removed": remove_link}


@pytest.fixture
def work(db):
    return ItemFactory(key="1.3", kind=Kind.SUB_ACTION)


@pytest.fixture
def call(db):
    return ItemFactory(key="C18")


@pytest.fixture
def suggested(work, call):
    return LinkFactory(from_item=work, to_item=call)


@pytest.fixture
def added(keeper, work, call):
    return add_link(by=keeper, from_item=work, to_item=call, reason="Both speak of short breaks.")


def history() -> list[tuple]:
    return list(Change.objects.order_by("id").values_list("act", "thing", "key", "actor_email"))


def test_a_link_is_added_with_name_day_and_reason(keeper, added, time_machine):
    link = Link.objects.get()
    assert (link.state, link.made_by, link.reason) == (
        "added",
        keeper,
        "Both speak of short breaks.",
    )
    assert (link.made_on, link.decided_by, link.confidence) == (added.made_on, None, "")
    assert Link.objects.counted().get() == link
    assert history() == [("added a link", "link", "1.3 → C18", keeper.email)]
    assert json.loads(Change.objects.get().after)["reason"] == "Both speak of short breaks."


@pytest.mark.parametrize("role", ["board", "champions", "administrator", "stranger"])
def test_nobody_but_promise_keepers_adds_or_decides(request, role, work, call, suggested):
    someone = request.getfixturevalue(role)
    with pytest.raises(PermissionDenied):
        add_link(by=someone, from_item=work, to_item=ItemFactory(), reason="A reason.")
    for decision in DECISIONS.values():
        with pytest.raises(PermissionDenied):
            decision(by=someone, link=suggested, seen=1, reason="A reason.")
    assert (Link.objects.get().state, history()) == ("suggested", [])


@pytest.mark.parametrize(
    ("start", "end", "may"),
    [
        (Kind.ACTION, Kind.CALL, True),
        (Kind.SUB_ACTION, Kind.THEME, True),
        (Kind.CRITERION, Kind.RECOMMENDATION, True),
        (Kind.SUB_ACTION, Kind.FUNDAMENTAL, True),
        (Kind.RECOMMENDATION, Kind.CALL, True),
        (Kind.THEME, Kind.CALL, True),
        (Kind.POINT, Kind.CALL, True),
        (Kind.HEADLINE, Kind.CALL, True),
        (Kind.FUNDAMENTAL, Kind.CALL, True),
        (Kind.CALL, Kind.SUB_ACTION, False),
        (Kind.CALL, Kind.CALL, False),
        (Kind.SUB_ACTION, Kind.ACTION, False),
        (Kind.RECOMMENDATION, Kind.THEME, False),
        (Kind.SUB_ACTION, Kind.FOUNDATION, False),
        (Kind.PROMPT, Kind.CALL, False),
    ],
)
def test_links_lead_where_those_of_the_wording_lead(keeper, start, end, may):
    ends = {"from_item": ItemFactory(kind=start), "to_item": ItemFactory(kind=end)}
    if may:
        assert add_link(by=keeper, reason="A reason.", **ends).pk
    else:
        with pytest.raises(ValidationError, match="No link can lead from"):
            add_link(by=keeper, reason="A reason.", **ends)
    assert Link.objects.exists() is may


def test_the_same_form_sent_twice_adds_once(keeper, work, call, added):
    again = add_link(by=keeper, from_item=work, to_item=call, reason=added.reason)
    assert (again.pk, Link.objects.count(), len(history())) == (added.pk, 1, 1)


def test_a_pair_that_someone_has_linked_is_refused_with_the_name(other_keeper, work, call, added):
    on = f"{added.made_on.day} {added.made_on:%B %Y}"
    with pytest.raises(ValidationError, match=f"linked already: added by Kirsty on {on}"):
        add_link(by=other_keeper, from_item=work, to_item=call, reason="I think so too.")
    assert Link.objects.get().made_by == added.made_by


def test_a_pair_that_the_wording_suggests_is_refused_so_that_it_is_confirmed_instead(
    keeper, suggested
):
    with pytest.raises(
        ValidationError, match="linked already: the wording of the sources suggests it"
    ):
        add_link(
            by=keeper, from_item=suggested.from_item, to_item=suggested.to_item, reason="A reason."
        )


@pytest.mark.parametrize("decision", [reject_link, remove_link])
def test_what_was_set_aside_stands_again_with_the_new_reason(keeper, other_keeper, added, decision):
    decision(by=other_keeper, link=added, seen=1, reason="It is another matter.")
    again = add_link(
        by=other_keeper, from_item=added.from_item, to_item=added.to_item, reason="I was wrong."
    )

    stored = Link.objects.get()
    assert (stored.pk, stored.state, stored.made_by, stored.reason) == (
        again.pk,
        "added",
        other_keeper,
        "I was wrong.",
    )
    assert (stored.decided_by, stored.decision_reason, stored.version) == (None, "", 3)
    assert history()[-1] == ("added a link again", "link", "1.3 → C18", other_keeper.email)
    assert (
        json.loads(Change.objects.latest("id").before)["decision_reason"] == "It is another matter."
    )


@pytest.mark.parametrize(
    ("before", "after", "may"),
    [
        ("suggested", "confirmed", True),
        ("suggested", "rejected", True),
        ("suggested", "removed", False),
        ("added", "confirmed", True),
        ("added", "rejected", True),
        ("added", "removed", True),
        ("confirmed", "confirmed", False),
        ("confirmed", "rejected", True),
        ("confirmed", "removed", True),
        ("rejected", "confirmed", True),
        ("rejected", "rejected", False),
        ("rejected", "removed", False),
        ("removed", "confirmed", True),
        ("removed", "removed", False),
    ],
)
def test_what_may_become_of_a_link(keeper, suggested, before, after, may, time_machine):
    time_machine.move_to(date(2026, 3, 3))
    Link.objects.update(state=before)
    suggested.refresh_from_db()
    if not may:
        with pytest.raises(ValidationError, match="That cannot be done to this link"):
            DECISIONS[after](by=keeper, link=suggested, seen=1, reason="Because.")
        assert (Link.objects.get().state, history()) == (before, [])
        return
    DECISIONS[after](by=keeper, link=suggested, seen=1, reason="Because.")
    stored = Link.objects.get()
    assert (stored.state, stored.decided_by, stored.decision_reason) == (after, keeper, "Because.")
    assert (stored.decided_on, stored.version, len(history())) == (date(2026, 3, 3), 2, 1)


def test_a_decision_keeps_who_made_the_link_and_why(other_keeper, added):
    remove_link(by=other_keeper, link=added, seen=1, reason="It is another matter.")
    stored = Link.objects.get()
    assert (stored.made_by, stored.reason) == (added.made_by, "Both speak of short breaks.")
    assert Link.objects.counted().count() == 0


def test_the_same_decision_sent_twice_is_taken_once(keeper, suggested):
    for _click in range(2):
        confirm_link(by=keeper, link=Link.objects.get(), seen=1, reason="Because.")
    assert (Link.objects.get().version, len(history())) == (2, 1)


def test_whoever_decides_on_what_another_has_decided_meanwhile_is_told(
    keeper, other_keeper, suggested
):
    opened_before = Link.objects.get()
    reject_link(by=other_keeper, link=suggested, seen=1, reason="It is another matter.")
    for link in (opened_before, Link.objects.get()):
        with pytest.raises(Conflict) as conflict:
            confirm_link(by=keeper, link=link, seen=1, reason="Because.")
        assert conflict.value.current.decision_reason == "It is another matter."
    assert (Link.objects.get().state, len(history())) == ("rejected", 1)


@pytest.mark.parametrize("before", ["added", "rejected", "removed"])
def test_nobody_confirms_what_she_added_herself(keeper, other_keeper, added, before):
    Link.objects.update(state=before)
    own = Link.objects.get()
    with pytest.raises(PermissionDenied, match="You added this link yourself"):
        confirm_link(by=keeper, link=own, seen=1, reason="I am sure.")
    assert (Link.objects.get().state, len(history())) == (before, 1)
    assert confirm_link(by=other_keeper, link=own, seen=1, reason="So am I.").state == "confirmed"


def test_she_may_take_back_what_she_added_herself(keeper, added):
    assert remove_link(by=keeper, link=added, seen=1, reason="I was wrong.").state == "removed"
