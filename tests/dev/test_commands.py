"""`dev.py` refuses what it does not know in a sentence."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from promise_tracker.dev.checkout import rotation
from promise_tracker.dev.full import PARTS, chosen
from tests.calendar_days import MOMENTS

ROOT = Path(__file__).resolve().parents[2]


def test_parts_are_run_by_name_and_all_without_one():
    assert chosen(["sqlite", "checks"]) == {"checks", "sqlite"}
    assert chosen([]) == set(PARTS)


def test_an_unknown_part_is_refused_with_those_that_there_are():
    with pytest.raises(SystemExit) as refused:
        chosen(["sqlite", "databases"])
    assert str(refused.value).startswith("`test --full` has no part called databases. ")
    assert all(part in str(refused.value) for part in PARTS)


def test_a_run_is_repeated_by_its_number(monkeypatch):
    monkeypatch.setenv("ROTATION", "41")
    assert rotation() == "41"


def test_without_a_number_it_comes_from_the_last_commit(monkeypatch):
    monkeypatch.delenv("ROTATION", raising=False)
    monkeypatch.setattr("promise_tracker.dev.checkout.git", lambda *_: "00000ff" + "e" * 33)
    assert rotation() == "255"


def test_without_git_it_is_nought(monkeypatch):
    monkeypatch.delenv("ROTATION", raising=False)
    monkeypatch.setenv("PATH", "")
    assert rotation() == "0"


@pytest.mark.parametrize("number", ["-1", "1.5", "four"])
def test_what_is_no_whole_number_is_refused(monkeypatch, number):
    monkeypatch.setenv("ROTATION", number)
    with pytest.raises(SystemExit, match="ROTATION is a whole number"):
        rotation()


def test_every_moment_of_the_calendar_is_one_and_says_its_zone():
    assert len({datetime.fromisoformat(moment).timestamp() for moment in MOMENTS}) == len(MOMENTS)
    assert all(datetime.fromisoformat(moment).tzinfo for moment in MOMENTS)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["test", "--full", "--changed"], "not allowed with"),
        (["test", "--full", "sqlite", "-x"], "unknown arguments: -x"),
        (["run", "tests/site"], "unknown arguments: tests/site"),
        (["serve"], "invalid choice: 'serve'"),
    ],
)
def test_arguments_that_make_no_sense_are_refused(arguments, sentence):
    # -S: with nothing but the standard library, as before anything is installed.
    command = [sys.executable, "-S", "dev.py", *arguments]
    refused = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert refused.returncode == 2
    assert sentence in refused.stderr
