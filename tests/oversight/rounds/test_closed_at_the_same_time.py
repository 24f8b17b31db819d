"""A round is closed while somebody writes in it, or closes it too: what its snapshot holds is what
history tells before the closing.
"""

from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from accounts.again import tried_again
from accounts.models import Change, Role
from accounts.versions import Conflict
from actions.services.progress import post_update
from actions.services.shares import end_share, say_of_share
from evidence.assessments.places import find_place
from evidence.assessments.services.boxes import save_answer
from evidence.assessments.services.citing import say_no_evidence
from evidence.assessments.services.states import submit
from evidence.models import SelfAssessment
from foundations.models import Kind, Round
from foundations.services.rounds import close_round, undo_closing
from oversight.rounds.frozen import Frozen, from_values
from oversight.rounds.models import Snapshot
from oversight.rounds.texts import together
from tests.at_once import TIMES, at_once
from tests.conftest import person
from tests.factories import ItemFactory, RoundFactory, ShareFactory, SubActionFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
REFUSED = (ValidationError, Conflict)


@pytest.fixture
def closer(db):
    made = person("Bea", Role.BOARD)
    made.appointments.update(closes_rounds=True)
    return made


@pytest.fixture
def theme(db):
    made = ItemFactory(kind=Kind.THEME, key="T1", has_template=True)
    for number in (1, 2):
        ItemFactory(kind=Kind.PROMPT, key=f"Q{number}", text=f"Question {number}?")
    return made


def opened(**values) -> Round:
    return RoundFactory(first_day=localdate(), last_day=localdate(), **values)


def closing(closer, round: Round) -> partial:
    """Close a round as its page does: where it waits too long for a lock, once more."""
    found = Round.objects.get(pk=round.pk)
    return partial(tried_again(close_round), by=closer, round=found, seen=1)


def kept(round: Round) -> Frozen:
    """What the only edition of a round keeps."""
    found = Snapshot.objects.get(edition__round=round)
    return from_values(together(found.frozen, found.texts))


def is_before_the_closing(act: str) -> bool:
    """Whether history tells of an act before the last closing; the newest of both are looked at."""
    newest = Change.objects.filter(act__in=["closed", act]).order_by("-id")[:2]
    return [line.act for line in newest] == ["closed", act]


def test_an_update_is_in_the_snapshot_if_history_tells_it_before(keeper, closer, service):
    for _time in range(TIMES):
        row, round = SubActionFactory(service=service), opened(asks_assessment=False)
        said = {"status": "on-track", "changed": "It began."}
        at_once(
            closing(closer, round),
            partial(post_update, by=keeper, sub_action=row, seen=1, **said),
        )
        found = kept(round)
        (work,) = [one for one in found.figures.work if one.pk == row.pk]
        is_before = is_before_the_closing("posted an update")
        assert (work.status == "on-track") == is_before
        # All that is kept says the same.
        (own,) = [one for one in found.by_service if one.key == service.key]
        assert (
            own.reported
            == found.progress.reported
            == sum(one.reported_on == localdate() for one in found.figures.work)
        )


def test_a_part_waits_for_the_next_closing_if_history_tells_its_end_after_this_one(
    keeper, other_keeper, closer, service, other_service
):
    row = SubActionFactory(service=service)
    spoken = {"status": "off-track", "confirmed_on": localdate(), "confirmed_by": other_keeper}
    for _time in range(TIMES):
        share = ShareFactory(sub_action=row, service=other_service, named_by=keeper, **spoken)
        round = opened(asks_assessment=False)
        at_once(
            closing(closer, round),
            partial(tried_again(end_share), by=keeper, share=share, seen=1, reason="We do it."),
        )
        is_before = is_before_the_closing("ended a body’s part")
        share.refresh_from_db()
        assert bool(share.end_counts_from) == bool(share.end_counted_by_id) == is_before
        # On this day it counts all the same, and the snapshot says whether it had ended.
        (part,) = [one for one in kept(round).parts if one.pk == share.pk]
        assert bool(part.ended_on) == is_before


def test_a_word_on_a_part_is_in_the_snapshot_if_history_tells_it_before(
    keeper, other_keeper, closer, service, other_service
):
    for _time in range(TIMES):
        row, round = SubActionFactory(service=service), opened(asks_assessment=False)
        share = ShareFactory(sub_action=row, service=other_service, named_by=keeper)
        said = {"status": "off-track", "words": "One has left."}
        at_once(
            closing(closer, round),
            partial(tried_again(say_of_share), by=other_keeper, share=share, seen=1, **said),
        )
        found = kept(round)
        (part,) = [one for one in found.parts if one.pk == share.pk]
        (work,) = [one for one in found.figures.work if one.pk == row.pk]
        is_before = is_before_the_closing("said how a part goes")
        assert (part.status == "off-track") == is_before
        assert work.group == ("not-going-well" if is_before else "not-known")


def filled(theme, round: Round, service, keeper) -> SelfAssessment:
    """A self-assessment that only waits to be submitted."""
    place = find_place(round.key, service.key, theme.key, keeper)
    for prompt in place.prompts:
        save_answer(by=keeper, box=place.box(prompt), seen=0, text="We listen.")
    held = SelfAssessment.objects.get(round=round)
    say_no_evidence(by=keeper, assessment=held, seen=held.version, none_yet=True)
    return SelfAssessment.objects.for_change().get(pk=held.pk)


def test_a_self_assessment_is_submitted_in_the_snapshot_or_not_at_all(
    keeper, closer, service, theme
):
    for _time in range(TIMES):
        round = opened(asks_progress=False, asks_assessment=True)
        held = filled(theme, round, service, keeper)
        at_once(
            partial(submit, by=keeper, assessment=held, seen=held.version),
            closing(closer, round),
            allowed=REFUSED,
        )
        held.refresh_from_db()
        (found,) = [one for one in kept(round).assessed if one.pk == held.pk]
        assert found.state == held.state
        assert (held.state == "submitted") == is_before_the_closing("submitted")


def test_of_two_who_close_it_one_does(closer, administrator, service):
    for _time in range(TIMES):
        round = opened(asks_assessment=False)
        said = at_once(closing(closer, round), closing(administrator, round), allowed=REFUSED)
        assert sum(isinstance(one, REFUSED) for one in said) == 1
        edition = round.editions.get()
        assert Snapshot.objects.filter(edition=edition).count() == 1
        round.refresh_from_db()
        assert (round.closed_by, round.version) == (edition.closed_by, 2)


def test_of_two_who_open_it_again_one_does(closer, administrator, service):
    for _time in range(TIMES):
        round = opened(asks_assessment=False)
        close_round(by=closer, round=round, seen=1)
        one, other = (Round.objects.get(pk=round.pk) for _who in range(2))
        said = at_once(
            partial(undo_closing, by=closer, round=one, seen=2, why="Mine was late."),
            partial(undo_closing, by=administrator, round=other, seen=2, why="Ours was late."),
            allowed=REFUSED,
        )
        assert sum(isinstance(one, REFUSED) for one in said) == 1
        assert round.editions.get().undone_on == localdate()
