"""What a group said is not lost with the signal or the session of whoever types it (T33)."""

import pytest
from django.utils import timezone

from .conftest import check_widths
from .phone import CHAMPIONS, drafts

pytestmark = [pytest.mark.browser, pytest.mark.share_of_file(3)]

TOLD = "main form .pt_kept"
FELT, WORDS, SAVE = "/felt/", "In the group’s own words", "Save"


@pytest.fixture
def felt(visit):
    """The form of what a group says, of the first thing that nobody has answered."""
    page = visit(CHAMPIONS, FELT, width=320)
    page.get_by_role("link", name="Record what the group says").first.click()
    page.get_by_label(WORDS).wait_for()
    page.wait_for_load_state("networkidle")
    return page


def talk(page, words: str) -> None:
    page.get_by_label("Partly").check(force=True)
    page.get_by_label("The group has been told").check(force=True)
    page.get_by_label(WORDS).fill(words)
    page.get_by_label("How many young people").fill("6")


def check_talk_is_back(page, path: str, words: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.locator(TOLD).get_by_text("Your words are back.").wait_for()
    assert page.get_by_label(WORDS).input_value() == words
    assert page.get_by_label("How many young people").input_value() == "6"
    assert page.get_by_label("Partly").is_checked()


def test_what_a_group_said_is_back_after_the_signal_or_the_session_was_lost(felt):
    path, own = felt.url, felt.context.cookies()
    talk(felt, "Better, but not at weekends.")
    felt.context.set_offline(True)
    felt.get_by_role("button", name=SAVE, exact=True).click(no_wait_after=True)
    felt.wait_for_event("requestfailed")
    felt.context.set_offline(False)
    check_talk_is_back(felt, path, "Better, but not at weekends.")
    felt.complaints.clear()

    felt.context.clear_cookies(name="sessionid")
    felt.get_by_role("button", name=SAVE, exact=True).click()
    felt.get_by_label("Password", exact=True).wait_for()
    felt.complaints.clear()
    felt.context.add_cookies(own)
    check_talk_is_back(felt, path, "Better, but not at weekends.")
    check_widths(felt)

    felt.get_by_label("When did you talk").fill(f"{timezone.localdate():%d/%m/%Y}")
    felt.get_by_role("button", name=SAVE, exact=True).click()
    felt.wait_for_url(lambda url: url != path)
    felt.get_by_text("“Better, but not at weekends.”").wait_for()
    assert drafts(felt) == []
