"""Logs hold paths, never what stands behind them: what somebody looked for may be a name."""

import json
import logging
import runpy
import sys
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from gunicorn.config import Config

from promise_tracker.logs import JsonFormatter, without_queries


def written(record: logging.LogRecord) -> dict:
    return json.loads(JsonFormatter().format(record))


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("Not Found: /nowhere/?q=0104121234", "Not Found: /nowhere/"),
        ('"GET /nowhere/?q=anna HTTP/1.1" 404 51', '"GET /nowhere/ HTTP/1.1" 404 51'),
        ("Bad syntax ('GET /x?q=anna smith HTTP/1.1')", "Bad syntax ('GET /x HTTP/1.1')"),
        (
            "https://a.example/find?name=Anna&age=9 matches none",
            "https://a.example/find matches none",
        ),
        (
            "Referer checking failed - https://a.example/?q=x.",
            "Referer checking failed - https://a.example/",
        ),
        ("Did it work? Yes.", "Did it work Yes."),
        ("Who? is asked, and ?so", "Who is asked, and ?so"),
        ("Nothing of the kind: /actions/1.1/", "Nothing of the kind: /actions/1.1/"),
    ],
)
def test_an_address_is_cut_after_its_path(message, kept):
    record = logging.LogRecord("any", logging.WARNING, "", 0, "%s", (message,), None)
    assert written(record)["message"] == kept


@pytest.mark.parametrize(
    "path",
    ["/nowhere/?q=0104121234", "/nowhere/%3Fq=0104121234", "/nowhere/?0104121234?0104121234"],
)
def test_a_page_that_is_not_there_leaves_its_path(db, caplog, path):
    assert Client().get(path).status_code == 404
    said = [without_queries(written(record)["message"]) for record in caplog.records]
    assert "Not Found: /nowhere/" in said
    assert "0104121234" not in " ".join(json.dumps(written(one)) for one in caplog.records)


def test_a_form_from_elsewhere_leaves_no_address_of_where_it_came_from(caplog):
    client = Client(enforce_csrf_checks=True)
    headers = {"referer": "https://elsewhere.example/?child=Anna"}
    assert client.post("/sign-in/", secure=True, headers=headers).status_code == 403
    lines = " ".join(json.dumps(written(record)) for record in caplog.records)
    assert "elsewhere.example" in lines
    assert "Anna" not in lines


def test_the_server_for_trying_out_says_nothing_a_second_time():
    # It would say each request's first line whole.
    own = [one for one in logging.getLogger("django.server").handlers if one.name]
    assert [(one.name, type(one)) for one in own] == [("nowhere", logging.NullHandler)]
    assert not logging.getLogger("django.server").propagate


def test_gunicorn_logs_paths_alone():
    read = runpy.run_path(str(settings.BASE_DIR / "gunicorn.conf.py"))
    written_by_request = {"%(r)s", "%(q)s", "%(f)s"}  # its line, its query, where it came from
    assert "%(U)s" in read["access_log_format"]
    assert [atom for atom in written_by_request if atom in read["access_log_format"]] == []
    formatter = read["logconfig_dict"]["formatters"]["generic"]["()"]
    assert formatter == f"{JsonFormatter.__module__}.{JsonFormatter.__name__}"


def test_a_worker_gives_memory_back_now_and_then():
    given, config = [], Config()
    after = runpy.run_path(str(settings.BASE_DIR / "gunicorn.conf.py"))["post_request"]
    config.set("post_request", after)  # it takes only what has its four arguments
    after.__globals__["_give_back"] = given.append
    for number in range(1, 250):
        config.post_request(SimpleNamespace(nr=number), "request", {}, "answer")
    assert len(given) == 2


def test_of_an_exception_only_what_settings_lack_is_quoted():
    def line(error: Exception) -> dict:
        try:
            raise error
        except type(error):
            return written(logging.LogRecord("any", 40, "", 0, "Broken", (), sys.exc_info()))

    assert line(ImproperlyConfigured("EMAIL_URL: set it."))["reason"] == "EMAIL_URL: set it."
    assert "Anna" not in json.dumps(line(ValueError("Anna, aged 9")))
