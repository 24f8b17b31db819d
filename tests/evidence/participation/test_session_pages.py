"""The page of a session: reading, correcting and removing it."""

import pytest

from evidence.models import Session
from evidence.participation import services as participation
from evidence.participation.reasons import Heads
from evidence.participation.services import remove_session
from tests.conftest import html_of
from tests.evidence.participation.participants import log, session_form
from tests.factories import SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("march")]


def test_everyone_reads_a_session_and_only_some_may_change_it(
    signed_in, board, keeper, champions, service
):
    row = SubActionFactory()
    session = log(keeper, audiences=[Heads("workforce", 1250, service)], sub_actions=[row])

    html = html_of(signed_in(board).get(session.get_absolute_url()))
    for words in (
        "Workshop of 3 March 2026",
        "1,250 attendances",
        "one person may attend twice",
        "Education",
        "People with lived experience delivered it.",
    ):
        assert words in html
    assert ">2<" not in html  # never how many people
    assert row.get_absolute_url() in html
    assert "Correct it" not in html
    for person in (keeper, champions):
        assert "Correct it" in html_of(signed_in(person).get(session.get_absolute_url()))


@pytest.mark.parametrize("pk", ["999999", "9" * 25])
@pytest.mark.parametrize("page", ["", "edit/", "remove/"])
def test_a_number_that_is_no_session_gives_a_page_that_helps(signed_in, champions, pk, page):
    answer = signed_in(champions).get(f"/participation/sessions/{pk}/{page}")
    assert answer.status_code == 404
    assert "There is no session with this number" in html_of(answer)


def test_a_session_is_corrected(signed_in, keeper, service):
    session = log(keeper, audiences=[Heads("workforce", 25, service), Heads("members", 3)])
    client, address = signed_in(keeper), f"{session.get_absolute_url()}edit/"
    form = client.get(address).context["form"]
    assert [row["headcount"].value() for row in form.audiences.forms] == [25, 3]

    rows = (
        {"kind": "workforce", "service": "education", "headcount": "25"},
        {"kind": "members", "headcount": ""},
    )
    answer = client.post(address, session_form(*rows, version=1, form_key=None))
    assert (answer.status_code, answer.url) == (302, session.get_absolute_url())
    assert str(Session.objects.get().audiences.get()) == "25 (Workforce, Education)"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("version", "Part of this form is missing"),
        ("held_on", "Say on which day it was held."),
        ("kind", "Say what kind of session it was."),
        ("lived_experience", "Say what people with lived experience did, or “Neither”."),
        ("audiences-0-headcount", "Say how many came."),
    ],
)
def test_a_correction_with_a_question_left_unanswered_changes_nothing(
    signed_in, keeper, name, sentence
):
    session = log(keeper)
    sent = session_form({"kind": "workforce", "headcount": "77"}, version=1, form_key=None)
    answer = signed_in(keeper).post(f"{session.get_absolute_url()}edit/", sent | {name: ""})

    assert answer.status_code == 200
    assert sentence in html_of(answer)
    assert Session.objects.get().headcount == 25


def test_correcting_takes_another_audience_without_a_script(signed_in, keeper):
    session = log(keeper)
    sent = session_form(version=1, form_key=None) | {"add-audience": "1"}
    answer = signed_in(keeper).post(f"{session.get_absolute_url()}edit/", sent)

    assert len(answer.context["form"].audiences.forms) == 2
    assert 'name="version" value="1"' in html_of(answer)


def test_the_second_writer_sees_both_and_may_save_again(signed_in, keeper, champions):
    session = log(keeper)
    address = f"{session.get_absolute_url()}edit/"
    signed_in(champions).post(address, session_form(lived_number="3", version=1))

    answer = signed_in(keeper).post(address, session_form(lived_number="4", version=1))
    assert answer.status_code == 409
    assert answer.context["rows"] == [
        {
            "label": "How many with lived experience",
            "yours": "As you typed it",
            "saved": "Another number, not shown",
        }
    ]
    assert (
        signed_in(keeper).post(address, session_form(lived_number="4", version=2)).status_code
        == 302
    )
    assert Session.objects.get().lived_number == 4


def test_the_same_correction_sent_twice_is_no_conflict(signed_in, keeper):
    address = f"{log(keeper).get_absolute_url()}edit/"
    for _time in range(2):
        assert (
            signed_in(keeper).post(address, session_form(lived_number="4", version=1)).status_code
            == 302
        )


def test_removing_takes_a_reason_from_the_list(signed_in, keeper):
    session = log(keeper)
    client, address = signed_in(keeper), f"{session.get_absolute_url()}remove/"

    assert "Choose why it does not count." in html_of(client.post(address, {"version": 1}))
    no_version = html_of(client.post(address, {"reason": "twice"}))
    assert "Part of this form is missing" in no_version
    assert Session.objects.current().exists()
    assert "import-undone" not in html_of(client.get(address))
    assert client.post(address, {"version": 1, "reason": "twice"}).url == "/participation/sessions/"
    html = html_of(client.get(session.get_absolute_url()))
    assert "Not counted: removed on 10 March 2026 by Kirsty. It was logged twice." in html
    assert "Correct it" not in html


def test_what_was_changed_meanwhile_is_not_removed_unread(signed_in, keeper):
    session = log(keeper)
    signed_in(keeper).post(
        f"{session.get_absolute_url()}edit/", session_form(version=1, lived_number="7")
    )

    answer = signed_in(keeper).post(
        f"{session.get_absolute_url()}remove/", {"version": 1, "reason": "twice"}
    )
    assert answer.status_code == 409
    assert "changed this session meanwhile" in html_of(answer)
    assert Session.objects.current().exists()


def test_one_that_somebody_else_removed_a_moment_ago_says_so(signed_in, keeper, monkeypatch):
    session, removed = log(keeper), []

    def late(**values):
        if not removed:
            removed.append(remove_session(**values))
        return remove_session(**values)

    monkeypatch.setattr(participation, "remove_session", late)
    sent = {"version": 1, "reason": "twice"}
    answer = signed_in(keeper).post(f"{session.get_absolute_url()}remove/", sent)
    assert answer.status_code == 200
    assert "was removed on" in html_of(answer)


@pytest.mark.parametrize("page", ["edit/", "remove/"])
def test_another_keepers_session_is_refused_with_the_reason(signed_in, keeper, other_keeper, page):
    address = f"{log(keeper).get_absolute_url()}{page}"
    answer = signed_in(other_keeper).get(address)

    assert answer.status_code == 403
    assert "Somebody else logged this session." in html_of(answer)


def test_a_removed_session_is_not_changed(signed_in, champions):
    session = log(champions)
    remove_session(by=champions, session=session, seen=1, reason="twice")

    answer = signed_in(champions).get(f"{session.get_absolute_url()}edit/")
    assert answer.status_code == 403
    assert "was removed on 10 March 2026" in html_of(answer)
