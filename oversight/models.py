"""The models of the Board's view, by subject."""

from .board.models import FirstWord
from .demo.models import Demonstration

__all__ = ["Demonstration", "FirstWord"]
