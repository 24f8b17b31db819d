"""What is typed into a form is back when the form was lost, and gone when it is stored (T33)."""

import pytest
from django.conf import settings

from .conftest import check_widths, problems, sign_in, sign_out
from .phone import FULL, KEEPER, OFF, drafts

pytestmark = [pytest.mark.browser, pytest.mark.share_of_file(3)]

PATH, POST = "/sub-actions/4.1/update/", "Post the update"
CHANGED, DIFFERENCE, NEXT = "What changed?", "What difference did it make", "What is next?"
DIFFERENCE_WANTED = "What difference should it make"
TOLD = "main form .pt_kept"


@pytest.fixture
def update(visit):
    """The form of an update."""
    page = visit(KEEPER, PATH)
    page.wait_for_load_state("networkidle")
    return page


def box(page, label: str = CHANGED):
    return page.get_by_label(label)


def write(page, text: str) -> None:
    box(page).fill(text)
    box(page, NEXT).fill(f"Next: {text}")
    page.get_by_label("My service only").check(force=True)


def open_again(page, path: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")


def check_is_back(page, text: str, because: str) -> None:
    page.locator(TOLD).get_by_text("Your words are back.").wait_for()
    assert because in page.locator(TOLD).inner_text()
    assert box(page).input_value() == text
    assert box(page, NEXT).input_value() == f"Next: {text}"
    assert page.get_by_label("My service only").is_checked()


def post(page) -> None:
    page.get_by_role("button", name=POST).click()
    page.wait_for_url(lambda url: not url.endswith("/update/"))


def posted(page, text: str) -> int:
    return page.locator("main").get_by_text(text, exact=True).count()


def send_through(page, act) -> None:
    """Press the button while this becomes of what is sent."""
    page.route(
        "**/update/",
        lambda route: act(route) if route.request.method == "POST" else route.continue_(),
    )
    page.get_by_role("button", name=POST).click(no_wait_after=True)
    page.wait_for_event("requestfinished" if act is broken else "requestfailed")
    page.unroute("**/update/")


def cut(route) -> None:
    route.abort("connectionreset")


def broken(route) -> None:
    route.fulfill(status=503, content_type="text/html", body="<h1>Not available</h1>")


def cut_the_answer(route) -> None:
    """The server stores the update; its answer, with all that it says, is lost on the way."""
    assert route.fetch(max_redirects=0).status == 302
    route.abort("connectionreset")


def test_what_is_lost_on_any_way_is_back_until_it_is_posted(update):
    write(update, "Two more schools have begun.")
    open_again(update, "/help/")
    open_again(update, PATH)
    check_is_back(update, "Two more schools have begun.", "and did not send it")
    assert problems(update) == []
    for act in (cut, broken):
        send_through(update, act)
        open_again(update, PATH)
        check_is_back(update, "Two more schools have begun.", "Something went wrong when you")
    # A fault keeps it, as does leaving the page with the fault.
    box(update).fill("")
    update.get_by_role("button", name=POST).click()
    update.get_by_text("Nothing has been posted. What you wrote").wait_for()
    update.locator("[name=draft_key]").first.wait_for(state="attached")
    box(update).fill("Two more schools have begun.")
    open_again(update, "/help/")
    open_again(update, PATH)
    check_is_back(update, "Two more schools have begun.", "Your words are back")
    post(update)
    assert posted(update, "Two more schools have begun.") == 1
    assert drafts(update) == []
    open_again(update, PATH)
    assert box(update).input_value() == ""
    assert update.locator(TOLD).inner_text() == ""


def test_an_answer_that_was_lost_posts_no_second_update(update):
    write(update, "Stored without an answer.")
    send_through(update, cut_the_answer)
    update.context.clear_cookies(name="stored_drafts")
    open_again(update, PATH)
    told = update.locator(TOLD)
    told.get_by_text("and had no answer. It did arrive, or").wait_for()
    assert "Next: Stored without an answer." in told.inner_text()
    assert box(update).input_value() == ""
    update.get_by_role("button", name="Put my words in the form").click()
    assert box(update).input_value() == "Stored without an answer."
    post(update)
    assert posted(update, "Stored without an answer.") == 1
    assert drafts(update) == []


def test_who_is_signed_out_while_writing_finds_the_words_and_nobody_else_does(update, sessions):
    own = update.context.cookies()
    write(update, "Typed over lunch.")
    update.context.clear_cookies(name="sessionid")
    update.get_by_role("button", name=POST).click()
    update.get_by_label("Password", exact=True).wait_for()

    update.context.add_cookies(sessions("admin@demo.test")["cookies"])
    open_again(update, PATH)
    assert box(update).count() == 0
    assert "Typed over lunch." not in update.content()
    update.complaints.clear()

    update.context.add_cookies(own)
    open_again(update, PATH)
    check_is_back(update, "Typed over lunch.", "You were signed out at")
    assert "Nothing has been posted." in update.locator(TOLD).inner_text()
    check_widths(update)
    update.get_by_role("button", name="Throw my words away").click()
    assert box(update).input_value() == ""
    update.get_by_role("button", name="Put them back").click()
    check_is_back(update, "Typed over lunch.", "You were signed out at")
    update.get_by_role("button", name="Throw my words away").click()
    assert drafts(update) == []
    open_again(update, PATH)
    assert update.locator(TOLD).inner_text() == ""


def test_whoever_goes_back_after_posting_is_not_told_that_it_was_not_sent(update):
    write(update, "We posted it, and looked at it again.")
    post(update)
    update.go_back(wait_until="networkidle")
    update.wait_for_timeout(700)
    assert box(update).input_value() == "We posted it, and looked at it again."
    assert drafts(update) == []
    post(update)  # all the same
    assert posted(update, "We posted it, and looked at it again.") == 1
    update.go_back()
    write(update, "What came after it.")
    post(update)
    assert posted(update, "What came after it.") == 1


def test_two_windows_with_one_form_keep_their_own_words(visit):
    update = visit(None, "/help/")
    sign_in(update, KEEPER)
    second = update.context.new_page()
    open_again(update, PATH)
    box(update).fill("Written in the first window.")
    update.wait_for_timeout(700)
    open_again(second, PATH)
    second.wait_for_timeout(700)
    assert box(second).input_value() == ""
    box(second).fill("Written in the second window.")
    second.wait_for_timeout(700)
    assert {dict(map(lambda one: one[:2], one["fields"]))["changed"] for one in drafts(second)} == {
        "Written in the first window.",
        "Written in the second window.",
    }
    # The first crashes; the second stays as it is, and a third finds what nobody has open.
    update.close()
    assert box(second).input_value() == "Written in the second window."
    third = second.context.new_page()
    open_again(third, PATH)
    third.locator(TOLD).get_by_text("Your words are back.").wait_for()
    assert box(third).input_value() == "Written in the first window."
    # Signing out takes the words of all windows, and no window writes them down again.
    sign_out(third)
    third.wait_for_url(lambda url: "/update/" not in url)
    second.bring_to_front()
    box(second).press_sequentially(" And more.")
    second.get_by_text("You signed out in another window").wait_for()
    assert drafts(second) == []


def test_what_the_privacy_check_refuses_stays_on_the_page_only(update):
    box(update).fill("Ring 01292 123456 about this.")
    box(update, NEXT).fill("Another school.")
    update.wait_for_timeout(700)
    assert len(drafts(update)) == 1
    update.get_by_role("button", name=POST).click()
    update.locator("[data-private]").wait_for(state="attached")
    update.wait_for_load_state("networkidle")
    update.wait_for_timeout(700)
    box(update).press_sequentially(" Or write.")
    update.wait_for_timeout(700)
    assert "123456" not in str(drafts(update))
    assert "Another school." in str(drafts(update))


@pytest.mark.parametrize("device", [FULL, OFF], ids=["full", "off"])
def test_a_device_that_keeps_nothing_says_so_while_the_words_are_still_there(visit, device):
    page = visit(KEEPER, "/help/")
    page.add_init_script(device)
    page.goto(PATH)
    write(page, f"Posted all the same, {len(device)}.")
    page.get_by_text("This device cannot keep what you type.").wait_for()
    assert problems(page) == []
    post(page)
    assert posted(page, f"Posted all the same, {len(device)}.") == 1


def test_what_others_changed_meanwhile_is_not_written_over(visit):
    path = "/services/saltwhin-homes-demo/edit/"
    page = visit("admin@demo.test", path)
    page.wait_for_load_state("networkidle")
    name = page.get_by_label("Name").input_value()
    page.get_by_label("Name").fill("Homes and Gardens")
    open_again(page, "/help/")
    other = visit("admin@demo.test", path)
    other.get_by_label("Name").fill("Saltwhin House")
    other.get_by_role("button", name="Save").click()
    other.wait_for_url(lambda url: not url.endswith("/edit/"))

    open_again(page, path)
    page.get_by_text("This has changed since you wrote these words").wait_for()
    assert page.get_by_label("Name").input_value() == "Saltwhin House"
    assert "Homes and Gardens" in page.locator(TOLD).inner_text()
    assert problems(page) == []
    page.get_by_role("button", name="Put my words in the form").click()
    assert page.get_by_label("Name").input_value() == "Homes and Gardens"
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(lambda url: not url.endswith("/edit/"))
    assert drafts(page) == []


def test_words_of_a_conflict_are_offered_and_not_written_over_the_other_text(visit):
    path = "/sub-actions/10.3/edit/"
    page, other = visit(KEEPER, path), visit(KEEPER, path)
    page.wait_for_load_state("networkidle")
    for tab, text in ((other, "What the other wrote."), (page, "What I wrote.")):
        tab.get_by_label(DIFFERENCE_WANTED).fill(text)
        tab.get_by_role("button", name="Save").click()
        tab.wait_for_load_state("networkidle")
    assert page.get_by_label(DIFFERENCE_WANTED).input_value() == "What I wrote."

    open_again(page, "/help/")
    open_again(page, path)
    page.get_by_text("This has changed since you wrote these words").wait_for()
    assert page.get_by_label(DIFFERENCE_WANTED).input_value() == "What the other wrote."


def test_passwords_are_never_kept(visit):
    page = visit(KEEPER, "/password/change/")
    for field in page.locator("main [type=password]").all():
        field.fill("a-secret-that-nobody-keeps")
    page.wait_for_timeout(700)
    open_again(page, "/help/")
    assert "a-secret" not in page.evaluate("JSON.stringify({ ...localStorage })")
    assert drafts(page) == []


def test_what_the_server_gives_back_after_signing_in_is_said_once_and_posted_once(visit):
    page = visit(None, "/help/")
    sign_in(page, KEEPER)
    open_again(page, PATH)
    write(page, "Carried through signing in.")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name=POST).click()
    page.get_by_label("E-mail").fill(KEEPER)
    page.get_by_label("Password", exact=True).fill(settings.DEMO_PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator("[data-words-back]").wait_for()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(700)
    assert page.get_by_text("Your words are back.").count() == 1
    assert box(page).input_value() == "Carried through signing in."
    # Left again before it is posted, it is kept as before.
    open_again(page, "/help/")
    open_again(page, PATH)
    check_is_back(page, "Carried through signing in.", "Your words are back.")
    post(page)
    assert posted(page, "Carried through signing in.") == 1
    assert drafts(page) == []
