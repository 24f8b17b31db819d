"""Registers as services keep them, read, answered and brought in."""

from __future__ import annotations

import hashlib
from io import BytesIO

import openpyxl
from django.utils import timezone

from actions.models import SubAction
from evidence.files.bringing.files import Sheet, Worksheet
from evidence.files.bringing.guessing import guess
from evidence.files.bringing.layout import Layout
from evidence.models import Register, RegisterRow
from evidence.registers import services
from evidence.registers.columns import COLUMNS
from evidence.registers.comparing import compare
from evidence.registers.plan import Plan, Row
from tests.conftest import html_of
from tests.evidence.files.sample_files import upload
from tests.evidence.workbook.lists import remember_set

START = "/sub-actions/register/"
COLUMNS_PAGE = f"{START}columns/"
# None of ours.
HEADINGS = (*("Ref", "What we will do", "Lead", "RAG", "By when", "Where we are", "Last updated"),)
FILE = "Plan of Education.xlsx"


def register(*rows: list, headings: tuple[str, ...] = HEADINGS) -> bytes:
    """A workbook with these rows; a value more than its headings is left away."""
    book, written = openpyxl.Workbook(), BytesIO()
    book.active.append(headings)
    for row in rows:
        book.active.append(row)
    book.save(written)
    return written.getvalue()


def row(title: str, rag: str = "", **said: object) -> list:
    """A row: `ref`, `lead`, `by_when`, `where` and `updated` say the rest."""
    where, updated = said.get("where", ""), said.get("updated", "")
    return [said.get("ref", ""), title, said.get("lead", ""), rag, said.get("by_when", ""), where,
            updated]  # fmt: skip


def read(content: bytes, name: str = FILE) -> Sheet:
    """The file as the product reads it, without the process of its own that this takes."""
    rows = openpyxl.load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
    texts = [["" if cell is None else str(cell).strip() for cell in row] for row in rows]
    return Sheet(name, hashlib.sha256(content).hexdigest(), [Worksheet("Sheet", texts)])


def layout_of(sheet: Sheet) -> Layout:
    return guess(sheet, COLUMNS, lambda digests: {})


def plan_of(content: bytes, by, **answers: str) -> Plan:
    """What a register would do under these answers."""
    sheet = read(content)
    return compare(sheet, layout_of(sheet), answers, by)


def only(content: bytes, by, **answers: str) -> Row:
    """The only row of a register."""
    (found,) = plan_of(content, by, **answers).rows
    return found


def faults_of(content: bytes, by, **answers: str) -> list[str]:
    """What speaks against a register, its services asked."""
    sheet = read(content)
    plan = compare(sheet, layout_of(sheet), answers, by)
    found = choose(sheet, by)
    return [str(one) for one in plan.faults or services.rehearse(by=by, register=found, plan=plan)]


def choose(sheet: Sheet, by) -> Register:
    return services.store_checked(by=by, sheet=sheet, kept="", layout=layout_of(sheet))


def bring(content: bytes, by, name: str = FILE, **answers: str) -> Register:
    """Bring a register in by the services alone."""
    sheet = read(content, name)
    found, plan = choose(sheet, by), compare(sheet, layout_of(sheet), answers, by)
    assert (plan.faults, plan.open) == ([], [])
    services.answer(by=by, register=found, seen=1, answers=answers)
    services.bring_in(by=by, register=found, seen=2, plan=plan)
    return Register.objects.get(pk=found.pk)


def undo(found: Register) -> Register:
    services.undo(by=found.made_by, register=found, seen=found.version)
    return Register.objects.get(pk=found.pk)


def stored(key: str) -> SubAction:
    return SubAction.objects.select_related("item", "action__item").get(item__key=key)


def send(browser, content: bytes, name: str = FILE):
    """Choose it on the page; gives what follows."""
    return browser.post(START, {"sheet": upload(name, content)}, follow=True)


def accept(browser, page, **changed):
    """Take what is guessed of the columns, but for what is changed; gives what follows."""
    form = page.context["form"]
    sent = {field.html_name: field.value() for field in form} | changed
    return browser.post(COLUMNS_PAGE, sent | {"check": "1"}, follow=True)


def answer(browser, page, **changed):
    """Send the form of what becomes of the rows, with these answers; gives what follows."""
    found, form = page.context["register"], page.context["form"]
    sent = {field.html_name: field.value() or "" for field in form}
    sent |= {"version": Register.objects.get(pk=found.pk).version} | changed
    return browser.post(f"{found.get_absolute_url()}take/", sent, follow=True)


def looked_at(browser, *rows: list):
    """The page of what a register would do, its columns taken as they are guessed."""
    return accept(browser, send(browser, register(*rows)))


def brought(browser, *rows: list, **answers: str):
    """The page after all is answered and brought in."""
    page = answer(browser, looked_at(browser, *rows), look="1", **answers)
    return answer(browser, page, bring="1")


def said(page) -> str:
    """What a page says, its apostrophes as people see them."""
    return html_of(page).replace("&#x27;", "'")


def brought_in(by, key: str) -> int:
    """A register that gave one sub-action a start date, and that was tried to be undone; its id."""
    about = {"file_name": FILE, "digest": "r" * 64, "brought_in_at": timezone.now()}
    found = Register.objects.create(made_by=by, **about)
    work = SubAction.objects.get(item__key=key)
    row = {"number": 2, "sub_action": work, "key": key, "title_digest": "t" * 64}
    row |= {"columns": ["Start date"]}
    row["left"] = "somebody has changed it since, so it stays as it is"
    RegisterRow.objects.create(register=found, **row)
    remember_set(found, work, "start_on")
    return found.pk


def only_chosen(by) -> int:
    """A register that was chosen, whose file is not kept any more; its id."""
    return Register.objects.create(file_name=FILE, made_by=by).pk
