"""The demo council's listening and measures: made up, and brought in through the same services as
real entries.
"""

from __future__ import annotations

from decimal import Decimal

from accounts.models import User
from evidence.heard import services as heard
from evidence.measures import services as measures
from evidence.models import Heard, Measure

from .council import Demo
from .evidence import items

SAID = ("kind", "theme", "words", "consent", "visibility")
DESCRIBED = ("name", "unit", "counts_people", "is_public")
DESCRIBED += ("why", "data_source", "gaps", "baseline_unknown")


def add_what_was_heard(demo: Demo) -> None:
    """What groups said with the answers, an idea and an offer; some still wait."""
    last_closed = demo.data["progress_rounds"][-2]["closed"]
    hear(demo, after=last_closed)
    demo.say(f"Demo council: {len(demo.data['heard'])} entries of what was heard.")


def hear(demo: Demo, after: int, until: int = 0) -> None:
    """What was said and answered between two days."""
    for row in demo.data["heard"]:
        days = [row["heard_on"], *(answer["day"] for answer in row.get("answers", []))]
        if after < max(days) <= until:
            _hear_one(demo, row)


def _hear_one(demo: Demo, row: dict) -> None:
    by, on = demo.people[row["by"]], demo.day(row["heard_on"])
    values = {name: row[name] for name in SAID if name in row}
    entry = heard.log_heard(
        by=by, heard_on=on, on=on, five_or_more=True, items=items(row["items"]), **values
    )
    for answer in row.get("answers", []):
        _answer_one(demo, entry, answer)
    if row.get("evidence"):
        heard.make_evidence(by=by, heard=entry, seen=entry.version)


def _answer_one(demo: Demo, entry: Heard, row: dict) -> None:
    asked = entry.replies.select_related("heard", "item").get(item__key=row["item"])
    by, on = demo.people[row["by"]], demo.day(row["day"])
    heard.reply(by=by, reply=asked, seen=asked.version, kind=row["kind"], words=row["words"], on=on)


def add_measures(demo: Demo) -> None:
    """Measures with their targets, and what they were as far as it is known."""
    for row in demo.data["measures"]:
        by, values = demo.people[row["by"]], {name: row[name] for name in DESCRIBED if name in row}
        if "baseline" in row:
            values |= {
                "baseline": Decimal(row["baseline"]),
                "baseline_on": demo.day(row["baseline_on"]),
            }
        _add_series(
            demo, by, row, measures.add_measure(by=by, item=items([row["of"]])[0], **values)
        )
    demo.say(f"Demo council: {len(demo.data['measures'])} measures.")


def _add_series(demo: Demo, by: User, row: dict, measure: Measure) -> None:
    for number, day in row["targets"]:
        measures.set_target(by=by, measure=measure, due_on=demo.day(day), number=Decimal(number))
    for day, number, *reason in row["actuals"]:
        # A number that nobody knows is said to be unknown, with the reason.
        known = {"number": Decimal(number)} if number else {"unknown": reason[0]}
        measures.say_actual(by=by, measure=measure, on=demo.day(day), **known)
