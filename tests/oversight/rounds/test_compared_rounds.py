"""What changed between two rounds, or a round and now; and the groups round by round."""

import pytest
from django.utils.timezone import localdate

from actions.groups import Group
from actions.models import SubAction
from actions.services import needs
from actions.status import Status
from oversight.rounds.comparing import compare
from oversight.rounds.frozen import read_now
from tests.conftest import forget_figures, html_of
from tests.factories import EvidenceFactory, SelfAssessmentFactory, SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def changed(closed, work, board):
    """What came after the closing: an addition, changes, an answer, evidence and a
    self-assessment.
    """
    one = work.sub_actions[0]
    SubAction.objects.filter(pk=one.pk).update(
        status=Status.AT_RISK, reported_on=localdate(), completed_on=None
    )
    added = SubActionFactory(action=one.action, item__text="A bench in the sun")
    EvidenceFactory(title="Photos of the bench", visibility="board")
    SelfAssessmentFactory(state="submitted")
    need = one.needs.get()
    needs.answer_need(by=board, need=need, seen=need.version, answer="Yes.")
    forget_figures()
    return one, added


def test_each_kind_of_change_is_told_in_titles(changed, signed_in, board):
    one, added = changed
    page = signed_in(board).get("/board/compare/")
    found = {section.title: section.lines for section in page.context["sections"]}

    assert [line.title for line in found["Sub-actions that were added"]] == [
        f"{added.key} A bench in the sun"
    ]
    (line,) = found["Sub-actions that changed"]
    assert line.title.startswith(f"{one.key} ")
    assert ("Status", "At risk") in [(name, after) for name, _before, after in line.parts]
    assert any("Photos of the bench" in line.title for line in found["Evidence that was added"])
    assert found["Self-assessments"][0].parts == (("State", "Not begun", "Submitted"),)
    assert len(found["What would help: answered or withdrawn"]) == 1
    assert "From Spring" in html_of(page)


def test_the_other_way_round_it_is_taken_away(changed, signed_in, board):
    page = signed_in(board).get("/board/compare/?from=now&to=spring")
    titles = [section.title for section in page.context["sections"]]
    assert "Sub-actions that are no more" in titles
    assert "The second is the earlier one" in html_of(page)


def test_the_same_day_has_no_difference(closed, signed_in, board):
    forget_figures()
    page = signed_in(board).get("/board/compare/")
    assert page.context["sections"] == []
    assert "Nothing differs between the two." in html_of(page)
    now = read_now(localdate())
    assert compare(now, now) == []


def test_before_the_first_closing_it_says_from_when(signed_in, board, db):
    told = html_of(signed_in(board).get("/board/compare/"))
    assert "No round has been closed whose pages were kept." in told


def test_round_by_round_the_groups_are_those_of_the_page(changed, closed, signed_in, board):
    client = signed_in(board)
    then = client.get("/at/spring/1/board/").context["past"].board.standing.tally
    now = client.get("/board/").context["board"].standing.tally
    whole, *foundations = client.get("/board/rounds/").context["turns"]

    assert [turn.name for turn in whole.turns] == ["Spring", "Now"]
    assert [turn.groups for turn in whole.turns] == [then.groups, now.groups]
    assert [sum(number for _group, number in turn.numbers) for turn in whole.turns] == [
        then.total,
        now.total,
    ]
    table = client.get("/board/").context["board"].table
    assert [one.key for one in foundations] == [row.key for row in table if row.coverage]
    assert {group for group, _start, _number in whole.turns[0].bars} == set(Group)
