"""The models of the Board's view, by subject."""

from .board.models import FirstWord

__all__ = ["FirstWord"]
