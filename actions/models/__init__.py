"""The council's work on the improvement actions: who owns what, by when, and how it goes."""

from .moves import Move, Term
from .progress import Confirmation, Occurrence, ProgressUpdate
from .work import Action, SubAction

__all__ = [
    "Action",
    "Confirmation",
    "Move",
    "Occurrence",
    "ProgressUpdate",
    "SubAction",
    "Term",
]
