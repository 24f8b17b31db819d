"""A browser may ask whether a page is still the same: 304 if it is, and nothing outdated ever."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import unchanged
from accounts.models import Change, Role, User
from accounts.services import add_service, appoint, end_appointment, rename_person
from actions.services.progress import post_update
from foundations.models import FrameworkItem
from tests.factories import PASSWORD, SubActionFactory

from .conftest import NEW_PASSWORD, PAGE, text_of


def test_an_unchanged_page_is_answered_with_304_and_nothing_else(keeper, visit):
    ask = visit(keeper)
    first, second = ask(), ask()

    assert (first.status_code, second.status_code) == (200, 304)
    assert second.content == b""
    assert second["ETag"] == first["ETag"]
    for name in (
        "Cache-Control",
        "Vary",
        "Content-Security-Policy",
        "X-Frame-Options",
        "Referrer-Policy",
    ):
        assert second[name] == first[name], name
    assert first["Cache-Control"] == "private, no-cache"
    assert ask(method="head").status_code == 304


def test_304_costs_no_more_than_knowing_the_person_and_the_newest_line_of_history(keeper, visit):
    ask = visit(keeper)
    with CaptureQueriesContext(connection) as whole:
        assert ask().status_code == 200
    with CaptureQueriesContext(connection) as short:
        assert ask().status_code == 304

    assert len(short) == 2  # the session; the person, her roles and the newest seal
    assert len(whole) > len(short)


def test_after_a_write_the_new_text_comes(keeper, board, administrator, service, visit):
    row = SubActionFactory(service=service)
    ask, path = visit(board), row.get_absolute_url()
    assert [ask(path).status_code, ask(path).status_code] == [200, 304]

    post_update(
        by=keeper,
        sub_action=row,
        seen=row.version,
        status="on-track",
        changed="Two people have started.",
    )
    answer = ask(path)
    assert answer.status_code == 200
    assert "Two people have started." in text_of(answer)
    assert ask(path).status_code == 304

    rename_person(by=administrator, person=keeper, name="Kirsty Reid", seen=1)
    assert "Kirsty Reid" in text_of(ask(path))


def test_what_is_written_while_a_page_is_made_is_not_missed(
    keeper, administrator, visit, monkeypatch
):
    ask = visit(keeper)
    may_be_kept, seen = unchanged.may_be_kept, []

    def meanwhile(*page):
        """After the page is made, and before it gets its tag, somebody adds a service."""
        if not seen:
            seen.append(add_service(by=administrator, name="Leisure", kind="council"))
        return may_be_kept(*page)

    monkeypatch.setattr(unchanged, "may_be_kept", meanwhile)
    first, second, third = ask(), ask(), ask()

    assert "Leisure" not in text_of(first)
    assert "ETag" in first
    assert (second.status_code, third.status_code) == (200, 304)
    assert "Leisure" in text_of(second)


def test_after_another_wording_is_loaded_the_new_one_comes(framework, board, visit):
    published = FrameworkItem.objects.get(key="C18").text
    FrameworkItem.objects.filter(key="C18").update(text="An older wording.")
    ask, path = visit(board), "/calls/C18/"
    assert "An older wording." in text_of(ask(path))
    assert ask(path).status_code == 304

    call_command("load_framework", verbosity=0)

    assert FrameworkItem.objects.get(key="C18").text == published
    assert "An older wording." not in text_of(ask(path))
    assert [(line.act, line.thing, line.after) for line in Change.objects.all()] == [
        ("loaded", "framework", '{"added": 0, "changed": 1, "opened": 0}')
    ]


def test_loading_the_same_wording_again_writes_no_history(framework):
    call_command("load_framework", verbosity=0)

    assert not Change.objects.exists()


def test_nobody_is_answered_with_another_person_s_tag(keeper, other_keeper, visit):
    ask = visit(keeper)
    tag, other = ask()["ETag"], visit(other_keeper).client
    other.cookies["csrftoken"] = ask.client.cookies["csrftoken"].value

    assert other.get(PAGE, headers={"If-None-Match": tag}).status_code == 200
    assert other.get(PAGE, headers={"If-None-Match": "*"}).status_code == 200
    assert Client().get(PAGE, headers={"If-None-Match": tag}).status_code == 302


def test_another_query_is_another_page(keeper, visit):
    ask = visit(keeper)
    tag = ask()["ETag"]

    assert ask.client.get(PAGE + "?a=1", headers={"If-None-Match": tag}).status_code == 200


def test_on_another_day_the_page_is_made_anew(keeper, visit, time_machine):
    time_machine.move_to("2026-11-23 23:40:00+00:00", tick=False)
    ask = visit(keeper)
    assert [ask().status_code, ask().status_code] == [200, 304]

    time_machine.move_to("2026-11-24 00:10:00+00:00", tick=False)

    assert ask().status_code == 200


def test_with_another_role_the_page_is_made_anew(keeper, administrator, visit):
    ask = visit(keeper)
    assert "Add a service" not in text_of(ask())

    appoint(by=administrator, person=keeper, role=Role.ADMINISTRATOR)
    ask.client.force_login(keeper)
    assert "Add a service" in text_of(ask())
    assert ask().status_code == 304

    end_appointment(
        by=administrator,
        appointment=keeper.appointments.get(role="keeper"),
        ends_on=timezone.localdate(),
    )
    ask.client.force_login(User.objects.get(pk=keeper.pk))
    assert ask().status_code == 200


def test_a_right_that_changes_without_a_line_of_history_changes_the_page(
    keeper, other_service, visit
):
    ask = visit(keeper)
    assert [ask().status_code, ask().status_code] == [200, 304]

    keeper.appointments.update(service=other_service)

    assert ask().status_code == 200


def test_a_role_that_ends_by_itself_ends_the_kept_page_too(keeper, visit, time_machine):
    time_machine.move_to("2026-11-23 23:40:00+00:00", tick=False)
    keeper.appointments.update(ends_on=timezone.localdate() + timedelta(days=1))
    ask = visit(keeper)
    assert [ask().status_code, ask().status_code] == [200, 304]

    time_machine.move_to("2026-11-24 00:10:00+00:00", tick=False)

    assert ask().status_code == 403


def test_after_signing_out_and_in_again_forms_work(keeper, visit):
    browser = Client(enforce_csrf_checks=True)

    def sign_in():
        sent = {
            "login": keeper.email,
            "password": PASSWORD,
            "csrfmiddlewaretoken": token(browser.get("/sign-in/")),
        }
        assert browser.post("/sign-in/", sent).status_code == 302

    sign_in()
    ask = visit(keeper, browser)
    assert [ask().status_code, ask().status_code] == [200, 304]
    browser.post("/sign-out/", {"csrfmiddlewaretoken": token(browser.get(PAGE))})
    assert ask().status_code == 302
    sign_in()

    page = ask()

    assert page.status_code == 200
    answer = browser.post("/sign-out/", {"csrfmiddlewaretoken": token(page)})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def token(page) -> str:
    return page.content.decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]


@pytest.mark.parametrize("name", unchanged.SHOWN)
def test_a_new_release_or_setting_makes_pages_anew(keeper, visit, settings, name):
    ask = visit(keeper)
    assert [ask().status_code, ask().status_code] == [200, 304]

    setattr(settings, name, 7)

    assert ask().status_code == 200


def test_whoever_is_deactivated_is_led_to_sign_in(keeper, visit):
    ask = visit(keeper)
    assert ask().status_code == 200
    User.objects.filter(pk=keeper.pk).update(is_active=False)

    assert ask().status_code == 302


def test_a_new_password_elsewhere_ends_the_kept_page(keeper, visit):
    ask = visit(keeper)
    assert ask().status_code == 200
    changed = User.objects.get(pk=keeper.pk)
    changed.set_password(NEW_PASSWORD)
    changed.save()

    assert ask().status_code == 302
