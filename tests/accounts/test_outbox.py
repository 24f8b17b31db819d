"""Mail leaves after the answer, once, and is tried again and seen by who waits."""

from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail import EmailMessage, send_mail
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import LinkRequest, Mail, Role
from accounts.outbox.sending import GAPS, send_due
from accounts.services import invite, invite_many
from tests.factories import AppointmentFactory

from .conftest import text_of

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("outbox")]

START = datetime(2099, 3, 3, 8, tzinfo=UTC)
LEFT, WAITS = "The e-mail left on 3 March 2099, 08:", "The e-mail waits since 3 March 2099, 08:00"
FAILED = "The e-mail could not be delivered."


@pytest.fixture
def clock(time_machine):
    """Let time go by since the start."""

    def go(by: timedelta) -> None:
        time_machine.move_to(START + by, tick=False)

    go(timedelta())
    return go


@pytest.fixture
def clerk(clock, administrator, signed_in):
    """An administrator's browser, and that she has invited Mo."""
    invite(by=administrator, email="mo@council.test", name="Mo", role=Role.BOARD)
    return lambda path="/people/invitations/": text_of(signed_in(administrator).get(path))


def refuse(address: str, code: int):
    """A mail server that refuses one address and takes all others."""

    def send(server, messages):
        if messages[0].to == [address]:
            raise SMTPRecipientsRefused({address: (code, b"no such mailbox")})
        mail.outbox.extend(messages)
        return 1

    return send


LOCMEM = "django.core.mail.backends.locmem.EmailBackend.send_messages"


def test_an_invitation_waits_until_it_is_sent_and_then_keeps_no_link(clerk, clock):
    assert mail.outbox == []
    assert WAITS in clerk()
    assert "/password/reset/key/" in Mail.objects.get().body

    clock(timedelta(minutes=1))
    call_command("send_mail")

    assert [letter.to for letter in mail.outbox] == [["mo@council.test"]]
    assert mail.outbox[0].subject.endswith("invites you")
    assert "/password/reset/key/" in mail.outbox[0].body
    assert Mail.objects.get().body == ""
    assert f"{LEFT}01" in clerk()
    assert f"{LEFT}01" in clerk(f"/people/{_mo()}/")


def _mo() -> int:
    return AppointmentFactory._meta.model.objects.get(user__email="mo@council.test").user_id


def test_what_was_sent_is_not_sent_again(clerk):
    for _number in range(3):
        call_command("send_mail")

    assert len(mail.outbox) == 1


def test_what_is_not_saved_is_not_mailed(administrator):
    people = [{"email": "mo@council.test", "name": "Mo", "role": Role.KEEPER}]
    with pytest.raises(Exception, match="Choose the service"):
        invite(by=administrator, **people[0])
    invite_many(by=administrator, people=[])

    assert not Mail.objects.exists()


def test_a_server_that_is_down_is_tried_again_after_growing_times(
    clerk, clock, broken_server, administrator
):
    invite(by=administrator, email="ann@council.test", name="Ann", role=Role.BOARD)
    with pytest.raises(CommandError, match="ConnectionRefusedError"):
        call_command("send_mail")
    # The server is asked once a run; who comes next has lost no try.
    assert list(Mail.objects.values_list("tries", flat=True).order_by("pk")) == [1, 0]
    assert send_due().failed == 1
    assert send_due() == send_due()
    assert clerk().count(WAITS) == 2
    assert "It leaves within a minute or two." in clerk()

    clock(timedelta(minutes=16))
    assert "The mail server has not taken it. It is tried again for two days" in clerk()
    broken_server()
    assert send_due().left == 2
    assert clerk().count(f"{LEFT}16") == 2


def test_after_a_server_was_away_for_a_day_all_leaves_within_the_hour(clerk, clock, broken_server):
    for minutes in range(0, 26 * 60, 5):
        clock(timedelta(minutes=minutes))
        send_due()
    broken_server()

    clock(timedelta(hours=27))

    assert send_due().left == 1


def test_it_is_given_up_after_two_days_and_an_administrator_is_told(clerk, clock, broken_server):
    gone = timedelta()
    for gap in [*GAPS, timedelta()]:
        assert not Mail.objects.get().given_up_at
        send_due()
        gone += gap
        clock(gone)

    letter = Mail.objects.get()
    assert (letter.tries, letter.body) == (len(GAPS) + 1, "")
    assert "ConnectionRefusedError" in letter.error
    assert timedelta(days=1) < gone < timedelta(days=2)
    assert FAILED in clerk()
    assert "deactivate this account and invite the right address" in clerk()
    assert FAILED in clerk(f"/people/{_mo()}/")
    broken_server()
    assert send_due().left == 0


def test_an_address_that_the_server_does_not_know_is_said_at_once_and_stops_nobody(
    clerk, administrator, monkeypatch
):
    invite(by=administrator, email="ann@council.test", name="Ann", role=Role.BOARD)
    monkeypatch.setattr(LOCMEM, refuse("mo@council.test", 550))

    sent = send_due()

    assert (sent.left, sent.failed, sent.given_up) == (1, 0, 1)
    assert [letter.to for letter in mail.outbox] == [["ann@council.test"]]
    assert clerk().count(FAILED) == 1


def test_an_address_that_is_refused_for_now_is_tried_again(clerk, clock, monkeypatch):
    monkeypatch.setattr(LOCMEM, refuse("mo@council.test", 451))
    assert send_due().failed == 1

    monkeypatch.setattr(LOCMEM, refuse("", 451))
    clock(GAPS[0])
    assert send_due().left == 1


def test_sending_again_is_a_new_mail_and_its_state_counts(
    clerk, administrator, monkeypatch, signed_in
):
    monkeypatch.setattr(LOCMEM, refuse("mo@council.test", 550))
    send_due()
    assert FAILED in clerk()

    monkeypatch.setattr(LOCMEM, refuse("", 550))
    signed_in(administrator).post(f"/people/{_mo()}/invite-again/")
    assert FAILED not in clerk()
    send_due()
    assert LEFT in clerk()


def test_a_mail_that_cannot_be_written_holds_up_nobody(clerk):
    Mail.objects.create(to="ann@council.test", subject="Two\nlines", body="x")

    sent = send_due()

    assert (sent.left, sent.failed) == (1, 1)


def test_any_mail_of_django_goes_through_it(db):
    send_mail("Subject", "Body", None, ["mo@council.test", "ann@council.test"])
    EmailMessage("Third", "Body", to=["kim@council.test"]).send()

    assert mail.outbox == []
    assert send_due().left == 3


def test_the_health_page_says_when_mail_does_not_leave(clerk, clock):
    assert Client().get("/health/").json() == {"status": "ok", "failing": [], "mail": "ok"}
    clock(timedelta(minutes=15))
    assert Client().get("/health/").json() == {"status": "ok", "failing": ["mail"], "mail": "late"}

    send_due()
    assert Client().get("/health/").json() == {"status": "ok", "failing": [], "mail": "ok"}


def test_the_health_page_does_not_tell_who_has_an_account(keeper, clock, broken_server):
    """Nor while the mail server is down: only that nobody looks what is asked for."""

    def told(email: str) -> str:
        Client().post("/password/reset/", {"email": email})
        LinkRequest.objects.update(made_at=START)
        clock(timedelta(minutes=20))
        before = Client().get("/health/").json()["mail"]
        send_due()
        clock(timedelta(minutes=40))
        return before + Client().get("/health/").json()["mail"]

    assert told(keeper.email) == told("nobody@council.test") == "lateok"


def test_old_mails_are_forgotten(clerk, clock):
    send_due()
    clock(timedelta(days=29))
    send_due()
    assert Mail.objects.count() == 1

    clock(timedelta(days=30))
    send_due()

    assert not Mail.objects.exists()
