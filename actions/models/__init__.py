"""The council's work on the improvement actions: who owns what, by when, and how it goes."""

from .handing import HandedOver, HandOver
from .ladder import Rung, SilenceStep, Step
from .moves import Move, Term
from .needs import Need, WhoActs
from .progress import Confirmation, Occurrence, ProgressUpdate
from .reminders import Due, Reminder, ReminderMail, ReminderRun
from .shares import Share, ShareWord
from .work import Action, SubAction

__all__ = [
    "Action",
    "Confirmation",
    "Due",
    "HandOver",
    "HandedOver",
    "Move",
    "Need",
    "Occurrence",
    "ProgressUpdate",
    "Reminder",
    "ReminderMail",
    "ReminderRun",
    "Rung",
    "Share",
    "ShareWord",
    "SilenceStep",
    "Step",
    "SubAction",
    "Term",
    "WhoActs",
]
