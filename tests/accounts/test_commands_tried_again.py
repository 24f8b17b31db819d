"""What a command writes is tried again, as a page's write is, when others wrote at a bad moment."""

from contextlib import contextmanager

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from accounts.again import MORE
from accounts.models import Change, Mail, User
from evidence.items.files_and_rows import Compared, note_files
from evidence.items.link_check import Answer
from evidence.items.upkeep import note_answers
from evidence.models import EvidenceItem
from tests.evidence.items.adding import add
from tests.factories import FileEvidenceFactory, SubActionFactory

from .test_tried_again import OF_THE_MOMENT, raised

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


@contextmanager
def met(begins: str, times: int):
    """The statement that begins so fails that many times, as one that met another's write."""
    left = [raised(OF_THE_MOMENT["a deadlock"])] * times

    def refuse(execute, sql, *rest):
        if left and sql.startswith(begins):
            raise left.pop()
        return execute(sql, *rest)

    with connection.execute_wrapper(refuse):
        yield left


def invite_the_first() -> None:
    call_command("first_administrator", "first@council.test")


def send() -> None:
    Mail.objects.create(to="a@council.test", subject="Hello", body="Once")
    call_command("send_mail")


def load() -> None:
    call_command("load_framework", verbosity=0)


WRITES = {
    "the framework": (load, 'INSERT INTO "accounts_change"', lambda: Change.objects.count()),
    "an invitation": (
        invite_the_first,
        'INSERT INTO "accounts_user"',
        lambda: User.objects.filter(email="first@council.test").count(),
    ),
    "a mail that is taken": (send, 'UPDATE "accounts_mail"', lambda: len(mail.outbox)),
    "a mail that has left": (
        send,
        'UPDATE "accounts_mail" SET "body"',
        lambda: Mail.objects.filter(body="").exclude(sent_at=None).count() * len(mail.outbox),
    ),
}


@pytest.mark.parametrize("times", [1, MORE])
@pytest.mark.parametrize(("write", "begins", "done"), WRITES.values(), ids=WRITES)
def test_a_command_does_its_work_once_all_the_same(write, begins, done, times):
    with met(begins, times) as left:
        write()
    assert (left, done()) == ([], 1)


def test_what_fails_oftener_is_said(db):
    with met('INSERT INTO "accounts_change"', MORE + 1), pytest.raises(OperationalError):
        load()
    assert not Change.objects.exists()


def test_the_check_of_links_finds_what_it_found(keeper, service):
    item = add(keeper, SubActionFactory(service=service).item)
    EvidenceItem.objects.filter(pk=item.pk).update(url="https://a.example/")
    item.refresh_from_db()
    broken = {item.url: Answer("No answer", broken=True)}
    with met('INSERT INTO "accounts_change"', 1):
        note_answers(items=[item], answers=broken, on=timezone.localdate())
    assert Change.objects.filter(act="found the link broken").count() == 1
    assert EvidenceItem.objects.get(pk=item.pk).broken


def test_the_check_of_files_finds_what_it_found(db):
    item = FileEvidenceFactory()
    with met('INSERT INTO "accounts_change"', 1):
        note_files(Compared(0, [item], [], [], 0), timezone.localdate())
    assert Change.objects.filter(act="found the file lost").count() == 1
    assert EvidenceItem.objects.get(pk=item.pk).lost_on


def test_inside_another_transaction_nothing_is_tried_by_itself(keeper, service):
    item = add(keeper, SubActionFactory(service=service).item)
    answers = {item.url: Answer("", broken=False)}
    met_once = met('INSERT INTO "accounts_change"', 1)
    with pytest.raises(OperationalError), met_once as left, transaction.atomic():
        note_answers(items=[item], answers=answers, on=timezone.localdate())
    assert left == []
