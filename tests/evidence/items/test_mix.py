"""The mix of evidence is said in words, and plainly when care experienced people have not been
heard.
"""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actions.status import Status
from evidence.items.mix import read_mix
from foundations.models import FrameworkItem
from tests.conftest import html_of
from tests.factories import (
    EvidenceFactory,
    ItemFactory,
    LinkFactory,
    ProgressUpdateFactory,
    SubActionFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NEVER = "Care experienced people have not yet been heard on this."
NOT_LATELY = "Care experienced people have not been heard on this in the last 12 months."
UNHEARD = "Complete, not yet heard"


@pytest.fixture
def client(signed_in, board):
    return signed_in(board)


def page(client, thing) -> str:
    return html_of(client.get(thing.get_absolute_url()))


def complete(sub_action) -> None:
    today = timezone.localdate()
    sub_action.status, sub_action.reported_on, sub_action.completed_on = (
        Status.COMPLETE,
        today,
        today,
    )
    sub_action.save()


def test_the_mix_counts_each_kind_in_one_order(client, sub_action):
    for kind in ("data", "voice", "document", "voice"):
        EvidenceFactory(kind=kind, supports=[sub_action.item])
    html = page(client, sub_action)
    assert "2 from people with care experience, 1 figure, 1 document." in html
    assert NEVER not in html
    assert NOT_LATELY not in html


@pytest.mark.parametrize("evidence", [None, "data"])
def test_nobody_was_heard_yet(client, sub_action, evidence):
    if evidence:
        EvidenceFactory(kind=evidence, supports=[sub_action.item])
    for thing in (sub_action, sub_action.action):
        assert NEVER in page(client, thing)


def test_nobody_was_heard_lately(client, sub_action):
    EvidenceFactory(
        kind="voice",
        dated_on=timezone.localdate() - timedelta(days=400),
        supports=[sub_action.item],
    )
    html = page(client, sub_action)
    assert "They were last heard on this <strong>13 months ago</strong>" in html
    assert NEVER not in html


@pytest.mark.parametrize(("days", "lately"), [(365, True), (366, False)])
def test_twelve_months_are_counted_to_the_day(board, sub_action, days, lately):
    on = date(2026, 3, 1)
    dated_on = on - timedelta(days=days)
    EvidenceFactory(kind="voice", dated_on=dated_on, supports=[sub_action.item])
    assert read_mix(sub_action.item, board, on).gap == ("" if lately else NOT_LATELY)


def test_removed_evidence_and_support_do_not_count(client, sub_action):
    gone = EvidenceFactory(
        kind="voice", supports=[sub_action.item], removed_on=timezone.localdate()
    )
    taken = EvidenceFactory(kind="voice", supports=[sub_action.item])
    taken.supports.update(removed_on=timezone.localdate())
    html = page(client, sub_action)
    assert NEVER in html
    assert gone.title not in html
    assert taken.title not in html


def test_an_action_has_the_evidence_of_its_parts(client, sub_action):
    criterion = ItemFactory(kind="criterion", parent=sub_action.item)
    of_part = EvidenceFactory(kind="voice", supports=[criterion, sub_action.item])
    of_action = EvidenceFactory(kind="practice", supports=[sub_action.action.item])
    assert "1 from people with care experience, 1 on practice." in page(client, sub_action.action)
    html = page(client, sub_action)
    assert "1 from people with care experience." in html
    assert of_part.title in html
    assert of_action.title not in html


def test_a_published_text_is_not_called_unheard(client, call):
    EvidenceFactory(kind="data", supports=[call])
    html = page(client, call)
    assert "<span>1 figure</span>" in html
    assert NEVER not in html


# Complete, not yet heard


def test_complete_without_voice_says_so_on_its_page_and_in_lists(client, sub_action):
    complete(sub_action)
    EvidenceFactory(kind="data", supports=[sub_action.item])
    for path in (
        sub_action.get_absolute_url(),
        sub_action.action.get_absolute_url(),
    ):
        assert UNHEARD in html_of(client.get(path)), path
    # The list has the word beside it already.
    assert ">not yet heard</span>" in html_of(client.get("/sub-actions/"))


def test_complete_with_voice_or_not_complete_does_not(client, sub_action):
    html = page(client, sub_action)
    assert sub_action.item.text in html
    assert UNHEARD not in html
    complete(sub_action)
    # However long ago: what is complete was heard once.
    EvidenceFactory(
        kind="voice",
        dated_on=timezone.localdate() - timedelta(days=900),
        supports=[sub_action.item],
    )
    for path in (sub_action.get_absolute_url(), "/sub-actions/"):
        html = html_of(client.get(path))
        assert sub_action.key in html, path
        assert UNHEARD not in html, path
        assert ">not yet heard</span>" not in html, path


# Elsewhere


@pytest.mark.parametrize(("visibility", "marked"), [("internal", True), ("board", False)])
def test_evidence_beside_an_update_says_that_it_is_internal(
    signed_in, keeper, service, sub_action, visibility, marked
):
    update = ProgressUpdateFactory(sub_action=sub_action)
    own = EvidenceFactory(visibility=visibility, service=service, supports=[sub_action.item])
    own.supports.update(update=update)
    html = page(signed_in(keeper), sub_action)
    beside = html.partition(f'id="update-{update.pk}"')[2].partition("</article>")[0]
    assert own.title in beside
    assert ("<strong>Internal</strong>" in beside) == marked


def test_evidence_stands_beside_its_update(client, sub_action):
    update, other = ProgressUpdateFactory.create_batch(2, sub_action=sub_action)
    evidence = EvidenceFactory(supports=[sub_action.item])
    evidence.supports.update(update=update)
    html = page(client, sub_action)
    own, others = (
        html.partition(f'id="update-{row.pk}"')[2].partition("</article>")[0]
        for row in (update, other)
    )
    assert f'<a href="{evidence.get_absolute_url()}">{evidence.title}</a>' in own
    assert "What changed" in others
    assert "<h4>Evidence</h4>" not in others
    assert "Add evidence to this update" not in html


def test_a_foundation_counts_the_evidence_of_each_call_and_opens_a_list_of_its_length(client):
    foundation = ItemFactory(kind="foundation", key="care", heading="Care")
    call, bare = ItemFactory.create_batch(2, kind="call", parent=foundation)
    EvidenceFactory.create_batch(2, supports=[call])
    EvidenceFactory(supports=[call], visibility="internal")
    EvidenceFactory(supports=[call], removed_on=timezone.localdate())
    answer = client.get("/foundations/care/")
    assert len(answer.context["calls"]) == 2
    html = html_of(answer)
    assert f'<a href="/evidence/?supports={call.key}">2 pieces of evidence' in html
    assert html.count("of evidence") == 1
    assert client.get("/evidence/", {"supports": call.key}).context["page"].paginator.count == 2


def test_a_cited_page_leads_down_to_evidence(client, framework):
    recommendation, other = (FrameworkItem.objects.get(key=key) for key in ("T8.R1", "T9.R5"))
    evidence, elsewhere = (
        EvidenceFactory(supports=[recommendation]),
        EvidenceFactory(supports=[other]),
    )
    html = html_of(client.get("/pages/the-promise/85/"))
    assert evidence.get_absolute_url() in html
    assert elsewhere.get_absolute_url() not in html


# However much there is


def cost(client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_evidence_costs_the_same_however_much_there_is(signed_in, service, keeper, sub_action):
    foundation = ItemFactory(kind="foundation", key="care", heading="Care")
    call = ItemFactory(kind="call", key="C18", parent=foundation)
    LinkFactory(from_item=sub_action.item, to_item=call)
    update, evidence = (
        ProgressUpdateFactory(sub_action=sub_action),
        EvidenceFactory(added_by=keeper, service=service, supports=[ItemFactory()]),
    )
    ItemFactory(kind="fundamental")
    paths = [
        thing.get_absolute_url()
        for thing in (sub_action, sub_action.action, call, foundation, evidence)
    ]
    paths += ["/evidence/?kind=practice", "/sub-actions/", f"/evidence/add/{sub_action.key}/"]
    paths += [f"/evidence/{evidence.pk}/support/", f"/evidence/{evidence.pk}/edit/"]
    client = signed_in(keeper)
    before = {path: cost(client, path) for path in paths}
    more = SubActionFactory.create_batch(
        3, action=sub_action.action, item__parent=sub_action.action.item
    )
    complete(more[0])
    for number in range(30):
        added = EvidenceFactory(supports=[sub_action.item, call, more[number % 3].item])
        added.supports.filter(item=sub_action.item).update(update=update)
    evidence.supports.create(item=sub_action.item, update=update, made_by=keeper)
    evidence.supports.create(item=call, made_by=keeper)
    assert {path: cost(client, path) for path in paths} == before
