"""Of a closed round its page, lists and files say what was worked out on the day of its closing,
whatever is edited before and after.
"""

import csv
import io
from random import Random

import pytest
from django.http import QueryDict
from openpyxl import load_workbook

from foundations.models import Edition
from oversight.board.reading import Board
from oversight.rounds import past
from oversight.rounds.lists import calls, sub_actions
from tests.conftest import forget_figures
from tests.oversight.board.acts import ACTS, close_a_round
from tests.oversight.board.figures import figures_of, length_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]
BEFORE, AFTER = 3, 4
# So many lists of the day are read for a sequence; that all are as long as they should be is told
# by the tests of the page of today.
OF_THE_DAY = 8
LISTS = {"/sub-actions/": sub_actions, "/calls/": calls}


def act(chance: Random, cast, times: int) -> None:
    for one in chance.choices(ACTS, k=times):
        one(chance, cast)


def figures(board: Board) -> list[tuple[int, str]]:
    """The numbers of a Board's page but those of what was heard, whose list a round does not
    keep.
    """
    return sorted(one for one in figures_of(board) if not one[1].startswith("/heard/"))


def lines(client, address: str) -> list[list[str]]:
    """The lines of a file of the page, as CSV; a workbook must say the same."""
    text = b"".join(client.get(address).streaming_content).decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(text)))
    book = io.BytesIO(b"".join(client.get(f"{address}?format=xlsx").streaming_content))
    sheet = load_workbook(book, read_only=True).worksheets[0]
    assert [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)] == found
    return found


def length_then(client, shown: past.Past, url: str) -> int:
    """How long the list of the closed round is at an address of today."""
    path, _question, query = url.partition("?")
    if path in LISTS:
        return len(LISTS[path](shown.frozen, QueryDict(query)).rows)
    return client.get(f"{shown.at}{url}").context["page"].paginator.count


@pytest.mark.share(50)
@pytest.mark.parametrize("seed", range(200))
def test_page_lists_and_files_say_what_was_worked_out_that_day(seed, cast, signed_in, board):
    chance, client = Random(seed), signed_in(board)  # noqa: S311 - made-up edits
    act(chance, cast, BEFORE)
    on_the_day = figures(client.get("/board/").context["board"])
    file_of_the_day = lines(client, "/board/export/")
    some = chance.sample(on_the_day, OF_THE_DAY)
    assert [(length_of(client, url), url) for _number, url in some] == some
    close_a_round(chance, cast)
    at = past.at(Edition.objects.latest("pk"))

    for _time in range(AFTER):
        act(chance, cast, 1)
        # As a process reads it that has read nothing yet.
        forget_figures()
        past._record.cache_clear()
        shown = client.get(f"{at}/board/").context["past"]
        assert figures(shown.board) == on_the_day
        lengths = [(length_then(client, shown, url), url) for _number, url in on_the_day]
        assert lengths == on_the_day
        assert lines(client, f"{at}/board/export/") == file_of_the_day
    # And as the pages of its lists show them.
    for number, url in chance.sample(on_the_day, 5):
        assert client.get(f"{at}{url}").context["page"].paginator.count == number
