"""The models of the Board's view, by subject."""

from .board.models import FirstWord
from .calendar.models import CalendarAddress
from .demo.models import Demonstration
from .felt.models import Chosen, Felt
from .rounds.models import Snapshot

__all__ = ["CalendarAddress", "Chosen", "Demonstration", "Felt", "FirstWord", "Snapshot"]
