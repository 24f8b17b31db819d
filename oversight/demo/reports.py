"""The demo council's progress: updates, confirmations and sessions in the order of their days, and
on the way rounds that are closed, with how everything stood then, and at last one that is on.
"""

from __future__ import annotations

from actions.services import progress
from foundations.models import Round
from foundations.services.rounds import close_round, open_round

from .council import Demo
from .felt import say_what_is_felt
from .participation import LONG_AGO, log_sessions
from .shares import speak_of_parts

# Reports take longest; a line now and then says that it goes on.
REPORTS_A_LINE = 50


def report(demo: Demo) -> None:
    """Everything up to each closing, the closing, and everything since: what it keeps of each
    sub-action is how it stood on that day.
    """
    entries, since = _entries(demo), LONG_AGO
    *closed, asking = demo.data["progress_rounds"]
    for row in closed:
        until = row["closed"]
        _report_all(demo, [pair for pair in entries if since < pair[1]["day"] <= until])
        log_sessions(demo, after=since, until=until)
        speak_of_parts(demo, after=since, until=until)
        opened = _open(demo, row)
        say_what_is_felt(demo, opened, row)
        close_round(by=demo.administrator, round=opened, seen=1, on=demo.day(until))
        since = until
    _report_all(demo, [pair for pair in entries if since < pair[1]["day"]])
    log_sessions(demo, after=since)
    speak_of_parts(demo, after=since)
    say_what_is_felt(demo, _open(demo, asking), asking)
    reports, sessions, rounds = len(entries), len(demo.data["sessions"]), len(closed)
    demo.say(
        f"Demo council: {reports} reports, {sessions} sessions, {rounds} closed rounds of progress "
        "and one that is on."
    )


def _entries(demo: Demo) -> list[tuple[str, dict]]:
    # Nothing can be said of a day before what was said last, so days decide and not the file.
    rows = demo.data["sub_actions"].items()
    entries = [(key, entry) for key, row in rows for entry in row.get("reports", [])]
    return sorted(entries, key=lambda pair: pair[1]["day"])


def _open(demo: Demo, row: dict) -> Round:
    """Open a round that asks for progress."""
    days = {name: demo.day(row[name]) for name in ("first_day", "last_day")}
    asked = {"asks_progress": True, "asks_assessment": False}
    return open_round(
        by=demo.administrator, name=row["name"], on=demo.day(row["opened"]), **days, **asked
    )


def _report_all(demo: Demo, entries: list[tuple[str, dict]]) -> None:
    for number, (key, entry) in enumerate(entries, start=1):
        _report_one(demo, key, entry)
        if number % REPORTS_A_LINE == 0 or number == len(entries):
            demo.say(
                f"Demo council: {number} of {len(entries)} progress updates and confirmations."
            )


def _report_one(demo: Demo, key: str, entry: dict) -> None:
    sub_action, on = demo.sub_actions[key], demo.day(entry["day"])
    # The first owner reports unless the entry names somebody else.
    by = demo.people[entry.get("by", demo.data["sub_actions"][key]["owners"][0])]
    if entry.get("still_true"):
        progress.confirm(by=by, sub_action=sub_action, seen=sub_action.version, on=on)
        return
    said = {
        name: entry[name]
        for name in ("status", "changed", "difference", "next_step", "visibility")
        if name in entry
    }
    if "keeps" in entry:
        said["keeps"] = sub_action.occurrences.around(on).get().first_day
    if "completed_on" in entry:
        said["completed_on"] = demo.day(entry["completed_on"])
    update = progress.post_update(
        by=by, sub_action=sub_action, seen=sub_action.version, on=on, **said
    )
    if "withdrawn" in entry:
        progress.withdraw(by=by, update=update, seen=sub_action.version, reason=entry["withdrawn"])
