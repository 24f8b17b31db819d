"""The indexes of words: on PostgreSQL a table of word vectors each, on SQLite one of FTS5. Nobody
has to think of them: the database itself fills them, whoever writes into the columns (`indexed.py`)
and by whatever way, in the same transaction.
"""

from __future__ import annotations

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from accounts.index_words import EDITION, POSTGRESQL_FUNCTION

from .indexed import INDEXED, Indexed

# Tokens are what stands between spaces: words were told apart before.
REBUILD = "INSERT INTO {index} ({index}) VALUES ('rebuild')"
TOKENS = """tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'" """


def prepare(using: str = "default", **kwargs) -> None:
    """Make the indexes and their triggers on the database just migrated, as they are to be; what
    was not so is compared with the texts. SQLite drops the triggers of a table that it rebuilds.
    """
    connection = connections[using]
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        # Where migrations are taken back, some are not there.
        indexed = [one for one in INDEXED if one.table in there]
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION)
    for one in indexed:
        if (stands := _stands(connection, one)) != _wanted(connection, one):
            _install(connection, one, stands)
            refresh_one(connection, one)


def refresh(using: str = "default") -> list[tuple[Indexed, int, int]]:
    """Compare each index with its texts and put right what differs: how many rows it has, and how
    many of them differed. Nobody writes the texts meanwhile.
    """
    connection = connections[using]
    return [(one, *refresh_one(connection, one)) for one in INDEXED]


def refresh_one(connection: BaseDatabaseWrapper, one: Indexed) -> tuple[int, int]:
    """The same of one index: its rows, and those that differed."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        differed = WAYS[connection.vendor](cursor, one)
        cursor.execute(f"SELECT COUNT(*) FROM {one.table}")  # noqa: S608 - our own names
        return cursor.fetchone()[0], differed


def _refresh_postgresql(cursor, one: Indexed) -> int:
    cursor.execute("SET LOCAL statement_timeout = 0")
    # Else an older wording could be written over one that comes meanwhile.
    cursor.execute(f"LOCK TABLE {one.table} IN SHARE MODE")
    cursor.execute(
        f"""WITH wanted AS (SELECT id, {one.words("postgresql", "said")} AS words
            FROM {one.table} said),
        gone AS (DELETE FROM {one.index} WHERE id NOT IN (SELECT id FROM {one.table}) RETURNING 1),
        put AS (INSERT INTO {one.index} (id, words)
            SELECT wanted.id, wanted.words FROM wanted LEFT JOIN {one.index} kept USING (id)
            WHERE kept.words IS DISTINCT FROM wanted.words
            ON CONFLICT (id) DO UPDATE SET words = EXCLUDED.words RETURNING 1)
        SELECT (SELECT COUNT(*) FROM gone) + (SELECT COUNT(*) FROM put)"""  # noqa: S608 - as above
    )
    return cursor.fetchone()[0]


def _refresh_sqlite(cursor, one: Indexed) -> int:
    words = one.words("sqlite", "said")
    cursor.execute(
        f"""SELECT said.id FROM {one.table} said LEFT JOIN {one.index} kept ON kept.rowid = said.id
        WHERE kept.words IS NOT {words} UNION ALL
        SELECT rowid FROM {one.index} WHERE rowid NOT IN (SELECT id FROM {one.table})"""  # noqa: S608 - as above
    )
    rows = cursor.fetchall()
    for row in rows:
        cursor.execute(f"DELETE FROM {one.index} WHERE rowid = %s", row)  # noqa: S608 - as above
        cursor.execute(
            f"""INSERT INTO {one.index} (rowid, words)
            SELECT id, {words} FROM {one.table} said WHERE id = %s""",  # noqa: S608 - as above
            row,
        )
    # And what FTS5 itself has made of the words.
    cursor.execute(REBUILD.format(index=one.index))
    return len(rows)


WAYS = {"postgresql": _refresh_postgresql, "sqlite": _refresh_sqlite}


def _install(connection: BaseDatabaseWrapper, one: Indexed, there: dict[str, str]) -> None:
    """Make what is to be there, in place of what is."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            statements = _for_postgresql(one)
        else:
            statements = [*(f"DROP TRIGGER {name}" for name in there), *_for_sqlite(one)]
        for statement in statements:
            cursor.execute(statement)


def _stands(connection: BaseDatabaseWrapper, one: Indexed) -> dict[str, str]:
    """What the database has that fills an index, by its name."""
    names = [*_wanted(connection, one)]
    asked = SOURCES[connection.vendor].format(places=", ".join(["%s"] * len(names)))
    with connection.cursor() as cursor:
        cursor.execute(asked, names)
        return dict(cursor.fetchall())


def _wanted(connection: BaseDatabaseWrapper, one: Indexed) -> dict[str, str]:
    """The same as it is to be."""
    if connection.vendor == "sqlite":
        return _triggers(one)
    return dict.fromkeys([f"{one.index}_kept", f"{one.index}_emptied"], _body(one))


# What fills an index by its name: the trigger itself, or what its function does.
SOURCES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name IN ({places})",
    "postgresql": """SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
        JOIN pg_class ON pg_class.oid = tgrelid
        WHERE relnamespace = current_schema()::regnamespace AND tgname IN ({places})""",
}


def _for_sqlite(one: Indexed) -> list[str]:
    table = f"""CREATE VIRTUAL TABLE IF NOT EXISTS {one.index}
        USING fts5(words, detail=none, {TOKENS})"""
    return [table, *_triggers(one).values()]


def _triggers(one: Indexed) -> dict[str, str]:
    edition, columns = f"/* {EDITION} */", ", ".join(f'"{name}"' for name in one.columns)
    words = one.words("sqlite", "NEW")
    add = f"INSERT INTO {one.index} (rowid, words) VALUES (NEW.id, {words});"  # noqa: S608 - ours
    take = f"DELETE FROM {one.index} WHERE rowid = OLD.id;"  # noqa: S608 - ours
    differs = " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in one.columns)
    when = {
        "added": ("INSERT", "", add),
        "changed": (f"UPDATE OF {columns}", f"WHEN {differs} ", f"{take} {add}"),
        "gone": ("DELETE", "", take),
    }
    return {
        (name := f"{one.index}_{what}"): f"CREATE TRIGGER {name} AFTER {event} ON {one.table} "
        f"{condition}BEGIN {act} {edition} END"
        for what, (event, condition, act) in when.items()
    }


def _for_postgresql(one: Indexed) -> list[str]:
    columns, function = ", ".join(f'"{name}"' for name in one.columns), f"{one.index}_keep()"
    on_table = f"ON {one.table}"
    return [
        f"""CREATE TABLE IF NOT EXISTS {one.index}
        (id bigint PRIMARY KEY, words tsvector NOT NULL)""",
        # No list of what waits to come in: while that is long, PostgreSQL reads all rows instead.
        f"""CREATE INDEX IF NOT EXISTS {one.index}_words ON {one.index}
        USING gin (words) WITH (fastupdate = off)""",
        f"""CREATE OR REPLACE FUNCTION {function} RETURNS trigger LANGUAGE plpgsql
        AS $kept${_body(one)}$kept$""",
        f"""CREATE OR REPLACE TRIGGER {one.index}_kept
        AFTER INSERT OR DELETE OR UPDATE OF {columns} {on_table}
        FOR EACH ROW EXECUTE FUNCTION {function}""",
        # TRUNCATE fires no trigger of rows.
        f"""CREATE OR REPLACE TRIGGER {one.index}_emptied AFTER TRUNCATE {on_table}
        FOR EACH STATEMENT EXECUTE FUNCTION {function}""",
    ]


def _body(one: Indexed) -> str:
    before, after = (", ".join(f'{of}."{name}"' for name in one.columns) for of in ("OLD", "NEW"))
    return f"""
        BEGIN  -- {EDITION}
            IF TG_OP = 'TRUNCATE' THEN DELETE FROM {one.index};
            ELSIF TG_OP = 'DELETE' THEN DELETE FROM {one.index} WHERE id = OLD.id;
            ELSIF TG_OP = 'UPDATE' AND ROW({before}) IS NOT DISTINCT FROM ROW({after}) THEN NULL;
            ELSE
                INSERT INTO {one.index} (id, words)
                VALUES (NEW.id, {one.words("postgresql", "NEW")})
                ON CONFLICT (id) DO UPDATE SET words = EXCLUDED.words;
            END IF;
            RETURN NULL;
        END """  # noqa: S608 - our own names
