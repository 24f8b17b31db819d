"""The models of the Board's view, by subject."""

from .board.models import FirstWord
from .calendar.models import CalendarAddress
from .demo.models import Demonstration
from .duties.models import Duty, Heading, Period, Tag
from .felt.models import Chosen, Felt
from .governance.models import Member, Priority, Stakeholder
from .packs.models import Pack, PackFile
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
    "Duty",
    "Felt",
    "FirstWord",
    "Heading",
    "Member",
    "Override",
    "PlainWords",
    "Period",
    "Pack",
    "PackFile",
    "Priority",
    "Question",
    "QuestionStep",
    "Snapshot",
    "Stakeholder",
    "Switch",
    "Tag",
    "Turn",
]
