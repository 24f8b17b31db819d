"""What was promised first stays visible; what is moved counts after the next closing."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from actions.models import Move, SubAction, Term
from actions.moved import moved_terms
from actions.services import progress, work
from actions.status import Kind, Status
from foundations.services import rounds
from tests.conftest import html_of
from tests.factories import LinkFactory, RoundFactory

from .conftest import edit_form, post

pytestmark = [pytest.mark.django_db, pytest.mark.database]
FIRST, SECOND, THIRD = date(2026, 3, 31), date(2026, 9, 30), date(2027, 3, 31)
WHY = "The builder is late."


def edit(by, sub_action, **values):
    sub_action.refresh_from_db()
    work.edit_sub_action(by=by, sub_action=sub_action, seen=sub_action.version, **values)
    sub_action.refresh_from_db()


def counted(sub_action, on, name="due"):
    row = SubAction.objects.with_fresh_from(on).get(pk=sub_action.pk)
    return getattr(row, f"counted_{name}")


def moves_of(sub_action):
    """What was moved, as pages read it."""
    on = timezone.localdate()
    return moved_terms(SubAction.objects.with_contradictions(on).get(pk=sub_action.pk))


@pytest.fixture
def promised(keeper, sub_action):
    """Due on 31 March 2026, its kind confirmed."""
    edit(keeper, sub_action, due_on=FIRST)
    return sub_action


def test_a_first_promise_is_no_move_and_counts_at_once(promised, today):
    assert not Move.objects.exists()
    assert counted(promised, today) == FIRST


def test_a_promise_is_moved_only_with_a_reason(keeper, promised):
    with pytest.raises(ValidationError, match="Say why what was promised is changed: due day"):
        edit(keeper, promised, due_on=SECOND)
    promised.refresh_from_db()
    assert promised.due_on == FIRST


def test_what_is_not_moved_needs_none(keeper, promised):
    edit(keeper, promised, expected_difference="Fewer moves.", due_on=FIRST)
    assert promised.expected_difference == "Fewer moves."
    assert not Move.objects.exists()


def test_each_move_says_before_after_who_when_and_why(keeper, promised, today):
    edit(keeper, promised, due_on=SECOND, why=WHY)
    edit(keeper, promised, due_on=THIRD, why="It is later still.")

    (moved,) = moves_of(promised)
    assert moved.sentence == "Due day first promised: 31 March 2026; moved twice."
    assert [words for words, _move in moved.moves] == ["30 September 2026", "31 March 2027"]
    first = moved.moves[0][1]
    assert (first.made_by, first.made_on, first.why) == (keeper, today, WHY)


def test_a_target_a_kind_and_an_interval_are_promises_too(keeper, sub_action, today):
    edit(keeper, sub_action, target_number=1000, target_unit="participants", interval_months=3)
    edit(
        keeper,
        sub_action,
        kind=Kind.RECURRING,
        target_number=500,
        target_unit="participants",
        interval_months=6,
        why=WHY,
    )
    assert [(one.term, one.first) for one in moves_of(sub_action)] == [
        (Term.KIND, "Dated"),
        (Term.INTERVAL, "3"),
        (Term.TARGET, "1,000 participants"),
    ]
    assert counted(sub_action, today, "kind") == Kind.DATED
    assert counted(sub_action, today, "interval") == 3


def test_without_a_closing_a_move_counts_after_120_days(keeper, promised, today):
    edit(keeper, promised, due_on=SECOND, why=WHY)

    assert counted(promised, today + timedelta(days=120)) == FIRST
    assert counted(promised, today + timedelta(days=121)) == SECOND


def close(administrator, asked=True, opened=None, on=None):
    opened = opened or RoundFactory(asks_progress=asked)
    rounds.close_round(by=administrator, round=opened, seen=opened.version, on=on)


def test_a_move_counts_from_the_day_after_the_next_closing(keeper, administrator, promised, today):
    close(administrator, on=today - timedelta(days=3))
    edit(keeper, promised, due_on=SECOND, why=WHY)
    assert counted(promised, today + timedelta(days=500)) == FIRST

    close(administrator)

    assert counted(promised, today) == FIRST
    assert counted(promised, today + timedelta(days=1)) == SECOND


def test_what_is_moved_after_a_closing_of_the_same_day_waits_for_the_next(
    keeper, administrator, promised, today
):
    close(administrator)
    edit(keeper, promised, due_on=SECOND, why=WHY)
    assert counted(promised, today + timedelta(days=500)) == FIRST


def test_a_round_of_self_assessment_closes_nothing_for_it(keeper, administrator, promised, today):
    edit(keeper, promised, due_on=SECOND, why=WHY)
    close(administrator, asked=False)
    assert counted(promised, today + timedelta(days=1)) == FIRST


def test_taking_a_promise_away_and_making_it_anew_hides_nothing(keeper, promised, today):
    edit(keeper, promised, due_on=None, why=WHY)
    edit(keeper, promised, due_on=THIRD)
    assert counted(promised, today) == FIRST
    assert moves_of(promised)[0].moves[0][0] == "taken away"


def test_another_kind_does_not_hide_what_was_said(keeper, promised, today):
    edit(keeper, promised, due_on=None, why=WHY)
    update = post(keeper, promised, Status.AT_RISK)
    edit(keeper, promised, kind=Kind.ONGOING, why=WHY)
    assert promised.status == Status.NOT_REPORTED
    assert counted(promised, today, "status") == Status.AT_RISK
    assert counted(promised, today, "confirmed") == today

    update.sub_action.refresh_from_db()
    progress.withdraw(by=keeper, update=update, seen=update.sub_action.version, reason="Wrong.")
    assert counted(promised, today, "status") == Status.NOT_REPORTED


def test_a_word_that_is_withdrawn_brings_back_what_was_said_before_the_kind_was_changed(
    keeper, promised, today
):
    edit(keeper, promised, due_on=None, why=WHY)
    post(keeper, promised, Status.AT_RISK)
    later = post(keeper, promised, Status.ON_TRACK)
    edit(keeper, promised, kind=Kind.ONGOING, why=WHY)
    kept = post(keeper, promised, Status.IN_PLACE)
    for update, found in ((kept, Status.ON_TRACK), (later, Status.AT_RISK)):
        promised.refresh_from_db()
        progress.withdraw(by=keeper, update=update, seen=promised.version, reason="Wrong.")
        assert counted(promised, today, "status") == found
        assert counted(promised, today, "confirmed") == today


def test_a_kind_that_was_reported_on_or_dated_is_a_promise_although_nobody_confirmed_it(
    keeper, sub_action, today
):
    assert sub_action.kind_confirmed_on is None
    post(keeper, sub_action, Status.AT_RISK)
    with pytest.raises(ValidationError, match="is changed: kind of work"):
        edit(keeper, sub_action, kind=Kind.ONGOING)

    edit(keeper, sub_action, kind=Kind.ONGOING, why=WHY)

    assert counted(sub_action, today, "kind") == Kind.DATED
    assert counted(sub_action, today, "status") == Status.AT_RISK


def test_what_counts_before_the_first_closing_goes_on_counting(
    keeper, administrator, promised, today, time_machine
):
    edit(keeper, promised, due_on=SECOND, why=WHY)
    later = today + timedelta(days=200)
    assert counted(promised, later) == SECOND
    time_machine.move_to(later)

    close(administrator, opened=RoundFactory(first_day=later, last_day=later))

    for days in (0, 1, 500):
        assert counted(promised, later + timedelta(days=days)) == SECOND


def test_the_form_asks_why_and_the_page_tells_it(signed_in, keeper, board, promised):
    address = f"/sub-actions/{promised.key}/edit/"
    sent = edit_form(promised, due_on="30/9/2026")
    answer = signed_in(keeper).post(address, sent)
    assert answer.context["form"].errors == {
        "why": ["Say why what was promised is changed: due day."]
    }

    assert signed_in(keeper).post(address, sent | {"why": WHY}).status_code == 302

    page = html_of(signed_in(board).get(promised.get_absolute_url()))
    assert "Due day first promised: 31 March 2026; moved once." in page
    assert WHY in page


# Wherever a day or target is shown


def test_the_first_promise_stands_beside_the_present_one_everywhere(
    signed_in, keeper, board, promised, today
):
    edit(keeper, promised, target_number=1000, target_unit="adults")
    edit(keeper, promised, due_on=SECOND, why=WHY)
    edit(keeper, promised, due_on=THIRD, target_number=500, target_unit="adults", why="Staff left.")
    post(keeper, promised, Status.AT_RISK)
    call = LinkFactory(from_item=promised.item, to_item__kind="call", state="confirmed").to_item
    day = "Due day first promised: 31 March 2026; moved twice, last because: “Staff left”."
    target = "Target first promised: 1,000 adults; moved once, because: “Staff left”."
    places = [
        (board, promised.get_absolute_url()),
        (board, promised.action.get_absolute_url()),
        (board, "/sub-actions/"),
        (board, call.get_absolute_url()),
        (keeper, "/my-work/"),
    ]
    for who, path in places:
        html = html_of(signed_in(who).get(path))
        assert day in html, path
        assert target in html, path


def test_what_was_never_moved_says_nothing_of_it(signed_in, keeper, promised):
    html = html_of(signed_in(keeper).get("/sub-actions/"))
    assert promised.key in html
    assert "first promised" not in html
    assert moved_terms(promised) == []
