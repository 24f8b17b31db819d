"""Logging a session on a phone: what the form opens with, takes, refuses and keeps."""

import re
from datetime import date

import pytest
from django.utils import timezone

from evidence.models import Session
from evidence.participation import served
from tests.conftest import html_of
from tests.evidence.participation.participants import log, participants, session_form
from tests.factories import ServiceFactory, SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("march")]
LOG = "/participation/log/"


def said(answer) -> list[str]:
    return [str(message) for message in answer.wsgi_request._messages]


def test_a_session_is_logged_and_the_form_stands_ready_again(signed_in, champions, service):
    row = participants(service, start_on=date(2026, 1, 1))
    client = signed_in(champions)

    answer = client.post(LOG, session_form(sub_actions=["1.3"]))

    assert (answer.status_code, answer.url) == (302, LOG)
    assert said(answer) == [
        "Logged: Workshop of 3 March 2026, 25 attendances. That makes 25 of 1,000."
    ]
    session = Session.objects.get()
    assert list(session.sub_actions.all()) == [row]
    page = html_of(client.get(LOG))
    assert "<h2>You logged last</h2>" in page
    assert f'<a href="/participation/sessions/{session.pk}/">Correct or remove it</a>' in page
    assert "So far: 25 of 1,000" in page


def test_what_does_not_count_is_said(signed_in, champions, service):
    participants(service, start_on=date(2026, 1, 1))

    answer = signed_in(champions).post(
        LOG, session_form({"kind": "community", "headcount": "9"}, sub_actions=["1.3"])
    )
    assert said(answer)[0].endswith("It does not count towards the 1,000 of sub-action 1.3.")


@pytest.mark.parametrize(
    ("first_day", "last_day", "words"),
    [
        (date(2026, 3, 3), date(2026, 3, 3), "That makes 25 of 1,000."),
        (date(2026, 3, 4), date(2026, 3, 31), "It does not count towards the 1,000"),
        (date(2026, 3, 1), date(2026, 3, 2), "It does not count towards the 1,000"),
    ],
)
def test_what_was_held_outside_the_days_that_count_does_not(
    signed_in, champions, service, first_day, last_day, words
):
    participants(service, start_on=first_day, due_on=last_day)

    answer = signed_in(champions).post(LOG, session_form(sub_actions=["1.3"]))
    assert words in said(answer)[0]


def test_the_date_is_today_and_the_work_that_counts_is_chosen(signed_in, keeper, service):
    participants(service)

    form = signed_in(keeper).get(LOG).context["form"]
    assert form["held_on"].value() == timezone.localdate() == date(2026, 3, 10)
    assert form["sub_actions"].value() == ["1.3"]
    assert form.audiences.forms[0]["service"].value() == "education"


def test_the_last_audience_and_choices_are_remembered(signed_in, champions, other_service):
    SubActionFactory(item__key="2.1")
    client = signed_in(champions)
    audience = {"kind": "commissioned", "service": "housing", "headcount": "8"}
    client.post(LOG, session_form(audience, sub_actions=["2.1"], kind="focus-group"))

    form = client.get(LOG).context["form"]
    row = form.audiences.forms[0]
    assert (row["kind"].value(), row["service"].value(), row["headcount"].value()) == (
        "commissioned",
        "housing",
        None,
    )
    assert (form["sub_actions"].value(), form["kind"].value()) == (["2.1"], "focus-group")
    assert (
        signed_in(champions).get(LOG).context["form"].audiences.forms[0]["kind"].value()
        == "workforce"
    )


def test_the_link_of_the_next_briefing_opens_the_form_for_it(signed_in, champions):
    SubActionFactory(item__key="1.2")

    form = (
        signed_in(champions).get(f"{LOG}?kind=briefing&audience=members&serves=1.2").context["form"]
    )
    assert (form["kind"].value(), form["sub_actions"].value()) == ("briefing", ["1.2"])
    assert form.audiences.forms[0]["kind"].value() == "members"


def test_another_audience_without_a_script_keeps_what_was_typed(signed_in, champions, service):
    sent = session_form(
        {"kind": "workforce", "service": "education", "headcount": "25"}, held_on="2026-03-01"
    )
    answer = signed_in(champions).post(LOG, sent | {"add-audience": "1"})

    form = answer.context["form"]
    assert not Session.objects.exists()
    assert "to put right" not in html_of(answer)
    assert [row["headcount"].value() for row in form.audiences.forms] == ["25", None]
    assert (form["held_on"].value(), form["form_key"].value()) == ("2026-03-01", sent["form_key"])
    assert 'name="audiences-TOTAL_FORMS" value="2"' in html_of(answer)


def test_several_audiences_are_logged_and_an_empty_row_is_none(signed_in, champions, service):
    rows = (
        {"kind": "workforce", "service": "education", "headcount": "25"},
        {"kind": "members", "headcount": "4"},
        {"kind": "members", "headcount": ""},
    )
    signed_in(champions).post(LOG, session_form(*rows))

    assert list(Session.objects.get().audiences.values_list("kind", "headcount")) == [
        ("workforce", 25),
        ("members", 4),
    ]


def test_twelve_audiences_are_logged(signed_in, champions):
    rows = [{"kind": "workforce", "headcount": "1"} for _number in range(12)]
    signed_in(champions).post(LOG, session_form(*rows))

    assert Session.objects.get().audiences.count() == 12


def test_rows_are_never_more_than_twelve(signed_in, champions):
    client = signed_in(champions)
    rows = [{"kind": "workforce", "headcount": "1"} for _number in range(13)]

    answer = client.post(LOG, session_form(*rows) | {"add-audience": "1"})
    assert len(answer.context["form"].audiences.forms) == 12
    assert "A session has 12 audiences at most." in html_of(client.post(LOG, session_form(*rows)))
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"held_on": "2026-03-11"}, "in the future"),
        ({"held_on": "soon"}, "Write the day as"),
        ({"held_on": "\x00"}, "Write the day as"),
        ({"held_on": "0001-01-01"}, "Look at the year: it says 0001."),
        ({"held_on": "1999-01-01"}, "2000 or later"),
        ({"kind": "party"}, "Choose a kind of session from the list."),
        ({"lived_experience": ""}, "Say what people with lived experience did"),
        ({"lived_experience": "neither"}, "Leave the number empty or 0"),
        ({"lived_number": ""}, "How many people with lived experience?"),
        ({"lived_number": "9" * 300}, "Write 20,000 or fewer."),
        ({"sub_actions": ["9" * 300]}, "Choose the sub-actions from the list."),
        ({"form_key": "no key"}, "Part of this form is missing"),
        ({"audiences-0-headcount": ""}, "Say how many came."),
        ({"audiences-0-headcount": "0"}, "Write 1 or more"),
        ({"audiences-0-headcount": "9" * 5000}, "Write 20,000 or fewer."),
        ({"audiences-0-headcount": "a dozen or so"}, "Write how many came as a whole number"),
        ({"audiences-0-headcount": "-3"}, "Write 1 or more"),
        ({"audiences-0-headcount": "71,5"}, "Do you mean 71.5?"),
        ({"lived_number": "-1"}, "Write 0 or more."),
        ({"audiences-0-service": "\x00"}, "Choose a service from the list"),
        (
            {"audiences-0-kind": "members", "audiences-0-service": "education"},
            "belongs to no service",
        ),
        ({"audiences-TOTAL_FORMS": "many"}, "Part of this form is missing"),
    ],
)
def test_bad_input_is_said_by_its_field_and_kept(signed_in, champions, service, changes, sentence):
    answer = signed_in(champions).post(LOG, session_form() | changes)

    assert answer.status_code == 200
    html = html_of(answer)
    assert sentence in html
    assert "to put right" in html
    assert "2026-03-03" in html or "held_on" in changes
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("held_on", "Say on which day it was held."),
        ("kind", "Say what kind of session it was."),
        ("lived_experience", "Say what people with lived experience did, or “Neither”."),
        ("lived_number", "How many people with lived experience?"),
        ("form_key", "Part of this form is missing"),
        ("audiences-0-kind", "Say who came."),
        ("audiences-0-headcount", "Say how many came."),
        ("audiences-TOTAL_FORMS", "Part of this form is missing"),
    ],
)
@pytest.mark.parametrize("empty", ["left out", "left empty"])
def test_each_question_left_unanswered_is_asked_again(signed_in, champions, name, sentence, empty):
    sent = session_form() | {name: ""}
    if empty == "left out":
        del sent[name]
    answer = signed_in(champions).post(LOG, sent)

    assert answer.status_code == 200
    assert sentence in html_of(answer)
    assert not Session.objects.exists()


def test_what_is_wrong_with_an_audience_leads_to_its_box(signed_in, champions):
    sent = session_form({"headcount": "5", "kind": "workforce"}, {"headcount": "0", "kind": "x"})
    html = html_of(signed_in(champions).post(LOG, sent))

    assert '<a href="#id_audiences-1-kind">Choose who came from the list.</a>' in html
    assert '<a href="#id_audiences-1-headcount">How many: Write 1 or more;' in html


def test_no_form_has_a_box_for_free_text(signed_in, champions):
    session = log(champions)
    client = signed_in(champions)
    for page in (LOG, f"{session.get_absolute_url()}edit/", f"{session.get_absolute_url()}remove/"):
        html = html_of(client.get(page))
        assert "<textarea" not in html
        # A number is typed into a box of text, since a box for numbers refuses 1,200.
        boxes = re.findall(r'<input[^>]*type="text"[^>]*>', html)
        assert [box for box in boxes if 'inputmode="numeric"' not in box] == []


def test_no_field_can_be_added_to_the_form(signed_in, champions, keeper):
    other = {
        "logged_by": keeper.pk,
        "removed_on": "2026-03-03",
        "logged_at": "2020-01-01",
        "version": 9,
        "brought_in": 1,
    }
    signed_in(champions).post(LOG, session_form() | other)

    session = Session.objects.get()
    assert (session.logged_by, session.removed_on, session.version, session.brought_in) == (
        champions,
        None,
        1,
        None,
    )
    assert session.logged_at == timezone.now()


def test_a_closed_service_is_marked_in_the_form(signed_in, champions):
    ServiceFactory(name="Old team", closed_on=date(2026, 1, 1))
    assert "Old team (closed)" in html_of(signed_in(champions).get(LOG))


@pytest.mark.parametrize(("most", "searches"), [(1, False), (0, True)])
def test_among_many_sub_actions_one_searches(
    signed_in, champions, service, monkeypatch, most, searches
):
    monkeypatch.setattr(served, "MOST_WITHOUT_SEARCH", most)
    row = participants(service, start_on=date(2026, 1, 1))
    client = signed_in(champions)

    page = html_of(client.get(f"{LOG}?serves=1.3"))

    assert ("data-find" in page) is searches
    assert ("js/find" in page) is searches
    assert 'value="1.3"' in page
    client.post(LOG, session_form(sub_actions=["1.3"]))
    assert list(Session.objects.get().sub_actions.all()) == [row]
