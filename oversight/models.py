"""The models of the Board's view, by subject."""

from .board.models import FirstWord
from .calendar.models import CalendarAddress
from .demo.models import Demonstration
from .felt.models import Chosen, Felt
from .governance.models import Member, Priority, Stakeholder
from .public.models import Switch
from .public.plain.models import PlainWords
from .questions.decisions import Decision
from .questions.models import Question, QuestionStep, Turn
from .rounds.models import Snapshot
from .small.models import Override

__all__ = [
    "CalendarAddress",
    "Chosen",
    "Decision",
    "Demonstration",
    "Felt",
    "FirstWord",
    "Member",
    "Override",
    "PlainWords",
    "Priority",
    "Question",
    "QuestionStep",
    "Snapshot",
    "Stakeholder",
    "Switch",
    "Turn",
]
