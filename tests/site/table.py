"""What every address answers to whom: the table that the permission matrix is checked against.

An address that is missing here fails the matrix, so a new page cannot be forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass, field

KEEPERS = {"keeper", "other_keeper", "moved"}
ROLES = KEEPERS | {"board", "champions", "administrator"}
OWN = {"keeper"}
ADMINISTRATOR = {"administrator"}
OPEN = ROLES | {"stranger", "deactivated", "anonymous"}
SIGNED_IN = ROLES | {"stranger"}


@dataclass(frozen=True)
class Row:
    """Who may call an address, with which keys, and whether only POST is answered.

    `own` and `other` are the keys of an object of the Keeper's own service and of another's;
    `other_allowed` is who may call it for the other one (the Keeper of that service).
    """

    allowed: set[str]
    own: dict = field(default_factory=dict)
    other: dict | None = None
    other_allowed: set[str] | None = None
    post_only: bool = False
    may_lead_to_sign_in: bool = False


def sub_action(allowed: set[str], other_allowed: set[str], **options) -> Row:
    """A row about one sub-action: 1.1 is the Keeper's own, 2.1 belongs to another service."""
    return Row(allowed, {"key": "1.1"}, {"key": "2.1"}, other_allowed, **options)


OTHERS_OWN = {"other_keeper", "moved"}

TABLE = {
    # actions
    "actions": Row(ROLES),
    "action": Row(ROLES, {"key": "1"}, {"key": "2"}, ROLES),
    "add-action": Row(KEEPERS),
    "edit-action": Row(OWN, {"key": "1"}, {"key": "2"}, OTHERS_OWN),
    "add-sub-action": Row(KEEPERS, {"key": "1"}),
    "sub-actions": Row(ROLES),
    "sub-action": sub_action(ROLES, ROLES),
    "update": sub_action(OWN, OTHERS_OWN),
    "still-true": sub_action(OWN, OTHERS_OWN, post_only=True),
    "edit-sub-action": sub_action(OWN, OTHERS_OWN),
    "confirm-date": sub_action(OWN, OTHERS_OWN, post_only=True),
    "withdraw": Row(OWN, {"key": "1.1", "pk": "@update"}, {"key": "2.1", "pk": "@other_update"}, {"other_keeper"}),
    "propose": Row(KEEPERS, {"key": "5.3"}),
    "assign": Row(ADMINISTRATOR),
    "proposal": Row(ADMINISTRATOR, {"key": "1.1"}, post_only=True),
}
