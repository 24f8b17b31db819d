"""Nobody reads or changes what their role does not allow (promise T1): every address × everyone ×
every method.
"""

import os
import re
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest
from django.db import connection, reset_queries, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from accounts.models import Role, User
from accounts.services import move, set_active
from actions.models import Action, SubAction
from actions.services import assigning, progress
from evidence.heard import services as heard
from evidence.measures import services as measures
from evidence.models import SessionImport
from foundations.models import FrameworkItem, Link, Round
from tests.conftest import person
from tests.factories import (
    AnswerFactory,
    CorrectionFactory,
    EvidenceFactory,
    FileEvidenceFactory,
    LinkFactory,
    MeasureFactory,
    RoundFactory,
    SelfAssessmentFactory,
    SessionFactory,
    SubmissionFactory,
)

from .table import TABLE, Row

FULL = os.environ.get("FULL") == "1"
METHODS = ["GET", "POST"] + (["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"] if FULL else [])
WRITES = re.compile(r'^(INSERT INTO|UPDATE|DELETE FROM) "(?!django_session|cache)', re.IGNORECASE)

# A session of a sheet that was checked.
SHEET_ROW = {
    "row": 2,
    "number": None,
    "held_on": "2025-03-03",
    "kind": "workshop",
    "lived_experience": "neither",
}
SHEET_ROW |= {"lived_number": 0, "sub_actions": [], "audiences": [["community", 0, 5]]}


def named_patterns(patterns=None) -> dict[str, URLPattern]:
    """Every address of the product by its name."""
    found = {}
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        found |= (
            {pattern.name: pattern}
            if isinstance(pattern, URLPattern)
            else named_patterns(pattern.url_patterns)
        )
    return found


@pytest.fixture
def world(
    framework,
    service,
    other_service,
    keeper,
    other_keeper,
    board,
    champions,
    administrator,
    stranger,
):
    """The framework with work of two services, everyone's session, and the keys that rows of the
    table name.
    """
    moved, deactivated = person("Mo", Role.KEEPER, service), person("Dee", Role.KEEPER, service)
    cast = {
        "keeper": keeper,
        "other_keeper": other_keeper,
        "board": board,
        "champions": champions,
        "administrator": administrator,
        "stranger": stranger,
        "moved": moved,
        "deactivated": deactivated,
    }
    sessions = {name: session_of(user) for name, user in cast.items()} | {"anonymous": None}
    evidence = EvidenceFactory(
        added_by=moved, service=service, supports=[FrameworkItem.objects.get(key="1.1")]
    )
    other_evidence = EvidenceFactory(
        added_by=other_keeper,
        service=other_service,
        supports=[FrameworkItem.objects.get(key="2.1")],
    )
    # The sessions of these two were made before they lost their rights.
    move(by=administrator, appointment=moved.appointments.get(), service=other_service)
    set_active(by=administrator, person=deactivated, active=False)
    keys = {
        "update": update_on("1.1", service, keeper, administrator),
        "other_update": update_on("2.1", other_service, other_keeper, administrator),
        "evidence": evidence.pk,
        "other_evidence": other_evidence.pk,
        "support": evidence.supports.get().pk,
        "other_support": other_evidence.supports.get().pk,
        "person": keeper.pk,
        "invited": User.objects.create_user("new@council.test", "New").pk,
        "appointment": keeper.appointments.get().pk,
        "round": RoundFactory(key="now").key,
        "link": Link.objects.get(from_item__key="5.3", to_item__key="C18").pk,
        "added_link": added_link("1.3", "C19", keeper),
        "correction": CorrectionFactory(
            item=FrameworkItem.objects.get(key="C18"), proposed_by=keeper
        ).pk,
        "evidence_file": FileEvidenceFactory(service=service).pk,
        "session": SessionFactory(logged_by=keeper).pk,
        "checked": import_of(champions, state="checked", rows=[SHEET_ROW]),
        "brought_in": import_of(champions, state="brought-in", brought_in_at=timezone.now()),
    }
    submit_last_time(service, keeper)
    keys |= (
        heard_on("1.1", "2.1", champions)
        | measured("1.1", keeper)
        | measured("2.1", other_keeper, "other_")
    )
    keys["assessment"] = assessed("now", service).pk
    assessed("now", other_service)
    for number, leading in (("1", service), ("2", other_service)):
        Action.objects.filter(item__key=number).update(service=leading)
    return sessions, keys


def submit_last_time(service, keeper) -> None:
    """The first theme as the service submitted it in the round before the one that is on."""
    long_ago = timezone.localdate() - timedelta(days=200)
    before = RoundFactory(key="before", first_day=long_ago, last_day=long_ago, opened_by=keeper)
    theme = FrameworkItem.objects.get(key="T1")
    made = SelfAssessmentFactory(theme=theme, service=service, round=before, state="submitted")
    SubmissionFactory(assessment=made, texts={"Q1": "Well."}, made_by=keeper)


def import_of(champions, **state) -> int:
    """A sheet of sessions in some state; returns its id."""
    return SessionImport.objects.create(
        file_name="past.csv", digest=state["state"], checked_by=champions, **state
    ).pk


def added_link(start: str, end: str, keeper) -> int:
    """A link that the Keeper added; its id."""
    ends = {
        "from_item": FrameworkItem.objects.get(key=start),
        "to_item": FrameworkItem.objects.get(key=end),
    }
    return LinkFactory(**ends, state="added", made_by=keeper).pk


def assessed(round: str, service):
    """Give a service the second theme as a draft, and the first submitted twice; returns the
    draft.
    """
    where = {"round": Round.objects.get(key=round), "service": service}
    first, second = FrameworkItem.objects.filter(key__in=["T1", "T2"]).order_by("order")
    submitted = SelfAssessmentFactory(theme=first, state="submitted", **where)
    for number in (1, 2):
        SubmissionFactory(assessment=submitted, number=number)
    draft = SelfAssessmentFactory(theme=second, **where)
    AnswerFactory(assessment=draft, prompt=FrameworkItem.objects.get(key="Q1"))
    return draft


def session_of(user) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def update_on(key: str, service, keeper, administrator) -> int:
    """Give a sub-action to a service and post an update on it; returns the update's id."""
    row = SubAction.objects.get(item__key=key)
    assigning.assign(
        by=administrator, sub_action=row, seen=row.version, service=service, owners=[keeper]
    )
    status = "in-place" if row.kind == "ongoing" else "on-track"
    return progress.post_update(
        by=keeper, sub_action=row, seen=row.version, status=status, changed="It began."
    ).pk


def heard_on(own: str, other: str, champions) -> dict:
    """What a group said to those who keep two sub-actions; the ids of the entry and of what each is
    asked.
    """
    items = [FrameworkItem.objects.get(key=key) for key in (own, other)]
    said = {
        "kind": "heard",
        "theme": "Being asked",
        "words": "Ask us first.",
        "heard_on": timezone.localdate(),
    }
    entry = heard.log_heard(by=champions, items=items, **said)
    mine, theirs = entry.replies.order_by("pk")
    return {"heard": entry.pk, "reply": mine.pk, "other_reply": theirs.pk}


def measured(key: str, keeper, prefix: str = "") -> dict:
    """The ids of a measure of a sub-action, of a target and of an actual."""
    measure = MeasureFactory(item=FrameworkItem.objects.get(key=key), added_by=keeper)
    number, on = Decimal(5), date(2026, 1, 1)
    target = measures.set_target(by=keeper, measure=measure, due_on=on, number=number)
    actual = measures.say_actual(by=keeper, measure=measure, on=on, number=number)
    return {
        f"{prefix}measure": measure.pk,
        f"{prefix}target": target.pk,
        f"{prefix}actual": actual.pk,
    }


@pytest.mark.parametrize("name", sorted(TABLE))
def test_every_cell(name, world):
    sessions, keys = world
    row = TABLE[name]
    for target, allowed in targets(row, keys):
        url = reverse(name, kwargs=target)
        for (actor, session), method in product(sessions.items(), METHODS):
            answer, writes = call(url, method, session, row.body)
            wrong = fault(row, actor, actor in allowed, method, answer)
            assert not wrong, f"{method} {url} as {actor}: {wrong}"
            assert actor in allowed or not writes, (
                f"{method} {url} as {actor} was refused, yet wrote {writes}"
            )


def targets(row: Row, keys: dict) -> list[tuple[dict, set[str]]]:
    """The own object and, where there is one, the other service's, each with who may call it."""
    found = [(filled(row.own, keys), row.allowed)]
    if row.other is not None:
        found.append((filled(row.other, keys), row.other_allowed))
    if FULL and row.every:
        tried = {target.get("key") for target, _allowed in found}
        others = FrameworkItem.objects.published().of_kind(row.every).exclude(key__in=tried)
        found += [({"key": key}, row.every_allowed) for key in others.values_list("key", flat=True)]
    return found


def filled(kwargs: dict, keys: dict) -> dict:
    """Ids that are known only once the world is made: "@update" stands for keys["update"]."""
    return {
        name: keys[value[1:]] if str(value).startswith("@") else value
        for name, value in kwargs.items()
    }


def call(url: str, method: str, session: str | None, body: dict):
    """The answer to one request, and the statements by which it wrote; whatever it wrote is
    undone.
    """
    client = Client(raise_request_exception=False)
    if session:
        client.cookies["sessionid"] = session
    undo = transaction.savepoint()
    # The log keeps the last 9,000 statements only; a longer one would hide what this request
    # writes.
    reset_queries()
    with CaptureQueriesContext(
        connection,
    ) as seen:
        answer = client.post(url, body) if method == "POST" else client.generic(method, url)
    transaction.savepoint_rollback(undo)
    return answer, [query["sql"][:90] for query in seen if WRITES.match(query["sql"])]


def fault(row: Row, actor: str, allowed: bool, method: str, answer) -> str:
    """What is wrong with an answer, empty if nothing is."""
    to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/sign-in/")
    if answer.status_code >= 500:
        return f"it broke with {answer.status_code}"
    if allowed:
        if row.post_only and method == "GET":
            return "" if answer.status_code == 405 else f"405 expected, got {answer.status_code}"
        refused = answer.status_code in (403, 404) or (to_sign_in and not row.may_lead_to_sign_in)
        return f"allowed, but got {answer.status_code}" if refused else ""
    if actor in ("anonymous", "deactivated"):
        return "" if to_sign_in else f"sign-in expected, got {answer.status_code}"
    # A method that an address does not know may be refused before the role is asked.
    expected = {403} if method == "GET" and not row.post_only else {403, 405}
    return "" if answer.status_code in expected else f"403 expected, got {answer.status_code}"


@pytest.mark.skipif(not FULL, reason="ten thousand cells are tried at full numbers only")
def test_the_matrix_has_its_ten_thousand_cells(world):
    sessions, keys = world
    objects = sum(len(targets(row, keys)) for row in TABLE.values())
    assert objects * len(sessions) * len(METHODS) >= 10_000


def test_every_address_is_in_the_table():
    assert set(named_patterns()) == set(TABLE)


@pytest.mark.parametrize(
    "path",
    [
        "/calls/X99/",
        "/actions/99/",
        "/sub-actions/99.9/",
        "/themes/T99/",
        "/pages/the-promise/9999/",
        "/people/999999/",
        "/heard/999999/",
        "/measures/999999/",
    ],
)
def test_unknown_keys_give_a_helpful_404(path, framework, administrator, signed_in):
    answer = signed_in(administrator).get(path)
    assert answer.status_code == 404
    assert "<h1" in answer.content.decode()
