"""Why the product does not run on a database: the demonstration and real work never share one."""

from __future__ import annotations

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.checks import Error
from django.db import Error as NoAnswer
from django.db import connection

from accounts.models import User

from .council import ADMINISTRATOR
from .models import Demonstration

DJANGOS = {"django_migrations", "cache"}
NAME_ANOTHER = "Name another database in DATABASE_URL: an empty one, or"


def reasons_against_database() -> list[str]:
    """Why the product does not run on this database in its present mode: a sentence each with what
    to do, none when it may. Raises django.db.Error when the database cannot be asked.
    """
    tables = _tables()
    marked = Demonstration._meta.db_table in tables and Demonstration.objects.exists()
    if not settings.DEMO:
        reasons = [_is_a_demonstration()] if marked else []
        return reasons + ([] if marked else _open_accounts(tables))
    if marked:
        return []
    unmarked = Demonstration._meta.db_table not in tables and _was_a_demonstration(tables)
    if _has_people(tables) and not unmarked or _is_of_something_else(tables):
        return [_is_no_demonstration()]
    return []


def holds_people() -> bool:
    """Whether anybody has an account in this database, which settles what it is for. Raises
    django.db.Error when the database cannot be asked.
    """
    return _has_people(_tables())


def check_database(**kwargs) -> list[Error]:
    """The reasons as Django's checks take them; none where the database does not answer: then the
    first request that reaches it asks again.
    """
    try:
        return [Error(reason, id="promise_tracker.E001") for reason in reasons_against_database()]
    except NoAnswer:
        return []


def _tables() -> set[str]:
    is_file = connection.vendor == "sqlite" and not connection.is_in_memory_db()
    # To ask for a file that is not there would make it.
    if is_file and not Path(_name()).exists():
        return set()
    return set(connection.introspection.table_names())


def _has_people(tables: set[str]) -> bool:
    return User._meta.db_table in tables and User.objects.exists()


def _open_accounts(tables: set[str]) -> list[str]:
    if User._meta.db_table not in tables:
        return []
    accounts = User.objects.able_to_sign_in().filter(email__iendswith=settings.DEMO_ADDRESS)
    emails = list(accounts.order_by("email").values_list("email", flat=True))
    return [_lets_everybody_in(", ".join(emails))] if emails else []


def _was_a_demonstration(tables: set[str]) -> bool:
    """Whether the demo council was loaded here before databases said so of themselves, and nobody
    else works here; the migration that marks such databases asks the same.
    """
    if User._meta.db_table not in tables or not User.objects.filter(email=ADMINISTRATOR).exists():
        return False
    others = User.objects.able_to_sign_in().exclude(email__iendswith=settings.DEMO_ADDRESS)
    return not others.exists()


def _is_of_something_else(tables: set[str]) -> bool:
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return User._meta.db_table not in tables and bool(tables - ours - DJANGOS)


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _is_a_demonstration() -> str:
    return (
        f"The database {_name()} holds the demonstration, whose passwords everybody knows, and so "
        f"never real work. {NAME_ANOTHER} that of your installation. "
        "To look at the demonstration, run python3 dev.py run."
    )


def _is_no_demonstration() -> str:
    return (
        f"The database {_name()} holds something else than the demonstration, which would mix with "
        f"made-up entries and open to everybody. {NAME_ANOTHER} that of the demonstration; "
        "or set DEMO=off for real work."
    )


def _lets_everybody_in(emails: str) -> str:
    return (
        f"In the database {_name()} accounts of the demonstration can sign in ({emails}), with a "
        f"password that everybody knows. {NAME_ANOTHER} that of your installation. If this is "
        "yours, shut them out with: manage.py shut_demo_accounts"
    )
