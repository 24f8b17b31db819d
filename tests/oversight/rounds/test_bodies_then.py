"""Each body's part as a closed round keeps it, and what became of it since."""

import pytest
from django.utils.timezone import localdate

from accounts.words import day
from actions.models import Share
from actions.status import Status
from foundations.services.rounds import close_round
from oversight.rounds.comparing import compare
from oversight.rounds.frozen import read_frozen, read_now
from tests.conftest import forget_figures, html_of
from tests.factories import ReportedSubActionFactory, RoundFactory, ServiceFactory, ShareFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def joint(work):
    """Two parts of one sub-action: one of which its body has spoken, and one of a silent body."""
    row = ReportedSubActionFactory(item__heading="A bench for all")
    spoken = {"confirmed_on": localdate(), "status": Status.ON_TRACK}
    police, health = (ServiceFactory(name=name) for name in ("Police", "Health board"))
    first = ShareFactory(sub_action=row, service=police, words="Carry the bench.")
    Share.objects.filter(pk=first.pk).update(confirmed_by=first.named_by, **spoken)
    return row, first, ShareFactory(sub_action=row, service=health, words="Paint the bench.")


def test_the_page_of_then_says_what_each_was_to_do(joint, closed, signed_in, board):
    row, first, _second = joint
    Share.objects.filter(pk=first.pk).update(status=Status.OFF_TRACK)
    html = html_of(signed_in(board).get(f"/at/spring/1/sub-actions/{row.key}/"))
    assert "Each body’s part" in html
    assert "Police: “Carry the bench.” On track" in html
    assert "A body’s part is not known" in html


def test_what_became_of_them_is_told_between_two_days(joint, closed):
    row, first, second = joint
    then = read_frozen(localdate(), closed)
    Share.objects.filter(pk=first.pk).update(status=Status.OFF_TRACK)
    ended = {"ended_on": localdate(), "ended_by": first.named_by, "ended_reason": "We paint it."}
    Share.objects.filter(pk=second.pk).update(**ended)
    ShareFactory(sub_action=row, service=second.service, words="Clean the bench.")
    forget_figures()

    found = {section.title: section.lines for section in compare(then, read_now(localdate()))}

    [named] = found["Parts of bodies that were named"]
    assert named.title == f"{row.key}, part of Health board: “Clean the bench.”"
    [gone] = found["Parts of bodies that were ended"]
    assert "Paint the bench." in gone.title
    [otherwise] = found["Parts of bodies that go otherwise"]
    assert otherwise.parts == (("How it goes", "On track", "Off track"),)
    # The whole was not known, and goes badly now.
    assert [line.title for line in found["Sub-actions that changed"]] == [
        f"{row.key} {row.item.title}"
    ]


def test_the_changes_since_the_last_board_name_the_body_as_the_reason(
    joint, closed, signed_in, board
):
    row, first, _second = joint
    Share.objects.filter(pk=first.pk).update(status=Status.OFF_TRACK)
    html = html_of(signed_in(board).get("/board/changes/"))
    assert "A bench for all" in html
    assert "a body’s part does not go well" in html


def test_what_had_ended_and_counted_as_yet_stands_on_the_page_of_then(joint, closed):
    row, first, _second = joint
    gone = {"ended_by": first.named_by, "ended_reason": "We carry it."}
    Share.objects.filter(pk=first.pk).update(ended_on=localdate(), **gone)
    forget_figures()

    kept = read_now(localdate())

    assert [one.ended_on for one in kept.parts] == [localdate(), None]
    # Told once: between the rounds between which it was ended.
    assert "Parts of bodies that were ended" not in {
        section.title for section in compare(kept, kept)
    }
    Share.objects.filter(pk=first.pk).update(end_counts_from=localdate())
    forget_figures()
    later = read_now(localdate())
    assert len(later.parts) == 1
    assert compare(kept, later) == []


def test_the_page_of_then_says_what_had_ended(joint, administrator, signed_in, board):
    row, first, _second = joint
    gone = {"ended_by": first.named_by, "ended_reason": "We carry it."}
    Share.objects.filter(pk=first.pk).update(ended_on=localdate(), status=Status.OFF_TRACK, **gone)
    opened = RoundFactory(key="summer", asks_assessment=False)
    close_round(by=administrator, round=opened, seen=1)
    html = html_of(signed_in(board).get(f"/at/summer/1/sub-actions/{row.key}/"))
    assert "A body’s part does not go well" in html
    assert f"It had ended on {day(localdate())}, and counted until this closing." in html
