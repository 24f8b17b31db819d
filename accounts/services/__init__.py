"""Writes of people, roles and services, by subject; each records its line of history."""

from .people import (
    Invited,
    add_person,
    invite,
    invite_again,
    invite_many,
    rename_person,
    set_active,
)
from .roles import appoint, change_right, end_appointment, move
from .services import SERVICE, add_service, check_open, edit_service

__all__ = [
    "SERVICE",
    "Invited",
    "add_person",
    "add_service",
    "appoint",
    "change_right",
    "check_open",
    "edit_service",
    "end_appointment",
    "invite",
    "invite_again",
    "invite_many",
    "move",
    "rename_person",
    "set_active",
]
