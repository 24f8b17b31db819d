"""Outside demo mode nothing starts with settings that are not safe, and each refusal says what to
do; the demonstration answers on this machine only (promise T26).
"""

import os
import random
import secrets
import string
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from promise_tracker import refusals
from promise_tracker.databases import database
from promise_tracker.refusals import DEMO_SECRET, Given, Mode, is_loopback, reasons_not_to_start

SMTP, CONSOLE = "django.core.mail.backends.smtp.EmailBackend", "django.core.mail.backends.console.E"
GOOD = Given(
    mode=Mode.REAL,
    secret=secrets.token_urlsafe(60),
    fallbacks=[secrets.token_hex(32)],
    hosts=["promise.example", "10.1.2.3", "[2001:db8::1]"],
    site_url="https://promise.example",
    mail={"EMAIL_BACKEND": SMTP, "EMAIL_HOST": "mail.example", "EMAIL_USE_TLS": True},
    folders={"EVIDENCE_FOLDER": str(settings.BASE_DIR / "uploads"), "EMAIL_URL": ""},
)
LOOK = replace(GOOD, mode=Mode.LOCAL, hosts=["localhost"], site_url="http://localhost:8001")
DEMO = replace(LOOK, mode=Mode.DEMO, secret=DEMO_SECRET)
WEAK = ["short", "abcdef" * 10, "a" * 60, "0123456789" * 6, "changeme-" * 7, DEMO_SECRET]
WEAK += ["please change this before you put the product to work, thank you!"]
WEAK += ["qwertyuiopasdfghjklzxcvbnm1234567890QWERTYUIOPASDFGHJKLZXCVBNM"]
WEAK += [string.ascii_letters, "django-insecure-" + secrets.token_urlsafe(60)]


def mailed(**mail) -> dict:
    return {"mail": {"EMAIL_BACKEND": SMTP, "EMAIL_HOST": "mail.example"} | mail}


def stored(**urls: str) -> dict:
    return {"store": "promise", "store_urls": urls}


def lying(folder: Path | str, name: str = "EVIDENCE_FOLDER") -> dict:
    return {"folders": {name: str(folder)}}


WRONG = [
    ("DEBUG", {"debug": True}),
    *[("SECRET_KEY", {"secret": secret}) for secret in ["", *WEAK]],
    *[("SECRET_KEY_FALLBACKS", {"fallbacks": [GOOD.secret, weak]}) for weak in WEAK],
    ("ALLOWED_HOSTS", {"hosts": []}),
    *[
        ("ALLOWED_HOSTS", {"hosts": ["promise.example", host]})
        for host in ["*", "*.example", ".scot", ".gov.scot", ".example", "https://a.example"]
    ],
    *[("ALLOWED_HOSTS", {"hosts": ["promise.example", host]}) for host in ["a.example:443", "a b"]],
    # By which nothing that a browser asks for would be found.
    *[
        ("ALLOWED_HOSTS", {"hosts": ["promise.example", host]})
        for host in ["promise.example.", "2001:db8::1", "[10.1.2.3]"]
    ],
    ("SITE_URL", {"site_url": ""}),
    ("SITE_URL", {"site_url": "https://promise.example:port"}),
    ("SITE_URL", {"site_url": "https://promise.example:99999"}),
    ("SITE_URL", {"site_url": "https://promise.example?"}),
    ("SITE_URL", {"site_url": "https://promise.example/#"}),
    ("SITE_URL", {"site_url": "https://:word@promise.example"}),
    ("SITE_URL", {"site_url": "http://promise.example"}),
    ("SITE_URL", {"site_url": "https://"}),
    ("SITE_URL", {"site_url": "https://[promise.example"}),
    ("SITE_URL", {"site_url": "https://elsewhere.example"}),
    ("SITE_URL", {"site_url": "https://www.promise.example"}),
    ("SITE_URL", {"site_url": "https://promise.example/tracker"}),
    ("SITE_URL", {"site_url": "https://ada@promise.example"}),
    ("EMAIL_URL", {"mail": {}}),
    ("EMAIL_URL", {"mail": {"EMAIL_BACKEND": CONSOLE}}),
    ("EMAIL_URL", {"mail": {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}}),
    ("EMAIL_URL", mailed()),
    ("EMAIL_URL", mailed(EMAIL_HOST=None, EMAIL_USE_TLS=True)),
    ("EMAIL_URL", mailed(EMAIL_USE_TLS=0)),
    *[
        ("DEFAULT_FROM_EMAIL", {"sender": sender})
        for sender in [
            *["", "Promise Tracker", "Ada <ada>", "ada@council.scot\nBcc: mo@council.scot"],
            *["ada@council.scot, mo@council.scot", "Ada <ada@council.scot>; mo@council.scot"],
            *["Promise Tracker <promise-tracker@localhost>", "ada@127.0.0.1", "ada@LOCALHOST"],
            *["Ada <ada@mail.localhost>", "root@localhost.localdomain", "ada@[::1]"],
        ]
    ],
    *[
        (name, {"days": {"SILENT_AFTER_DAYS": "120", name: days}})
        for name in ["BACKUP_DAYS", "NAMED_AFTER_DAYS"]
        for days in ["many", "-3", "0", "30.5", "1e9"]
    ],
    *[("SMALL_NUMBER", {"small_number": number}) for number in ["2", "0", "-5", "100", "few"]],
    *[
        ("LEAVE_URL", {"leave_url": address})
        for address in [
            *["http://www.bbc.co.uk/weather", "www.bbc.co.uk", "javascript:alert(1)", "https://"],
            *["https://a b.example/", "https://[a", "//a.example/", "data:text/html,a", "/public/"],
        ]
    ],
    ("EVIDENCE_S3_ENDPOINT", stored(EVIDENCE_S3_ENDPOINT="http://store.example")),
    ("EVIDENCE_S3_ENDPOINT", stored(EVIDENCE_S3_ENDPOINT="store.example:9000")),
    ("AWS_ENDPOINT_URL_S3", stored(AWS_ENDPOINT_URL_S3="HTTP://store.example")),
    ("EVIDENCE_FOLDER", lying(settings.BASE_DIR / "static")),
    ("EVIDENCE_FOLDER", lying(settings.BASE_DIR / "static" / "img" / "new")),
    ("EVIDENCE_FOLDER", lying(settings.BASE_DIR / "uploads" / ".." / "staticfiles" / "up")),
    ("EVIDENCE_FOLDER", lying("/home/ada/public_html/uploads")),
    ("EVIDENCE_FOLDER", lying("/var/www/html/uploads")),
    ("EVIDENCE_FOLDER", lying("/var/www/council.scot/html/uploads")),
    ("EVIDENCE_FOLDER", lying("/srv/site/public")),
    ("BACKUP_FOLDER", lying(settings.BASE_DIR / "staticfiles" / "backups", "BACKUP_FOLDER")),
    ("BACKUP_FOLDER", lying("/srv/http/backups", "BACKUP_FOLDER")),
    ("DATABASE_URL", lying(settings.BASE_DIR / "static" / "db.sqlite3", "DATABASE_URL")),
    ("EMAIL_URL", lying(settings.BASE_DIR / "staticfiles" / "mail", "EMAIL_URL")),
]


@pytest.mark.parametrize(("name", "changed"), WRONG)
def test_each_wrong_setting_is_refused_with_its_sentence(name, changed):
    said = reasons_not_to_start(replace(GOOD, **changed))
    assert [sentence.partition(": ")[0] for sentence in said] == [name]
    assert said[0].endswith((".", ')"'))


GOOD_ONES = [
    {},
    {"site_url": "https://Promise.Example:8443/"},
    {"leave_url": "https://www.gov.scot/?a=b"},
    {"hosts": ["Promise.example"]},
    {"hosts": ["[2001:DB8::1]"], "site_url": "https://[2001:db8::1]:8443"},
    {"sender": "Council <promise@council.scot>"},
    {"mail": {"EMAIL_BACKEND": SMTP, "EMAIL_HOST": "mail.example", "EMAIL_USE_SSL": True}},
    {"mail": {"EMAIL_BACKEND": SMTP, "EMAIL_HOST": "localhost"}},  # hands on what it gets, by TLS
    stored(EVIDENCE_S3_ENDPOINT="https://store.example", AWS_ENDPOINT_URL=""),
    {"store_urls": {"AWS_ENDPOINT_URL": "http://other.example"}},  # of no store of ours
    lying("/srv/promise/uploads"),
    lying(settings.BASE_DIR / "statics"),
]


@pytest.mark.parametrize("changed", GOOD_ONES)
def test_what_is_safe_starts(changed):
    assert reasons_not_to_start(replace(GOOD, **changed)) == []


def test_every_secret_that_was_drawn_by_chance_is_good():
    draw = random.Random(2026)  # noqa: S311 - no secret, but what one may look like
    for signs in (string.hexdigits.lower()[:16], string.ascii_lowercase, string.printable[:94]):
        drawn = ["".join(draw.choices(signs, k=50)) for _ in range(300)]
        assert [one for one in drawn if reasons_not_to_start(replace(GOOD, secret=one))] == []


def test_a_link_into_a_served_folder_is_one(tmp_path):
    (tmp_path / "kept").symlink_to(settings.BASE_DIR / "static")
    said = reasons_not_to_start(replace(GOOD, **lying(tmp_path / "kept" / "up")))
    assert [sentence.partition(": ")[0] for sentence in said] == ["EVIDENCE_FOLDER"]


@pytest.mark.parametrize("mode", Mode)
def test_a_store_without_its_libraries_says_what_to_install(mode, monkeypatch):
    given = {Mode.REAL: GOOD, Mode.LOCAL: LOOK, Mode.DEMO: DEMO}[mode]
    monkeypatch.setattr(refusals, "find_spec", lambda name: None)
    assert reasons_not_to_start(given) == []
    [said] = reasons_not_to_start(replace(given, store="promise"))
    assert said.startswith("EVIDENCE_S3_BUCKET: ")
    assert "-r requirements/s3.txt" in said


@pytest.mark.parametrize("given", [DEMO, LOOK])
@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("ALLOWED_HOSTS", {"hosts": ["localhost", "promise.example"]}),
        ("ALLOWED_HOSTS", {"hosts": ["10.1.2.3"]}),
        ("ALLOWED_HOSTS", {"hosts": ["*"]}),
        ("ALLOWED_HOSTS", {"hosts": ["localhost.example"]}),
        ("SITE_URL", {"site_url": "https://promise.example"}),
        ("SITE_URL", {"site_url": "http://192.168.1.5:8000"}),
        ("EMAIL_URL", {"mail": {}}),
    ],
)
def test_what_speaks_plain_http_answers_on_this_machine_only(given, name, changed):
    assert reasons_not_to_start(given) == []
    [said] = reasons_not_to_start(replace(given, **changed))
    assert said.startswith(f"{name}: ")


def test_an_installation_to_look_at_has_a_secret_of_its_own():
    [said] = reasons_not_to_start(replace(LOOK, secret=DEMO_SECRET))
    assert said.startswith("SECRET_KEY: that is the demonstration's")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "[::1]", "LocalHost", "a.localhost"])
def test_loopback(host):
    assert is_loopback(host)


@pytest.mark.parametrize(
    "url", ["promise", "mysql://a:b@host/promise", "postgres://a:b/c@host/x", "postgres://a:b@host"]
)
def test_an_address_that_names_no_database_is_refused(url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL: it names no database. Write pos"):
        database("db.sqlite3")


def test_a_database_in_a_file_lies_in_the_project_folder(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "")
    assert database("demo.sqlite3")["NAME"] == str(settings.BASE_DIR / "demo.sqlite3")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///own/a.sqlite3")
    assert database("demo.sqlite3")["FILE"] == str(settings.BASE_DIR / "own" / "a.sqlite3")
    monkeypatch.setenv("DATABASE_URL", "sqlite:////srv/a.sqlite3")
    assert database("demo.sqlite3")["NAME"] == "/srv/a.sqlite3"


# In a process of its own: that the settings ask, and pass on what the environment says


COMPLETE = {
    "DEMO": "off",
    "DEBUG": "off",
    "SECRET_KEY": GOOD.secret,
    "ALLOWED_HOSTS": "promise.example",
    "SITE_URL": "https://promise.example",
    "EMAIL_URL": "smtp+tls://mail.example:587",
    "DEFAULT_FROM_EMAIL": "promise@council.scot",
    "DATABASE_URL": "sqlite:///nothing-is-stored.sqlite3",
}


def check(*options: str, **changed: str) -> subprocess.CompletedProcess:
    """Run Django's checks as an installation with these settings would."""
    command = [sys.executable, "manage.py", "check", *options]
    environment = os.environ | COMPLETE | changed
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )


def test_a_complete_installation_passes_the_deployment_check():
    done = check("--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert "0 silenced" in done.stdout + done.stderr
    assert not (settings.BASE_DIR / "nothing-is-stored.sqlite3").exists()


def test_it_names_everything_that_is_wrong_at_once_and_where_settings_come_from():
    wrong = {"SECRET_KEY": "", "SECRET_KEY_FALLBACKS": "old", "ALLOWED_HOSTS": ".scot"}
    wrong |= {"SITE_URL": "https://promise.example", "EMAIL_URL": "consolemail://", "DEBUG": "on"}
    wrong |= {"DEFAULT_FROM_EMAIL": "the council", "SILENT_AFTER_DAYS": "many"}
    wrong |= {"ASKED_AFTER_DAYS": "a week", "ASKED_AGAIN_AFTER_DAYS": "0", "NAMED_AFTER_DAYS": "-1"}
    wrong |= {"EVIDENCE_FOLDER": "static/up", "DATABASE_URL": "sqlite:///static/db.sqlite3"}
    said = check(**wrong)
    assert said.returncode != 0
    assert [name for name in wrong if f"  {name}: " not in said.stderr] == []
    assert str(settings.BASE_DIR / ".env") in said.stderr
    assert "Traceback" not in said.stderr


def test_a_store_is_asked_too():
    store = {"EVIDENCE_S3_BUCKET": "b", "EVIDENCE_S3_ENDPOINT": "http://store.example"}
    said = check(**store, AWS_ENDPOINT_URL="http://store.example", EMAIL_URL="mail.example")
    assert [
        name
        for name in ("EVIDENCE_S3_ENDPOINT", "AWS_ENDPOINT_URL", "EMAIL_URL")
        if f"  {name}: " not in said.stderr
    ] == []


def test_the_demo_refuses_other_hosts():
    demo = {"DEMO": "on", "SECRET_KEY": "demo" * 15, "SITE_URL": "http://127.0.0.1:8000"}
    said = check(**demo).stderr
    assert "the demonstration answers on this machine only, not as promise.example" in said
    assert "SECRET_KEY: " not in said


def test_a_line_of_env_that_is_left_empty_is_as_one_that_is_not_there():
    empty = dict.fromkeys(["EMAIL_URL", "DEFAULT_FROM_EMAIL"], "")
    here = {"ALLOWED_HOSTS": "localhost", "SITE_URL": "http://localhost:8000"}
    assert check(LOCAL="on", **here, **empty).stderr == ""
    said = check(**empty).stderr
    assert "EMAIL_URL: set it to the mail server" in said
    assert "DEFAULT_FROM_EMAIL: other mail servers refuse" in said
