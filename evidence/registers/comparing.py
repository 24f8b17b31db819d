"""A register beside what is here: what each row becomes, what it sets and says, and what speaks
against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accounts.models import User
from accounts.permissions import refusal
from evidence.files.bringing.files import Sheet
from evidence.files.bringing.layout import ABOVE, Layout, below
from evidence.files.bringing.rows import Fault, Line
from evidence.files.bringing.telling import rows_in_words
from evidence.files.sheets import NO_RESULT
from foundations.names import first_words

from .columns import ACTION, COLUMNS, DAYS, KEY, TITLE
from .offering import Known, Offer, title_key
from .plan import NEW, OUT, Plan, Row
from .saying import Asked, say
from .setting import Setting

# Each is shown on one page, and written as one.
MOST = 100
# Of two rows with one title nobody could tell which is which.
MERGED = tuple(column for column in COLUMNS if column not in (TITLE, KEY))
NO_ROWS = "There is no row of work below the headings of this sheet."
NO_TITLE = "Say what will be done, or delete the row."
OWN = "If it is {} “{}”, which is here already, choose that below. {}"
TITLE_LENGTH = 70
DIGIT = re.compile(r"\d")
NEEDS = {
    "action": "Say to which action the new work belongs.",
    "service": "Say which of your services keeps the new work.",
    "as_at": "Say of which day the rows speak that give none.",
    "complete": "Say on which day work was completed whose row gives none.",
}


def compare(sheet: Sheet, layout: Layout, answers: dict[str, str], by: User) -> Plan:
    """What a register would do for this person under these answers."""
    worksheet = sheet.worksheets[layout.worksheet]
    if worksheet.fault:
        return _refused(worksheet.fault)
    found = below(worksheet, layout, COLUMNS, merged=MERGED)
    lines = [Line(row, texts, layout.places) for row, texts in found.lines]
    if not lines:
        return _refused(NO_ROWS)
    if len(lines) > MOST:
        return _refused(
            f"This sheet has {len(lines):,} rows, and {MOST} are taken at a time. Split it into "
            "several files, and bring in one after the other."
        )
    known = Known(by)
    plan = Plan(actions=known.actions, services=known.services)
    plan.left_out = [(row, why) for row, why in found.left_out if why != ABOVE]
    setting = Setting(known, answers, plan)
    for line in lines:
        row = _read_row(line, plan)
        _choose(row, known, answers)
        if row.becomes not in ("", OUT):
            setting.settle(row)
    _refuse_twins(plan)
    asked = Asked(plan, answers, known.said)
    for row in plan.rows:
        if row.becomes not in ("", OUT):
            setting.set_values(row)
            say(row, asked)
    _tell(plan, known, answers)
    return plan


def _refused(reason: str) -> Plan:
    return Plan(faults=[Fault(0, "", "", reason)])


def _read_row(line: Line, plan: Plan) -> Row:
    row = Row(line)
    for column in DAYS:
        text = line.texts.get(column, "")
        # “Ongoing” and “TBC” are no days, and no slips of a day either.
        if text and text != NO_RESULT and not DIGIT.search(text):
            line.texts = line.texts | {column: ""}
            row.notes.append(f"“{text[:40]}” is no day, so the row gives no “{column.name}”.")
    line.read(COLUMNS)
    if not row.title and not line.faults:
        line.refuse(TITLE, NO_TITLE)
    plan.rows.append(row)
    return row


def _choose(row: Row, known: Known, answers: dict[str, str]) -> None:
    """What a row becomes: as it was answered, else what is certain, else as is said for all that
    are not answered.
    """
    key = row.line.said.get(KEY, "")
    row.offers = known.offers(row.title, key, row.line.said.get(ACTION, ""))
    keys = {offer.sub_action.key: offer.sub_action for offer in row.offers}
    elsewhere = known.kept_elsewhere(row.title, key)
    asked = [offer for offer in row.offers if offer.is_asked]
    answer = answers.get(row.field_name, "")
    if answer in (*keys, NEW, OUT):
        row.becomes = answer
    elif elsewhere:
        row.becomes = OUT
    elif row.offers and row.offers[0].is_certain:
        row.becomes = row.offers[0].sub_action.key
    else:
        row.becomes = NEW if not asked else answers.get("rest", "")
    row.sub_action = keys.get(row.becomes)
    row.why_out = "As you have chosen."
    if elsewhere:
        row.why_out = f"It is {elsewhere.key}. {refusal('edit_work', elsewhere)}"
    elif not asked and (like := known.like_elsewhere(row.title)):
        keeper = like.service or "no service"
        row.notes.append(f"It shares words with {like.key}, which {keeper} keeps.")
    if row.is_new and not asked:
        row.notes += [_own_in_words(offer) for offer in row.offers]


def _own_in_words(offer: Offer) -> str:
    own = offer.sub_action
    return OWN.format(own.key, first_words(own.item.title, TITLE_LENGTH), offer.why)


def _refuse_twins(plan: Plan) -> None:
    """Two rows of one sheet are two things."""
    first: dict[object, int] = {}
    for row in plan.rows:
        for what, words in _what_it_is(row):
            if what in first:
                reason = f"Row {first[what]} is {words} already. Leave one of the two rows out."
                row.line.refuse(TITLE, reason)
            first.setdefault(what, row.number)


def _what_it_is(row: Row) -> Iterator[tuple[object, str]]:
    if row.sub_action:
        yield row.sub_action.pk, row.sub_action.key
    elif row.is_new and row.title:
        under = row.action.pk if row.action else title_key(row.new_action)
        yield (under, title_key(row.title)), "the same"


def _tell(plan: Plan, known: Known, answers: dict[str, str]) -> None:
    """What is wrong, what is open, and what of the whole sheet is left out."""
    for row in plan.rows:
        if row.becomes != OUT:
            plan.faults += row.line.faults
    if rows := [row.number for row in plan.rows if not row.becomes]:
        plan.open.append(f"Choose what becomes of {rows_in_words(rows)}.")
    if any(field not in answers for field in plan.words):
        plan.open.append("Say what each word of your own means.")
    plan.open += [words for name, words in NEEDS.items() if name in plan.needs - answers.keys()]
    unknown = [row.number for row in plan.rows if _has_own_key(row, known)]
    if unknown:
        keys = "the key that stands" if len(unknown) == 1 else "one of the keys that stand"
        where = rows_in_words(unknown)
        plan.notes.append(f"No sub-action here has {keys} in {where}, so nothing goes by it.")


def _has_own_key(row: Row, known: Known) -> bool:
    key = row.line.said.get(KEY, "")
    return bool(key) and known.named(key) is None
