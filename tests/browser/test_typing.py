"""Whoever types stays signed in, and is told when they are not."""

import pytest

from .conftest import problems

pytestmark = pytest.mark.browser

KEEPER = "keeper@demo.test"
OVER = (
    "You are signed out. Your words are kept on this device. "
    "Sign in again in another tab, or sign in here: they come back."
)


@pytest.fixture
def writing(visit):
    """A page with a box to write in, whose clock the test moves; `asked` are the requests that keep
    the session.
    """
    page = visit(KEEPER, "/my-work/")
    page.get_by_role("link", name="Update").first.click()
    page.asked = []
    page.on(
        "request",
        lambda sent: page.asked.append(sent.url) if sent.url.endswith("/still-here/") else None,
    )
    page.clock.install()
    page.reload(wait_until="networkidle")
    return page


def write(page, text: str) -> None:
    page.get_by_label("What changed?").press_sequentially(text)
    page.wait_for_load_state("networkidle")


def test_typing_asks_the_server_once_in_five_minutes(writing):
    assert writing.asked == []
    write(writing, "Two people")
    assert len(writing.asked) == 1
    writing.clock.fast_forward("04:30")
    write(writing, " have")
    assert len(writing.asked) == 1
    writing.clock.fast_forward("00:40")
    write(writing, " started")
    assert len(writing.asked) == 2
    assert writing.get_by_text(OVER).count() == 0


def test_whoever_is_signed_out_meanwhile_is_told_and_keeps_the_text(writing):
    write(writing, "Two people")
    writing.context.clear_cookies()
    writing.clock.fast_forward("05:10")
    write(writing, " have started")
    assert writing.get_by_role("alert").inner_text() == OVER
    assert writing.get_by_label("What changed?").input_value() == "Two people have started"
    assert problems(writing) == []


def test_a_page_to_read_asks_for_nothing(visit):
    page = visit(KEEPER, "/foundations/")
    page.wait_for_load_state("networkidle")
    loaded = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    assert [name for name in loaded if name.endswith("/js/start.js")] != []
    assert [name for name in loaded if "typing" in name or "still-here" in name] == []
