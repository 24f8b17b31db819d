"""The cast: one person a role, a Promise Keeper of another service, and a stranger."""

import re

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, TransactionTestCase
from django.utils import timezone

from accounts import database, deadline, kept
from accounts.models import Role, User
from actions.models import Action, SubAction
from evidence.files import reading
from foundations.models import FrameworkItem, Link, PageReference, PublishedTarget
from oversight.demo.load import load_demo
from oversight.rounds import past

from .factories import AppointmentFactory, ServiceFactory, UserFactory
from .rotation import FULL, share_of

_teardown = TransactionTestCase._fixture_teardown


def teardown_with_guards_lifted(case):
    """Tests that commit are cleaned up by a flush, which the history's guards rightly refuse."""
    deadline.end()
    database.lift()
    _teardown(case)
    database.prepare()


def pytest_configure():
    # Argon2 is slow on purpose; that is not what these tests are about.
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # The cache (sign-in limits) in memory: a table would outlive the tests that commit.
    django_settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    }
    django_settings.MAIL_SERVER = "django.core.mail.backends.locmem.EmailBackend"
    TransactionTestCase._fixture_teardown = teardown_with_guards_lifted


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    """An ordinary run makes its tables as the models say, in a fifth of the time. That migrations
    make the same is for `makemigrations --check`, and the browser's server runs them.
    """
    connection.settings_dict["TEST"]["MIGRATE"] = FULL


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """A database that says which migrations it has, as backups ask."""
    with django_db_blocker.unblock():
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        applied = recorder.applied_migrations()
        for app, name in MigrationLoader(None).disk_migrations.keys() - applied.keys():
            recorder.record_applied(app, name)


@pytest.hookimpl(trylast=True)  # of those that the marks have chosen
def pytest_collection_modifyitems(config, items):
    """Leave to PostgreSQL what only it can decide; and to the next runs a share of the tests,
    unless somebody asks for tests by name.
    """
    on_postgresql = connection.vendor == "postgresql"
    taken = {item for item in items if on_postgresql or not item.get_closest_marker("postgresql")}
    if config.args_source is config.ArgsSource.TESTPATHS:
        taken &= share_of(items, on_postgresql=on_postgresql)
    config.hook.pytest_deselected(items=[item for item in items if item not in taken])
    items[:] = [item for item in items if item in taken]


@pytest.fixture(autouse=True)
def fresh_rate_limits():
    """No test inherits another's failed sign-ins, nor the seconds that an answer had left which was
    never read to its end.
    """
    cache.clear()
    deadline.end()
    # Another test's edition may have had the same number.
    past._record.cache_clear()


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """A busy machine may take its time with good files; that the limit holds has a test of its
    own.
    """
    monkeypatch.setattr(reading, "PATIENCE", 60)


def person(name: str, role: str, service=None):
    appointed = AppointmentFactory(
        user=UserFactory(name=name, email=f"{name.lower()}@council.test"),
        role=role,
        service=service,
    )
    return appointed.user


_BLOCK = "p|li|ul|ol|td|th|tr|table|thead|tbody|dt|dd|dl|div|h[1-6]|label|legend|option|form"
_AT_BLOCKS = re.compile(rf"\s*(</?(?:{_BLOCK})\b[^>]*>)\s*")


def html_of(answer) -> str:
    """The markup of a page without the white space that a browser does not draw: where a template
    breaks its lines is nobody's promise. What stands in a text area stays as it is.
    """
    parts = re.split(r"(?s)(<textarea\b[^>]*>)(.*?)(?=</textarea>)", answer.content.decode())
    return "".join(part if place % 3 == 2 else flat(part) for place, part in enumerate(parts))


def flat(markup: str) -> str:
    """Markup without the white space that a browser does not draw."""
    markup = _AT_BLOCKS.sub(r"\1", re.sub(r"\s+", " ", markup))
    return markup.replace(' ">', '">').replace(" >", ">")


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
def member(db):
    return person("Fiona", Role.MEMBER)


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
        # As the database has her: what a test did to her roles meanwhile ended her sessions.
        client.force_login(User.objects.get(pk=user.pk))
        return client

    return sign_in


def forget_figures() -> None:
    """What is kept for the newest seal: a factory changes data without a line of history."""
    for one in kept.EVERY:
        one.forget()


FRAMEWORK = [FrameworkItem, PageReference, PublishedTarget, Link, Action, SubAction]
OURS = ["accounts", "foundations", "actions", "evidence", "oversight"]
EVERYTHING = [
    model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in OURS
]


@pytest.fixture(scope="session")
def kept_framework(django_db_setup, django_db_blocker):
    """Tables beside Django's own that keep the loaded framework for the whole run, so that a test
    copies them fast.
    """
    with django_db_blocker.unblock():
        call_command("load_framework", verbosity=0)
        keep(FRAMEWORK, "kept")


@pytest.fixture(scope="session")
def kept_council(kept_framework, django_db_blocker):
    """Such tables of the demo council, as it is loaded today."""
    with django_db_blocker.unblock():
        copy_in(FRAMEWORK)
        load_demo(timezone.localdate(), [].append)
        keep(EVERYTHING, "demo")


def keep(models: list, name: str) -> None:
    """Copy the tables of these models beside themselves, and empty them."""
    with connection.cursor() as cursor:
        for table in (model._meta.db_table for model in models):
            cursor.execute(f"DROP TABLE IF EXISTS {name}_{table}")
            copied = f"SELECT * FROM {table}"  # noqa: S608 - no text from outside
            cursor.execute(f"CREATE TABLE {name}_{table} AS {copied}")
    # PostgreSQL plans by statistics, which outlive the emptying.
    database.gather_statistics()
    # No test finds what the loading left, the history's line among it.
    database.lift()
    call_command("flush", interactive=False, verbosity=0)
    database.prepare()


@pytest.fixture
def framework(kept_framework, db):
    """The whole framework, as an installation loads it."""
    copy_in(FRAMEWORK)


@pytest.fixture(scope="module")
def standing_framework(kept_framework, django_db_blocker):
    """The whole framework, and what the fixtures of this scope add to it, for all tests of a file.

    One transaction around them all: what a test itself writes is undone after it, this after the
    last.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        copy_in(FRAMEWORK)
        yield
        transaction.set_rollback(True)


def copy_in(models: list, name: str = "kept") -> None:
    """Fill the tables of these models with what the run keeps by this name."""
    with connection.cursor() as cursor:
        for table in (model._meta.db_table for model in models):
            cursor.execute(f"INSERT INTO {table} SELECT * FROM {name}_{table}")  # noqa: S608 - ours
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
