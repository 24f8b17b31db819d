"""What would help the demo council's work that does not go well, and what was answered."""

from __future__ import annotations

from actions.services import needs

from .council import Demo


def ask_for_help(demo: Demo) -> None:
    """What Promise Keepers asked for, and one answer."""
    for row in demo.data["needs"]:
        said = {
            name: row[name] for name in ("would_help", "who_acts", "acting_body") if name in row
        }
        if "acting_service" in row:
            said["acting_service"] = demo.services[row["acting_service"]]
        sub_action, since = demo.sub_actions[row["sub_action"]], demo.day(row["since"])
        by = demo.people[row["by"]]
        need = needs.ask_for_help(by=by, sub_action=sub_action, since=since, on=since, **said)
        if answer := row.get("answer"):
            by, on = demo.people[answer["by"]], demo.day(answer["day"])
            needs.answer_need(by=by, need=need, seen=1, answer=answer["words"], on=on)
    demo.say(f"Demo council: {len(demo.data['needs'])} needs of what does not go well.")
