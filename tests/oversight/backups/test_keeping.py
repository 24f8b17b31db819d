"""Which backups stay: never one beyond BACKUP_DAYS, by which the page of a removal says that no
copy is left.
"""

import errno
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import Removal
from oversight.backups import making
from oversight.backups.keeping import delete_past, made_at, name_of

START = date(2027, 1, 4)  # a Monday


def at_night(day: date, hour: int = 2) -> datetime:
    return datetime.combine(day, time(hour, 30), tzinfo=timezone.get_current_timezone())


def nightly(folder: Path, nights: int, days: int) -> list[date]:
    """Make an empty backup each night, and let go what is past; the days that are left."""
    for night in range(nights):
        day = START + timedelta(night)
        moment = at_night(day)
        (folder / name_of(moment)).touch()
        delete_past(folder, day, days)
    return sorted(timezone.localdate(made_at(path.name)) for path in folder.iterdir())


def test_with_a_month_there_are_fourteen_days_and_the_weeks_before(tmp_path):
    left = nightly(tmp_path, 100, settings.BACKUP_DAYS)
    today = START + timedelta(99)
    ages = [(today - day).days for day in left]
    assert sorted(ages)[:14] == list(range(14))
    assert max(ages) < settings.BACKUP_DAYS == 35
    assert len(ages) == 14 + 3
    assert {day.weekday() for day in left if (today - day).days > 20} == {0}


def test_with_more_days_there_are_eight_weeks_and_twelve_months(tmp_path):
    left = nightly(tmp_path, 600, 435)
    ages = sorted((START + timedelta(599) - day).days for day in left)
    assert ages[:14] == list(range(14))
    assert 8 <= len([age for age in ages if 14 <= age < 70]) <= 9
    assert 12 <= len([age for age in ages if age >= 70]) <= 13
    assert max(ages) < 435


@pytest.mark.parametrize("days", [1, 3, 20, 35, 90])
def test_none_is_as_old_as_the_page_of_a_removal_says(days, tmp_path, settings):
    settings.BACKUP_DAYS = days
    made = at_night(date(2027, 3, 9), 23)
    removal = Removal(made_at=made + timedelta(minutes=5))
    (tmp_path / name_of(made)).touch()
    delete_past(tmp_path, removal.backups_end_on - timedelta(1), days)
    assert len(list(tmp_path.iterdir())) == 1
    delete_past(tmp_path, removal.backups_end_on, days)
    assert list(tmp_path.iterdir()) == []


def test_those_of_today_stay_all_and_other_files_are_left_alone(tmp_path):
    moment = at_night(date(2027, 3, 9))
    names = [name_of(moment), name_of(moment, 2), name_of(moment + timedelta(hours=9))]
    others = ["minutes.zip", "promise-tracker-2001-02-30T000000Z.zip", f"{names[0]}.txt"]
    for name in [*names, *others]:
        (tmp_path / name).touch()
    assert delete_past(tmp_path, date(2027, 3, 10), 35) == []
    assert len(delete_past(tmp_path, date(2027, 3, 11), 35)) == 2
    (left,) = {path.name for path in tmp_path.iterdir()} - set(others)
    assert left in names[:2]  # the first of its day; both are of one second
    assert {path.name for path in tmp_path.iterdir()} == {left, *others}


@pytest.mark.database
def test_the_command_lets_go_only_when_it_has_a_new_one(
    transactional_db, tmp_path, monkeypatch, capsys
):
    old = tmp_path / name_of(timezone.now() - timedelta(days=settings.BACKUP_DAYS + 1))
    old.touch()
    call_command("backup", folder=tmp_path)
    (left,) = tmp_path.iterdir()
    assert left != old
    assert f"{old} is past and was deleted." in capsys.readouterr().out
    old.touch()
    monkeypatch.setattr(making.Writing, "finish", refuse)
    with pytest.raises(CommandError, match="There is no room"):
        call_command("backup", folder=tmp_path)
    assert old.exists()


def refuse(*_given) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")
