"""The demonstration and real work never share a database."""

import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.utils import timezone

from accounts.models import Change, Role, User
from oversight.demo import apart
from oversight.demo.apart import check_database, holds_people, reasons_against_database
from oversight.demo.load import CAST, load_demo
from oversight.demo.models import Demonstration
from oversight.management.commands import shut_demo_accounts
from tests.conftest import EVERYTHING, copy_in, person
from tests.factories import AppointmentFactory, UserFactory

pytestmark = pytest.mark.database


@pytest.fixture
def in_earnest(settings, db):
    settings.DEMO = False


@pytest.fixture
def council(kept_council, db):
    copy_in(EVERYTHING, "demo")


def unmark() -> None:
    """As an earlier version left the database."""
    Demonstration.objects.all().delete()


def mark_as_the_migration_does() -> None:
    migration = importlib.import_module("oversight.migrations.0002_demonstration")
    migration.mark(apps, SimpleNamespace(connection=connection))


# Outside demo mode


def test_a_database_that_was_a_demonstration_once_is_refused(council, in_earnest):
    User.objects.update(is_active=False)  # nobody can sign in, and yet

    [reason] = reasons_against_database()

    assert "holds the demonstration" in reason
    assert "DATABASE_URL" in reason
    assert [error.msg for error in check_database()] == [reason]


@pytest.mark.parametrize("email", [CAST[0], "admin@demo.test", "mo@DEMO.TEST"])
def test_an_account_of_the_demonstration_that_can_sign_in_is_refused(in_earnest, email):
    User.objects.filter(pk=UserFactory().pk).update(email=email)

    [reason] = reasons_against_database()

    assert email in reason
    assert "shut_demo_accounts" in reason


def test_one_that_cannot_sign_in_is_nobodys_door(in_earnest):
    UserFactory(email="off@demo.test", is_active=False)
    invited = UserFactory(email="invited@demo.test")
    invited.set_unusable_password()
    invited.save()
    UserFactory(email="ada@council.test")
    UserFactory(email="ada@mydemo.test")

    assert reasons_against_database() == []


def test_whoever_has_such_accounts_in_real_work_can_shut_them_out(in_earnest, capsys):
    person("Ada", Role.ADMINISTRATOR)
    AppointmentFactory(user=UserFactory(email="admin@demo.test"), role=Role.ADMINISTRATOR)
    UserFactory(email="keeper@demo.test")

    call_command("shut_demo_accounts")

    assert reasons_against_database() == []
    assert User.objects.active().get().email == "ada@council.test"
    assert Change.objects.filter(act="deactivated").count() == 2
    assert "keeper@demo.test cannot sign in any more." in capsys.readouterr().out


def test_also_in_the_database_of_an_earlier_version(in_earnest, monkeypatch):
    person("Ada", Role.ADMINISTRATOR)
    AppointmentFactory(user=UserFactory(email="admin@demo.test"), role=Role.ADMINISTRATOR)
    brought = []
    monkeypatch.setattr(
        shut_demo_accounts,
        "call_command",
        lambda name, **options: brought.append((name, options["skip_checks"], len(open_ones()))),
    )

    call_command("shut_demo_accounts")

    assert brought == [("migrate", True, 1)]
    assert not open_ones()


def open_ones() -> list[User]:
    return list(User.objects.able_to_sign_in().filter(email__endswith="@demo.test"))


def test_but_not_the_only_administrator(in_earnest):
    AppointmentFactory(user=UserFactory(email="admin@demo.test"), role=Role.ADMINISTRATOR)

    with pytest.raises(CommandError, match="Name an empty database in DATABASE_URL"):
        call_command("shut_demo_accounts")


def test_in_the_demonstration_nobody_is_shut_out(council):
    with pytest.raises(CommandError, match="Set DEMO=off first"):
        call_command("shut_demo_accounts")
    assert User.objects.able_to_sign_in().count() == len(CAST)


@pytest.mark.parametrize("demo", [True, False])
def test_an_empty_database_with_the_framework_is_good_for_either(framework, settings, demo):
    settings.DEMO = demo

    assert reasons_against_database() == []
    assert not holds_people()


# In demo mode


def test_its_own_database_is_good_also_with_people_whom_somebody_invited(council):
    UserFactory(email="ada@council.test")

    assert reasons_against_database() == []
    assert holds_people()


@pytest.mark.parametrize("email", ["ada@council.test", "ada@demo.test"])
def test_anything_else_is_refused(db, email):
    UserFactory(email=email)

    [reason] = reasons_against_database()

    assert "holds something else than the demonstration" in reason
    assert "DATABASE_URL" in reason


def test_nothing_is_loaded_beside_other_people(framework):
    ada = UserFactory()

    with pytest.raises(ImproperlyConfigured, match="people in this database already"):
        load_demo(timezone.localdate(), [].append)
    assert list(User.objects.all()) == [ada]
    assert not Demonstration.objects.exists()


@pytest.mark.parametrize("tables", [{"orders"}, {"django_migrations", "cache", "orders"}])
def test_the_database_of_another_product_is_refused(db, monkeypatch, tables):
    monkeypatch.setattr(connection.introspection, "table_names", lambda: list(tables))

    assert len(reasons_against_database()) == 1


def test_one_that_is_being_made_is_not(db, monkeypatch):
    made = ["django_migrations", "cache", "django_content_type", "actions_action"]
    monkeypatch.setattr(connection.introspection, "table_names", lambda: made)

    assert reasons_against_database() == []


# Of an earlier version


def test_a_former_demonstration_is_marked_by_the_migration(council, settings):
    unmark()
    mark_as_the_migration_does()

    assert Demonstration.objects.count() == 1
    assert reasons_against_database() == []
    settings.DEMO = False
    assert len(reasons_against_database()) == 1


def test_before_the_migration_it_is_known_by_its_people(council, monkeypatch, settings):
    names = set(connection.introspection.table_names()) - {Demonstration._meta.db_table}
    monkeypatch.setattr(connection.introspection, "table_names", lambda: list(names))

    assert reasons_against_database() == []
    UserFactory(email="ada@council.test")
    assert len(reasons_against_database()) == 1
    settings.DEMO = False
    assert "keeper@demo.test" in reasons_against_database()[0]


def test_where_somebody_works_in_earnest_it_is_not_marked(council):
    unmark()
    UserFactory(email="ada@council.test")
    mark_as_the_migration_does()

    assert not Demonstration.objects.exists()


def test_an_installation_is_not_marked(db):
    UserFactory(email="ada@council.test")
    mark_as_the_migration_does()

    assert not Demonstration.objects.exists()


# When it cannot be asked


def test_a_database_that_does_not_answer_stops_no_command(monkeypatch):
    def silent():
        raise OperationalError("the server is starting up")

    monkeypatch.setattr(apart, "_tables", silent)

    assert check_database() == []
