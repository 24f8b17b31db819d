"""Who may do what: one table, read by the checks and by the page "Who can do what"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

import rules
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from .models import Appointment, Role, User

KEEPER, BOARD, CHAMPIONS, ADMINISTRATOR, MEMBER = Role
# Whoever works for the promise; elected members read what the Board has read.
EVERYONE = (KEEPER, BOARD, CHAMPIONS, ADMINISTRATOR)
# What it takes to open a page that names nothing else.
READ = "read"


@dataclass(frozen=True)
class Permission:
    """One row of the table: what may be done, by which roles, and how far a Promise Keeper's part
    goes.
    """

    key: str
    words: str
    roles: tuple[Role, ...]
    own_service_only: bool = False
    # Roles of which only those people may do it whose appointment says so.
    by_right: tuple[Role, ...] = ()
    # Whether it is done too for a colleague of whom one is the deputy while she is away.
    by_deputies: bool = False

    def is_held(self, appointment: Appointment) -> bool:
        """Whether this appointment lets a person do it."""
        return appointment.role in self.roles and (
            appointment.role not in self.by_right or appointment.closes_rounds
        )


PERMISSIONS = (
    Permission("read", "Read the published texts, and the sub-actions, statuses and updates "
               "for the Board of every service", EVERYONE),
    Permission("see_board", "See the Board's page and the lists behind its figures", EVERYONE),
    Permission("read_rounds", "Read the Board's pages as they were when a round was closed",
               (*EVERYONE, MEMBER)),
    Permission("make_packs", "Have the Board’s pack and the elected members’ briefing of a closed "
               "round made", (BOARD, CHAMPIONS, ADMINISTRATOR)),
    Permission("set_first_word", "Choose whether the Board's answer begins with a word", (BOARD,)),
    Permission("ask_question", "Ask about a sub-action, a call or a theme; accept the answer, ask "
               "again, or take the question back", (BOARD,)),
    Permission("answer_question", "Answer what the Board asks about the work of their services; an "
               "administrator, where no service answers for it", (KEEPER, ADMINISTRATOR)),
    Permission("decide", "Keep what the Board decides, with who does it and by when", (BOARD,)),
    Permission("settle_decision", "Say whether a decision of the Board is done, where they or "
               "their service are to do it; a Board member, of every decision", EVERYONE),
    Permission("edit_bodies", "Enter who sits in which body, stakeholders and priorities; a Board "
               "member, who sits in the Board", (BOARD, ADMINISTRATOR)),
    Permission("answer_duty", "Say whether a report that the law asks for is published, take that "
               "back, and add a period", (ADMINISTRATOR,)),
    Permission("tag_duty", "Say what belongs under the headings of a report that the law asks for",
               (KEEPER, ADMINISTRATOR)),
    Permission("write_for_children", "Write the version of a report that children can understand",
               (CHAMPIONS,)),
    Permission("edit_work", "Edit actions and sub-actions, their owners, dates and targets",
               (KEEPER,), True),
    Permission("post_update", "Post and withdraw progress updates, and say “still true”",
               (KEEPER,), True, by_deputies=True),
    Permission("say_share", "Say how their service’s part of a joint sub-action goes", (KEEPER,),
               True, by_deputies=True),
    Permission("choose_reminders", "Choose the day of their own reminders, and who stands in while "
               "they are away", (KEEPER,)),
    Permission("have_calendar", "Have their own dates in a calendar program", EVERYONE),
    Permission("ask_for_help", "Say what would help a sub-action that is not going well, and "
               "withdraw what they have asked for", (KEEPER,), True, by_deputies=True),
    Permission("answer_need_of_service", "Answer what would help, where their service must act",
               (KEEPER,), True),
    Permission("answer_need_of_board", "Answer what would help, where the Board, elected members "
               "or a body outside must act", (BOARD,)),
    Permission("read_internal", "Read internal updates", (KEEPER,), True),
    Permission("add_work", "Add local actions and sub-actions", (KEEPER,)),
    Permission("replace_work", "Say that a sub-action or a local action is replaced by another",
               (KEEPER, ADMINISTRATOR), True),
    Permission("propose_service", "Propose their own service for a sub-action that has none",
               (KEEPER,)),
    Permission("link_texts", "Link published texts and work; confirm, reject and remove such "
               "links", (KEEPER,)),
    Permission("propose_correction", "Propose how a published text should read", EVERYONE),
    Permission("answer_correction", "Agree to or decline a proposed correction", (ADMINISTRATOR,)),
    Permission("add_evidence", "Add evidence, say what it supports, and remove it",
               (KEEPER, CHAMPIONS), True),
    Permission("agree_photo", "Give pictures their second check", (KEEPER, CHAMPIONS), True),
    Permission("agree_claim", "Agree that what another service reports is kept, or say what is "
               "missing", (KEEPER, BOARD, CHAMPIONS)),
    Permission("see_claims", "See what waits to be agreed, and who agreed with whom",
               (BOARD, ADMINISTRATOR)),
    Permission("set_measures", "Add measures with their targets, and enter figures",
               (KEEPER,), True),
    Permission("log_heard", "Log what a group of care experienced young people said", (CHAMPIONS,)),
    Permission("give_code", "Give a group a code with which it sees what came of what it said, and "
               "withdraw it", (CHAMPIONS,)),
    Permission("see_asked", "See all that waits for Champions Board staff in one list",
               (CHAMPIONS,)),
    Permission("say_felt", "Choose what groups of young people are asked about in a round, and "
               "record what they feel", (CHAMPIONS,)),
    Permission("write_plain_words", "Write what the public page says to children and young people, "
               "in plain words", (CHAMPIONS,)),
    Permission("offer_idea", "Send in an idea, or offer to join a focus group", EVERYONE),
    Permission("reply_heard", "Answer what groups said: what changed, or why not", (KEEPER,)),
    Permission("log_session", "Log sessions, and correct or remove their own", (KEEPER, CHAMPIONS)),
    Permission("keep_sessions", "Correct and remove every session; bring in past ones by "
               "spreadsheet", (CHAMPIONS,)),
    Permission("assess", "Fill in, submit and reopen self-assessments", (KEEPER,), True),
    Permission("open_rounds", "Open rounds, and change the rating scale", (ADMINISTRATOR,)),
    Permission("close_rounds", "Close rounds", (ADMINISTRATOR, BOARD), by_right=(BOARD,)),
    Permission("assign_work", "Assign work to services and owners, and confirm proposals",
               (ADMINISTRATOR,)),
    Permission("hand_over", "Hand over the sub-actions that they own to another Promise Keeper of "
               "the same service; an administrator does it for everybody",
               (KEEPER, ADMINISTRATOR)),
    Permission("manage_people", "Invite people, change their roles, move and deactivate them",
               (ADMINISTRATOR,)),
    Permission("manage_services", "Add, change and close services", (ADMINISTRATOR,)),
    Permission("set_small_numbers", "Say, with a reason, that a small count of people is shown in "
               "what leaves, or a larger one hidden", (CHAMPIONS, ADMINISTRATOR)),
    Permission("switch_public", "Let everybody read what is marked public, or nobody",
               (ADMINISTRATOR,)),
    Permission("read_history", "Search and export the history, with the texts before and after",
               (ADMINISTRATOR,)),
    Permission("take_out", "Take a passage, a text or a file out of everything that is kept, the "
               "history included", (ADMINISTRATOR,)),
)  # fmt: skip
# What one of each role is called within a sentence.
ONE = {
    KEEPER: "a Promise Keeper",
    BOARD: "an Oversight Board member",
    CHAMPIONS: "Champions Board staff",
    ADMINISTRATOR: "an administrator",
    MEMBER: "an elected member",
}
BY_KEY = {permission.key: permission for permission in PERMISSIONS}


def _predicate(permission: Permission) -> rules.Predicate:
    """The test of a row: holds one of its roles; where it is scoped, a Promise Keeper keeps the
    object's service.
    """

    def test(user: User, thing=None) -> bool:
        held = _roles_with(permission, user)
        # The scope binds Promise Keepers: whoever has another of the roles may do it everywhere.
        if thing is None or not permission.own_service_only or held - {Role.KEEPER}:
            return bool(held)
        if user.keeps(thing.service_id):
            return bool(held)
        return bool(held) and permission.by_deputies and user.stands_in(thing.service_id)

    return rules.predicate(test, name=permission.key)


def _roles_with(permission: Permission, user: User) -> set[str]:
    # Whoever is deactivated keeps the roles, for the day on which they are let in again.
    if not user.is_authenticated or not user.is_active:
        return set()
    return {held.role for held in user.current_appointments if permission.is_held(held)}


for row in PERMISSIONS:
    rules.add_perm(row.key, _predicate(row))


def may(user: User, key: str, thing=None) -> bool:
    """Whether the person may do this at all, or to this thing (which has a `service`)."""
    return rules.has_perm(key, user, thing)


def refusal(key: str, thing=None) -> str:
    """The sentence that says for whom this is."""
    permission = BY_KEY[key]
    what = permission.words[0].lower() + permission.words[1:]
    if thing is None or not permission.own_service_only:
        return f"Only {_one_of(permission)} may do this: {what}."
    others = "".join(f" or {ONE[role]}" for role in permission.roles if role != KEEPER)
    if thing.service is None:
        return (
            f"No service keeps this yet. Only {ONE[KEEPER]} of its service{others} "
            f"will be able to do this: {what}."
        )
    return f"Only {ONE[KEEPER]} of {thing.service}{others} may do this: {what}."


def _one_of(permission: Permission) -> str:
    # Whoever has the role without the right is told what it is that she lacks.
    given = dict.fromkeys(permission.by_right, " who was given this right")
    *first, last = [ONE[role] + given.get(role, "") for role in permission.roles]
    return f"{', '.join(first)} or {last}" if first else last


def check(user: User, key: str, thing=None) -> None:
    """Raises PermissionDenied with the reason unless the person may."""
    if not may(user, key, thing):
        raise PermissionDenied(refusal(key, thing))


def check_opens(user: User, view: Callable) -> None:
    """Raises PermissionDenied unless the person may open the pages of a view."""
    check(user, getattr(view, "permission", READ))


def needs(key: str) -> Callable:
    """A view that only roles with this permission may call; others get 403 with the reason."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def checked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            check(request.user, key)
            return view(request, *args, **kwargs)

        checked.permission = key
        return checked

    return decorate
