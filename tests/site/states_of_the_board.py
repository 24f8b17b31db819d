"""What the Board asked, decided and switched, in every state that its pages can show."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from foundations.models import FrameworkItem
from oversight.models import Override, Switch, Turn
from tests.factories import (
    DecisionFactory,
    MemberFactory,
    PriorityFactory,
    QuestionFactory,
    StakeholderFactory,
)


def add_questions(written: str) -> None:
    """With these words everywhere: what it asked of nobody, answered and asked again, accepted,
    and taken back; what it decided, and who does what.
    """
    today, board = timezone.localdate(), User.objects.get(email="barbara@council.test")
    said = {"item": FrameworkItem.objects.get(key="C18"), "words": written, "asked_by": board}
    asked, accepted, _taken_back = (
        QuestionFactory(**said),
        QuestionFactory(**said, state="accepted", closed_by=board, closed_on=today),
        QuestionFactory(
            **said, state="taken-back", closed_by=board, closed_on=today, reason=written
        ),
    )
    for kind in ("answer", "again"):
        Turn.objects.create(question=asked, kind=kind, words=written, said_by=board)
    Turn.objects.create(question=accepted, kind="answer", words=written, said_by=board)
    day = {"added_by": board, "ends_on": today}
    MemberFactory(role=written, name=written, **day)
    StakeholderFactory(name=written, part=written, **day)
    PriorityFactory(words=written, source=written, **day)
    shown = {"figure": "measure/1/2026-03-31", "way": "show", "reason": written}
    Override.objects.create(**shown, made_by=board, ended_on=today, ended_by=board)
    Switch.objects.create(is_on=False, reason=written, set_by=board)
    decided = {"item": said["item"], "words": written, "made_by": board}
    DecisionFactory(**decided, due_on=today - timedelta(days=3))
    ended = {"outcome_on": today, "outcome_by": board, "outcome_words": written}
    DecisionFactory(**decided, **ended, outcome="done")
    DecisionFactory(**decided, **ended, outcome="not-done", service=None, person=board)
