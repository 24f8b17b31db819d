"""Logs say who, what, when and which object, never the text of a field."""

import json
import logging
import sys
from datetime import datetime

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

SECRET = "a child's name that somebody typed"


@pytest.fixture
def line():
    """A log line as the settings' own formatter writes it."""
    formatter = import_string(settings.LOGGING["formatters"]["json"]["()"])()

    def write(message: str, *values, exc_info=None) -> str:
        return formatter.format(
            logging.LogRecord("accounts", logging.ERROR, "x.py", 1, message, values, exc_info)
        )

    return write


def test_one_json_object_a_line(line):
    entry = json.loads(line("person %s was renamed – by\n%s", 7, "ada"))

    assert entry["message"] == "person 7 was renamed – by\nada"
    assert (entry["level"], entry["logger"]) == ("ERROR", "accounts")
    assert datetime.fromisoformat(entry["at"]).utcoffset().total_seconds() == 0
    assert "\n" not in line("two\nlines")


def test_of_an_exception_only_its_kind_and_place(line):
    try:
        raise ValueError(SECRET)
    except ValueError:
        written = line("it broke", exc_info=sys.exc_info())

    assert SECRET not in written
    entry = json.loads(written)
    assert entry["exception"] == "ValueError"
    assert entry["place"] == [f"{__file__}:{sys._getframe().f_lineno - 7}"]


def test_nor_of_the_exceptions_behind_it(line):
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as inner:
            raise RuntimeError("outer") from inner
    except RuntimeError:
        written = line("it broke", exc_info=sys.exc_info())

    assert json.loads(written)["exception"] == "RuntimeError"
    assert SECRET not in written


def test_a_line_without_an_exception_names_none(line):
    entry = json.loads(line("all is well", exc_info=(None, None, None)))
    assert entry["message"] == "all is well"
    assert "exception" not in entry


def test_every_handler_writes_this_way():
    handlers = settings.LOGGING["handlers"].values()
    writing = [one for one in handlers if one["class"] != "logging.NullHandler"]
    assert {handler["formatter"] for handler in writing} == {"json"}
    assert settings.LOGGING["formatters"]["json"]["()"].endswith("JsonFormatter")
