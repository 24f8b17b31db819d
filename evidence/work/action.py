"""What the page of an action shows, read in one place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.paginator import Paginator
from django.db.models import Count, F, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.permissions import may
from accounts.prepared import prepared
from accounts.together import Reading, read, read_one, totals
from accounts.words import day
from actions.groups import WORST_FIRST, Group
from actions.models import Action, ProgressUpdate, SubAction
from actions.replaced import reading_successor
from actions.standing import Standing
from actions.status import Status
from foundations.chain import reading_chain
from foundations.links import reading_links_of
from foundations.names import first_words
from foundations.suggesting import of_work, reading_offered_to

from ..agreed.parts import MARKS, Part, WhenHeard, mark_of, part_of, with_parts
from ..agreed.rows import NOTES, reading_rows_with_owners
from ..agreed.rows import Row as ListedRow
from ..beside import reading_beside, with_felt
from ..heard.models import Reply
from .evidence import reading_evidence
from .history import reading_history
from .state import NO_GROUP
from .sub_action import TITLE_LENGTH
from .ways import answers_of

SHOWN, PER_PAGE = 5, 50
# Signs in one line of the list of other actions; more are said in words.
MOST_MARKS = 40
NAME_LENGTH = 28
COLUMNS = [
    *("pk", "group", "by_body", "is_agreed", "is_replaced", "status", "when_heard"),
    *("counted_kind", "counted_status", "counted_due", "counted_confirmed", "fresh_from"),
    *("item", "action", "action_key", "action_heading", "action_text", "action_local"),
]


@dataclass(frozen=True)
class Mark:
    """A sub-action by its ids: its group and mark, and whether nobody has been heard on it."""

    pk: int
    item: int
    group: str
    mark: str
    never_heard: bool


@dataclass(frozen=True)
class Row:
    """A sub-action in the list of its action: the mark of its group, and what its dates say."""

    sub_action: SubAction
    group: str
    mark: str
    standing: Standing
    never_heard: bool = False
    felt: object = None
    note: str = ""

    @property
    def unheard(self) -> bool:
        """Whether it is complete and people have not been heard on it at all."""
        return self.never_heard and self.sub_action.status == Status.COMPLETE

    @property
    def name(self) -> str:
        """Its wording in at most two lines."""
        return first_words(self.sub_action.item.title, TITLE_LENGTH)

    @property
    def words(self) -> str:
        """Its status in words, with the group where that says something else."""
        if not self.group:
            return "Replaced" if self.sub_action.replaced_by_id else "Stopped by decision"
        status = Status(self.sub_action.status)
        plain = status.short.capitalize()
        if self.group == Group.NOT_GOING_WELL and not status.goes_badly:
            return self._with_note(f"Not going well, reported as {status.short}")
        if self.group == Group.NOT_KNOWN and status != Status.NOT_REPORTED:
            return self._with_note(f"Not known, last reported as {status.short}")
        return self._with_note(plain)

    def _with_note(self, words: str) -> str:
        return f"{words}, {self.note}" if self.note else words


@dataclass
class Other:
    """Another action with the marks of its sub-actions, while they can be taken in."""

    key: str
    name: str
    local: bool
    marks: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)

    @property
    def in_words(self) -> str:
        """Its marks in words: "1 kept, 2 in hand"."""
        return counts_in_words(self.groups)

    @property
    def has_marks(self) -> bool:
        return len(self.marks) <= MOST_MARKS


def read_action(found: Action, user: User, number: object = None) -> dict:
    """Everything that the page of an action shows to a person, as the context of its template; of
    its sub-actions those of one page. It was read `for_row()`.
    """
    today = timezone.localdate()
    own, others = _read_marks(found, today)
    page = Paginator(own, PER_PAGE).get_page(number)
    linked, offered, evidence, chain, history, successor, listed, latest, beside, heard = read(
        reading_links_of([found.item_id, *(mark.item for mark in own)]),
        reading_offered_to(user, of_work(found.item) if found.item.local else None),
        reading_evidence(found.item, user),
        reading_chain(user.newest_seal),
        reading_history("action", found.key, user),
        reading_successor(found),
        reading_rows_with_owners([mark.pk for mark in page], today),
        _reading_latest(found, user),
        reading_beside(user.newest_seal, today),
        _reading_heard(found, user),
    )
    rows = [_row(mark, listed[mark.pk]) for mark in page if mark.pk in listed]
    rows = with_felt(rows, beside)
    return {
        "action": found,
        "name": first_words(found.item.title, TITLE_LENGTH),
        "today": today,
        "rows": rows,
        "others": others,
        "published": sum(not other.local for other in others) + (not found.item.local),
        "page": page,
        **_state(own, rows),
        "latest": latest,
        **heard,
        "evidence": evidence,
        "linked": linked,
        "answers": answers_of(found.item, linked, chain, user),
        "offered": offered(linked.other_ends(found.item)),
        "history": history,
        "successor": successor,
        "kept": {
            one.pk for one in (row.sub_action for row in rows) if may(user, "post_update", one)
        },
        **_acts(found, user),
    }


def _acts(found: Action, user: User) -> dict:
    return {
        "may_edit": may(user, "edit_work", found),
        "may_add": may(user, "add_work") and not found.replaced_by_id,
        "may_replace": found.item.local and may(user, "replace_work", found),
        "may_lead": may(user, "assign_work"),
        "may_link": may(user, "link_texts"),
    }


def _read_marks(found: Action, on: date) -> tuple[list[Mark], list[Other]]:
    """Group and mark of the action's own sub-actions, the most troubled first and last what is in
    no group; and the other actions with theirs; in one statement.
    """
    own, others = [], {}
    for row in read_one(_reading_marked(on)):
        mark = mark_of(row["group"], part_of(row, on))
        if row["action"] == found.pk:
            never_heard = row["when_heard"] == WhenHeard.NOT_YET
            own.append(Mark(row["pk"], row["item"], row["group"], mark, never_heard))
        elif row["group"]:
            title = row["action_heading"] or row["action_text"]
            name = first_words(title, NAME_LENGTH)
            other = Other(row["action_key"], name, row["action_local"])
            other = others.setdefault(row["action"], other)
            other.marks.append(mark)
            other.groups.append(row["group"])
    return sorted(own, key=_trouble), list(others.values())


def _reading_marked(on: date) -> Reading:
    return (yield _marked(on))


@prepared
def _marked(on: date) -> QuerySet:
    rows = with_parts(SubAction.objects.all(), on).annotate(
        action_key=F("action__item__key"),
        action_heading=F("action__item__heading"),
        action_text=F("action__item__text"),
        action_local=F("action__item__local"),
    )
    return rows.values(*COLUMNS)


def _row(mark: Mark, listed: ListedRow) -> Row:
    said = listed.sub_action, mark.group, mark.mark, listed.standing
    return Row(*said, never_heard=mark.never_heard, note=NOTES.get(listed.part, ""))


def _trouble(row: Mark) -> tuple[int, bool]:
    # Within what is not going well, what is only at risk stands last.
    return Group(row.group).rank if row.group else len(Group), row.mark == MARKS[Part.AT_RISK]


def counts_in_words(groups: Iterable[str]) -> str:
    """How many are in each group: "1 kept, 2 in hand"."""
    groups = list(groups)
    counted = ((group, groups.count(group)) for group in Group)
    return ", ".join(f"{number:,} {group.label.lower()}" for group, number in counted if number)


def _state(marks: list[Mark], rows: list[Row]) -> dict:
    """The state of the action: that of its worst sub-action, with a sentence that counts all."""
    counted = [mark for mark in marks if mark.group]
    worst = next((group for group in WORST_FIRST if any(r.group == group for r in counted)), None)
    first = next((row for row in counted if row.group == worst), None)
    ended = len(marks) - len(counted)
    return {
        "group": worst,
        "bar": worst or NO_GROUP,
        "mark": first.mark if first else "",
        "counted": _counted(counted, rows),
        "ended": f"{ended:,} stopped or replaced {'is' if ended == 1 else 'are'} not counted."
        if ended
        else "",
    }


def _counted(marks: list[Mark], rows: list[Row]) -> str:
    if not marks or not rows:
        return "No sub-actions to be done."
    if len(marks) > 1:
        number, rest = counts_in_words(mark.group for mark in marks).split(" ", 1)
        return f"{number} of {len(marks):,} sub-actions {rest}."
    only = rows[0].sub_action
    due = f", due {day(only.due_on)}" if only.due_on else ""
    return f"Its 1 sub-action is {Status(only.status).short}{due}."


def _reading_latest(found: Action, user: User) -> Reading:
    """The newest update on any of its sub-actions that this person may read."""
    rows = ProgressUpdate.objects.current().visible_to(user).filter(sub_action__action=found)
    rows = yield rows.select_related("posted_by", "sub_action__item")[:1]
    return next(iter(rows), None)


def _reading_heard(found: Action, user: User) -> Reading:
    """What was heard about its sub-actions, the newest first, and how many of it wait."""
    about = Reply.objects.filter(item__sub_action__action=found, heard__removed_on=None)
    about = about.visible_to(user)
    newest = about.select_related("heard", "answered_by", "item")
    newest = newest.order_by("-heard__heard_on", "-pk")[:SHOWN]
    replies, (counted,) = yield newest, totals(about.unanswered(), number=Count("pk"))
    return {"replies": list(replies), "waiting": counted["number"]}
