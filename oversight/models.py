"""The models of the Board's view, by subject."""

from .board.models import FirstWord
from .calendar.models import CalendarAddress
from .demo.models import Demonstration
from .felt.models import Chosen, Felt
from .governance.models import Member, Priority, Stakeholder
from .packs.models import Pack, PackFile
from .questions.decisions import Decision
from .questions.models import Question, QuestionStep, Turn
from .rounds.models import Snapshot

__all__ = [
    "CalendarAddress",
    "Chosen",
    "Decision",
    "Demonstration",
    "Felt",
    "FirstWord",
    "Member",
    "Pack",
    "PackFile",
    "Priority",
    "Question",
    "QuestionStep",
    "Snapshot",
    "Stakeholder",
    "Turn",
]
