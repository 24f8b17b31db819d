"""The first working day: a Keeper posts an update, a Board member finds it a moment later."""

import pytest

from .conftest import problems

pytestmark = [pytest.mark.browser, pytest.mark.smoke]

KEEPER, BOARD = "keeper@demo.test", "board@demo.test"
WHAT_CHANGED = "The second workshop was held, and young people led the first half of it."


def test_the_demo_page_signs_a_keeper_in_with_one_button(browser, site):
    page = browser.new_context(base_url=site).new_page()
    page.goto("/")
    page.locator("form", has=page.locator(f"input[value='{KEEPER}']")).get_by_role("button").click()
    page.wait_for_url("**/my-work/")
    assert page.get_by_role("heading", level=1).inner_text() == "My work"


def test_a_keeper_posts_an_update_and_the_board_finds_it(visit):
    page = visit(KEEPER, "/my-work/", width=320)
    page.get_by_role("link", name="Update").first.click()
    key = page.url.split("/sub-actions/")[1].split("/")[0]
    page.locator("label[for=id_status_0]").click()
    page.get_by_label("What changed?").fill(WHAT_CHANGED)
    page.get_by_role("button", name="Post the update").click()
    page.wait_for_url(f"**/sub-actions/{key}/")
    assert WHAT_CHANGED in page.inner_text("main")

    seen = visit(BOARD, "/board/")
    seen.get_by_role("link", name=f"{key} ").first.click()
    seen.wait_for_url(f"**/sub-actions/{key}/")
    assert WHAT_CHANGED in seen.inner_text("main")
    assert seen.get_by_role("link", name="Update", exact=True).count() == 0


def test_what_was_typed_stays_when_an_update_is_refused(visit):
    page = visit(KEEPER, "/my-work/", width=320)
    page.get_by_role("link", name="Update").first.click()
    page.get_by_label("What changed?").fill("Ring me on 07700 900123 about it.")
    page.get_by_role("button", name="Post the update").click()
    assert "to put right" in page.inner_text("main")
    assert page.get_by_label("What changed?").input_value() == "Ring me on 07700 900123 about it."
    assert "a telephone number" in page.inner_text("main")
    assert problems(page) == []
    assert page.title().startswith("Error: ")


@pytest.mark.parametrize("script", [True, False])
def test_still_true_is_one_click_and_a_second_one_undoes_it(visit, script):
    page = visit(KEEPER, "/my-work/", java_script_enabled=script)
    before = page.get_by_role("button", name="Still true").count()
    page.get_by_role("button", name="Still true").first.click()
    page.wait_for_url("**/my-work/?at=*")
    row = page.get_by_role("listitem").filter(has_text="Checked just now")
    assert row.count() == 1
    assert page.get_by_role("button", name="Still true").count() == before - 1

    row.get_by_role("button", name="Undo").click()
    page.get_by_text("Undone.").wait_for()
    assert page.get_by_text("Checked just now").count() == 0
    assert page.get_by_role("button", name="Still true").count() == before
