"""The indexes are in step with the texts, by whatever way somebody writes."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from accounts.index_words import words_in
from accounts.models import User
from accounts.removal.finding import Sought
from accounts.removal.passages import Passage
from accounts.removal.services import take_out
from accounts.removal.written import WRITTEN
from actions.models import Need, ProgressUpdate, Share, ShareWord
from evidence.models import Agreement, Answer, EvidenceItem, Heard, Measure, Reply, Submission
from foundations.models import FrameworkItem
from oversight.models import Decision, Question, Turn
from oversight.search import index
from oversight.search.indexed import (
    AGREEMENTS,
    DECISIONS,
    HEARD,
    INDEXED,
    QUESTIONS,
    SHARE_WORDS,
    SHARES,
    TEXTS,
    TURNS,
    UPDATES,
)
from tests.factories import (
    AgreementFactory,
    AnswerFactory,
    DecisionFactory,
    EvidenceFactory,
    HeardFactory,
    ItemFactory,
    MeasureFactory,
    NeedFactory,
    ProgressUpdateFactory,
    QuestionFactory,
    ReplyFactory,
    ShareFactory,
    ShareWordFactory,
    SubmissionFactory,
    TurnFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def outside_need():
    """One of which every column may say something."""
    return NeedFactory(
        who_acts="outside", acting_body="NHS", answer="It is paid for.",
        answered_on=timezone.localdate(), answered_by=UserFactory(),
    )  # fmt: skip


def answered_reply():
    return ReplyFactory(
        kind="changed", words="We did.", answered_on=timezone.localdate(), answered_by=UserFactory()
    )


def settled_decision():
    today = timezone.localdate()
    said = {"outcome_words": "Five were.", "outcome_on": today, "outcome_by": UserFactory()}
    return DecisionFactory(outcome="done", **said)


FACTORIES = {
    FrameworkItem: ItemFactory,
    ProgressUpdate: ProgressUpdateFactory,
    EvidenceItem: EvidenceFactory,
    Heard: HeardFactory,
    Answer: AnswerFactory,
    Submission: SubmissionFactory,
    Reply: answered_reply,
    Agreement: AgreementFactory,
    Need: outside_need,
    Measure: MeasureFactory,
    Question: QuestionFactory,
    Turn: TurnFactory,
    Decision: settled_decision,
    Share: ShareFactory,
    ShareWord: ShareWordFactory,
    User: UserFactory,
}
EVERY = pytest.mark.parametrize("indexed", INDEXED, ids=lambda one: one.key)
WORDS = {
    "sqlite": "SELECT words FROM {index} WHERE rowid = %s",
    "postgresql": """SELECT ARRAY_TO_STRING(TSVECTOR_TO_ARRAY(words), ' ')
        FROM {index} WHERE id = %s""",
}


def words_of(indexed, pk: int) -> set[str] | None:
    """What the index says of a record; None where it knows of none."""
    with connection.cursor() as cursor:
        cursor.execute(WORDS[connection.vendor].format(index=indexed.index), [pk])
        found = cursor.fetchone()
    return set(found[0].split()) if found else None


def said_by(indexed, text: str) -> dict:
    """All columns with this text."""
    return {name: {"Q1": text} if name == "texts" else text for name in indexed.columns}


def differing() -> int:
    return sum(differed for _one, _rows, differed in index.refresh())


@EVERY
def test_each_searched_column_is_kept_in_step(indexed):
    """Each way to write that the product has: one by one, several at once, past the models."""
    row = FACTORIES[indexed.model]()
    for name in indexed.columns:
        for number, write in enumerate((_save, _update, _several, _sql)):
            text = f"Òrán {name} {number}"
            write(indexed, row, name, {"Q1": text} if name == "texts" else text)
            assert set(words_in(text)) <= words_of(indexed, row.pk), (name, write)
    assert differing() == 0
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {indexed.table} WHERE id = %s", [row.pk])  # noqa: S608 - ours
    assert words_of(indexed, row.pk) is None


def _save(indexed, row, name, value):
    setattr(row, name, value)
    row.save()


def _update(indexed, row, name, value):
    indexed.model.objects.filter(pk=row.pk).update(**{name: value})


def _several(indexed, row, name, value):
    setattr(row, name, value)
    indexed.model.objects.bulk_update([row], [name])


def _sql(indexed, row, name, value):
    field = indexed.model._meta.get_field(name)
    stored = field.get_db_prep_save(value, connection)
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE {indexed.table} SET "{name}" = %s', [stored])  # noqa: S608 - ours


def test_what_is_brought_in_by_the_hundred_is_there():
    work = ProgressUpdateFactory()
    rows = [
        ProgressUpdate(
            **dict.fromkeys(("sub_action", "posted_by", "service")) | {
                "sub_action": work.sub_action, "posted_by": work.posted_by,
                "service": work.service, "status": work.status,
                "posted_at": timezone.now(), "posted_on": timezone.localdate(),
                "changed": f"Step {number}",
            }
        )
        for number in range(200)
    ]  # fmt: skip
    for row in ProgressUpdate.objects.bulk_create(rows):
        assert words_of(UPDATES, row.pk) == set(words_in(row.changed))
    assert differing() == 0


def test_the_framework_is_there_once_it_is_loaded():
    call_command("load_framework", verbosity=0)
    items = FrameworkItem.objects.all()
    assert len(items) > 300
    for item in items:
        assert words_of(TEXTS, item.pk) == set(words_in(f"{item.heading} {item.text}"))


def test_what_differs_is_told_and_put_right():
    update, other = ProgressUpdateFactory(), ProgressUpdateFactory()
    key = "rowid" if connection.vendor == "sqlite" else "id"
    with connection.cursor() as cursor:
        gone = f"DELETE FROM {UPDATES.index} WHERE {key} = %s"  # noqa: S608 - ours
        cursor.execute(gone, [update.pk])
        cursor.execute(
            f"INSERT INTO {UPDATES.index} ({key}, words) VALUES (%s, 'lost')",  # noqa: S608 - ours
            [other.pk + 7],
        )
    said = StringIO()
    call_command("refresh_search", stdout=said)
    assert "updates: 2, of which 2 differed" in said.getvalue()
    assert words_of(UPDATES, update.pk) == set(words_in(update.changed))
    said = StringIO()
    call_command("refresh_search", stdout=said)
    assert "All were as they are to be." in said.getvalue()


def test_triggers_that_were_lost_come_back_and_the_texts_are_looked_through():
    update = ProgressUpdateFactory()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {UPDATES.index}_changed")
        else:
            cursor.execute(f"DROP TRIGGER {UPDATES.index}_kept ON {UPDATES.table}")
    ProgressUpdate.objects.update(changed="Meanwhile")
    assert "meanwhile" not in words_of(UPDATES, update.pk)

    index.prepare()

    assert words_of(UPDATES, update.pk) == {"meanwhile"}
    ProgressUpdate.objects.update(changed="Afterwards")
    assert words_of(UPDATES, update.pk) == {"afterwards"}


def test_where_nothing_is_amiss_nothing_is_read_again(django_assert_max_num_queries):
    index.prepare()
    with django_assert_max_num_queries(2 * len(INDEXED) + 3):
        index.prepare()


@pytest.mark.parametrize(
    ("make", "indexed"),
    [
        (HeardFactory, HEARD),
        (QuestionFactory, QUESTIONS),
        (TurnFactory, TURNS),
        (ShareFactory, SHARES),
        (ShareWordFactory, SHARE_WORDS),
        (DecisionFactory, DECISIONS),
        (AgreementFactory, AGREEMENTS),
    ],
)
def test_a_passage_that_is_taken_out_is_found_no_more(administrator, search_as, make, indexed):
    found = make(words="They named Quillandra Vexley there.")
    search = search_as(administrator)
    assert search("quillandra").context["found"].sections
    passage = Passage("Quillandra Vexley")
    take_out(by=administrator, sought=Sought(passage), reason="A name", found={})
    assert search("quillandra").context["found"].sections == []
    assert "quillandra" not in words_of(indexed, found.pk)


@EVERY
def test_what_is_searched_can_be_taken_out_and_is_wiped(indexed):
    """Nothing is searched that a removal would not reach."""
    from accounts.removal.wiping import tables

    written = {(one.model, name) for one in WRITTEN for name in one.columns}
    # Published texts are the source's, and an account is named anew by its administrator.
    kept = {(FrameworkItem, "text")}
    assert {(indexed.model, name) for name in indexed.columns} <= written | kept
    assert indexed.index in tables()
