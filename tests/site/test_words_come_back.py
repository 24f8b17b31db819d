"""Whoever was signed out while writing has the words back in the same form, and what is sent twice
is done once: every form that the product sends.
"""

from django.db import transaction
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

from accounts.models import Change
from accounts.sealed.sealing import OPENED_BY, SEALED
from tests.rotation import turn

from .reading import Form, browser
from .rows import ROLES
from .table import TABLE
from .test_matrix import filled
from .test_unanswered import forms_on, reader

OF_THE_PAGE = {"csrfmiddlewaretoken", OPENED_BY, "opened_page"}
# What is stored nowhere from where another page could show it.
PRINTED = {"give-code"}
# Signing out, and what whoever holds a code sends without being signed in.
SENT_ELSEWHERE = {"/sign-out/", "/code/"}


def test_the_words_of_every_form_come_back_to_whoever_wrote_them_and_to_nobody_else(world, db):
    sessions, keys = world
    tried = 0
    for role, page, form in forms_to_send(sessions, keys):
        sent, where = typed(form), f"{form.address} on {page}"
        stopped = Client().post(form.address, sent)
        assert stopped.status_code == 401, where
        assert "no trace" not in stopped.content.decode(), where
        sealed = {SEALED: sealed_in(stopped)}
        answer = browser(sessions[role]).post(page, sealed)
        assert answer.status_code == 200, where
        assert "Nothing has been" in answer.content.decode(), where
        again = [one for one in forms_on(page, answer) if one.address == form.address]
        found = [one for one in again if same(one.values) == same(sent)]
        assert found, f"{where}: {sent} became {[one.values for one in again]}"
        other = "board" if role == "administrator" else "administrator"
        answer = browser(sessions[other]).post(page, sealed)
        assert answer.status_code == 403, where
        assert "belong to somebody else" in answer.content.decode(), where
        assert "no trace" not in answer.content.decode(), where
        tried += 1
    assert tried > 10


def test_what_is_sent_twice_is_done_once_and_shown_as_done(world, db):
    sessions, keys = world
    for name, row in turn([(name, row) for name, row in TABLE.items() if row.body], of=4):
        address, body = reverse(name, kwargs=filled(row.own, keys)), filled(row.body, keys)
        client, undo = browser(sessions[reader(row)]), transaction.savepoint()
        sent = body | {OPENED_BY: "somebody", "csrfmiddlewaretoken": "of one page"}
        first = client.post(address, sent)
        written = Change.objects.count()
        second = client.post(address, sent)
        assert (second.status_code, second.get("Location")) == (
            first.status_code,
            first.get("Location"),
        ), name
        assert Change.objects.count() == written, name
        led = first.status_code == 302 or name in PRINTED
        assert led or row.writes_nothing or row.post_only, name
        transaction.savepoint_rollback(undo)


def forms_to_send(sessions: dict, keys: dict):
    """Each form that is sent, once, with who may send it and the page on which it stands."""
    known = set()
    for name, row in turn(list(TABLE.items()), of=4):
        if row.post_only or not row.allowed & ROLES or name.startswith("account_"):
            continue
        role, page = reader(row), reverse(name, kwargs=filled(row.own, keys))
        answer = browser(sessions[role]).get(page)
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        for form in forms_on(page, answer):
            kind = (form.address, *sorted(form.values))
            if form.method == "POST" and form.address not in SENT_ELSEWHERE and kind not in known:
                known.add(kind)
                yield role, page, form


def typed(form: Form) -> dict:
    """What somebody sends who has typed in every box and chosen the last of all choices."""
    chosen = {name: values[-1:] for name, values in form.choices.items()}
    words = {name: [f"No & <trace>: no trace {name}"] for name in form.typed}
    return form.sent(**chosen | words)


def same(values: dict) -> dict:
    return {name: list(texts) for name, texts in values.items() if name not in OF_THE_PAGE}


def sealed_in(answer) -> str:
    """What a page carries of sealed words."""
    document = lxml_html.fromstring(answer.content.decode())
    return document.xpath(f"//input[@name='{SEALED}']/@value")[0]
