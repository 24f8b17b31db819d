"""Two people at one entry at the same moment: no answer is lost, and nobody waits for the other for
ever.
"""

from functools import partial
from threading import Event, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection

from accounts.models import User
from accounts.versions import Conflict
from evidence.heard import services as writing
from evidence.models import EvidenceItem, Heard, Reply
from tests.factories import ReplyFactory, SubActionFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
# Well below the two seconds for which the database lets somebody wait for a lock.
WAIT = 0.5


@pytest.fixture
def asked(service):
    return ReplyFactory(item=SubActionFactory(service=service).item)


def write(work, said, place) -> None:
    """Do one thing, and note what was said against it."""
    try:
        work()
    except (ValidationError, PermissionDenied, Conflict, DatabaseError) as error:
        said[place] = error
    finally:
        connection.close()


@pytest.fixture
def meanwhile(monkeypatch):
    """Do one thing, and another one when the first has come to a function of the service; what each
    of them said.
    """

    def run(first, name, second) -> list[Exception | None]:
        there, done, said = Event(), Event(), [None, None]
        original, begun = getattr(writing, name), []

        def paused(*args, **options):
            if not begun:
                begun.append(True)
                there.set()
                done.wait(WAIT)
            return original(*args, **options)

        def follow() -> None:
            there.wait(timeout=60)
            write(second, said, 1)
            done.set()

        monkeypatch.setattr(writing, name, paused)
        threads = [Thread(target=write, args=[first, said, 0]), Thread(target=follow)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return said

    return run


def test_an_answer_is_not_lost_when_the_entry_is_sent_elsewhere_meanwhile(
    asked, keeper, champions, meanwhile
):
    heard, other = asked.heard, SubActionFactory().item
    texts = {name: getattr(heard, name) for name in writing.TEXTS}
    edit = partial(writing.edit_heard, by=champions, heard=heard, seen=1, items=[other], **texts)
    reply = Reply.objects.select_related("heard", "item").get(pk=asked.pk)
    keeper = User.objects.get(pk=keeper.pk)
    answer = partial(
        writing.reply, by=keeper, reply=reply, seen=1, kind="changed", words="We ask you first now."
    )

    edited, answered = meanwhile(edit, "save_version", answer)
    kept = Reply.objects.filter(pk=asked.pk, kind="changed").exists()
    assert (answered is None) == kept
    assert (edited is None) == (not kept)
    assert not isinstance(edited or answered, DatabaseError)


def test_making_evidence_and_removing_do_not_wait_for_each_other(
    asked, keeper, champions, meanwhile
):
    reply = Reply.objects.select_related("heard", "item").get(pk=asked.pk)
    writing.reply(by=keeper, reply=reply, seen=1, kind="changed", words="We ask you first now.")
    one, same = Heard.objects.get(), Heard.objects.get()
    make = partial(writing.make_evidence, by=champions, heard=one, seen=1)
    remove = partial(writing.remove_heard, by=champions, heard=same, seen=1, reason="Logged twice")

    said = meanwhile(make, "save_version", remove)
    assert not [error for error in said if isinstance(error, DatabaseError)]
    assert sum(error is None for error in said) == 1
    assert EvidenceItem.objects.exists() == (Heard.objects.get().removed_on is None)
