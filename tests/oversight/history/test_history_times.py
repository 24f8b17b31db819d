"""The history says Scottish time, on its page and in its file, in summer and in winter."""

import csv
import io
import re

import pytest

from accounts.history import record

# The moment in UTC, and what the clock on the wall says in Scotland.
MOMENTS = [
    ("2026-07-14T23:30:00Z", "2026-07-15 00:30:00", "15 July 2026, 00:30"),
    ("2026-01-14T23:30:00Z", "2026-01-14 23:30:00", "14 January 2026, 23:30"),
]


@pytest.mark.parametrize(("moment", "in_the_file", "on_the_page"), MOMENTS)
def test_page_and_file_say_the_same_local_time(
    moment, in_the_file, on_the_page, time_machine, signed_in, administrator, keeper
):
    time_machine.move_to(moment, tick=False)
    record(by=keeper, act="edited", thing="sub-action", key="1.3", before={}, after={"title": "A"})
    client = signed_in(administrator)

    rows = csv.DictReader(
        io.StringIO(client.get("/history/export/").getvalue().decode("utf-8-sig"))
    )
    assert [row["When"] for row in rows] == [in_the_file]

    page = client.get("/history/")
    assert page.context["page"].paginator.count == 1
    assert on_the_page in re.sub(r"\s+", " ", page.content.decode())
