"""Every page, in every state, at three widths: no axe violation, no sideways scroll, no complaint
(promise T28).
"""

from itertools import groupby

import pytest
from django.urls import Resolver404, resolve

from tests.rotation import turn

from .conftest import check_widths, problems

pytestmark = pytest.mark.browser

KEEPER, BOARD, CHAMPIONS, ADMIN = (
    f"{name}@demo.test" for name in ("keeper", "board", "champions", "admin")
)

ASSESSED = "/self-assessment/second-round/learning-and-inclusion-demo"

PAGES = [
    (None, "/sign-in/"),
    *((None, f"/password/reset/{end}") for end in ("", "done/")),
    (None, "/accessibility/"),
    (None, "/privacy/"),
    (None, "/language/"),
    (None, "/help/"),
    (None, "/no-such-page/"),
    (KEEPER, "/my-work/"),
    (KEEPER, "/actions/"),
    (KEEPER, "/actions/1/"),
    (KEEPER, "/actions/add/"),
    (KEEPER, "/actions/3/add/"),
    (KEEPER, "/sub-actions/"),
    (KEEPER, "/sub-actions/?status=stopped&attention=late"),
    (KEEPER, "/sub-actions/1.3/"),
    (KEEPER, "/sub-actions/10.1/update/"),
    (KEEPER, "/sub-actions/10.1/edit/"),
    (KEEPER, "/sub-actions/3.2/propose/"),
    (KEEPER, "/actions/10/edit/"),
    (KEEPER, "/sub-actions/2.1/"),
    (KEEPER, "/password/change/"),
    *((KEEPER, f"/my-reminders/{end}") for end in ("", "away/")),
    (KEEPER, "/people/"),
    (KEEPER, "/evidence/"),
    (KEEPER, "/evidence/?attention=review-passed&supports=1.4"),
    (KEEPER, "/evidence/?kind=voice&medium=file"),
    (KEEPER, "/evidence/add/4.1/"),
    (CHAMPIONS, "/evidence/add/C18/"),
    (CHAMPIONS, "/heard/"),
    (CHAMPIONS, "/heard/?kind=offer&answered=yes"),
    (CHAMPIONS, "/heard/add/?to=10.3"),
    (KEEPER, "/heard/add/"),
    *((KEEPER, f"/measures/{end}") for end in ("", "add/10.3/")),
    (BOARD, "/board/"),
    (BOARD, "/needs/"),
    *((BOARD, f"/board/{end}/") for end in ("named", "changes", "how-we-count", "first-word")),
    (BOARD, "/sub-actions/?group=not-going-well"),
    (BOARD, "/coverage/"),
    (BOARD, "/foundations/"),
    (BOARD, "/foundations/care/"),
    (BOARD, "/search/?q=C18"),
    (BOARD, "/search/?q=the"),
    (BOARD, "/calls/"),
    (BOARD, "/calls/?answered=no"),
    (BOARD, "/calls/C18/"),
    (BOARD, "/calls/V2/"),
    (BOARD, "/calls/X99/"),
    (BOARD, "/themes/"),
    (BOARD, "/themes/T1/"),
    (BOARD, "/themes/T24/"),
    (BOARD, "/themes/T1/self-assessments/"),
    (BOARD, "/recommendations/T9.R5/"),
    (BOARD, "/pages/"),
    (BOARD, "/pages/the-promise/85/"),
    (BOARD, "/briefing/"),
    (BOARD, "/briefing/RB26/"),
    (BOARD, "/fundamentals/"),
    (BOARD, "/principles/"),
    (BOARD, "/background/"),
    (BOARD, "/framework/check/"),
    (BOARD, "/links/1/"),
    (KEEPER, "/links/1/"),
    (KEEPER, "/links/1/reject/"),
    (KEEPER, "/links/add/C18/"),
    (KEEPER, "/links/add/3.1/"),
    (BOARD, "/corrections/"),
    (BOARD, "/items/C18/correct/"),
    (BOARD, "/items/C18/correct/?part=heading"),
    (BOARD, "/who-can-do-what/"),
    (CHAMPIONS, "/services/"),
    (CHAMPIONS, "/evidence/upkeep/"),
    (CHAMPIONS, "/participation/"),
    (CHAMPIONS, "/participation/log/"),
    (CHAMPIONS, "/participation/sessions/"),
    (CHAMPIONS, "/participation/sessions/?kind=briefing&audience=community"),
    (CHAMPIONS, "/participation/sessions/1/"),
    (CHAMPIONS, "/participation/sessions/1/edit/"),
    (CHAMPIONS, "/participation/sessions/1/remove/"),
    (BOARD, "/sub-actions/1.2/"),
    (KEEPER, "/participation/log/"),
    (CHAMPIONS, "/participation/import/"),
    (ADMIN, "/assign/"),
    (ADMIN, "/assign/?service=learning-and-inclusion-demo"),
    (ADMIN, "/actions/1/lead/"),
    (ADMIN, "/services/learning-and-inclusion-demo/"),
    (ADMIN, "/services/learning-and-inclusion-demo/edit/"),
    (ADMIN, "/people/"),
    (ADMIN, "/administration/"),
    (ADMIN, "/administration/first-steps/"),
    (ADMIN, "/people/invite/"),
    (ADMIN, "/people/invite-several/"),
    (ADMIN, "/people/invitations/"),
    (ADMIN, "/rounds/second-round/"),
    (ADMIN, "/rounds/second-round/close/"),
    (ADMIN, "/services/add/"),
    (BOARD, "/self-assessment/"),
    (BOARD, "/self-assessment/first-round/"),
    (BOARD, f"{ASSESSED}/T2/"),
    (KEEPER, f"{ASSESSED}/T2/"),
    (KEEPER, f"{ASSESSED}/T12/"),
    (KEEPER, f"{ASSESSED}/T14/"),
    (KEEPER, f"{ASSESSED}/T18/"),
    (BOARD, f"{ASSESSED}/T2/versions/1/"),
    (BOARD, "/self-assessment/scale/"),
    (ADMIN, "/self-assessment/scale/change/"),
    (BOARD, "/tensions/"),
    (BOARD, "/tensions/?round=first-round"),
    (BOARD, "/sub-actions/10.L1/"),
    (BOARD, "/rounds/"),
    (ADMIN, "/rounds/add/"),
    (BOARD, "/board/waiting/"),
    (BOARD, "/board/agreements/"),
    (BOARD, "/sub-actions/7.1/agree/"),
    (BOARD, "/sub-actions/7.3/agree/"),
    (ADMIN, "/history/"),
    (ADMIN, "/removals/"),
    (ADMIN, "/history/?person=nobody-of-this-name"),
]


def view_of(page: tuple) -> str:
    """The name of the view that draws a page; empty where there is none."""
    _email, path = page
    try:
        return resolve(path.split("?")[0]).url_name
    except Resolver404:
        return ""


# Of the states that one view draws, at least one in each run.
TAKEN = [
    page
    for _view, states in groupby(sorted(PAGES, key=view_of), view_of)
    for page in turn([*states])
]
# A page in the browser costs a second of processor time: every fifth a run.
LOOKED_AT = turn(TAKEN, of=5)


@pytest.mark.parametrize(("email", "path"), LOOKED_AT)
def test_a_page_is_accessible_at_every_width(email, path, read):
    page = read(email, path)
    page.complaints = [text for text in page.complaints if "status of 40" not in text]
    assert page.locator("h1").count() == 1
    check_widths(page)


def steps(page, *names: str):
    """Follow links by their names, the first of each."""
    for name in names:
        page.locator("main").get_by_role("link", name=name).first.click()
    return page


PERSON = "Isla Heatherbrae"


BEHIND_LINKS = [
    (KEEPER, "/sub-actions/10.1/", ["Withdraw this update"]),
    (KEEPER, "/actions/L1/", ["Trusted adults at Larkbrae"]),
    (BOARD, "/evidence/?supports=4.1", ["The outline of the nurture"]),
    (BOARD, "/evidence/?supports=5.4", ["A young person on reading"]),
    (BOARD, "/evidence/?supports=10.2&kind=data", ["Pupils in at least one club"]),
    (KEEPER, "/evidence/?supports=4.1", ["The outline of the nurture", "Edit"]),
    (KEEPER, "/evidence/?supports=4.1", ["The outline of the nurture", "Remove it"]),
    (
        KEEPER,
        "/evidence/?supports=4.1",
        ["The outline of the nurture", "Add something else that it supports"],
    ),
    (KEEPER, "/evidence/?supports=4.1", ["The outline of the nurture", "Remove this link"]),
    (CHAMPIONS, "/heard/", ["Being sent home from school"]),
    (CHAMPIONS, "/heard/", ["Adults who stay calm", "Edit this entry"]),
    (CHAMPIONS, "/heard/", ["Adults who stay calm", "Remove this entry"]),
    (CHAMPIONS, "/heard/", ["Adults who stay calm", "Send it to another"]),
    (KEEPER, "/my-work/", ["Answer “Adults who stay calm”"]),
    (KEEPER, "/sub-actions/10.3/", ["Times that a child was sent home"]),
    (KEEPER, "/sub-actions/10.3/", ["Times that a child was sent home", "Edit this measure"]),
    (KEEPER, "/sub-actions/10.3/", ["Times that a child was sent home", "Correct"]),
    (KEEPER, f"{ASSESSED}/T2/", ["Make this a sub-action"]),
    (ADMIN, "/people/", [PERSON]),
    (ADMIN, "/people/", [PERSON, "Change"]),
    (ADMIN, "/people/", [PERSON, "Give a role"]),
    (ADMIN, "/people/", [PERSON, "End"]),
    (ADMIN, "/people/", [PERSON, "Move"]),
    (ADMIN, "/people/", [PERSON, "Deactivate"]),
]


@pytest.mark.share(5)
@pytest.mark.parametrize(("email", "start", "links"), BEHIND_LINKS)
def test_a_page_behind_a_link_is_accessible(email, start, links, read):
    check_widths(steps(read(email, start), *links))


def test_a_bad_link_to_set_a_password_is_answered_on_an_accessible_page(read):
    check_widths(read(None, "/password/reset/key/1-not-a-key/"))


def test_the_page_of_a_conflict_is_accessible_and_loses_nothing(visit):
    first, second = (visit(KEEPER, "/sub-actions/10.3/edit/") for _tab in range(2))
    for page, text in (
        (first, "Written in the first window."),
        (second, "Written in the second window."),
    ):
        page.get_by_label("What difference should it make").fill(text)
        page.get_by_role("button", name="Save").click()
    said = second.inner_text("main")
    assert "Written in the first window." in said
    assert (
        second.get_by_label("What difference should it make").input_value()
        == "Written in the second window."
    )
    check_widths(second)


@pytest.mark.parametrize("button", ["Post the update", "Save"])
def test_a_form_with_errors_is_accessible(button, visit):
    path = {"Post the update": "update", "Save": "edit"}[button]
    page = visit(KEEPER, "/my-work/", width=320)
    page.goto(
        page.locator("a[href$='/update/']").first.get_attribute("href").replace("update", path)
    )
    page.locator("textarea").first.fill("Write to someone@gmail.com")
    page.get_by_role("button", name=button).click()
    assert problems(page) == []


def test_the_form_of_evidence_asks_what_the_medium_needs(visit):
    page = visit(KEEPER, "/evidence/add/4.1/", width=320)
    assert not page.get_by_label("The address of the page").is_visible()
    page.get_by_label("A link").check(force=True)
    assert page.get_by_label("The address of the page").is_visible()
    assert not page.get_by_label("The words of the note or quote").is_visible()
    page.get_by_role("button", name="Add the evidence").click()
    assert "Give the address of the page." in page.inner_text("main")
    check_widths(page)


def test_every_page_works_without_javascript(visit):
    page = visit(KEEPER, "/my-work/", java_script_enabled=False)
    page.get_by_role("link", name="Update").first.click()
    page.get_by_role("button", name="Post the update").click()
    assert "Say what changed." in page.inner_text("main")


def test_nothing_is_offered_without_javascript_that_needs_it(visit):
    page = visit(KEEPER, "/sub-actions/", java_script_enabled=False)
    assert not page.get_by_role("button", name="Print").is_visible()
    page.goto("/participation/log/")
    assert not page.get_by_text("No signal? It is kept on this device").is_visible()
    with_it = visit(KEEPER, "/participation/log/")
    with_it.get_by_text("No signal? It is kept on this device").wait_for()


def test_a_page_can_be_read_at_400_per_cent(visit):
    page = visit(BOARD, "/board/", width=320)
    assert problems(page) == []
