"""Two people save at once: one save is taken, the other answered with 409 and both texts, and
nothing is lost.
"""

import pytest

from accounts.history import broken_changes
from accounts.models import Change
from tests.at_once import at_once
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


@on_one_barrier
def test_two_editors_on_a_barrier(signed_in, keeper, colleague, sub_action):
    address = f"/sub-actions/{sub_action.key}/edit/"
    texts = ["Children move less often.", "Children stay in their school."]
    sent = [edit_form(sub_action, expected_difference=text) for text in texts]
    clients = [signed_in(keeper), signed_in(colleague)]
    answers = at_once(*(lambda at=at: clients[at].post(address, sent[at]) for at in (0, 1)))

    assert statuses(answers) == [302, 409]
    for text in texts:
        assert text in page_of_conflict(answers)
    sub_action.refresh_from_db()
    assert sub_action.expected_difference == texts[0 if answers[0].status_code == 302 else 1]
    assert (sub_action.version, Change.objects.count(), broken_changes()) == (2, 1, [])


@on_one_barrier
def test_two_reporters_on_a_barrier(signed_in, keeper, colleague, sub_action):
    address = f"/sub-actions/{sub_action.key}/update/"
    sent = [
        update_form(sub_action, changed="Two homes were opened.", status="on-track"),
        update_form(sub_action, changed="One home was closed.", status="off-track"),
    ]
    clients = [signed_in(keeper), signed_in(colleague)]
    answers = at_once(*(lambda at=at: clients[at].post(address, sent[at]) for at in (0, 1)))

    assert statuses(answers) == [302, 409]
    for text in ("Two homes were opened.", "One home was closed.", "On track", "Off track"):
        assert text in page_of_conflict(answers)
    stored = sub_action.updates.get()
    sub_action.refresh_from_db()
    assert (sub_action.status, broken_changes()) == (stored.status, [])


@on_one_barrier
def test_one_form_sent_by_impatient_clicks_is_stored_once(signed_in, keeper, sub_action):
    sent, client = update_form(sub_action), signed_in(keeper)
    cookies = client.cookies

    def click():
        browser = type(client)()
        browser.cookies = cookies
        return browser.post(f"/sub-actions/{sub_action.key}/update/", sent)

    assert statuses(at_once(*[click] * 4)) == [302, 302, 302, 302]
    assert sub_action.updates.count() == Change.objects.count() == 1


@on_one_barrier
def test_many_are_assigned_while_their_keepers_report(signed_in, administrator, keeper, service):
    """Neither side waits for ever for a row that the other holds: each is taken, or told of the
    conflict.
    """
    rows = [SubActionFactory(service=service) for _ in range(8)]
    boss, client = signed_in(administrator), signed_in(keeper)
    sent = {"owners": [keeper.pk], "rows": [f"{row.key}:1" for row in rows]}

    def report():
        addresses = [f"/sub-actions/{row.key}/update/" for row in reversed(rows)]
        return {client.post(address, update_form(rows[0])).status_code for address in addresses}

    assigned, reported = at_once(
        lambda: boss.post("/assign/?service=education", sent).status_code, report
    )
    assert assigned in {302, 409}
    assert reported <= {302, 409}
    assert broken_changes() == []


@on_one_barrier
def test_two_who_add_at_once_get_numbers_of_their_own(signed_in, keeper, colleague, service):
    action = ActionFactory()
    sent = [{"title": title, "service": service.pk, "kind": "dated"} for title in ("Play", "Homes")]
    clients = [signed_in(keeper), signed_in(colleague)]
    answers = at_once(
        *(lambda at=at: clients[at].post(f"/actions/{action.key}/add/", sent[at]) for at in (0, 1))
    )
    assert statuses(answers) == [302, 302]
    assert {answer.url for answer in answers} == {
        f"/sub-actions/{action.key}.L{number}/" for number in (1, 2)
    }

    answers = at_once(*(lambda at=at: clients[at].post("/actions/add/", sent[at]) for at in (0, 1)))
    assert {answer.url for answer in answers} == {"/actions/L1/", "/actions/L2/"}


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
