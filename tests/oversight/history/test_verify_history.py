"""The command that proves the history."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts import database
from accounts.history import record

pytestmark = pytest.mark.database


@pytest.fixture
def lines(keeper):
    return [
        record(
            by=keeper, act="edited", thing="sub-action", key=key, before={}, after={"title": key}
        )
        for key in ("1.1", "1.2", "1.3")
    ]


def change_from_outside(statement: str, *values) -> None:
    """What someone with the database's own password could do."""
    database.lift()
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_an_untouched_history_proves_itself(lines, capsys):
    call_command("verify_history")

    assert capsys.readouterr().out == "All 3 lines prove themselves. The end is 3:{lines[2].seal}.\n"


def test_an_edited_text_is_found(lines):
    change_from_outside(
        "UPDATE accounts_change SET after = %s WHERE id = %s", '{"title": "x"}', lines[1].pk
    )

    with pytest.raises(CommandError, match=rf"do not prove themselves: {lines[1].pk}\.") as stopped:
        call_command("verify_history")
    assert stopped.value.returncode == 1


def test_a_changed_author_is_found(lines):
    change_from_outside(
        "UPDATE accounts_change SET actor_email = %s WHERE id = %s", "x@x.test", lines[2].pk
    )

    with pytest.raises(CommandError, match=str(lines[2].pk)):
        call_command("verify_history")


def test_a_line_taken_out_is_found_at_the_next(lines):
    change_from_outside("DELETE FROM accounts_change WHERE id = %s", lines[0].pk)

    with pytest.raises(CommandError, match=str(lines[1].pk)):
        call_command("verify_history")


def test_a_passage_removed_as_the_guards_permit_is_no_break(lines, capsys):
    with connection.cursor() as cursor:
        cursor.execute(
            (
                "UPDATE accounts_change SET before = '', after = '', salt = '', removed = %s WHERE "
                "id = %s"
            ),
            [True, lines[1].pk],
        )

    call_command("verify_history")

    assert "All 3 lines" in capsys.readouterr().out
