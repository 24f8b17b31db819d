"""Logging without a signal: kept on the phone, sent once, by the person who typed it (row 46)."""

import pytest

from .conftest import problems
from .phone import CHAMPIONS, KEEPER, QUEUE, fill, kept, listed

pytestmark = [pytest.mark.browser, pytest.mark.share_of_file(3)]


@pytest.fixture
def phone(visit):
    """The log page on a phone that keeps it: opened once with a signal."""

    def open_on_phone(email):
        page = visit(email, "/participation/log/", width=320)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.wait_for_function("caches.keys().then((names) => names.length === 1)")
        return page

    return open_on_phone


def without_failures_of_the_network(page) -> None:
    page.complaints = [text for text in page.complaints if "ERR_INTERNET_DISCONNECTED" not in text]


def test_a_session_typed_without_a_signal_joins_once_when_there_is_one(phone):
    page = phone(CHAMPIONS)
    page.context.set_offline(True)
    page.goto("/participation/log/")
    assert page.get_by_role("heading", level=1).inner_text() == "Log a session without a signal"
    fill(page, 171)
    page.get_by_role("button", name="Keep it on this device").click()
    page.get_by_text("The session is kept on this device").wait_for()
    assert kept(page) == 1
    without_failures_of_the_network(page)
    assert problems(page) == []

    page.context.set_offline(False)
    page.goto("/participation/")
    page.get_by_text("A session that was kept on this device is sent and counted.").wait_for()
    assert kept(page) == 0
    page.goto("/participation/")
    assert listed(page, 171) == 1


def test_the_phone_keeps_exactly_what_the_page_without_a_signal_uses(phone):
    page = phone(CHAMPIONS)
    kept_files = page.evaluate(
        """() => caches.keys().then(([name]) => caches.open(name))
            .then((cache) => cache.keys()).then((all) => all.map(({ url }) => url))"""
    )
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto("/participation/offline/", wait_until="networkidle")

    assert sorted({*asked}) == sorted(kept_files)


def test_a_form_that_was_open_when_the_signal_went_is_kept_too(phone):
    page = phone(CHAMPIONS)
    fill(page, 172)
    page.context.set_offline(True)
    page.get_by_role("button", name="Log the session").click()
    page.get_by_text("The session is kept on this device").wait_for()
    page.context.set_offline(False)
    page.goto("/participation/log/")
    page.get_by_text("is sent and counted").wait_for()
    assert listed(page, 172) == 1


def test_an_answer_that_was_lost_does_not_store_twice(phone):
    page = phone(CHAMPIONS)
    page.context.set_offline(True)
    page.goto("/participation/log/")
    fill(page, 173)
    page.get_by_role("button", name="Keep it on this device").click()
    page.get_by_text("The session is kept on this device").wait_for()
    entry = page.evaluate(f"localStorage.getItem('{QUEUE}')")
    page.context.set_offline(False)
    page.goto("/participation/")
    page.get_by_text("is sent and counted").wait_for()

    # As if the answer had not come back: the same entry waits again.
    page.evaluate(f"(entry) => localStorage.setItem('{QUEUE}', entry)", entry)
    page.goto("/participation/")
    page.get_by_text("is sent and counted").wait_for()
    assert listed(page, 173) == 1


def test_what_one_person_typed_is_never_sent_under_another_account(phone, visit, browser, site):
    page = phone(CHAMPIONS)
    page.context.set_offline(True)
    page.goto("/participation/log/")
    fill(page, 174)
    page.get_by_role("button", name="Keep it on this device").click()
    page.get_by_text("The session is kept on this device").wait_for()
    page.context.set_offline(False)

    other = visit(KEEPER, "/participation/log/", width=320)
    page.context.clear_cookies()
    page.context.add_cookies(other.context.cookies())
    page.goto("/participation/log/")
    page.wait_for_load_state("networkidle")
    assert kept(page) == 1
    assert page.locator("#kept").inner_text() == ""
    assert listed(page, 174) == 0


def test_what_the_server_refuses_stays_with_its_reason(phone):
    page = phone(CHAMPIONS)
    page.context.set_offline(True)
    page.goto("/participation/log/")
    fill(page, 175)
    page.locator("[name=audiences-0-kind]").select_option("members")
    page.locator("[name=audiences-0-service]").select_option(index=1)
    page.get_by_role("button", name="Keep it on this device").click()
    page.get_by_text("The session is kept on this device").wait_for()
    page.context.set_offline(False)
    page.goto("/participation/")
    page.get_by_text("It was not taken").wait_for()
    assert "belongs to no service" in page.locator("#kept").inner_text()
    assert kept(page) == 1
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Throw it away").click()
    assert kept(page) == 0


def test_the_page_that_the_phone_keeps_holds_no_name_and_no_token(phone):
    page = phone(CHAMPIONS)
    stored = page.evaluate(
        "caches.keys().then(([name]) => caches.open(name)).then((cache) => "
        "cache.match('/participation/offline/'))"
        ".then((answer) => answer.text())"
    )
    assert "Log a session without a signal" in stored
    for secret in (
        "csrfmiddlewaretoken",
        "@demo.test",
        page.locator(".pt_menu__person").text_content().strip().split(",")[0],
    ):
        assert secret not in stored
    held = page.evaluate(
        "caches.keys().then(([name]) => caches.open(name)).then((cache) => cache.keys())"
        ".then((requests) => requests.map((request) => new URL(request.url).pathname))"
    )
    assert [path for path in held if not path.startswith("/static/")] == ["/participation/offline/"]


def test_without_the_worker_logging_works_as_ever(visit):
    page = visit(CHAMPIONS, "/participation/log/", width=320, service_workers="block")
    fill(page, 176)
    page.get_by_role("button", name="Log the session").click()
    page.get_by_text("Logged:").wait_for()
    assert listed(page, 176) == 1


def test_what_is_half_typed_without_a_signal_is_back_with_and_without_one(phone):
    page = phone(CHAMPIONS)
    page.context.set_offline(True)
    for is_offline in (True, False):
        page.goto("/participation/log/")
        page.locator("main form .pt_kept").wait_for(state="attached")
        page.locator("[name=audiences-0-headcount]").fill("177")
        page.wait_for_timeout(700)
        page.context.set_offline(is_offline)
        page.goto("/participation/log/")
        page.get_by_text("Your words are back.").wait_for()
        assert page.locator("[name=audiences-0-headcount]").input_value() == "177"
    assert kept(page) == 0
    # What waits is not called unsent words as well.
    page.context.set_offline(True)
    page.locator("[name=lived_experience]").select_option("neither")
    page.get_by_role("button", name="Log the session").click()
    page.get_by_text("The session is kept on this device").wait_for()
    assert "Your words are back." not in page.locator("main").inner_text()
