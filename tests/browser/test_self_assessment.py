"""Nobody loses what they typed into a self-assessment (promise T8), whatever happens."""

import re
from datetime import date, timedelta
from itertools import count

import pytest

from .conftest import check_widths, problems, sign_out
from .phone import FULL, OFF

pytestmark = [pytest.mark.browser, pytest.mark.share_of_file(3)]

# Of this service the demo council has answered nothing from T4 on.
KEEPER, BOARD, ADMIN = (f"{name}@demo.test" for name in ("other-keeper", "board", "admin"))
SERVICE = "children-families-and-justice-demo"
WELL, NOT_WELL = "What are we doing well?", "What are we not doing well?"
KNOW, CHANGE = "How do we know?", "What are our priorities for change?"
numbers = count(1)


@pytest.fixture(scope="module")
def round_key(browser, site, sessions):
    """The round that is on; an administrator opens one where the demo has none."""
    context = browser.new_context(base_url=site, storage_state=sessions(ADMIN))
    page = context.new_page()
    page.goto("/self-assessment/")
    if page.get_by_role("link", name="Open a round").count():
        page.goto("/rounds/add/")
        page.get_by_label("Name").fill("Assessing")
        today = date.today()  # noqa: DTZ011 - the server under test runs on this machine
        page.get_by_label("First day").fill(f"{today - timedelta(days=1):%d/%m/%Y}")
        page.get_by_label("Last day").fill(f"{today + timedelta(days=30):%d/%m/%Y}")
        page.locator("label[for=id_asks_assessment]").click()
        page.locator("#id_asks_progress").uncheck(force=True)
        page.get_by_role("button", name="Open the round").click()
        page.goto("/self-assessment/")
    key = page.locator("td a[href^='/self-assessment/']").first.get_attribute("href").split("/")[2]
    context.close()
    return key


@pytest.fixture
def path(round_key):
    """The page of a theme that no other test has touched."""
    return f"/self-assessment/{round_key}/{SERVICE}/T{next(numbers) + 3}/"


def box(page, label: str = WELL):
    return page.get_by_label(label)


def state(page, text: str, key: str = "Q1") -> None:
    """Wait until the state of a box begins with this ("Saved" is not "Not saved")."""
    page.locator(
        f"[data-box={key}] [data-state]", has_text=re.compile(rf"^\s*{re.escape(text)}")
    ).wait_for()


def on_device(page) -> int:
    """How many texts the device keeps."""
    texts = "Object.keys(localStorage).filter((key) => key.startsWith('typed:'))"
    return page.evaluate(f"{texts}.length")


def test_a_tab_closed_mid_sentence_loses_nothing(visit, path):
    page = visit(KEEPER, path)
    page.wait_for_load_state("networkidle")  # it keeps nothing before its script is there
    box(page).press_sequentially("We listen to children and")
    other = page.context.new_page()
    page.close()
    other.goto(path)
    offered = other.get_by_role("button", name="Use it")
    if offered.count():
        offered.click()
    assert box(other).input_value() == "We listen to children and"


def test_a_box_is_saved_while_somebody_types_and_the_device_forgets(visit, path):
    page = visit(KEEPER, path)
    with page.expect_request("**/save/Q1/") as sent:
        box(page).press_sequentially("We listen.")
        assert on_device(page) == 1
    state(page, "Saved")
    assert len(sent.value.post_data) - len("We listen.") <= 1024
    assert on_device(page) == 0
    page.reload()
    assert box(page).input_value() == "We listen."
    assert problems(page) == []


@pytest.mark.parametrize("device", [FULL, OFF], ids=["full", "off"])
def test_a_device_that_keeps_nothing_saves_all_the_same(visit, path, device):
    page = visit(KEEPER, "/help/")
    page.add_init_script(device)
    page.goto(path)
    box(page).press_sequentially("We listen.")
    box(page, NOT_WELL).focus()
    state(page, "Saved")
    page.reload()
    assert box(page).input_value() == "We listen."
    assert problems(page) == []


def test_what_is_typed_without_a_network_is_saved_when_there_is_one(visit, path):
    page = visit(KEEPER, path)
    page.context.set_offline(True)
    box(page).press_sequentially("Typed on a train.")
    box(page, NOT_WELL).focus()
    state(page, "Not saved: no connection. Your words are kept on this device.")
    assert on_device(page) == 1
    page.context.set_offline(False)
    state(page, "Saved")
    page.complaints = [text for text in page.complaints if "ERR_INTERNET_DISCONNECTED" not in text]
    page.reload()
    assert box(page).input_value() == "Typed on a train."


def test_a_dead_session_says_so_and_the_text_comes_back_after_signing_in(visit, path):
    page = visit(KEEPER, path)
    kept = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    box(page).press_sequentially("Typed for too long.")
    box(page, NOT_WELL).focus()
    state(page, "Not saved: you are signed out. Your words are kept on this device.")
    assert problems(page) == []
    page.get_by_role("link", name="Sign in again").click()
    assert "/sign-in/" in page.url
    page.context.add_cookies(kept)
    page.goto(path)
    assert "Text that was not saved on" in page.inner_text("main")
    assert problems(page) == []
    page.get_by_role("button", name="Use it").click()
    state(page, "Saved")
    assert box(page).input_value() == "Typed for too long."
    assert on_device(page) == 0


def test_what_is_thrown_away_is_gone(visit, path):
    page = visit(KEEPER, path)
    kept = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    box(page).press_sequentially("Not worth keeping.")
    page.goto("/help/")
    page.context.add_cookies(kept)
    page.goto(path)
    page.get_by_role("button", name="Throw it away").click()
    assert box(page).input_value() == ""
    assert on_device(page) == 0


def second_in_one_box(visit, path):
    """The page of whoever saves a box second."""
    first, second = visit(KEEPER, path), visit(KEEPER, path)
    for page, text in ((first, "Written by the first."), (second, "Written by the second.")):
        box(page).press_sequentially(text)
        box(page, NOT_WELL).focus()
        state(page, "Saved" if page is first else "Not saved yet: choose below.")
    return second


def test_two_people_in_one_box_see_both_texts(visit, path):
    second = second_in_one_box(visit, path)
    said = second.inner_text("main")
    assert "Written by the first." in said
    assert "Written by the second." in said
    check_widths(second)
    second.get_by_role("button", name="Keep what I typed").click()
    state(second, "Saved")
    second.reload()
    assert box(second).input_value() == "Written by the second."


def test_taking_theirs_leaves_what_they_saved(visit, path):
    second = second_in_one_box(visit, path)
    second.get_by_role("button", name="Take what was saved").click()
    assert box(second).input_value() == "Written by the first."
    assert on_device(second) == 0


def test_what_identifies_somebody_stays_on_the_page_and_is_said_not_to_be_stored(visit, path):
    page = visit(KEEPER, path, width=320)
    box(page).fill("Ring 01292 123456 about this.")
    box(page, NOT_WELL).focus()
    page.get_by_text("Saved without what looks like a telephone number").wait_for()
    assert box(page).input_value() == "Ring 01292 123456 about this."
    assert problems(page) == []
    page.reload()
    assert "123456" not in box(page).input_value()


def test_the_limit_is_counted_and_nothing_is_cut(visit, path):
    page = visit(KEEPER, path)
    assert page.get_by_text("0 of 20,000 characters").first.is_visible()
    box(page).fill("x" * 19_000)
    assert page.get_by_text("19,000 of 20,000 characters").is_visible()
    box(page).fill("x" * 20_003)
    box(page, NOT_WELL).focus()
    assert page.locator(".pt_alarm", has_text="20,003 of 20,000 characters").is_visible()
    state(page, "Not saved: shorten this by 3 characters. Your words are kept on this device.")
    assert page.locator("[data-total]").inner_text().startswith("Not saved: shorten this by 3")
    assert len(box(page).input_value()) == 20_003


def test_signing_out_takes_the_text_off_the_device(visit, path):
    page = visit(KEEPER, path)
    page.route("**/save/**", lambda route: route.abort())
    box(page).press_sequentially("Not for the next person.")
    assert on_device(page) == 1
    # The session of this test's cast goes on: only the page believes that it is over.
    page.route(
        "**/sign-out/",
        lambda route: route.fulfill(status=200, content_type="text/html", body="<p>Out</p>"),
    )
    sign_out(page)
    page.get_by_text("Out").wait_for()
    assert on_device(page) == 0


def test_another_account_on_the_same_device_is_offered_nothing(visit, path):
    page = visit(KEEPER, path)
    page.route("**/save/**", lambda route: route.abort())
    box(page).press_sequentially("Only for my own eyes.")
    kept = page.evaluate("Object.entries(localStorage)")
    other = visit("keeper@demo.test", "/my-work/")
    theirs = (
        other.locator("main a[href^='/self-assessment/second-round/']")
        .first.get_attribute("href")
        .split("/")[3]
    )
    other.evaluate(
        "(kept) => kept.forEach(([key, value]) => localStorage.setItem(key, value))", kept
    )
    other.goto(path.replace(SERVICE, theirs))
    assert on_device(other) == 1
    assert "Only for my own eyes." not in [
        area.input_value() for area in other.locator("textarea").all()
    ]
    assert "Only for my own eyes." not in other.inner_text("main")


def test_a_theme_is_answered_submitted_read_and_compared(visit, path):
    page = visit(KEEPER, path)
    page.get_by_role("button", name="Check and submit").click()
    page.get_by_text("4 of 4 questions are not answered").wait_for()
    assert page.get_by_role("button", name="Submit").count() == 0
    assert problems(page) == []
    page.get_by_role("link", name="“What are we doing well?” is empty.").click()
    for label in (WELL, NOT_WELL, KNOW, CHANGE):
        box(page, label).fill(f"Said about {label}")
    page.get_by_text("We have no evidence yet", exact=True).click()
    page.get_by_role("button", name="Check and submit").click()
    page.get_by_text("4 of 4 questions are answered.").wait_for()
    check_widths(page)
    page.get_by_role("button", name="Submit").click()
    page.get_by_text("is submitted. Everyone who signs in can read it now.").wait_for()
    assert on_device(page) == 0
    assert problems(page) == []
    page.get_by_role("link", name="Reopen it").click()
    page.get_by_label("Why do you reopen it?").fill("We forgot the schools.")
    page.get_by_role("button", name="Reopen it").click()
    box(page).fill("Said about the schools")
    page.get_by_role("button", name="Check and submit").click()
    # Until the next page stands there, its button is told from this one by nothing.
    page.get_by_text("4 of 4 questions are answered.").wait_for()
    page.get_by_role("button", name="Submit").click()
    page.get_by_role("link", name="All versions").click()
    assert "We forgot the schools." in page.inner_text("main")
    check_widths(page)
    page.get_by_role("link", name="What changed").click()
    check_widths(page)
    reader = visit(BOARD, path)
    assert "Said about the schools" in reader.inner_text("main")
    check_widths(reader)


def test_everything_works_without_javascript(visit, path):
    page = visit(KEEPER, path, java_script_enabled=False)
    box(page).fill("Typed without a script.")
    page.get_by_role("button", name="Save", exact=True).click()
    assert "Your draft is saved." in page.inner_text("main")
    assert box(page).input_value() == "Typed without a script."
    second = visit(KEEPER, path, java_script_enabled=False)
    for one, text in ((page, "First."), (second, "Second.")):
        box(one).fill(text)
        one.get_by_role("button", name="Save", exact=True).click()
    assert "Saved while you were writing" in second.inner_text("main")
    assert "First." in second.inner_text("main")
    assert box(second).input_value() == "Second."


def test_the_pages_of_a_theme_are_accessible(visit, path):
    for page_of in ("", "check/", "set-aside/", "versions/"):
        check_widths(visit(KEEPER, f"{path}{page_of}"))


def test_the_overview_and_ones_own_themes_are_accessible(visit, round_key):
    check_widths(visit(BOARD, "/self-assessment/"))
    check_widths(visit(KEEPER, "/self-assessment/mine/"))
