"""All that leaves, put together: over two rounds no count of people that one output hides can be
read in another, or worked out of all of them.
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
from django.template.loader import render_to_string
from django.test import Client

from accounts.words import day
from foundations.models import PublishedTarget
from foundations.services import rounds
from oversight.duties.leaving import read_measures
from oversight.packs.board_pack import read_board_pack
from oversight.packs.members import read_briefing
from oversight.packs.pdf import TEMPLATES
from oversight.packs.sheets import page_of
from oversight.public.services import switch
from oversight.small.people import TOTAL
from oversight.small.reading import read_told
from oversight.small.rule import HIDDEN, Counts
from tests.conftest import forget_figures, html_of
from tests.factories import (
    AudienceFactory,
    EvidenceFactory,
    MeasureFactory,
    RoundFactory,
    SessionFactory,
    SubActionFactory,
)
from tests.rotation import turn

from .test_rule import worked_out

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 15)
START = TODAY.replace(day=1) - timedelta(days=1)
DAYS = [TODAY - timedelta(days=days) for days in (700, 400, 100)]
SMALL = [0, 2, 3, 4, 4, 7, 9, 12, 60, 62]
KINDS = ["workforce", "commissioned", "community"]


@dataclass
class Read:
    """What somebody reads in all outputs of an edition, by the keys of the counts."""

    counts: Counts
    numbers: dict[str, int]

    def cell(self, key: str):
        return self.numbers.get(key, HIDDEN)

    def note(self, key: str, number: int) -> None:
        assert self.numbers.setdefault(key, number) == number == self.counts.figures[key]


@pytest.fixture(autouse=True)
def on_that_day(time_machine):
    time_machine.move_to(datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC))


@pytest.fixture
def counted(db):
    found = SubActionFactory(start_on=START.replace(day=1), target_number=900)
    found.due_on = TODAY + timedelta(days=200)
    found.save()
    PublishedTarget.objects.create(item=found.item, number=900, unit="participants")
    return found


def happen(chance: Random, work, measure, by, on: date) -> None:
    """Sessions of few people, a figure of the measure, and evidence that tells such numbers."""
    for held in (START, TODAY):
        for kind in KINDS:
            session = SessionFactory(held_on=held)
            session.audiences.all().delete()
            session.sub_actions.add(work)
            AudienceFactory(session=session, kind=kind, headcount=chance.choice(SMALL[1:]))
    measure.actuals.create(on=on, number=chance.choice(SMALL), said_by=by)
    for number in SMALL:
        EvidenceFactory(
            kind="data", medium="figure", number=number, unit="children", words="",
            visibility="public", supports=[work.item],
        )  # fmt: skip


def close(key: str, by):
    opened = RoundFactory(key=key, name=key.title(), asks_assessment=False)
    rounds.close_round(by=by, round=opened, seen=1)
    switch(by=by, is_on=True, reason="The Board agreed.")
    forget_figures()
    return opened.editions.get()


def read_all(edition, measure) -> Read:
    """All that any output says of the counts of an edition."""
    told = read_told(edition)
    found = Read(told.people.counts, {})
    for row in feed_rows():
        if row["number"] not in (None, ""):
            found.note(row["key"], int(float(row["number"])))
    for number in of_packs(edition):
        found.note(TOTAL, number)
    for on, number in of_report(measure):
        found.note(f"measure/{measure.pk}/{on}", number)
    return found


def feed_rows():
    for name in ("measures", "attendances"):
        yield from json.loads(Client().get(f"/open-data/{name}.json").content)["rows"]
        lines = b"".join(Client().get(f"/open-data/{name}.csv")).decode("utf-8-sig")
        for row in csv.DictReader(io.StringIO(lines)):
            yield {name: cell.removeprefix("'") for name, cell in row.items()}


def of_packs(edition) -> list[int]:
    words = ""
    for contents in (read_board_pack(edition, 1), read_briefing(edition, 1)):
        page = f"oversight/packs/pdf/{TEMPLATES[contents.form]}.html"
        words += str(contents) + render_to_string(page, page_of(contents))
    return [int(one.replace(",", "")) for one in re.findall(r"([\d,]+) of 900 attendances", words)]


def of_report(measure) -> list[tuple[date, int]]:
    days = {day(one.on): one.on for one in measure.actuals.all()}
    (part,) = read_measures([measure.pk], TODAY).values()
    said = [words.split(" on ") for words in (part.figure, part.began) if words]
    return [(days[on], int(number.replace(",", ""))) for number, on in said if number[0].isdigit()]


def of_public_page(work) -> set[int]:
    """The numbers of evidence that anyone reads of a sub-action."""
    pages = html_of(Client().get(f"/public/commitments/{work.key}/"))
    pages += html_of(Client().get("/public/evidence/"))
    return {int(one) for one in re.findall(r"<b>(\d+) children</b>", pages)}


@pytest.mark.parametrize("seed", turn(range(8), of=8))
def test_what_one_output_hides_no_other_tells(counted, administrator, keeper, seed):
    chance = Random(seed)  # noqa: S311 - made-up counts, the same at each run
    measure = MeasureFactory(item=counted.item, is_public=True, baseline_unknown="Nobody counted.")
    measure.actuals.create(on=DAYS[0], number=Decimal(chance.choice(SMALL)), said_by=keeper)
    read = []
    for place, key in enumerate(("spring", "summer"), start=1):
        happen(chance, counted, measure, keeper, DAYS[place])
        edition = close(key, administrator)
        told = read_told(edition)
        read.append(read_all(edition, measure))
        hidden = set(told.decided.hidden_keys)
        assert not hidden & read[-1].numbers.keys()
        assert hidden | read[-1].numbers.keys() == told.people.counts.figures.keys()
        assert set(told.people.works.values()) == {counted.key}
        figures = told.people.counts.figures
        assert not of_public_page(counted) & {figures[key] for key in hidden}
        assert not of_public_page(counted) & {1, 2, 3, 4}
    for key, (low, high) in worked_out(read, 5, set()).items():
        assert high is None or high > low, f"{key} can be worked out: it is {low}"
