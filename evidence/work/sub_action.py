"""What the page of a sub-action shows, read in one place."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.permissions import may
from accounts.prepared import prepared
from accounts.together import Reading, read
from actions.funding import funding_words
from actions.ladder import reading_ladders
from actions.models import Occurrence, SubAction
from actions.moved import moved_terms
from actions.needed import reading_needs
from actions.owners import owners_of
from actions.recurring import record_of
from actions.reminders import reading_reminded
from actions.replaced import reading_successor
from actions.services import progress
from actions.services.assigning import reasons_not_to_propose
from actions.services.needs import nothing_to_unstick
from actions.shared import reading_shares
from actions.silence import SILENT
from actions.standing import awaits_date
from actions.status import Kind
from actions.views import reading_sub_action
from foundations.chain import reading_chain
from foundations.links import reading_links
from foundations.models import FrameworkItem
from foundations.models import Kind as ItemKind
from foundations.names import first_words
from foundations.suggesting import of_work, reading_offered_to

from ..agreed.reading import reading_groups
from ..agreed.rule import Found
from ..agreed.shown import readings_of_claim, shown_claim
from ..assessments.models import PriorityWork
from ..beside import reading_beside
from ..heard.about import reading_about
from ..measures.course import reading_courses
from ..measures.services import may_measure
from ..participation.filters import sessions_url
from ..participation.goal import PARTICIPANTS, reading_goal
from ..participation.models import Audience, Session
from ..participation.occurrences import reading_sessions
from ..registers.origins import reading_origins
from .beside import ON_THE_PAGE
from .evidence import reading_evidence
from .history import reading_history
from .pace_chart import chart_of
from .spark import spark_of
from .state import state_of
from .updates import reading_updates
from .ways import answers_of

# A heading of two lines; the whole wording stands in a fold.
TITLE_LENGTH = 110
ACTION_LENGTH = 52
SESSIONS = 3  # the total says how many there are besides


def find_sub_action(key: str) -> tuple[SubAction, Found]:
    """The sub-action with this key as its page shows it, and its group today; raises Http404 with
    what keys look like.
    """
    found, groups = read(reading_sub_action(key), reading_groups([key], timezone.localdate()))
    return found, groups[found.pk]


def read_sub_action(found: SubAction, counted: Found, user: User, page: str | None) -> dict:
    """Everything that the page of a sub-action shows to a person, as the context of its template.
    It was found by `find_sub_action`.
    """
    today = timezone.localdate()
    texts, offered, updates, needs, shares, heard, evidence, *rest = read(
        _texts(found, user),
        reading_offered_to(user, of_work(found.item) if found.item.local else None),
        reading_updates(found, user, page),
        reading_needs(found, user),
        reading_shares(found, user, today),
        reading_about(found.item, user),
        reading_evidence(found.item, user),
        _figures(found, user, today),
        _sessions(found, today),
        _record(found, today),
        reading_chain(user.newest_seal),
        reading_history("sub-action", found.key, user),
        reading_reminded(found),
        reading_ladders(SILENT, [found.pk], today),
        reading_successor(found),
        reading_origins(found),
        reading_beside(user.newest_seal, today),
        *readings_of_claim(found),
        *(reading(found.item, user) for reading in ON_THE_PAGE.values()),
    )
    rest, besides = rest[: len(rest) - len(ON_THE_PAGE)], rest[len(rest) - len(ON_THE_PAGE) :]
    figures, sessions, record, chain, history, days, ladders, successor, origins, *more = rest
    beside, *claim = more
    return {
        "sub_action": found,
        "name": first_words(found.item.title, TITLE_LENGTH),
        "action_name": first_words(found.action.item.title, ACTION_LENGTH),
        "today": today,
        "owners": owners_of(found, today),
        "moved": moved_terms(found),
        "claim": shown_claim(found, user, texts["criteria"], claim),
        "felt": beside.get(found.item_id),
        "state": state_of(found, counted, today),
        "updates": updates,
        "needs": needs,
        "shares": shares,
        "funding": funding_words(found, today),
        "heard": heard,
        "evidence": evidence,
        "priority": _priority(found),
        "history": history,
        "reminded_on": days,
        "ladders": ladders.get(found.pk, []),
        "successor": successor,
        "origins": origins,
        "answers": answers_of(found.item, texts["linked"], chain, user),
        "offered": offered(texts["linked"].other_ends(found.item)),
        **texts,
        **figures,
        **sessions,
        **record,
        **dict(zip(ON_THE_PAGE, besides, strict=True)),
        **_acts(found, user, today),
    }


def _priority(found: SubAction) -> PriorityWork | None:
    """The priority for change that a local sub-action was made from, if it was."""
    if not found.item.local:
        return None
    return PriorityWork.objects.filter(sub_action=found).with_origin().first()


def _figures(found: SubAction, user: User, on: date) -> Reading:
    """Its measures, each with its drawing."""
    rows = yield from reading_courses(found.item, on)
    return {
        "measures": [(row, spark_of(row)) for row in rows],
        "may_measure": may_measure(user, found.item),
    }


def _sessions(found: SubAction, on: date) -> Reading:
    """What took place for it, and how far its target of participants is, where it has it."""
    published = found.published_target
    has_goal = published is not None and published.unit == PARTICIPANTS
    goal = (yield from reading_goal(found, on)) if has_goal else None
    newest, (attended,) = yield (
        _newest_sessions(on, key=found.key),
        _attended(on, key=found.key),
    )
    return {
        "goal": goal,
        "chart": chart_of(goal.pace) if goal else None,
        "sessions": [(session, _name(session)) for session in newest],
        "attended": attended,
        "sessions_url": sessions_url(sub_action=found.key),
    }


@prepared
def _newest_sessions(on: date, *, key: str) -> QuerySet:
    audiences = Prefetch("audiences", Audience.objects.select_related("service"))
    return Session.objects.current().serving(key).prefetch_related(audiences)[:SESSIONS]


@prepared
def _attended(on: date, *, key: str) -> QuerySet:
    return Audience.objects.current().serving(key).counted()


def _name(session: Session) -> str:
    """What it was and who came: "Workshop, Housing and others"."""
    came = [str(one.service or one.get_kind_display()) for one in session.audiences.all()]
    others = " and others" if len(came) > 1 else ""
    return ", ".join([session.get_kind_display(), *came[:1]]) + others


def _record(found: SubAction, on: date) -> Reading:
    """What was due and held of recurring work, each time with the sessions that kept it."""
    if found.kind != Kind.RECURRING:
        return {}
    stored = yield _occurrences(on, pk=found.pk)
    record = record_of(found, stored, on)
    occurrences = yield from reading_sessions(record.rows)
    return {"record": record, "occurrences": occurrences}


@prepared
def _occurrences(on: date, *, pk: int) -> QuerySet:
    return Occurrence.objects.filter(sub_action=pk).select_related("kept_by_update")


@prepared
def _criteria(on: date, *, pk: int) -> QuerySet:
    rows = FrameworkItem.objects.filter(parent=pk).of_kind(ItemKind.CRITERION)
    return rows.select_related("same_as")


def _texts(found: SubAction, user: User) -> Reading:
    """Its criteria, and what it is linked to."""
    criteria = yield _criteria(timezone.localdate(), pk=found.item_id)
    linked = yield from reading_links(found.item, *criteria)
    return {
        "criteria": list(criteria),
        "linked": linked,
        "may_link": may(user, "link_texts"),
    }


def _acts(found: SubAction, user: User, on: date) -> dict:
    """What this person may do here."""
    may_edit = may(user, "edit_work", found)
    return {
        "may_update": may(user, "post_update", found),
        "may_ask": may(user, "ask_for_help", found) and not nothing_to_unstick(found, on),
        "may_confirm": not progress.nothing_to_confirm(found),
        "may_edit": may_edit,
        "may_replace": may(user, "replace_work", found),
        "may_confirm_date": may_edit and awaits_date(found),
        "may_propose": may(user, "propose_service") and not reasons_not_to_propose(found),
        "may_log": may(user, "log_session"),
    }
