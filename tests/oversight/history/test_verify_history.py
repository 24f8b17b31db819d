"""The command that proves the history."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts import database
from accounts.history import head, holds_head, record

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

    end = f"3:{lines[2].seal}"
    assert capsys.readouterr().out == f"All 3 lines prove themselves. The end is {end}.\n"


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


@pytest.mark.parametrize("gone", [1, 2, 3])
def test_an_end_that_was_cut_off_is_found_by_whoever_kept_it(lines, capsys, gone):
    end = head()
    change_from_outside("DELETE FROM accounts_change WHERE id >= %s", lines[3 - gone].pk)

    call_command("verify_history")
    assert f"All {3 - gone} lines" in capsys.readouterr().out
    with pytest.raises(CommandError, match="lines are gone"):
        call_command("verify_history", head=end)


def test_an_end_that_was_cut_off_and_written_anew_is_found(lines, keeper):
    end = head()
    change_from_outside("DELETE FROM accounts_change WHERE id = %s", lines[2].pk)
    again = {"by": keeper, "act": "edited", "thing": "sub-action", "key": "1.9"}
    record(**again, before={}, after={"title": "Another"})

    with pytest.raises(CommandError, match="lines are gone"):
        call_command("verify_history", head=end)


@pytest.mark.parametrize("kept", ["", "3:", "x", "2:{seal}", f"1:{'0' * 64}"])
def test_what_is_no_end_of_this_history_is_none(lines, kept):
    assert not holds_head(kept.format(seal=lines[2].seal))


def test_an_earlier_end_still_holds_and_is_in_the_log(lines, keeper, caplog):
    ends = [f"0:{'0' * 64}", f"1:{lines[0].seal}", head()]
    with caplog.at_level("INFO"):
        for end in ends:
            call_command("verify_history", head=f" {end}\n")

    assert head() in caplog.text
