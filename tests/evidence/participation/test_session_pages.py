"""The pages of participation: logging on a phone, correcting, removing, and what stands where."""

from datetime import date

import pytest
from django.utils import timezone

from evidence.models import Session
from evidence.participation import services as participation
from evidence.participation.reasons import Heads
from evidence.participation.services import remove_session
from tests.evidence.participation.participants import log, participants, session_form
from tests.factories import ServiceFactory, SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("march")]
LOG = "/participation/log/"


def said(answer) -> list[str]:
    return [str(message) for message in answer.wsgi_request._messages]


# Logging


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
    assert f'You logged last: <a href="/participation/sessions/{session.pk}/">' in page


def test_what_does_not_count_is_said(signed_in, champions, service):
    participants(service, start_on=date(2026, 1, 1))

    answer = signed_in(champions).post(
        LOG, session_form({"kind": "community", "headcount": "9"}, sub_actions=["1.3"])
    )
    assert said(answer)[0].endswith("It does not count towards the 1,000 of sub-action 1.3.")


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
    assert "There is a problem" not in html_of(answer)
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
        ({"held_on": "0001-01-01"}, "2000 or later"),
        ({"kind": "party"}, "Choose one from the list"),
        ({"lived_experience": ""}, "Say what they did"),
        ({"lived_experience": "neither"}, "Leave the number at 0"),
        ({"lived_number": ""}, "How many people with lived experience?"),
        ({"lived_number": "9" * 300}, "Enter 20,000 or less"),
        ({"sub_actions": ["9" * 300]}, "Choose one from the list"),
        ({"form_key": "no key"}, "Part of this form is missing"),
        ({"audiences-0-headcount": ""}, "How many came?"),
        ({"audiences-0-headcount": "0"}, "Enter 1 or more"),
        ({"audiences-0-headcount": "9" * 5000}, "whole number"),
        ({"audiences-0-service": "\x00"}, "Choose one from the list"),
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
    assert "There is a problem" in html
    assert "2026-03-03" in html or "held_on" in changes
    assert not Session.objects.exists()


def test_a_form_sent_twice_logs_once(signed_in, champions):
    client = signed_in(champions)
    for _time in range(2):
        assert client.post(LOG, session_form()).status_code == 302
    assert Session.objects.count() == 1


def test_a_form_sent_again_with_other_entries_asks_before_it_logs_another(signed_in, champions):
    client = signed_in(champions)
    client.post(LOG, session_form())

    answer = client.post(LOG, session_form(held_on="2026-03-04"))
    assert answer.status_code == 409
    assert "You sent this form before, with other entries: Workshop of 3 March 2026." in html_of(
        answer
    )
    again = session_form(held_on="2026-03-04", form_key=answer.context["form"].data["form_key"])
    assert client.post(LOG, again).status_code == 302
    assert Session.objects.count() == 2


def test_no_form_has_a_box_for_free_text(signed_in, champions):
    session = log(champions)
    client = signed_in(champions)
    for page in (LOG, f"{session.get_absolute_url()}edit/", f"{session.get_absolute_url()}remove/"):
        html = html_of(client.get(page))
        assert "<textarea" not in html
        assert 'type="text"' not in html


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


# One session


def test_everyone_reads_a_session_and_only_some_may_change_it(
    signed_in, board, keeper, champions, service
):
    row = SubActionFactory()
    session = log(keeper, audiences=[Heads("workforce", 1250, service)], sub_actions=[row])

    html = html_of(signed_in(board).get(session.get_absolute_url()))
    for words in (
        "Workshop of 3 March 2026",
        "1,250 attendances",
        "not different people",
        "Education",
        "2: Delivered it",
    ):
        assert words in html
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
    assert answer.context["rows"] == [{"label": "People", "yours": "4", "saved": "3"}]
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

    assert "Choose a reason." in html_of(client.post(address, {"version": 1}))
    assert "import-undone" not in html_of(client.get(address))
    assert client.post(address, {"version": 1, "reason": "twice"}).url == "/participation/sessions/"
    html = html_of(client.get(session.get_absolute_url()))
    assert "Removed on 10 March 2026 by Kirsty: It was logged twice." in html
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


# The home of the Champions Board, and the pages of the work


def test_the_home_says_how_far_it_is_and_what_counts(signed_in, champions, service):
    row = participants(service, start_on=date(2026, 1, 1))
    log(champions, sub_actions=[row], audiences=[Heads("workforce", 345), Heads("members", 12)])

    html = html_of(signed_in(champions).get("/participation/"))
    assert "<strong>345 of 1,000</strong>" in html
    assert "Reached on" not in html
    assert "655 more are needed" in html
    assert "Attendances, not different people" in html
    assert "12 attendances of elected members and the community" in html
    assert 'role="img"' in html
    assert 'href="/participation/log/"' in html


def test_without_a_start_the_home_says_so_and_what_to_do(signed_in, board, service):
    row = participants(service)

    html = html_of(signed_in(board).get("/participation/"))
    assert "The council has not set when counting begins" in html
    assert (
        f'A Promise Keeper of Education sets the start date on the page of <a href="{row.get_absolute_url()}">'
        in html
    )
    assert 'href="/participation/log/"' not in html


@pytest.mark.parametrize("role", ["board", "champions"])
def test_the_home_of_an_empty_installation_helps(request, signed_in, role):
    html = html_of(signed_in(request.getfixturevalue(role)).get("/participation/"))
    assert "No session logged yet" in html
    assert ("Log the first one" in html) == (role == "champions")


def test_the_sub_actions_page_lists_its_sessions_with_their_total(
    signed_in, board, champions, sub_action
):
    for heads in (10, 11, 12, 13, 14, 15):
        log(champions, sub_actions=[sub_action], audiences=[Heads("workforce", heads)])
    removed = log(champions, sub_actions=[sub_action])
    remove_session(by=champions, session=removed, seen=1, reason="twice")

    html = html_of(signed_in(board).get(sub_action.get_absolute_url()))
    assert "<strong>75 attendances</strong> at 6 sessions" in html
    assert "Attendances, not different people." in html
    assert html.count("Workshop of 3 March 2026") == 5
    assert "Log a session" not in html
    assert f"{LOG}?serves={sub_action.key}" in html_of(
        signed_in(champions).get(sub_action.get_absolute_url())
    )


def test_a_sub_action_without_sessions_says_nothing_of_them(signed_in, champions, sub_action):
    assert "<h2>Sessions</h2>" not in html_of(
        signed_in(champions).get(sub_action.get_absolute_url())
    )


def test_the_total_moves_on_the_boards_page(signed_in, board, champions, service):
    row = participants(service, start_on=date(2026, 1, 1))
    client = signed_in(board)
    assert "<strong>0 of 1,000</strong>" in html_of(client.get("/board/"))
    log(champions, sub_actions=[row])
    assert "<strong>25 of 1,000</strong>" in html_of(client.get("/board/"))


def test_a_closed_service_is_marked_in_the_form(signed_in, champions):
    ServiceFactory(name="Old team", closed_on=date(2026, 1, 1))
    assert "Old team (closed)" in html_of(signed_in(champions).get(LOG))
