"""How the rows of a sheet are written: each by itself, so that it is judged whatever became of the
others.
"""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.versions import Conflict

from .rows import Fault


class Refused(Exception):
    """The rows of a sheet that are refused, and why."""

    def __init__(self, faults: list[Fault]):
        super().__init__("Rows of this sheet are refused.")
        self.faults = faults


def tried(write: Callable[[], object], since: str) -> tuple[object, dict[str, list[str]]]:
    """What a write returns, and what it refuses, by the service's own fields ("" for what is about
    the whole row); `since` says that somebody has changed the row.
    """
    try:
        with transaction.atomic():
            return write(), {}
    except Conflict:
        return None, {"": [since]}
    except PermissionDenied as error:
        return None, {"": [str(error)]}
    except ValidationError as error:
        is_by_field = hasattr(error, "error_dict")
        return None, error.message_dict if is_by_field else {"": error.messages}


def why_not(write: Callable[[], object], since: str) -> str:
    """Why a write is refused, without the stop behind it; empty where it is done."""
    _made, said = tried(write, since)
    return " ".join(reason for reasons in said.values() for reason in reasons).rstrip(".")
