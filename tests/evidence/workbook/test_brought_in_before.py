"""Lists that an earlier release brought in, as its rows say it, are undone in turn too; and what it
had undone is not told as moved there and back.
"""

from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from actions.models import Move, SubAction
from evidence.files.bringing.undoing import later_than
from evidence.models import Undoable, Workbook
from evidence.workbook import services

from .lists import WHY, bring, take_out

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MIGRATION = import_module("evidence.migrations.0017_what_can_be_undone")

HERE = SimpleNamespace(connection=connection)


def brought_in_before(key: str, by, day: str) -> Workbook:
    """A list of an earlier release that moved a due day."""
    edited = take_out(SubAction.objects.filter(item__key=key))
    edited.cell(key, "Due date", day)
    edited.cell(key, WHY, "The trainer was ill.")
    made, kept = bring(edited, by), Undoable.objects.get()
    before = {"due_on": kept.before["due_on"]}
    made.rows[0] |= {"found": kept.found, "version": kept.version, "before": before, "update": None}
    made.save()
    kept.delete()
    return made


def undo(found: Workbook) -> None:
    again = Workbook.objects.get(pk=found.pk)
    services.undo(by=again.made_by, workbook=again, seen=again.version)


def test_two_of_an_earlier_release_are_undone_in_turn(dated, keeper):
    first = brought_in_before("1.1", keeper, "3 June 2027")
    second = brought_in_before("1.1", keeper, "9 June 2027")
    MIGRATION.fill(apps, HERE)
    names = [one.last.came_with for one in later_than(first)]
    assert names == [Undoable.objects.get(number=second.pk).came_with]
    undo(second)
    undo(first)
    assert SubAction.objects.get(pk=dated.pk).due_on == date(2027, 5, 1)
    assert not Move.objects.exists()


def test_what_it_had_given_back_stands_again_as_the_version_that_it_says(dated, keeper):
    first = brought_in_before("1.1", keeper, "3 June 2027")
    second = brought_in_before("1.1", keeper, "9 June 2027")
    version = second.rows[0]["version"]
    second.rows[0]["given_back"], second.undone_at = version + 1, second.brought_in_at
    second.save()
    SubAction.objects.filter(pk=dated.pk).update(version=version + 1, due_on=date(2027, 6, 3))
    MIGRATION.fill(apps, HERE)
    assert Undoable.objects.get().version == version + 1
    undo(first)
    assert SubAction.objects.get(pk=dated.pk).due_on == date(2027, 5, 1)


def test_a_day_that_it_had_moved_there_and_back_is_not_told_as_moved(dated, keeper):
    undone = brought_in_before("1.1", keeper, "3 June 2027")
    (there,) = Move.objects.all()
    about = {"sub_action": dated, "term": "due_on", "made_by": keeper, "made_on": there.made_on}
    about |= {"found_status": there.found_status, "before": there.after, "after": there.before}
    Move.objects.create(why="The edited list with which it came was undone.", **about)
    other = Move.objects.create(why="By hand.", **about)
    MIGRATION.take_moves_back(apps, HERE)
    assert [*Move.objects.all()] == [other]
    assert Workbook.objects.get() == undone
