"""The ground that a part is tried on: a clean database, the world of the tests, and going back."""

from __future__ import annotations

from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from accounts import database
from accounts.models import User
from tests.conftest import copy_in
from tests.site.conftest import make_world

KEPT = "faults"
# Sessions live on; the others never change.
BESIDES = {"sessions", "contenttypes", "auth"}
MODELS = [
    model
    for model in apps.get_models(include_auto_created=True)
    if model._meta.app_label not in BESIDES
]


def cleared() -> None:
    """Every table as after the migrations."""
    call_command("migrate", verbosity=0)
    database.lift()
    call_command("flush", interactive=False, verbosity=0)
    database.prepare()
    forget_what_was_sent()


def forget_what_was_sent() -> None:
    """Empty the table in which the server remembers, which is no model's."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cache")


def world() -> tuple[dict, dict]:
    """The framework, work of two services, everyone's session, and the keys of rows."""
    call_command("load_framework", verbosity=0)
    with transaction.atomic():
        return make_world()


def person_of(session: str) -> User:
    """Whose session this is."""
    client = Client()
    client.cookies["sessionid"] = session
    return User.objects.get(pk=client.session["_auth_user_id"])


def version_of_database() -> str:
    """What the database calls itself."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW server_version")
            return f"PostgreSQL {cursor.fetchone()[0]}"
        cursor.execute("SELECT sqlite_version()")
        return f"SQLite {cursor.fetchone()[0]}"


class Snapshot:
    """Our tables as they are now, kept beside themselves, to go back to."""

    def __init__(self):
        with connection.cursor() as cursor:
            for table in _tables():
                cursor.execute(f"DROP TABLE IF EXISTS {KEPT}_{table}")
                copied = f"SELECT * FROM {table}"  # noqa: S608 - no text from outside
                cursor.execute(f"CREATE TABLE {KEPT}_{table} AS {copied}")

    def restore(self) -> None:
        """Go back to it."""
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                # Without the guards of the history and the checks of each row.
                cursor.execute("SET LOCAL session_replication_role = replica")
            database.lift()
            for table in _tables():
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - no text from outside
            copy_in(MODELS, KEPT)
            database.prepare()

    def counts(self) -> dict[str, int]:
        """How many rows more each table has than then, where that is not nought."""
        now = count_rows()
        with connection.cursor() as cursor:
            return {
                table: now[table] - then
                for table in _tables()
                if (then := _count(cursor, f"{KEPT}_{table}")) != now[table]
            }


def count_rows() -> dict[str, int]:
    """How many rows each of our tables has."""
    with connection.cursor() as cursor:
        return {table: _count(cursor, table) for table in _tables()}


def _tables() -> list[str]:
    return [model._meta.db_table for model in MODELS]


def _count(cursor, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - no text from outside
    return cursor.fetchone()[0]
