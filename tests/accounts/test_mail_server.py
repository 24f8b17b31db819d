"""Mail between real processes and a real server: each leaves once, and silence holds up nobody."""

from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from threading import Barrier

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from accounts.models import LinkRequest, Mail
from accounts.outbox import sending
from tests.mail_server import MailServer

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("outbox")]
START = datetime(2099, 3, 3, 8, tzinfo=UTC)
PROCESSES, MAILS = 3, 30


@pytest.fixture
def hand_to(settings):
    """Let mail go to a server: `hand_to(server)`."""

    def use(server: MailServer) -> MailServer:
        settings.MAIL_SERVER = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        return server

    return use


def write(number: int) -> list[str]:
    people = [f"person-{one}@council.test" for one in range(number)]
    Mail.objects.bulk_create([Mail(to=one, subject="Subject", body="Body") for one in people])
    return people


@pytest.mark.django_db(transaction=True)
def test_processes_that_send_at_once_send_each_mail_once(hand_to):
    everybody = write(MAILS)
    # No one is answered before each of them is in the middle of a mail.
    together = Barrier(PROCESSES)
    met = iter(range(PROCESSES))
    server = hand_to(MailServer(lambda: next(met, None) is None or together.wait(timeout=9)))
    # None of them may use a connection of this one.
    connection.close()
    senders = [
        get_context("fork").Process(target=call_command, args=["send_mail"])
        for _number in range(PROCESSES)
    ]
    for sender in senders:
        sender.start()
    with server.answering():
        for sender in senders:
            sender.join(timeout=60)

    assert [sender.exitcode for sender in senders] == [0] * PROCESSES
    assert sorted(server.taken) == sorted(everybody)
    assert not Mail.objects.waiting().exists()


# Before its first word, after a command, and with a mail in its hands
@pytest.mark.django_db
@pytest.mark.parametrize("silent_at", [b"HELLO", b"EHLO", b"RCPT", b"."])
def test_a_silent_server_ends_the_run_and_health_says_so(
    silent_at, hand_to, settings, time_machine
):
    time_machine.move_to(START)
    settings.EMAIL_TIMEOUT = 0.2
    write(3)
    server = hand_to(MailServer(silent_at=silent_at))
    with server.answering():
        sent = sending.send_due()

    assert (sent.left, sent.failed) == (0, 1)
    assert "timed out" in sent.error
    assert list(Mail.objects.values_list("tries", flat=True).order_by("pk")) == [1, 0, 0]
    time_machine.move_to(START + timedelta(minutes=20))
    assert Client().get("/health/").json()["mail"] == "late"


@pytest.mark.django_db
def test_a_slow_server_leaves_the_rest_to_the_next_run(hand_to, monkeypatch):
    write(3)
    monkeypatch.setattr(sending, "ONE_RUN", 0)
    with hand_to(MailServer()).answering():
        assert sending.send_due().left == 0
        monkeypatch.setattr(sending, "ONE_RUN", 60)
        assert sending.send_due().left == 3


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["kirsty", "nobody"])
def test_a_link_that_is_asked_for_of_a_server_that_is_away_waits_whoever_asked(
    who, keeper, hand_to, settings, time_machine
):
    """Else health would not say that no link leaves, or would tell who has an account."""
    time_machine.move_to(START)
    settings.EMAIL_TIMEOUT = 0.2
    Client().post("/password/reset/", {"email": f"{who}@council.test"})
    server = hand_to(MailServer(silent_at=b"HELLO"))
    with server.answering():
        assert "timed out" in sending.send_due().error

    assert LinkRequest.objects.exists()
    assert not Mail.objects.exists()
    LinkRequest.objects.update(made_at=START)
    time_machine.move_to(START + timedelta(minutes=20))
    assert Client().get("/health/").json()["mail"] == "late"
