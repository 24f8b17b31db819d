"""Among many, a name is completed from what the server finds, and what is chosen becomes a tick."""

import pytest
from playwright.sync_api import expect

from accounts.finders import NameLine, NameLines

pytestmark = pytest.mark.browser

# The demonstration has too few of anything for such a line, so a page is given one.
PUT = """html => {
  document.querySelector("main").insertAdjacentHTML("afterbegin", html);
  document.head.append(Object.assign(document.createElement("script"),
    { type: "module", src: document.querySelector("main script[src*=names]").src }));
}"""

# As boxes.js does.
PUT_BACK = """fields => document.querySelector("#typed").dispatchEvent(
  new CustomEvent("fill", { detail: fields }))"""


def put(page, widget) -> None:
    drawn = widget.render("wanted", [], {"id": "id_wanted"})
    page.evaluate(PUT, f"<form id='typed'>{drawn}</form>")


def test_a_service_is_completed_while_one_types(visit):
    page = visit("board@demo.test", "/services/", width=320)
    put(page, NameLine("/find/services/", {}))
    option = page.locator("datalist option")
    page.locator("#id_wanted").press_sequentially("advoc")
    expect(option).to_have_count(1)
    assert option.get_attribute("value") == "Skerrylight Advocacy (demo)"


def test_each_that_is_chosen_becomes_a_tick_box(visit):
    page = visit("champions@demo.test", "/heard/", width=320)
    put(page, NameLines("/find/work-and-calls/", {}, lambda values: ([], [])))
    line, option = page.locator("#id_wanted"), page.locator("datalist option[value^='C18 ']")
    line.press_sequentially("C18")
    expect(option).to_have_count(1)
    named = option.get_attribute("value")
    line.fill(named)
    tick = page.get_by_role("checkbox", name=named)
    expect(tick).to_be_checked()
    assert (tick.get_attribute("name"), tick.get_attribute("value")) == ("wanted", named)
    assert line.input_value() == ""


def test_what_is_put_back_has_the_ticks_that_it_had_once(visit):
    page = visit("champions@demo.test", "/heard/", width=320)
    put(page, NameLines("/find/work-and-calls/", {}, lambda values: ([], [])))
    page.wait_for_load_state("networkidle")
    fields = [["wanted", "C18 Respite", True], ["wanted", "C1 Health", False], ["wanted", "C2"]]
    for _time in range(2):
        page.evaluate(PUT_BACK, fields)
    expect(page.locator("#typed [type=checkbox]")).to_have_count(1)
    expect(page.get_by_role("checkbox", name="C18 Respite")).to_be_checked()
