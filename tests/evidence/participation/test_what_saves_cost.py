"""What it costs to log a session or to post an update does not grow with those there are."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html as lxml_html

from accounts import cache
from evidence.models import Session
from tests.factories import ProgressUpdateFactory, ServiceFactory, SessionFactory, SubActionFactory

from .participants import participants, session_form

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("march"), pytest.mark.database]
LOG, TODAY = "/participation/log/", date(2026, 3, 10)
# What begins and ends a transaction: inside that of a test these are others than in life.
BOUNDS = ("BEGIN", "SAVEPOINT", "RELEASE")
# One of an update reads the services that may be asked for help.
SESSION, UPDATE, RECURRING = 14, 9, 12


@pytest.fixture(autouse=True)
def where_forms_led(settings, monkeypatch):
    """In the database, as the product keeps it."""
    backend = {"BACKEND": settings.DATABASE_CACHE, "LOCATION": "cache", "OPTIONS": settings.MOST}
    settings.CACHES = {"default": backend}
    call_command("createcachetable", verbosity=0)
    monkeypatch.setattr(cache.secrets, "randbelow", lambda _most: 1)


@pytest.fixture
def works(service):
    """What participants count for, and briefings that are due twice a year."""
    return [
        participants(service, start_on=date(2026, 1, 1), kind="dated"),
        SubActionFactory(
            service=service, kind="recurring", start_on=date(2025, 1, 15), interval_months=6
        ),
    ]


def cost(client, path, sent) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.post(path, sent).status_code == 302
    return sum(not one["sql"].startswith(BOUNDS) for one in seen.captured_queries)


def sent_by_a_page(**changes) -> dict:
    return session_form() | {"form_key": str(uuid4()), "opened_by": "her"} | changes


def many_more(works, logged_by):
    """Three hundred sessions of ten years that serve the same work, and its updates."""
    for number in range(100):
        SessionFactory.create_batch(
            3, held_on=TODAY - timedelta(days=36 * number), logged_by=logged_by, sub_actions=works
        )
        ServiceFactory()
    ProgressUpdateFactory.create_batch(40, sub_action=works[1])


@pytest.mark.parametrize("is_first", [True, False])
def test_logging_a_session(signed_in, champions, works, is_first):
    client, keys = signed_in(champions), [one.key for one in works]
    client.get(LOG)
    client.post(LOG, sent_by_a_page(sub_actions=keys[1:], held_on="2025-03-03"))
    if not is_first:
        client.post(LOG, sent_by_a_page(sub_actions=keys[1:]))
    sent = sent_by_a_page(sub_actions=keys) | {"audiences-0-service": "education"}

    few = cost(client, LOG, sent)
    many_more(works, champions)
    many = cost(client, LOG, sent | sent_by_a_page(sub_actions=keys))

    # The day of an occurrence that is kept already is not written anew.
    assert few == (SESSION if is_first else SESSION - 1)
    assert many == SESSION - 1
    assert Session.objects.filter(occurrences__isnull=False).count() >= 3


@pytest.mark.parametrize("keeps_going", ["dated", "recurring"])
def test_posting_an_update(signed_in, champions, keeper, works, keeps_going):
    found = next(one for one in works if one.kind == keeps_going)
    client, path = signed_in(keeper), f"/sub-actions/{found.key}/update/"
    costs = []
    for more in (lambda: None, lambda: many_more(works, champions)):
        more()
        # The first makes the occurrences that are missing; the next one finds them.
        for _time in range(2):
            page = lxml_html.fromstring(client.get(path).content.decode())
            (form,) = (one for one in page.forms if "changed" in one.fields)
            sent = {name: value for name, value in form.form_values() if value}
            sent |= {"status": "on-track", "changed": "Held in Ayr."}
            costs.append(cost(client, path, sent))

    limit = UPDATE if keeps_going == "dated" else RECURRING
    assert costs[1::2] == [limit, limit]
