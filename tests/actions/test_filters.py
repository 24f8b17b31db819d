"""The list of sub-actions under its filters, which the Board's figures open."""

from datetime import timedelta

import pytest

from actions.attention import ATTENTION, needing
from actions.models import SubAction
from actions.status import Kind, Status
from foundations.models import PublishedTarget
from tests.conftest import html_of
from tests.factories import (
    ActionFactory,
    EvidenceFactory,
    ItemFactory,
    LinkFactory,
    ServiceFactory,
    SubActionFactory,
)

from .conftest import post

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def listed(signed_in, board):
    """The keys that the list shows under these filters."""
    client = signed_in(board)

    def keys(**filters) -> set[str]:
        answer = client.get("/sub-actions/", filters)
        assert answer.status_code == 200
        return {row.sub_action.key for row in answer.context["listing"].rows}

    return keys


@pytest.fixture
def council(keeper, service, today):
    """One sub-action for each thing to look at, named by it, and one that needs nothing."""
    names = [*(one.key for one in ATTENTION), "fine"]
    rows = {
        name: SubActionFactory(
            item=ItemFactory(key=name, kind="sub-action"),
            service=service,
            owners=[keeper],
            target_number=1,
            target_unit="home",
            funding="funded",
            funded_until=today,
            funded_by="A fund",
            status=Status.NOT_STARTED,
            reported_on=today,
            confirmed_on=today,
        )
        for name in names
    }
    change(rows["stuck"], status=Status.AT_RISK)
    change(rows["late"], due_on=today - timedelta(days=1))
    change(rows["stale"], confirmed_on=today - timedelta(days=121))
    change(rows["contradicted"], due_on=today - timedelta(days=1), status=Status.ON_TRACK)
    change(rows["not-reported"], status=Status.NOT_REPORTED, reported_on=None, confirmed_on=None)
    PublishedTarget.objects.create(
        item=rows["source-date-passed"].item, words="By then", last_day=today - timedelta(1)
    )
    change(rows["review-passed"], kind="recurring", review_on=today - timedelta(days=1))
    rows["no-owner"].owners.clear()
    change(rows["no-service"], service=None)
    change(rows["no-target"], target_number=None, target_unit="")
    change(rows["not-funded"], funding="not-funded", funded_until=None, funded_by="")
    change(rows["funding-not-known"], funding="not-known", funded_until=None, funded_by="")
    EvidenceFactory(
        kind="voice", supports=[row.item for name, row in rows.items() if name != "not-heard"]
    )
    return rows


def change(row, **values) -> None:
    SubAction.objects.filter(pk=row.pk).update(**values)


@pytest.mark.parametrize("attention", [one.key for one in ATTENTION])
def test_each_attention_lists_what_needs_it_and_counts_the_same(listed, council, today, attention):
    # A contradiction is late as well, and what no service keeps has no owner.
    also = {
        "late": {"contradicted"},
        "stuck": {"late", "contradicted"},
        "no-owner": {"no-service"},
    }
    expected = {attention} | also.get(attention, set())
    assert listed(attention=attention) == expected
    assert needing(SubAction.objects.all(), attention, today).count() == len(expected)


def test_without_filters_everything_is_listed(listed, council):
    assert listed() == set(council)


@pytest.mark.parametrize("status", [Status.COMPLETE, Status.STOPPED])
def test_what_is_settled_is_neither_late_nor_stale_nor_owed_to_the_source(council, today, status):
    settled = ("late", "stale", "contradicted", "source-date-passed", "not-reported")
    for attention in settled:
        assert needing(SubAction.objects.all(), attention, today).exists()
    for row in council.values():
        change(
            row,
            status=status,
            reported_on=today,
            completed_on=today if status == Status.COMPLETE else None,
        )
    for attention in settled:
        assert not needing(SubAction.objects.all(), attention, today).exists()


@pytest.mark.parametrize("how", ["replaced", "stopped by decision"])
@pytest.mark.share(4)
@pytest.mark.parametrize("attention", [one.key for one in ATTENTION])
def test_of_what_is_replaced_or_stopped_by_decision_nothing_is_owed(
    listed, council, today, attention, how
):
    assert attention in listed(attention=attention)
    for name, row in council.items():
        if how == "stopped by decision":
            decided = {"decided_on": today, "decided_by": "The Committee"}
            change(row, status=Status.STOPPED, reported_on=today, confirmed_on=today, **decided)
        elif name != "fine":
            replaced = {"replaced_on": today, "replaced_reason": "Merged."}
            change(row, replaced_by=council["fine"], **replaced)
    assert listed(attention=attention) == set()


def test_what_is_stuck_stands_worst_first_with_title_and_owner(
    signed_in, board, keeper, service, today
):
    def stuck(status, days=None):
        due = today - timedelta(days=days) if days else None
        said = {"status": status, "reported_on": today, "confirmed_on": today}
        return SubActionFactory(service=service, owners=[keeper], due_on=due, **said)

    late, amber = stuck(Status.NOT_STARTED, days=90), stuck(Status.AT_RISK)
    red, redder = stuck(Status.OFF_TRACK, days=3), stuck(Status.OFF_TRACK, days=30)
    stuck(Status.ON_TRACK)

    answer = signed_in(board).get("/sub-actions/?attention=stuck")

    shown = [row.sub_action for row in answer.context["listing"].rows]
    assert shown == [redder, red, amber, late]
    html = html_of(answer)
    for row in shown:
        assert row.item.title in html
    assert html.count("Kirsty") == len(shown)


def test_a_number_in_the_source_is_a_target(council, today):
    PublishedTarget.objects.create(
        item=council["no-target"].item, words="1,000 participants", number=1000
    )
    assert not needing(SubAction.objects.all(), "no-target", today).exists()
    PublishedTarget.objects.filter(number=1000).update(number=None)
    assert needing(SubAction.objects.all(), "no-target", today).count() == 1


def test_status_kind_and_service(listed, council, other_service):
    change(council["fine"], kind=Kind.RECURRING, service=other_service)
    assert listed(status="not-reported") == {"not-reported"}
    assert listed(service="housing") == {"fine"}
    assert listed(kind="recurring") == {"fine", "review-passed"}
    assert listed(kind="recurring", status="on-track") == set()


@pytest.fixture
def linked():
    """A call of the foundation of care, answered by 1.1 itself, by 2.1 through its action, and by
    3.1 in no way.
    """
    care = ItemFactory(key="care", kind="foundation", heading="Care")
    call = ItemFactory(key="C1", kind="call", parent=care)
    items = [
        ItemFactory(key=f"{n}.1", kind="sub-action", text=f"Wording number {n}") for n in (1, 2, 3)
    ]
    actions = [ActionFactory(item=ItemFactory(key=str(n), kind="action")) for n in (1, 2, 3)]
    for item, action in zip(items, actions, strict=True):
        SubActionFactory(item=item, action=action)
    LinkFactory(from_item=items[0], to_item=call)
    LinkFactory(from_item=actions[1].item, to_item=call, confidence="medium")
    LinkFactory(from_item=items[2], to_item=call, confidence="low")
    return items


def test_foundation_by_own_link_or_through_the_action(listed, linked):
    assert listed(foundation="care") == {"1.1", "2.1"}
    assert listed(foundation="none") == {"3.1"}


def test_rejected_links_do_not_count_and_confirmed_ones_do(listed, linked):
    linked[0].links_out.update(state="rejected")
    linked[2].links_out.update(state="confirmed")
    assert listed(foundation="care") == {"2.1", "3.1"}


def test_words_of_the_wording_the_title_or_the_key(listed, linked):
    SubActionFactory(
        item=ItemFactory(key="1.L1", kind="sub-action", heading="Play outside", text="", local=True)
    )
    assert listed(words="WORDING number 2") == {"2.1"}
    assert listed(words=" play ") == {"1.L1"}
    assert listed(words="1.l1") == {"1.L1"}
    assert listed(words="1") == {"1.1"}
    assert listed(words="100%") == listed(words="_") == set()


@pytest.mark.parametrize(
    "filters",
    [
        {"status": "splendid"},
        {"attention": "everything"},
        {"foundation": "X"},
        {"service": "no-such"},
        {"service": "\x00"},
        {"kind": "\x00"},
        {"words": "\x00"},
        {"words": "x" * 60_000},
    ],
)
def test_odd_filters_are_said_by_the_field(signed_in, board, council, filters):
    answer = signed_in(board).get("/sub-actions/", filters)
    assert answer.status_code == 200
    assert list(answer.context["filter"].form.errors) == list(filters)
    assert "to put right" in answer.content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "9" * 400, "9" * 5000, "x", "\x00", "last"])
def test_odd_pages_show_a_page(listed, council, page):
    assert listed(page=page) == set(council)


def test_a_wording_without_a_blank_does_not_fill_the_page(signed_in, board, council):
    SubActionFactory(item__text="Àite" * 5_000)

    answer = signed_in(board).get("/sub-actions/")

    assert "ÀiteÀite" in answer.content.decode()
    assert answer.content.decode().count("Àite") < 100


def test_fifty_a_page_and_each_row_once(listed, keeper):
    rows = SubActionFactory.create_batch(60, service=ServiceFactory())
    post(keeper, SubActionFactory(service=keeper.services[0]))
    first, second = listed(), listed(page="2")
    assert (len(first), len(second), len(first & second)) == (50, 11, 0)
    assert {row.key for row in rows} <= first | second
