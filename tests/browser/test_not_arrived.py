"""A session that did not arrive waits on the phone until the server holds it, whatever the answer
was (row 46).
"""

from itertools import count

import pytest

from .conftest import problems, sign_in, sign_out
from .phone import CHAMPIONS, FULL, KEEPER, OFF, fill, kept, listed

pytestmark = [pytest.mark.browser, pytest.mark.share_of_file(3)]

LOG = "**/participation/log/"
# The script asks for its worker once it has tried to send all that waits.
WATCH = "navigator.serviceWorker.register = async () => { document.body.dataset.tried = ''; }"
numbers = count(801)


def page_of(status: int, text: str):
    return lambda route: route.fulfill(
        status=status, content_type="text/html", body=f"<h1>{text}</h1>"
    )


def lead_to(address: str):
    return lambda route: route.fulfill(status=302, headers={"Location": address})


def cut_the_answer(route) -> None:
    """The server stores the session; its answer is lost on the way."""
    assert route.fetch(max_redirects=0).status == 302
    route.abort("connectionreset")


ANSWERS = {
    "the network is cut": lambda route: route.abort("internetdisconnected"),
    "the server is killed": lambda route: route.abort("connectionrefused"),
    "no answer in time": lambda route: route.abort("timedout"),
    "500": page_of(500, "Something went wrong"),
    "502": page_of(502, "Bad gateway"),
    "503": page_of(503, "Service unavailable"),
    "403": page_of(403, "You cannot do this"),
    "nothing in the answer": lambda route: route.fulfill(status=200, body=""),
    "the page of somebody's network": page_of(200, "Welcome to the hotel"),
    "another page": lead_to("/help/"),
    # Whoever has signed in again meanwhile is led on to the log page, where nothing was stored.
    "the sign-in page leads on": lead_to("/sign-in/?next=/participation/log/"),
}


def keep_one(page) -> int:
    """Fill in the form and press the button while there is no signal; the headcount tells which."""
    headcount = next(numbers)
    page.add_init_script(WATCH)
    fill(page, headcount)
    page.context.set_offline(True)
    page.get_by_role("button", name="Log the session").click()
    page.get_by_text("The session is kept on this device").wait_for()
    page.context.set_offline(False)
    return headcount


def posts(act):
    """A route that lets this happen to what is sent, and leaves what is read alone."""
    return lambda route: act(route) if route.request.method == "POST" else route.continue_()


def check_it_waits(page, after: str) -> None:
    page.locator("body[data-tried]").wait_for()
    assert page.get_by_role("heading", level=1).inner_text() == "Participation"
    assert kept(page) == 1, after
    assert page.get_by_text("joined").count() == 0, after


def check_it_joins_once(page, headcount: int) -> None:
    page.goto("/participation/")
    page.get_by_text("A session that was kept on this device is sent and counted.").wait_for()
    assert kept(page) == 0
    assert listed(page, headcount) == 1


def try_to_send(page, answer, name: str) -> None:
    """Open a page that sends what waits, and let this become of it; it waits on."""
    page.route(LOG, posts(answer))
    with page.expect_request(lambda sent: sent.method == "POST"):
        page.goto("/participation/")
    check_it_waits(page, name)
    page.unroute(LOG)


@pytest.fixture
def phone(visit):
    return visit(CHAMPIONS, "/participation/log/", width=320, service_workers="block")


def test_what_did_not_arrive_waits_and_joins_later(phone):
    headcount = keep_one(phone)
    for name, answer in ANSWERS.items():
        try_to_send(phone, answer, name)
    check_it_joins_once(phone, headcount)


def test_what_was_stored_without_an_answer_waits_too_and_joins_once(phone):
    headcount = keep_one(phone)
    try_to_send(phone, cut_the_answer, "the answer is cut")
    check_it_joins_once(phone, headcount)


def leave(page, *, waiting: bool = False) -> None:
    """Sign out; where a session waits, the page names it first."""
    sign_out(page)
    if waiting:
        page.get_by_role("alert").get_by_text("1 session is not yet sent.").wait_for()
        assert page.url.endswith("/help/")
        page.get_by_role("button", name="Sign out all the same").click()
    page.wait_for_url(lambda url: "/help/" not in url)


@pytest.mark.parametrize("then", [None, CHAMPIONS, KEEPER], ids=["out", "in again", "another"])
def test_whoever_signs_out_in_another_tab_loses_no_session(visit, then):
    # With a session of its own, which the others of the cast do not share.
    page = visit(None, "/help/", width=320, service_workers="block")
    sign_in(page, CHAMPIONS)
    page.goto("/participation/log/")
    headcount = keep_one(page)
    held = []
    page.route(LOG, posts(held.append))
    with page.expect_request(lambda sent: sent.method == "POST"):
        page.goto("/participation/")
    other = page.context.new_page()
    other.goto("/help/")
    leave(other, waiting=True)
    if then:
        sign_in(other, then)
    held[0].continue_()
    check_it_waits(page, "signed out")
    page.unroute(LOG)

    if then == KEEPER:
        page.goto("/participation/")
        check_it_waits(page, "another account")
        page.goto("/help/")
        leave(page)
    if then != CHAMPIONS:
        sign_in(page, CHAMPIONS)
    check_it_joins_once(page, headcount)


def test_a_phone_without_room_says_so_and_leaves_the_form_as_it_is(visit):
    page = visit(CHAMPIONS, "/help/", width=320, service_workers="block")
    page.add_init_script(FULL)
    page.goto("/participation/log/")
    headcount = next(numbers)
    fill(page, headcount)
    page.context.set_offline(True)
    page.get_by_role("button", name="Log the session").click()
    page.get_by_text("this device cannot keep the session").wait_for()
    assert page.locator("[name=audiences-0-headcount]").input_value() == str(headcount)
    page.context.set_offline(False)
    page.get_by_role("button", name="Log the session").click()
    page.get_by_text("Logged:").wait_for()
    assert listed(page, headcount) == 1


def test_a_browser_that_keeps_nothing_logs_with_a_signal(visit):
    page = visit(CHAMPIONS, "/help/", width=320, service_workers="block")
    page.add_init_script(OFF)
    page.goto("/participation/log/")
    headcount = next(numbers)
    fill(page, headcount)
    page.get_by_role("button", name="Log the session").click()
    page.get_by_text("Logged:").wait_for()
    assert page.complaints == []
    assert listed(page, headcount) == 1


def press(page) -> None:
    page.get_by_role("button", name="Log the session").click()


@pytest.mark.parametrize(
    "name",
    ["the network is cut", "503", "the page of somebody's network", "the sign-in page leads on"],
)
def test_what_is_lost_after_the_button_is_shown_at_once_whole_and_sent_later(phone, name):
    headcount = next(numbers)
    fill(phone, headcount)
    phone.route(LOG, posts(ANSWERS[name]))
    press(phone)
    phone.get_by_text("The session is kept on this device and will be sent").wait_for()
    place = phone.locator("#kept")
    said = place.inner_text()
    assert "1 session waits on this device" in said
    for words in ("Kind: Workshop", f"How many: {headcount}", "Lived experience: Neither"):
        assert words in said
    assert kept(phone) == 1
    assert phone.locator("[name=audiences-0-headcount]").input_value() == ""
    phone.complaints.clear()
    assert problems(phone) == []
    phone.unroute(LOG)
    place.get_by_role("button", name="Send it now").click()
    phone.get_by_text("is sent and counted.").wait_for()
    assert kept(phone) == 0
    assert listed(phone, headcount) == 1


def test_what_the_server_refuses_is_corrected_in_the_form_and_sent(phone):
    headcount = next(numbers)
    fill(phone, headcount)
    phone.locator("[name=audiences-0-service]").select_option(index=1)
    phone.locator("[name=audiences-0-kind]").select_option("members")
    phone.get_by_role("button", name="Add another audience").click()
    phone.locator("[name=audiences-1-kind]").select_option("workforce")
    phone.locator("[name=audiences-1-headcount]").fill("7")
    press(phone)
    fault = phone.locator("#id_audiences-0-service_error")
    fault.wait_for()
    assert "belongs to no service" in fault.inner_text()
    assert phone.locator("[name=audiences-0-headcount]").input_value() == str(headcount)
    assert kept(phone) == 1

    # It stays, whatever page is opened meanwhile, and is opened from there.
    phone.goto("/participation/")
    phone.locator("#kept").get_by_text("It was not taken:").wait_for()
    assert f"How many: {headcount}" in phone.locator("#kept").inner_text()
    assert problems(phone) == []
    phone.get_by_role("button", name="Correct it").click()
    fault.wait_for()
    assert phone.locator("[name=audiences-0-headcount]").input_value() == str(headcount)
    assert phone.locator("[name=audiences-1-headcount]").input_value() == "7"
    assert problems(phone) == []
    phone.locator("[name=audiences-0-service]").select_option("")
    press(phone)
    phone.get_by_text("Logged:").wait_for()
    assert kept(phone) == 0
    assert listed(phone, headcount, "members") == 1


def test_correcting_another_session_costs_nothing_that_is_half_typed(phone):
    waiting = keep_one(phone)
    half = next(numbers)
    phone.locator("[name=audiences-0-headcount]").fill(str(half))
    headcount, place = phone.locator("[name=audiences-0-headcount]"), phone.locator("#kept")
    place.get_by_role("button", name="Correct it").click()
    assert headcount.input_value() == str(waiting)
    assert f"How many: {half}" in place.inner_text()
    assert "You had not finished it." in place.inner_text()
    place.get_by_role("button", name="Correct it").click()
    assert headcount.input_value() == str(half)
    assert f"How many: {waiting}" in place.inner_text()
    assert "It was not taken" not in place.inner_text()
    # Only what was finished is sent by itself, and no draft says that it was not sent.
    phone.goto("/participation/log/")
    phone.get_by_text("is sent and counted.").wait_for()
    assert f"How many: {half}" in place.inner_text()
    assert headcount.input_value() == ""
    assert listed(phone, waiting) == 1


def test_a_phone_whose_room_is_gone_meanwhile_takes_its_promise_back(visit):
    page = visit(CHAMPIONS, "/participation/log/", width=320, service_workers="block")
    promise = page.get_by_text("It is kept on this device and sent later.")
    promise.wait_for()
    fill(page, next(numbers))
    page.evaluate(f"() => {{ {FULL} }}")
    page.context.set_offline(True)
    page.get_by_role("button", name="Log the session").click()
    page.get_by_text("this device cannot keep the session").wait_for()
    assert promise.is_hidden()
