"""What the page of a sub-action shows, read in one place."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from accounts.models import User
from accounts.permissions import may
from actions.models import SubAction
from actions.moved import moved_terms
from actions.owners import owners_of
from actions.recurring import record_of
from actions.services import progress
from actions.services.assigning import reasons_not_to_propose
from actions.standing import awaits_date
from actions.status import Kind
from foundations.links import linked_to
from foundations.models import Kind as ItemKind
from foundations.names import first_words

from ..agreed.shown import read_shown_claim
from ..assessments.models import PriorityWork
from ..heard.about import read_about
from ..measures.course import course
from ..measures.models import Measure
from ..measures.services import may_measure
from ..participation.filters import sessions_url
from ..participation.goal import PARTICIPANTS, Goal, read_goal
from ..participation.models import Audience, Session
from ..participation.occurrences import sessions_by_occurrence
from .evidence import read_evidence
from .pace_chart import chart_of
from .spark import spark_of
from .state import read_state
from .updates import read_updates
from .ways import read_answers

# A heading of two lines; the whole wording stands in a fold.
TITLE_LENGTH = 110
ACTION_LENGTH = 52
SESSIONS = 3  # the total says how many there are besides


def read_sub_action(found: SubAction, user: User, page: str | None) -> dict:
    """Everything that the page of a sub-action shows to a person, as the context of its template.
    It was read `for_page()`.
    """
    today = timezone.localdate()
    return {
        "sub_action": found,
        "name": first_words(found.item.title, TITLE_LENGTH),
        "action_name": first_words(found.action.item.title, ACTION_LENGTH),
        "today": today,
        "owners": owners_of(found, today),
        "moved": moved_terms(found),
        "claim": read_shown_claim(found, user),
        "state": read_state(found, today),
        "updates": read_updates(found, user, page),
        "heard": read_about(found.item, user),
        "evidence": read_evidence(found.item, user),
        "priority": _priority(found),
        **_figures(found, user, today),
        **_sessions(found, today),
        **_texts(found, user),
        **_acts(found, user),
    }


def _priority(found: SubAction) -> PriorityWork | None:
    """The priority for change that a local sub-action was made from, if it was."""
    if not found.item.local:
        return None
    return PriorityWork.objects.filter(sub_action=found).with_origin().first()


def _figures(found: SubAction, user: User, on: date) -> dict:
    """Its measures, each with its drawing."""
    rows = [course(row, on) for row in Measure.objects.with_series().filter(item=found.item)]
    return {
        "measures": [(row, spark_of(row)) for row in rows],
        "may_measure": may_measure(user, found.item),
    }


def _sessions(found: SubAction, on: date) -> dict:
    """What took place for it, how far its target of participants is, and what was due of recurring
    work.
    """
    goal = _goal(found, on)
    sessions = Session.objects.current().serving(found.key).prefetch_related("audiences__service")
    return {
        "goal": goal,
        "chart": chart_of(goal.pace) if goal else None,
        "sessions": [(session, _name(session)) for session in sessions[:SESSIONS]],
        "attended": Audience.objects.current().serving(found.key).counts(),
        "sessions_url": sessions_url(sub_action=found.key),
        **_record(found, on),
    }


def _name(session: Session) -> str:
    """What it was and who came: "Workshop, Housing and others"."""
    came = [str(one.service or one.get_kind_display()) for one in session.audiences.all()]
    others = " and others" if len(came) > 1 else ""
    return ", ".join([session.get_kind_display(), *came[:1]]) + others


def _goal(found: SubAction, on: date) -> Goal | None:
    """How far the target of participants is, where this sub-action has it."""
    published = found.published_target
    if published is None or published.unit != PARTICIPANTS:
        return None
    goal = read_goal(on)
    return goal if goal and goal.sub_action == found else None


def _record(found: SubAction, on: date) -> dict:
    """What was due and held of recurring work, each time with the sessions that kept it."""
    if found.kind != Kind.RECURRING:
        return {}
    record = record_of(found, found.occurrences.select_related("kept_by_update"), on)
    return {"record": record, "occurrences": sessions_by_occurrence(record.rows)}


def _texts(found: SubAction, user: User) -> dict:
    """Its criteria, and what it is linked to."""
    criteria = list(found.item.children.of_kind(ItemKind.CRITERION).select_related("same_as"))
    linked = linked_to(found.item, *criteria)
    return {
        "criteria": criteria,
        "linked": linked,
        "answers": read_answers(found.item, linked, user),
        "may_link": may(user, "link_texts"),
    }


def _acts(found: SubAction, user: User) -> dict:
    """What this person may do here."""
    may_edit = may(user, "edit_work", found)
    return {
        "may_update": may(user, "post_update", found),
        "may_confirm": not progress.nothing_to_confirm(found),
        "may_edit": may_edit,
        "may_replace": may(user, "replace_work", found),
        "may_confirm_date": may_edit and awaits_date(found),
        "may_propose": may(user, "propose_service") and not reasons_not_to_propose(found),
        "may_log": may(user, "log_session"),
        "may_read_history": may(user, "read_history"),
    }
