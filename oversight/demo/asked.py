"""What the demo council's Board asked and decided, and who does what: made up, and brought in
through the same services as real entries.
"""

from __future__ import annotations

from foundations.models import FrameworkItem
from oversight.governance import services as governance
from oversight.questions import deciding, services

from .council import Demo


def ask_and_decide(demo: Demo) -> None:
    """What the Board asked and was answered, and what it decided."""
    for row in demo.data["questions"]:
        _ask(demo, row)
    for row in demo.data["decisions"]:
        _decide(demo, row)
    number, decided = len(demo.data["questions"]), len(demo.data["decisions"])
    demo.say(f"Demo council: {number} questions and {decided} decisions of the Board.")


def _ask(demo: Demo, row: dict) -> None:
    board, item = demo.people[row["by"]], FrameworkItem.objects.get(key=row["item"])
    question = services.ask(by=board, item=item, words=row["words"], on=demo.day(row["on"]))
    for said in row.get("said", []):
        write = services.answer if said["kind"] == "answer" else services.ask_again
        given = {"by": demo.people[said["by"]], "words": said["words"], "on": demo.day(said["on"])}
        question = write(question=question, seen=question.version, **given)
    if "accepted" in row:
        on = demo.day(row["accepted"])
        services.accept(by=board, question=question, seen=question.version, on=on)


def _decide(demo: Demo, row: dict) -> None:
    by, on = demo.people[row["by"]], demo.day(row["on"])
    made = deciding.decide(
        by=by,
        words=row["words"],
        due_on=demo.day(row["due_on"]),
        service=demo.services[row["service"]] if "service" in row else None,
        person=demo.people[row["person"]] if "person" in row else None,
        item=FrameworkItem.objects.get(key=row["item"]) if "item" in row else None,
        round=services.round_looked_at(on),
        on=on,
    )
    if "outcome" in row:
        said = row["outcome"]
        by, on = demo.people[said["by"]], demo.day(said["on"])
        settled = {"outcome": said["outcome"], "words": said["words"], "outcome_on": on}
        deciding.settle(by=by, decision=made, seen=1, **settled)


def say_who_does_what(demo: Demo) -> None:
    """Members of bodies, stakeholders and priorities."""
    for row in demo.data["governance"]:
        values = row | {"starts_on": demo.day(row["starts_on"]), "ends_on": None}
        if "ends_on" in row:
            values["ends_on"] = demo.day(row["ends_on"])
        governance.add(by=demo.administrator, **values)
    demo.say(f"Demo council: {len(demo.data['governance'])} lines of who does what.")
