"""What the database itself guards: history can be added to, and changed in one way only.

Installed after every migration, because SQLite drops a table's triggers when it rebuilds the
table. The one UPDATE allowed takes a passage out: texts and salt blanked, `removed` set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps

from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.models import QuerySet

from . import deadline

TABLE = "accounts_change"
KEPT = ["id", "made_at", "actor_id", "actor_email", "act", "thing", "key", "digest", "seal"]
REFUSAL = "History cannot be changed."
# Any numbers will do for locks, so long as each is used for one purpose only.
# The lock of every write of people, roles and services.
PEOPLE_LOCK = 7_210_326
# One writer at a time may extend the chain of history.
HISTORY_LOCK = 7_210_325

PIECE = 2_000  # rows that are read at a time

LAST_SEAL = f"SELECT seal FROM {TABLE} ORDER BY id DESC LIMIT 1"  # noqa: S608 - our own table
SQLITE_REMOVAL = " AND ".join(
    [f"NEW.{column} IS OLD.{column}" for column in KEPT]
    + ["NEW.before = ''", "NEW.after = ''", "NEW.salt = ''", "NEW.removed", "NOT OLD.removed"]
)
# IS takes two NULLs for the same in SQLite only.
POSTGRES_REMOVAL = SQLITE_REMOVAL.replace(" IS ", " IS NOT DISTINCT FROM ")


def prepare(using: str = "default", **kwargs) -> None:
    """Guard the history table and make the cache table, on the database just migrated."""
    connection = connections[using]
    statements = POSTGRES if connection.vendor == "postgresql" else SQLITE
    with connection.cursor() as cursor:
        # It is not there when the migrations are taken back.
        if TABLE in connection.introspection.table_names(cursor):
            for statement in statements:
                cursor.execute(statement)
    # The cache knows what was sent, for all processes of the server.
    call_command("createcachetable", database=using, verbosity=0)


def take_lock(number: int, *of: int, shared: bool = False) -> None:
    """Wait until no other transaction holds the lock of this number (`of` one record, where each
    has its own); it is held until this one ends. Those that share it wait only for one that does
    not.

    On SQLite every transaction that writes holds the one write lock from its first statement.
    """
    if connection.vendor == "postgresql":
        lock = "pg_advisory_xact_lock" + ("_shared" if shared else "")
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {lock}({', '.join(['%s'] * (1 + len(of)))})", [number, *of])


def history_end() -> str | None:
    """Wait until nobody else extends the history, and hold it until this transaction ends: the seal
    of its last line, None where it has none.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT history_end()" if connection.vendor == "postgresql" else LAST_SEAL)
        found = cursor.fetchone()
    return found[0] if found else None


def one_at_a_time(write: Callable) -> Callable:
    """A write of people, roles or services in one transaction, and alone.

    What it has checked (that another administrator remains, that a name is free) is about rows
    that no row lock covers, so two such writes at once could both be right and end up wrong.
    """

    @wraps(write)
    def alone(**values):
        with transaction.atomic():
            take_lock(PEOPLE_LOCK)
            return write(**values)

    return alone


def read_as_written(rows: QuerySet) -> Iterator:
    """Very many rows in pieces, the first of them at once and each only when it is asked for: what
    a file is written from.
    """
    if connection.vendor != "postgresql":
        # Here no piece waits for another, and a transaction would keep everyone from writing.
        yield from rows.iterator()
        return
    # Outside a transaction PostgreSQL gathers all rows before it gives the first.
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Whoever downloads slowly asks for the next piece late.
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = '5min'")
        for number, row in enumerate(rows.iterator(chunk_size=PIECE)):
            if number % PIECE == 0:
                deadline.go_on()
            yield row


def gather_statistics() -> None:
    """Let PostgreSQL count what was just brought in by the hundred; by itself it would a minute
    later, and until then plan the first pages so badly that they fail.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def lift(using: str = "default") -> None:
    """Take the guards away; only the tests' clean-up does this, nothing in the product."""
    connection = connections[using]
    on_table = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in ["update", "delete", "replace", "truncate"]:
            cursor.execute(f"DROP TRIGGER IF EXISTS history_no_{name}{on_table}")


SQLITE = [
    f"""CREATE TRIGGER IF NOT EXISTS history_no_update BEFORE UPDATE ON {TABLE}
        WHEN NOT ({SQLITE_REMOVAL}) BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    f"""CREATE TRIGGER IF NOT EXISTS history_no_delete BEFORE DELETE ON {TABLE}
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    # REPLACE deletes without firing the trigger above, so an existing id is refused on the way in.
    f"""CREATE TRIGGER IF NOT EXISTS history_no_replace BEFORE INSERT ON {TABLE}
        WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id OR seal = NEW.seal)
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",  # noqa: S608 - no text from outside
]
POSTGRES = [
    # In one call of the server. What a function reads after it has waited is what stands by then; a
    # statement that waits reads what stood when it began.
    f"""CREATE OR REPLACE FUNCTION history_end() RETURNS text LANGUAGE plpgsql VOLATILE AS $$
        BEGIN
            PERFORM pg_advisory_xact_lock({HISTORY_LOCK});
            RETURN ({LAST_SEAL});
        END $$""",
    f"""CREATE OR REPLACE FUNCTION history_guard() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'UPDATE' THEN
                IF {POSTGRES_REMOVAL} THEN RETURN NEW; END IF;
            END IF;
            RAISE EXCEPTION '{REFUSAL}';
        END $$""",
    f"""CREATE OR REPLACE TRIGGER history_no_update BEFORE UPDATE OR DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION history_guard()""",
    # TRUNCATE fires no trigger of rows.
    f"""CREATE OR REPLACE TRIGGER history_no_truncate BEFORE TRUNCATE ON {TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION history_guard()""",
]
