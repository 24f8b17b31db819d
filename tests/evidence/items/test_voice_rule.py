"""Being kept is for people with care experience to say: every door asks, and what lapses is shown
as contradicted.
"""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from actions.contradictions import sentences
from actions.models import SubAction
from actions.reasons import Proposal, reasons_against
from actions.services import progress, work
from actions.status import Kind, Status
from evidence.items import services as items
from evidence.items.supports import remove_support
from evidence.items.voice import year_before
from tests.evidence.items.adding import add
from tests.evidence.items.keeping import REFUSED, post, voice
from tests.factories import ItemFactory

pytestmark = pytest.mark.django_db
CONTRADICTED = (
    "Reported as being kept, but of the last 12 months there is no evidence of what people with "
    "care experience say"
)
HEARD_ON, NOON = date(2025, 3, 1), datetime(2025, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def heard(champions, commitment):
    return voice(champions, commitment.item)


def status_of(sub_action) -> str:
    return SubAction.objects.get(pk=sub_action.pk).status


# What is asked


def test_it_is_refused_with_the_reason_until_voice_is_attached(keeper, champions, commitment):
    with pytest.raises(ValidationError) as refused:
        post(keeper, commitment)
    assert refused.value.message_dict["status"][0].startswith(REFUSED)
    assert "Until then choose “In place”" in refused.value.message_dict["status"][0]
    post(keeper, commitment, Status.IN_PLACE)
    voice(champions, commitment.item)
    assert post(keeper, commitment).status == Status.BEING_KEPT


@pytest.mark.parametrize("kind", ["data", "practice", "document"])
def test_no_other_kind_will_do(keeper, commitment, kind):
    add(keeper, commitment.item, kind=kind)
    with pytest.raises(ValidationError, match="Being kept"):
        post(keeper, commitment)


def test_voice_on_a_criterion_will_do_and_on_its_action_or_other_work_will_not(
    keeper, champions, commitment, sub_action, service
):
    commitment.action.service = service
    commitment.action.save()
    voice(champions, commitment.action.item, sub_action.item)
    with pytest.raises(ValidationError):
        post(keeper, commitment)
    voice(champions, ItemFactory(kind="criterion", parent=commitment.item))
    assert post(keeper, commitment).status == Status.BEING_KEPT


@pytest.mark.parametrize(("days", "good"), [(365, True), (366, False)])
def test_twelve_months_are_counted_to_the_day_of_the_report(
    keeper, champions, commitment, time_machine, days, good
):
    time_machine.move_to(NOON + timedelta(days=days))
    voice(champions, commitment.item, dated_on=HEARD_ON)
    if good:
        assert post(keeper, commitment).status == Status.BEING_KEPT
    else:
        with pytest.raises(ValidationError):
            post(keeper, commitment)


@pytest.mark.parametrize(("days", "good"), [(0, True), (1, False)])
def test_what_is_said_after_the_day_of_the_report_does_not_bear_it_out(
    keeper, champions, commitment, days, good
):
    on = timezone.localdate() - timedelta(days=1)
    voice(champions, commitment.item, dated_on=on + timedelta(days=days))
    if good:
        assert post(keeper, commitment, on=on).status == Status.BEING_KEPT
    else:
        with pytest.raises(ValidationError):
            post(keeper, commitment, on=on)


def test_the_year_before_a_leap_day_begins_on_the_28th():
    assert year_before(date(2028, 2, 29)) == date(2027, 2, 28)
    assert year_before(date(2029, 2, 28)) == date(2028, 2, 28)


def test_complete_is_allowed_without_it(keeper, sub_action):
    update = post(keeper, sub_action, Status.COMPLETE, completed_on=timezone.localdate())
    assert update.status == status_of(sub_action) == Status.COMPLETE


# Every door


def test_door_form(signed_in, keeper, champions, commitment):
    sent = {
        "version": 1,
        "status": "being-kept",
        "changed": "We asked, and they said so.",
        "visibility": "board",
        "form_key": "6f7e1f0c-2a86-4a43-9a6b-1f1a5a2a0003",
    }
    client, path = signed_in(keeper), f"/sub-actions/{commitment.key}/update/"
    answer = client.post(path, sent)
    assert answer.context["form"].errors["status"][0].startswith(REFUSED)
    assert answer.context["form"]["changed"].value() == sent["changed"]
    assert status_of(commitment) == Status.NOT_REPORTED
    voice(champions, commitment.item)
    assert client.post(path, sent).status_code == 302
    assert status_of(commitment) == Status.BEING_KEPT


@pytest.mark.parametrize(
    ("attached", "after"), [(True, Status.BEING_KEPT), (False, Status.NOT_REPORTED)]
)
def test_door_withdrawal(keeper, champions, commitment, heard, attached, after):
    post(keeper, commitment)
    later = post(keeper, commitment, Status.SLIPPING)
    if not attached:
        items.remove_evidence(by=champions, evidence=heard, seen=1, reason="It was wrong.")
    progress.withdraw(by=keeper, update=later, seen=3, reason="Wrong.")
    assert status_of(commitment) == after


@pytest.mark.parametrize(
    ("attached", "after"), [(True, Status.BEING_KEPT), (False, Status.NOT_REPORTED)]
)
def test_door_change_of_kind(keeper, commitment, heard, attached, after):
    post(keeper, commitment)
    edit = partial(work.edit_sub_action, by=keeper, sub_action=commitment, why="It was wrong.")
    edit(seen=2, kind=Kind.RECURRING, interval_months=12)
    assert status_of(commitment) == Status.NOT_REPORTED
    if not attached:
        remove_support(by=keeper, support=heard.supports.get(), reason="Too far.")
    edit(seen=3, kind=Kind.ONGOING)
    assert status_of(commitment) == after


def test_saying_still_true_is_no_new_report(keeper, champions, commitment, heard):
    """What was confirmed stays as it was reported, and is shown as contradicted."""
    post(keeper, commitment)
    items.remove_evidence(by=champions, evidence=heard, seen=1, reason="It was wrong.")
    commitment.refresh_from_db()
    progress.confirm(by=keeper, sub_action=commitment, seen=commitment.version)
    assert status_of(commitment) == Status.BEING_KEPT


# When it lapses


def contradicted(client, sub_action) -> set[str]:
    """The places that show the sub-action as contradicted: its page, the list and its file,
    its filter.
    """
    found = set()
    if CONTRADICTED in client.get(sub_action.get_absolute_url()).content.decode():
        found.add("page")
    if CONTRADICTED in client.get("/sub-actions/").content.decode():
        found.add("list")
    if CONTRADICTED in client.get("/sub-actions/export/").getvalue().decode():
        found.add("file")
    listed = client.get("/sub-actions/?attention=contradicted").context["page"].object_list
    if [row.pk for row in listed] == [sub_action.pk]:
        found.add("filter")
    return found


EVERYWHERE = {"page", "list", "file", "filter"}


def test_on_day_365_it_holds_and_on_day_366_it_is_contradicted(
    signed_in, keeper, champions, board, commitment, time_machine
):
    time_machine.move_to(NOON)
    voice(champions, commitment.item, dated_on=HEARD_ON)
    post(keeper, commitment)
    time_machine.move_to(NOON + timedelta(days=365))
    assert contradicted(signed_in(board), commitment) == set()
    time_machine.move_to(NOON + timedelta(days=366))
    assert contradicted(signed_in(board), commitment) == EVERYWHERE
    assert status_of(commitment) == Status.BEING_KEPT


@pytest.mark.parametrize("how", ["removed", "taken back", "of another kind", "of an earlier day"])
def test_without_its_evidence_the_status_stays_and_is_contradicted(
    signed_in, keeper, champions, board, commitment, heard, how
):
    post(keeper, commitment)
    client = signed_in(board)
    assert contradicted(client, commitment) == set()
    if how == "removed":
        items.remove_evidence(by=champions, evidence=heard, seen=1, reason="It was wrong.")
    elif how == "taken back":
        remove_support(by=keeper, support=heard.supports.get(), reason="Too far.")
    elif how == "of another kind":
        items.edit_evidence(by=champions, evidence=heard, seen=1, kind="practice")
    else:
        items.edit_evidence(
            by=champions,
            evidence=heard,
            seen=1,
            dated_on=timezone.localdate() - timedelta(days=400),
        )
    assert contradicted(client, commitment) == EVERYWHERE
    assert status_of(commitment) == Status.BEING_KEPT
    voice(champions, commitment.item)
    assert contradicted(client, commitment) == set()


def test_the_board_counts_who_was_not_heard(
    signed_in, keeper, champions, board, commitment, sub_action
):
    voice(champions, commitment.item, dated_on=date(2020, 1, 1))
    client = signed_in(board)
    figures = {note.key: note for note in client.get("/board/").context["board"].hearing}
    assert {key: note.number for key, note in figures.items()} == {"longer-ago": 1, "not-yet": 1}
    listed = client.get(figures["not-yet"].url).context["page"]
    assert [row.pk for row in listed] == [sub_action.pk]


def test_the_rule_and_its_contradiction_are_said_once(keeper, champions, commitment):
    assert len(reasons_against(commitment, Proposal(Status.BEING_KEPT, timezone.localdate()))) == 1

    voice(champions, commitment.item)
    post(keeper, commitment)
    items.remove_evidence(
        by=champions, evidence=commitment.item.supports.get().evidence, seen=1, reason="Withdrawn"
    )
    row = SubAction.objects.with_contradictions(timezone.localdate()).get(pk=commitment.pk)
    assert len(sentences(row)) == 1
