"""The models of the Board's view, by subject."""

from .board.models import FirstWord
from .calendar.models import CalendarAddress
from .demo.models import Demonstration
from .duties.models import Duty, Heading, Period, Tag
from .felt.models import Chosen, Felt
from .governance.models import Member, Priority, Stakeholder
from .questions.decisions import Decision
from .questions.models import Question, QuestionStep, Turn
from .rounds.models import Snapshot

__all__ = [
    "CalendarAddress",
    "Chosen",
    "Decision",
    "Demonstration",
    "Duty",
    "Felt",
    "FirstWord",
    "Heading",
    "Member",
    "Period",
    "Priority",
    "Question",
    "QuestionStep",
    "Snapshot",
    "Stakeholder",
    "Tag",
    "Turn",
]
