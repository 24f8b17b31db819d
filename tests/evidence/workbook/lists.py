"""Lists taken out, edited as people edit them, and sent back."""

from __future__ import annotations

from io import BytesIO

import openpyxl
from django.utils import timezone

from actions.models import SubAction
from evidence.files.bringing.files import Sheet, read_sheet
from evidence.files.bringing.undoing import remember, undoable
from evidence.workbook.columns import COLUMNS
from evidence.workbook.comparing import compare
from evidence.workbook.models import Workbook
from evidence.workbook.plan import Plan
from evidence.workbook.services import bring_in, store_checked
from evidence.workbook.writing import workbook_with
from tests.conftest import html_of
from tests.evidence.files.sample_files import upload

START = "/sub-actions/workbook/"
NAMES = [column.name for column in COLUMNS]
CHANGED, NEXT, STATUS = "What changed", "What is next", "How is it going"
MARK, WHY = "Do not change", "Why a date is changed"


class Edited:
    """A list as it was taken out, whose cells a test edits: `cell("1.1", "Due date", "…")`."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(BytesIO(content))
        self.sheet = self.book.worksheets[0]
        self.saved = b""

    def place(self, key: str, column: str) -> str:
        """The address of a cell: "G7"."""
        headings = [cell.value for cell in self.sheet[1]]
        keys = [cell.value for cell in self.sheet["B"]]
        return self.sheet.cell(keys.index(key) + 1, headings.index(column) + 1).coordinate

    def cell(self, key: str, column: str, value: object) -> str:
        """Write into the cell of a sub-action in a column; returns its address."""
        place = self.place(key, column)
        self.sheet[place], self.saved = value, b""
        return place

    def say(self, key: str, changed: str, status: str | None = None) -> None:
        """Write how a sub-action is going."""
        self.cell(key, CHANGED, changed)
        if status:
            self.cell(key, STATUS, status)

    def drop(self, column: str) -> None:
        """Delete a column."""
        self.sheet.delete_cols([cell.value for cell in self.sheet[1]].index(column) + 1)

    @property
    def content(self) -> bytes:
        """The file as it is saved; the very same until the next edit."""
        written = BytesIO()
        if not self.saved:
            self.book.save(written)
            self.saved = written.getvalue()
        return self.saved

    def read(self, name: str = "edited.xlsx") -> Sheet:
        """The file as the product reads it."""
        return read_sheet(upload(name, self.content), typed=True)


def take_out(rows) -> Edited:
    """The list of these sub-actions, by itself."""
    file = workbook_with(rows)
    file.seek(0)
    return Edited(file.read())


def plan_of(edited: Edited, by) -> Plan:
    return compare(edited.read(), by)


def faults_of(edited: Edited, by) -> list[str]:
    return [str(fault) for fault in plan_of(edited, by).faults]


def choose(edited: Edited, by) -> Workbook:
    """Choose an edited list by the service alone."""
    return store_checked(by=by, sheet=edited.read(), kept="")


def bring(edited: Edited, by) -> Workbook:
    """Bring an edited list in by the services alone."""
    found, plan = choose(edited, by), plan_of(edited, by)
    assert plan.faults == []
    bring_in(by=by, workbook=found, seen=1, changes=plan.changes)
    return Workbook.objects.get(pk=found.pk)


def send(browser, edited: Edited, name: str = "edited.xlsx"):
    """Choose it on the page; gives what follows."""
    return browser.post(START, {"sheet": upload(name, edited.content)}, follow=True)


def press(browser, page, **answers):
    """Press the button of the page that shows what would change; gives what follows."""
    found = page.context["workbook"]
    sent = {"version": found.version} | answers
    return browser.post(f"{found.get_absolute_url()}take/", sent, follow=True)


def said(page) -> str:
    """What a page says, its apostrophes as people see them."""
    return html_of(page).replace("&#x27;", "'")


def brought_in(by, key: str) -> int:
    """A list that gave one sub-action a review date, and can be undone; its id."""
    stored = SubAction.objects.get(item__key=key)
    row = {"key": key, "columns": ["Review date"], "left": ""}
    about = {"file_name": "edited.xlsx", "digest": "d" * 64, "brought_in_at": timezone.now()}
    made = Workbook.objects.create(rows=[row], made_by=by, **about)
    remember_set(made, stored, "review_on")
    return made.pk


def remember_set(made, stored: SubAction, name: str) -> None:
    """Say that what was brought in has set this field of a sub-action last."""
    undo = undoable(stored, [name])
    undo.found, undo.version = stored.version - 1, stored.version
    remember(made, [undo])


def only_chosen(by) -> int:
    """A list that was chosen, whose file is not kept any more; its id."""
    return Workbook.objects.create(file_name="edited.xlsx", made_by=by).pk
