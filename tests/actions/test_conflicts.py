"""Two people save at once: one save is taken, the other answered with 409 and both texts, and
nothing is lost.
"""

from functools import partial

import pytest
from django.test import Client

from accounts.history import broken_changes
from accounts.models import Change
from actions import assign_views
from tests.at_once import TIMES, at_once
from tests.factories import ActionFactory, SubActionFactory

from .conftest import edit_form, said, update_form

pytestmark = pytest.mark.database

on_one_barrier = pytest.mark.django_db(transaction=True)
in_two_tabs = pytest.mark.django_db


def statuses(answers) -> list[int]:
    return sorted(answer.status_code for answer in answers)


def page_of_conflict(answers) -> str:
    (conflict,) = (answer for answer in answers if answer.status_code == 409)
    return conflict.content.decode()


def both(clients, address: str, forms) -> list:
    """What two get who send to one address together, each her own form."""
    pairs = zip(clients, forms, strict=True)
    return at_once(*(partial(client.post, address, sent) for client, sent in pairs))


@on_one_barrier
def test_two_editors_on_a_barrier(signed_in, keeper, colleague, service):
    texts = ["Children move less often.", "Children stay in their school."]
    clients = [signed_in(keeper), signed_in(colleague)]
    for _time in range(TIMES):
        row = SubActionFactory(service=service)
        sent = [edit_form(row, expected_difference=text) for text in texts]
        answers = both(clients, f"/sub-actions/{row.key}/edit/", sent)

        assert statuses(answers) == [302, 409]
        for text in texts:
            assert text in page_of_conflict(answers)
        row.refresh_from_db()
        assert row.expected_difference == texts[0 if answers[0].status_code == 302 else 1]
        assert (row.version, Change.objects.of("sub-action", row.key).count()) == (2, 1)
    assert broken_changes() == []


@on_one_barrier
def test_two_reporters_on_a_barrier(signed_in, keeper, colleague, service):
    clients = [signed_in(keeper), signed_in(colleague)]
    for _time in range(TIMES):
        row = SubActionFactory(service=service)
        sent = [
            update_form(row, changed="Two homes were opened.", status="on-track"),
            update_form(row, changed="One home was closed.", status="off-track"),
        ]
        answers = both(clients, f"/sub-actions/{row.key}/update/", sent)

        assert statuses(answers) == [302, 409]
        for text in ("Two homes were opened.", "One home was closed.", "On track", "Off track"):
            assert text in page_of_conflict(answers)
        stored = row.updates.get()
        row.refresh_from_db()
        assert row.status == stored.status
    assert broken_changes() == []


@on_one_barrier
def test_one_form_sent_by_impatient_clicks_is_stored_once(signed_in, keeper, service):
    cookies = signed_in(keeper).cookies
    for _time in range(TIMES):
        row = SubActionFactory(service=service)
        sent = update_form(row)

        def click(row=row, sent=sent):
            browser = Client()
            browser.cookies = cookies
            return browser.post(f"/sub-actions/{row.key}/update/", sent)

        assert statuses(at_once(*[click] * 4)) == [302, 302, 302, 302]
        assert row.updates.count() == Change.objects.of("sub-action", row.key).count() == 1


@on_one_barrier
def test_many_are_assigned_while_their_keepers_report(
    signed_in, administrator, keeper, service, monkeypatch
):
    """Neither side waits for ever for a row that the other holds: each is taken, or told of the
    conflict.
    """
    # Tried many times, there is more work than one page of the list holds.
    monkeypatch.setattr(assign_views, "PER_PAGE", 8 * TIMES)
    boss, client = signed_in(administrator), signed_in(keeper)
    for _time in range(TIMES):
        rows = [SubActionFactory(service=service) for _ in range(8)]
        sent = {"owners": [keeper.pk], "rows": [f"{row.key}:1" for row in rows]}

        def report(rows=rows):
            pages = [f"/sub-actions/{row.key}/update/" for row in reversed(rows)]
            return {client.post(page, update_form(rows[0])).status_code for page in pages}

        assigned, reported = at_once(partial(boss.post, "/assign/?service=education", sent), report)
        assert assigned.status_code in {302, 409}
        assert reported <= {302, 409}
    assert broken_changes() == []


@on_one_barrier
def test_two_who_add_at_once_get_numbers_of_their_own(signed_in, keeper, colleague, service):
    action, clients = ActionFactory(), [signed_in(keeper), signed_in(colleague)]
    for time in range(TIMES):
        numbers = (2 * time + 1, 2 * time + 2)
        sent = [
            {"title": f"{title} {time}", "service": service.pk, "kind": "dated"}
            for title in ("Play", "Homes")
        ]
        answers = both(clients, f"/actions/{action.key}/add/", sent)
        assert statuses(answers) == [302, 302]
        assert {answer.url for answer in answers} == {
            f"/sub-actions/{action.key}.L{number}/" for number in numbers
        }

        answers = both(clients, "/actions/add/", sent)
        assert {answer.url for answer in answers} == {f"/actions/L{number}/" for number in numbers}


@in_two_tabs
def test_an_old_tab_of_the_edit_form_overwrites_nothing(signed_in, keeper, colleague, sub_action):
    client, address = signed_in(keeper), f"/sub-actions/{sub_action.key}/edit/"
    old_tab = edit_form(
        sub_action, expected_difference="Typed in the old tab.", due_on="31 March 2027"
    )
    newer = edit_form(
        sub_action, expected_difference="Saved in the new tab.", owners=[colleague.pk]
    )
    assert client.post(address, newer).status_code == 302

    answer = client.post(address, old_tab)
    assert answer.status_code == 409
    assert {row["label"]: (row["yours"], row["saved"]) for row in answer.context["rows"]} == {
        "What difference should it make for children and families?": (
            "Typed in the old tab.",
            "Saved in the new tab.",
        ),
        "Due date": ("31 March 2027", ""),
        "Owners": ("", "Catriona"),
    }
    form = answer.context["form"]
    assert (form["version"].value(), form["expected_difference"].value()) == (
        "2",
        "Typed in the old tab.",
    )
    assert form["due_on"].value() == "31 March 2027"
    assert client.post(address, old_tab | {"version": form["version"].value()}).status_code == 302
    sub_action.refresh_from_db()
    assert sub_action.expected_difference == "Typed in the old tab."


@in_two_tabs
def test_an_old_tab_of_the_update_form_is_kept_and_can_be_sent_again(signed_in, keeper, sub_action):
    client, address = signed_in(keeper), f"/sub-actions/{sub_action.key}/update/"
    old_tab = update_form(sub_action, changed="Typed in the old tab.")
    client.post(address, update_form(sub_action, changed="Saved in the new tab."))

    answer = client.post(address, old_tab)
    assert answer.status_code == 409
    form = answer.context["form"]
    assert form["changed"].value() == "Typed in the old tab."
    again = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    assert client.post(address, again).status_code == 302
    assert {update.changed for update in sub_action.updates.all()} == {
        "Typed in the old tab.",
        "Saved in the new tab.",
    }


@in_two_tabs
def test_going_back_and_writing_more_loses_nothing(signed_in, keeper, sub_action):
    """The browser's back button brings the same form with the same key."""
    client, address = signed_in(keeper), f"/sub-actions/{sub_action.key}/update/"
    sent = update_form(sub_action)
    client.post(address, sent)
    answer = client.post(address, sent | {"changed": "The first workshop was held, and a second."})
    assert answer.status_code == 409
    assert "The first workshop was held, and a second." in answer.content.decode()
    assert answer.context["form"]["form_key"].value() != sent["form_key"]


@in_two_tabs
def test_the_same_edit_sent_twice_is_saved_already(signed_in, keeper, sub_action):
    client, sent = signed_in(keeper), edit_form(sub_action)
    client.post(f"/sub-actions/{sub_action.key}/edit/", sent)
    answer = client.post(f"/sub-actions/{sub_action.key}/edit/", sent)
    assert (answer.status_code, said(answer)[-1]) == (
        302,
        f"{sub_action} is saved already, just as you wrote it.",
    )
    assert Change.objects.count() == 1


@in_two_tabs
def test_an_old_tab_of_the_action_form(signed_in, keeper, service):
    action = ActionFactory(service=service)
    client, address = signed_in(keeper), f"/actions/{action.key}/edit/"
    sent = {"version": 1, "expected_difference": "Saved in the new tab."}
    client.post(address, sent)
    answer = client.post(address, sent | {"expected_difference": "Typed in the old tab."})
    assert answer.status_code == 409
    for text in ("Saved in the new tab.", "Typed in the old tab."):
        assert text in answer.content.decode()
    assert client.post(address, sent).status_code == 302
    action.refresh_from_db()
    assert (action.expected_difference, action.version) == ("Saved in the new tab.", 2)
