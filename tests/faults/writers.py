"""Kinds of work that a service does on an ordinary morning, each by somebody of her own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from accounts.models import Change, Role, User
from actions.models import ProgressUpdate, SubAction
from evidence.models import Actual, EvidenceItem, Measure, Reply
from tests.accounts.conftest import form_in
from tests.conftest import html_of, person
from tests.evidence.assessments.page_of_theme import form_of
from tests.factories import EvidenceFactory, MeasureFactory, ReplyFactory, SubActionFactory

NOTE = {"medium": "note", "kind": "practice", "shows": "It shows who met."}
NOTE |= {"words": "We met.", "dated_on": "01/02/2026", "visibility": "board"}
UPDATE = {"status": "on-track", "visibility": "board"}
SESSION = {"kind": "workshop", "lived_experience": "neither", "lived_number": ""}
SESSION |= {"audiences-0-kind": "members", "audiences-0-headcount": "12"}
YEAR = date(2025, 1, 1)
# Nobody else writes what these write: they meet no conflict.
ALONE = {"evidence", "session", "figure", "reply"}


@dataclass
class Writer:
    """Somebody at her browser, and what she sends from a page: the words to change, by a number
    that is another one each time. `kept` finds what was stored of that number, where it leaves
    something of its own.
    """

    browser: object
    page: str
    changes: Callable[[int], dict]
    to: str = ""
    read: Callable = form_in
    kept: Callable[[int], QuerySet] | None = None

    def send(self, number: int):
        """The answer to what she sends this time."""
        return self.browser.post(self.to or self.page, self.filled(number))

    def filled(self, number: int) -> dict:
        """What she is about to send from the page as it stands now."""
        return self.read(self.browser.get(self.page)) | self.changes(number)

    def write(self, times: int) -> Iterator[int]:
        """The status of each answer."""
        for number in range(times):
            yield self.send(number).status_code


@dataclass
class Work:
    """What they work on, most of them on the same; `theme` is the page of a self-assessment."""

    row: SubAction
    evidence: EvidenceItem
    measure: Measure
    asked: Reply
    theme: str


def work_of(service, keeper: User, champions: User, theme: str) -> Work:
    """Something for each kind of work of a service."""
    row = SubActionFactory(
        service=service, kind="recurring", start_on=date(2026, 1, 1), interval_months=1
    )
    return Work(
        row=row,
        evidence=EvidenceFactory(service=service, added_by=keeper, supports=[row.item]),
        measure=MeasureFactory(item=row.item, counts_people=False),
        asked=ReplyFactory(item=row.item, heard__logged_by=champions),
        theme=theme,
    )


def writers(work: Work, cast: dict[str, User], sign_in: Callable) -> dict[str, Writer]:
    """One of each kind by its name; `sign_in(person)` gives her browser. The cast has a champion
    and an administrator, and a Keeper who may be named as owner; the others are made up here.
    """
    row, service = work.row, work.row.service

    def keeper(name: str):
        return sign_in(person(f"{name}{User.objects.count()}", Role.KEEPER, service))

    return (
        _of_a_sub_action(row, keeper)
        | _of_a_theme(work, keeper)
        | _of_numbers(work, keeper)
        | {
            "session": Writer(sign_in(cast["champions"]), "/participation/log/", _held(row)),
            "owners": Writer(
                sign_in(cast["administrator"]),
                f"/assign/?service={service.key}",
                lambda n: {
                    "owners": [cast["keeper"].pk] if n % 2 else [],
                    "rows": [_version_of(row)],
                },
                read=lambda answer: {},
            ),
        }
    )


def _of_a_sub_action(row: SubAction, keeper: Callable) -> dict[str, Writer]:
    return {
        "update": Writer(
            keeper("Una"),
            f"/sub-actions/{row.key}/update/",
            lambda n: UPDATE | {"changed": f"Said {n}."},
            kept=lambda n: ProgressUpdate.objects.filter(changed=f"Said {n}."),
        ),
        "edit": Writer(
            keeper("Edie"),
            f"/sub-actions/{row.key}/edit/",
            lambda n: {"expected_difference": f"Safe {n}."},
            kept=lambda n: Change.objects.filter(after__contains=f"Safe {n}."),
        ),
        "evidence": Writer(
            keeper("Eve"),
            f"/evidence/add/{row.key}/",
            lambda n: NOTE | {"title": f"Minutes {n}"},
            kept=lambda n: EvidenceItem.objects.filter(title=f"Minutes {n}"),
        ),
    }


def _of_a_theme(work: Work, keeper: Callable) -> dict[str, Writer]:
    def draft(answer) -> dict:
        return form_of(html_of(answer))

    def cite(number: int) -> dict:
        return {"cited": [str(work.evidence.pk)] if number % 2 else []}

    page, to = work.theme, f"{work.theme}save/"
    boxes = Writer(keeper("Bea"), page, lambda n: {"Q1": f"We listen {n}."}, to=to, read=draft)
    return {"boxes": boxes, "citing": Writer(keeper("Cate"), page, cite, to=to, read=draft)}


def _of_numbers(work: Work, keeper: Callable) -> dict[str, Writer]:
    measure, asked = work.measure, work.asked
    return {
        "figure": Writer(
            keeper("Fay"),
            f"/measures/{measure.pk}/",
            lambda n: {"actual-on": f"{_day(n):%d/%m/%Y}", "actual-number": str(n)},
            to=f"/measures/{measure.pk}/actuals/",
            read=lambda answer: {"opened_by": ""},
            kept=lambda n: Actual.objects.filter(measure=measure, number=n),
        ),
        "reply": Writer(
            keeper("Rae"),
            f"/heard/{asked.heard_id}/answers/{asked.pk}/",
            lambda n: {"kind": "changed", "words": f"We ask {n}."},
            kept=lambda n: Change.objects.filter(after__contains=f"We ask {n}."),
        ),
    }


def _day(number: int) -> date:
    """A day of its own for each number, none to come."""
    return YEAR - timedelta(days=number)


def _held(row: SubAction) -> Callable[[int], dict]:
    return lambda n: SESSION | {"sub_actions": [row.key], "held_on": f"0{1 + n % 9}/02/2026"}


def _version_of(row: SubAction) -> str:
    row.refresh_from_db()
    return f"{row.key}:{row.version}"
