"""Writes of people, roles and services, by subject; each records its line of history."""

from .people import add_person, invite, rename_person, send_invitation, set_active
from .roles import appoint, end_appointment, move
from .services import SERVICE, add_service, edit_service

__all__ = [
    "SERVICE",
    "add_person",
    "add_service",
    "appoint",
    "edit_service",
    "end_appointment",
    "invite",
    "move",
    "rename_person",
    "send_invitation",
    "set_active",
]
