"""How long a new process takes to its first answer, told as so many times bare Django's.

`python -m tests.bench.boot product` or `bare` is one such process.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from statistics import median
from tempfile import TemporaryDirectory
from wsgiref.util import setup_testing_defaults

from .goals import BOOT

ROUNDS = 5
PATH = "/help/"  # which anyone may read


def boot() -> list[dict]:
    """The figure beside its goal."""
    _seconds("bare"), _seconds("product")  # what is compiled once for all stays on the disk
    times = [_seconds("product") / _seconds("bare") for _round in range(ROUNDS)]
    return [{"name": "boot, × bare Django", "goal": BOOT, "figure": median(times)}]


def _seconds(which: str) -> float:
    """What a process takes of the processor until it has answered and ended."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with TemporaryDirectory() as folder:
        # An empty one: a demonstration refuses to start on a data set with people.
        kept |= {"DEMO": "on", "DATABASE_URL": f"sqlite:///{folder}/empty.sqlite3"}
        before = _taken()
        subprocess.run([sys.executable, "-m", "tests.bench.boot", which], env=kept, check=True)
        return _taken() - before


def _taken() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def answer(application: Callable) -> str:
    """The status of a first page."""
    statuses: list[str] = []
    environ: dict = {}
    setup_testing_defaults(environ)
    environ |= {"PATH_INFO": PATH, "HTTP_HOST": "127.0.0.1"}
    answered = application(environ, lambda status, _headers: statuses.append(status))
    b"".join(answered)
    answered.close()
    return statuses[0]


def _bare() -> Callable:
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.http import HttpResponse
    from django.urls import path

    apps = ("auth", "contenttypes", "sessions", "messages", "staticfiles")
    middleware = ("sessions.middleware.Session", "auth.middleware.Authentication")
    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        INSTALLED_APPS=[f"django.contrib.{app}" for app in apps],
        MIDDLEWARE=[f"django.contrib.{one}Middleware" for one in middleware],
        ROOT_URLCONF=(path(PATH.lstrip("/"), lambda _request: HttpResponse("Hello.")),),
        SECRET_KEY="x" * 50,
    )
    return get_wsgi_application()


def _product() -> Callable:
    from promise_tracker.wsgi import application

    return application


if __name__ == "__main__":
    status = answer({"bare": _bare, "product": _product}[sys.argv[1]]())
    assert status == "200 OK", status
