"""Nobody reads or changes what their role does not allow (promise T1): every address × everyone ×
every method.
"""

import re
from itertools import product

import pytest
from django.db import connection, reset_queries, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse
from django.utils.html import strip_tags

from actions.models import SubAction
from foundations.models import FrameworkItem
from tests.rotation import FULL, turn

from .rows import ROLES, Row
from .table import TABLE

EVERY_METHOD = ["GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]
METHODS = EVERY_METHOD if FULL else EVERY_METHOD[:2]
# Who opens the pages that every role reads: a third of them a run, so that with a quarter of the
# addresses each meets each. Whoever is refused is tried always.
READERS = set(turn(sorted(ROLES), of=3))
WRITES = re.compile(r'^(INSERT INTO|UPDATE|DELETE FROM) "(?!django_session|cache)', re.IGNORECASE)


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


@pytest.mark.share(6)
@pytest.mark.parametrize("name", sorted(TABLE))
def test_every_cell(name, world, db):
    sessions, keys = world
    row = TABLE[name]
    # The body is written for the objects that the row names; of others only who may call is tried.
    named = [target for target, _allowed in targets(row, keys, every=False)]
    for target, allowed in targets(row, keys):
        is_other = row.other is not None and target == filled(row.other, keys)
        differs = row.other_body if is_other else {}
        body = filled(row.body | differs, keys)
        url = reverse(name, kwargs=target)
        for (actor, session), method in product(sessions.items(), METHODS):
            if method == "GET" and allowed >= ROLES and actor in ROLES - READERS:
                continue
            answer, writes = call(url, method, session, body)
            wrong = fault(row, actor, actor in allowed, method, answer)
            assert not wrong, f"{method} {url} as {actor}: {wrong}"
            assert actor in allowed or not writes, (
                f"{method} {url} as {actor} was refused, yet wrote {writes}"
            )
            takes = row.body and not row.writes_nothing and target in named
            good = method == "POST" and actor in allowed and takes
            assert writes or not good, f"{url} took nothing from {actor}: {said(answer)}"


def targets(row: Row, keys: dict, every: bool = FULL) -> list[tuple[dict, set[str]]]:
    """The own object and, where there are such, the other service's and what was added by the
    Keeper who has moved, each with who may call it; with `every` all others of the kind too.
    """
    found = [(filled(row.own, keys), row.allowed)]
    if row.other is not None:
        found.append((filled(row.other, keys), row.other_allowed))
    if row.former is not None:
        found.append((filled(row.former, keys), row.former_allowed))
    if every and row.every:
        tried = {target.get("key") for target, _allowed in found}
        # What a service keeps is for its own Keepers, as those that were tried.
        tried |= {*SubAction.objects.exclude(service=None).values_list("item__key", flat=True)}
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


def said(answer) -> str:
    """What an answer says of a form that it does not take."""
    main = answer.content.decode().split("<main", 1)[-1]
    return f"{answer.status_code} {' '.join(strip_tags(main).split())[:300]}"


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


def test_the_matrix_has_its_ten_thousand_cells(world, db):
    sessions, keys = world
    objects = sum(len(targets(row, keys, every=True)) for row in TABLE.values())
    assert objects * len(sessions) * len(EVERY_METHOD) >= 10_000


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
def test_unknown_keys_give_a_helpful_404(path, world, db):
    sessions, _keys = world
    answer, _writes = call(path, "GET", sessions["administrator"], {})
    assert answer.status_code == 404
    assert "<h1" in answer.content.decode()
