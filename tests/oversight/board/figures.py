"""What the Board's page counts, and how long is what each of its numbers opens."""

import csv
import io

from django.http import QueryDict

from actions.filters import SubActionFilter
from actions.models import SubAction
from tests.oversight.conftest import length_of_list


def figures_of(board) -> list[tuple[int, str]]:
    """Every number of the page with the address that it opens, but for attendances."""
    found = [(board.total, board.total_url), (board.standing.tally.heard, board.heard_url)]
    found += [(group.number, group.url) for group in board.groups]
    notes = [note for group in board.groups for note in group.notes]
    notes += [*board.plan, *board.hearing, *board.in_none, *board.gaps, board.late]
    for row in board.table:
        found += [(len(row.rows), row.url), (row.heard, row.heard_url)]
        notes += [*row.numbers, *row.changed]
        if row.coverage and row.coverage.total:
            found.append((row.coverage.linked, row.calls_url))
    found += [(note.number, note.url) for note in notes]
    return [
        *found,
        (board.plan_total, board.plan_url),
        (len(board.standing.changes), "/board/changes/"),
        (board.listening.number, board.listening.url),
        (board.listening.waiting, board.listening.waiting_url),
        (board.listening.others, board.listening.others_url),
    ]


def length_of(client, url: str) -> int:
    """How long the list at an address is. Most are the same list under other filters, which is read
    without drawing its page again and again.
    """
    path, _question, query = url.partition("?")
    if path != "/sub-actions/":
        return length_of_list(client, url)
    listed = SubActionFilter(QueryDict(query), queryset=SubAction.objects.all())
    assert listed.is_valid(), url
    return listed.qs.count()


def lines_of(client, url: str) -> list[dict]:
    answer = client.get(url)
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))
