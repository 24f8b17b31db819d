"""The cast: one person a role, a Promise Keeper of another service, and a stranger."""

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import Client, TransactionTestCase

from accounts import database
from accounts.models import Role
from actions.models import Action, SubAction
from evidence import reading
from foundations.models import FrameworkItem, Link, PageReference, PublishedTarget

from .factories import AppointmentFactory, ServiceFactory, UserFactory

_teardown = TransactionTestCase._fixture_teardown


def teardown_with_guards_lifted(case):
    """Tests that commit are cleaned up by a flush, which the history's guards rightly refuse."""
    database.lift()
    _teardown(case)
    database.prepare()


def pytest_configure():
    # Argon2 is slow on purpose; that is not what these tests are about.
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # The cache (sign-in limits) in memory: a table would outlive the tests that commit.
    django_settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    TransactionTestCase._fixture_teardown = teardown_with_guards_lifted


@pytest.fixture(autouse=True)
def fresh_rate_limits():
    """No test inherits another's failed sign-ins."""
    cache.clear()


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """A busy machine may take its time with good files; that the limit holds has a test of its own."""
    monkeypatch.setattr(reading, "SECONDS", 60)


def person(name: str, role: str, service=None):
    appointed = AppointmentFactory(
        user=UserFactory(name=name, email=f"{name.lower()}@council.test"), role=role, service=service
    )
    return appointed.user


@pytest.fixture
def service(db):
    return ServiceFactory(key="education", name="Education")


@pytest.fixture
def other_service(db):
    return ServiceFactory(key="housing", name="Housing")


@pytest.fixture
def keeper(service):
    return person("Kirsty", Role.KEEPER, service)


@pytest.fixture
def other_keeper(other_service):
    return person("Omar", Role.KEEPER, other_service)


@pytest.fixture
def board(db):
    return person("Barbara", Role.BOARD)


@pytest.fixture
def champions(db):
    return person("Chris", Role.CHAMPIONS)


@pytest.fixture
def administrator(db):
    return person("Ada", Role.ADMINISTRATOR)


@pytest.fixture
def stranger(db):
    """Someone with an account and no role."""
    return UserFactory(name="Sam", email="sam@council.test")


@pytest.fixture
def signed_in():
    """A browser for a person: `signed_in(keeper).get(...)`."""

    def sign_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


FRAMEWORK = [FrameworkItem, PageReference, PublishedTarget, Link, Action, SubAction]
_loaded: dict = {}


@pytest.fixture
def framework(db):
    """The whole framework, as an installation loads it; read from the fixtures once a run, then copied."""
    if not _loaded:
        # Undone and copied like every later time, so that no test finds the history's line of the loading.
        with transaction.atomic():
            call_command("load_framework", verbosity=0)
            _loaded.update({model: list(model.objects.order_by("pk").values()) for model in FRAMEWORK})
            transaction.set_rollback(True)
    copy_rows(_loaded)


def copy_rows(tables: dict) -> None:
    for model, rows in tables.items():
        model.objects.bulk_create(model(**row) for row in rows)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)
