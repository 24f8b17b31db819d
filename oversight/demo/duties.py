"""What the demo council has tagged to the reports that the law asks for: made up, as all of it."""

from __future__ import annotations

from datetime import date

from evidence.items.models import EvidenceItem
from evidence.measures.models import Measure
from oversight.duties import services
from oversight.duties.models import Duty, Heading, Period

from .council import Demo


def say_what_the_law_asks(demo: Demo) -> None:
    """A period, one report that is published, what is tagged to headings, and words for
    children.
    """
    rows = demo.data["duties"]
    for row in rows["periods"]:
        days = {name: demo.day(row[name]) for name in ("starts_on", "ends_on")}
        duty = Duty.objects.get(key=row["duty"])
        services.add_period(by=demo.administrator, duty=duty, **days)
    for row in rows["published"]:
        period = _period(row)
        on = max(period.ends_on, demo.day(row["day"]))
        said = {"published_on": on, "address": row["address"], "on": demo.today}
        services.say_published(by=demo.administrator, period=period, seen=1, **said)
    for row in rows["tags"]:
        heading = Heading.objects.get(duty__key=row["duty"], key=row["heading"])
        for thing in _things(demo, row):
            services.tag(by=demo.administrator, heading=heading, thing=thing)
    for row in rows["for_children"]:
        by = demo.people["champions@demo.test"]
        services.write_for_children(by=by, period=_period(row), seen=1, words=row["words"])
    demo.say(f"Demo council: {len(rows['tags'])} tags to reports that the law asks for.")


def _period(row: dict) -> Period:
    return Period.objects.get(duty__key=row["duty"], ends_on=date.fromisoformat(row["ends_on"]))


def _things(demo: Demo, row: dict) -> list[services.Thing]:
    found = [demo.sub_actions[row["sub_action"]]] if "sub_action" in row else []
    if "measure" in row:
        found.append(Measure.objects.get(name=row["measure"]))
    if "evidence" in row:
        found.append(EvidenceItem.objects.get(title=row["evidence"]))
    return found
