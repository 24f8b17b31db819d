"""Eight kinds of work at once, each by somebody of her own, as on an ordinary morning: nobody is
answered that something went wrong, and no two wait for each other.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import count

import pytest
from django.test import Client

from accounts import again
from accounts.history import broken_changes
from accounts.models import Role
from tests.accounts.conftest import form_in
from tests.at_once import TIMES, at_once
from tests.conftest import html_of, person
from tests.evidence.assessments.page_of_theme import form_of
from tests.factories import EvidenceFactory, MeasureFactory, ReplyFactory, SubActionFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

NOTE = {"medium": "note", "kind": "practice", "title": "Minutes", "shows": "It shows who met."}
NOTE |= {"words": "We met.", "dated_on": "01/02/2026", "visibility": "board"}
SESSION = {"kind": "workshop", "lived_experience": "neither", "lived_number": ""}
YEAR = date(2025, 1, 1)
# Nobody else writes what these write.
ALONE = {"evidence", "session", "figure", "reply"}
SESSION |= {"audiences-0-kind": "members", "audiences-0-headcount": "12"}


@dataclass
class Writer:
    """Somebody at her browser, and what she sends from a page: the words to change, by how often
    she has sent it.
    """

    browser: Client
    page: str
    changes: Callable[[int], dict]
    to: str = ""
    read: Callable = form_in

    def write(self) -> Iterator[int]:
        """The status of each answer."""
        for number in range(2 * TIMES):
            sent = self.read(self.browser.get(self.page)) | self.changes(number)
            yield self.browser.post(self.to or self.page, sent).status_code


@pytest.fixture
def writers(service, place, theme, champions, administrator, keeper, signed_in):
    """One of each kind. Most write to the same sub-action, evidence and self-assessment."""
    names = count()
    row = SubActionFactory(
        service=service, kind="recurring", start_on=date(2026, 1, 1), interval_months=1
    )
    evidence = EvidenceFactory(service=service, added_by=keeper, supports=[row.item])
    measure = MeasureFactory(item=row.item, counts_people=False)
    asked = ReplyFactory(item=row.item, heard__logged_by=champions)
    key, url = row.key, place.get_absolute_url()

    def keepers() -> Client:
        return signed_in(person(f"Keeper{next(names)}", Role.KEEPER, service))

    def draft(answer) -> dict:
        return form_of(html_of(answer))

    def cite(number: int) -> dict:
        return {"cited": [str(evidence.pk)] if number % 2 else []}

    def held(number: int) -> dict:
        served = {"sub_actions": [row.key], "held_on": f"0{1 + number % 9}/02/2026"}
        return SESSION | served

    update = {"status": "on-track", "visibility": "board"}
    return {
        "update": Writer(
            keepers(), f"/sub-actions/{key}/update/", lambda n: update | {"changed": f"Said {n}."}
        ),
        "edit": Writer(
            keepers(), f"/sub-actions/{key}/edit/", lambda n: {"expected_difference": f"Safe {n}."}
        ),
        "evidence": Writer(keepers(), f"/evidence/add/{key}/", lambda n: NOTE),
        "boxes": Writer(
            keepers(), url, lambda n: {"Q1": f"We listen {n}."}, to=f"{url}save/", read=draft
        ),
        "citing": Writer(keepers(), url, cite, to=f"{url}save/", read=draft),
        "session": Writer(signed_in(champions), "/participation/log/", held),
        "figure": Writer(
            keepers(),
            f"/measures/{measure.pk}/",
            lambda n: {"actual-on": str(YEAR + timedelta(days=n)), "actual-number": str(n)},
            to=f"/measures/{measure.pk}/actuals/",
            read=lambda answer: {"opened_by": ""},
        ),
        "reply": Writer(
            keepers(),
            f"/heard/{asked.heard_id}/answers/{asked.pk}/",
            lambda n: {"kind": "changed", "words": f"We ask {n}."},
        ),
        "owners": Writer(
            signed_in(administrator),
            "/assign/?service=education",
            lambda n: {"owners": [keeper.pk] if n % 2 else [], "rows": [_version_of(row)]},
            read=lambda answer: {},
        ),
    }


def _version_of(row) -> str:
    row.refresh_from_db()
    return f"{row.key}:{row.version}"


def test_nothing_goes_wrong_and_no_two_wait_for_each_other(writers, monkeypatch):
    met, is_of_the_moment = [], again.is_of_the_moment
    monkeypatch.setattr(
        again, "is_of_the_moment", lambda error: met.append(error) or is_of_the_moment(error)
    )
    said = at_once(*(partial(lambda one: list(one.write()), one) for one in writers.values()))
    statuses = dict(zip(writers, said, strict=True))

    assert len(statuses) > 8
    for kind, got in statuses.items():
        # Whoever changes what others change too may meet a conflict, however often.
        assert set(got) <= ({302} if kind in ALONE else {302, 409}), (kind, got)
    # A deadlock would have been tried again, and nobody told; there is none.
    assert met == []
    assert broken_changes() == []
