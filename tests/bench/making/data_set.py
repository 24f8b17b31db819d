"""One data set, step by step."""

from django.core.management import call_command
from django.db import connection, transaction

from accounts.database import gather_statistics

from ..sizes import Size
from . import assessments, evidence, meetings, needs, participation, people, record, rounds, work
from .made import Made

SEED = 2020
# In the order in which each stands on what is there already.
STEPS = [
    people.add_people,
    rounds.add_rounds,
    work.add_work,
    work.add_updates,
    evidence.add_evidence,
    evidence.add_agreements,
    evidence.add_what_was_heard,
    evidence.add_measures,
    participation.add_sessions,
    assessments.add_self_assessments,
    record.add_history,
    needs.add_needs,
    meetings.add_questions,
    meetings.add_decisions,
    meetings.add_what_is_felt,
    meetings.add_bodies,
    rounds.keep_the_last,
]


def make(size: Size) -> Made:
    """Fill an empty database with the work of this size, the same for the same day."""
    call_command("migrate", verbosity=0)
    call_command("load_framework", verbosity=0)
    with transaction.atomic():
        return fill(size)


def fill(size: Size) -> Made:
    """Add the work of this size to the framework alone, within a transaction."""
    made = Made(size, SEED)
    for step in STEPS:
        step(made)
    gather_statistics()
    if connection.vendor == "sqlite":
        # Without its statistics SQLite guesses which index helps; a real one gathers them as it
        # is used (`PRAGMA optimize`).
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return made
