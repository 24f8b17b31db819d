"""Whether a call to action is answered, how sure that is, and how the work goes, in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from actions.groups import CLAIMS, Group
from actions.status import Status
from foundations.links import End
from foundations.models import LinkState

from ..board.work import Work
from .work import NOBODY, Row, in_groups

Answer = tuple[End, Row]


@dataclass(frozen=True)
class CallState:
    """What stands at the top of a call: `mark` is a sign (or "" for a bare alarm), `bar` the group
    whose bar is drawn, then the words in bold and the sentence after them; `who` is responsible.
    """

    bar: str
    mark: str
    words: str
    sentence: str
    who: str


def state_of(answers: list[Answer]) -> CallState:
    """The state of a call by the links that count, the surest first."""
    if not answers:
        return CallState(Group.NOT_GOING_WELL, "", "No action answers this call.", "", "")
    confirmed = [one for one in answers if one[0].link.state == LinkState.CONFIRMED]
    who = _who(row for _end, row in confirmed or answers)
    if confirmed:
        return _confirmed(confirmed, who)
    return CallState(Group.NOT_KNOWN, Group.NOT_KNOWN, "Not confirmed.", _seems(answers), who)


def _confirmed(answers: list[Answer], who: str) -> CallState:
    end, row = answers[0]
    worst = _worst(row for _end, row in answers)
    group = Group(worst.group) if worst and worst.group else None
    words = group.label if group else "Not known"
    if len(answers) == 1 and not row.is_action:
        words += f": {row.words.lower()}"
    by = f" by {end.link.decided_by}" if end.link.decided_by else ""
    how = f"Confirmed{by}: {_number_of(answers)} {_verb(answers, 'answers', 'answer')} this call"
    counts = "" if len(answers) == 1 and not row.is_action else _counted(answers)
    bar = group or Group.NOT_KNOWN
    return CallState(bar, worst.mark if group else bar, f"{words}.", f"{how}{counts}.", who)


def _seems(answers: list[Answer]) -> str:
    added = [end.link for end, _row in answers if end.link.state == LinkState.ADDED]
    if added:
        by = added[0].made_by
        begins = f"{by} linked {_number_of(answers[: len(added)])} to it"
        ends = "Nobody else has confirmed the link."
        return f"{begins}{_how(answers[: len(added)])}. {ends}"
    seems = _verb(answers, "seems", "seem")
    link = "the link" if len(answers) == 1 else "a link"
    return (
        f"{_number_of(answers)} {seems} to answer it{_how(answers)}. Nobody has confirmed {link}."
    )


def _how(answers: list[Answer]) -> str:
    """What goes on after "1 sub-action seems to answer it": how that one goes, or the counts."""
    row = answers[0][1]
    if len(answers) > 1 or row.is_action:
        return _counted(answers)
    return f", and {_of_one(row.worst)}"


def _of_one(work: Work | None) -> str:
    if work is None or work.status == Status.NOT_REPORTED:
        return "nobody has reported on that one yet"
    if work.group == Group.NOT_KNOWN:
        return "how that one goes is not known now"
    said = "is reported as" if work.status in CLAIMS and work.group != Group.KEPT else "is"
    late = " and late" if work.is_late else ""
    return f"that one {said} {Status(work.status).short}{late}"


def _number_of(answers: list[Answer]) -> str:
    """What answers in numbers: "1 action and 2 sub-actions"."""
    kinds = Counter("action" if row.is_action else "sub-action" for _end, row in answers)
    return " and ".join(
        f"{number} {kind}{'' if number == 1 else 's'}" for kind, number in sorted(kinds.items())
    )


def _verb(answers: list[Answer], one: str, many: str) -> str:
    return one if len(answers) == 1 else many


def _counted(answers: list[Answer]) -> str:
    """What goes on after the number: ": 1 kept, 1 in hand"; of an action with how many of what."""
    works = {work.pk: work for _end, row in answers for work in row.works}.values()
    if not works:
        return ""
    of = f", with {len(works)} sub-action{'' if len(works) == 1 else 's'}"
    return f"{of if answers[0][1].is_action else ''}: {in_groups(works)}"


def _worst(rows: Iterable[Row]) -> Work | None:
    worst = [row.worst for row in rows if row.worst]
    counted = [work for work in worst if work.group]
    return min(counted, key=lambda work: Group(work.group).rank, default=None) or (
        worst[0] if worst else None
    )


def _who(rows: Iterable[Row]) -> str:
    """Who is responsible: "Responsible: Callum Rowanglen, Children, Families and Justice."; empty
    for more than two, whom the rows name.
    """
    named = [who for who in dict.fromkeys(row.responsible for row in rows) if who]
    if not named:
        return f"{NOBODY}."
    return f"Responsible: {'; '.join(named)}." if len(named) <= 2 else ""
