"""Outside demo mode nothing starts without its secrets (promise T26)."""

import os
import secrets
import subprocess
import sys

import pytest
from django.conf import settings

COMPLETE = {
    "DEMO": "off",
    "DEBUG": "off",
    "SECRET_KEY": secrets.token_urlsafe(60),
    "ALLOWED_HOSTS": "promise.example",
    "SITE_URL": "https://promise.example",
    "EMAIL_URL": "smtp://mail.example:25",
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


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "too-short"),
        ("SECRET_KEY", "a" * 60),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "promise.example,*.example"),
        ("SITE_URL", ""),
        ("SITE_URL", "http://promise.example"),
        ("EMAIL_URL", ""),
        ("DEBUG", "on"),
    ],
)
def test_it_refuses_with_a_sentence(name, value):
    done = check(**{name: value})
    assert done.returncode != 0
    assert f"{name}: " in done.stderr
    assert "Traceback" not in done.stderr


def test_it_names_everything_that_is_missing_at_once():
    said = check(SECRET_KEY="", ALLOWED_HOSTS="", SITE_URL="", EMAIL_URL="").stderr
    assert all(name in said for name in ("SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "EMAIL_URL"))


def test_the_demo_needs_none_of_it():
    assert check(DEMO="on", SECRET_KEY="demo" * 15).returncode == 0
