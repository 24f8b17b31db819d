"""From a workshop to the proof: logged on a phone, counted for the Board, shown by a photo, walked
up to page 85.
"""

import re
from io import BytesIO

import pytest
from PIL import Image

pytestmark = pytest.mark.browser

CHAMPIONS, BOARD, KEEPER = (f"{name}@demo.test" for name in ("champions", "board", "keeper"))
PLACE = {0x8825: {1: "N", 2: (55.0, 27.0, 30.0), 3: "W", 4: (4.0, 37.0, 45.0)}}  # GPS in EXIF


def flip_chart() -> bytes:
    """A photo that a phone has taken, with the place where it was."""
    exif = Image.Exif()
    exif.get_ifd(0x8825).update(PLACE[0x8825])
    stream = BytesIO()
    Image.new("RGB", (640, 480), "white").save(stream, "JPEG", exif=exif)
    return stream.getvalue()


def total_on(page) -> int:
    """The attendances that count, as the page says."""
    said = page.locator(".pt_gaps dt", has_text="of 1,000").inner_text()
    return int(said.split(" ")[0].replace(",", ""))


def test_a_workshop_logged_on_a_phone_moves_the_total_on_the_board_s_page(visit):
    before = total_on(visit(BOARD, "/board/"))
    page = visit(CHAMPIONS, "/participation/", width=320)
    opening = page.get_by_role("link", name="Log a session").first
    assert opening.bounding_box()["y"] < 300
    opening.click()
    # All of the form is on one screen of a phone.
    assert page.get_by_text("Count attendances; name nobody.").bounding_box()["y"] < 600
    page.locator("[name=kind]").select_option("workshop")
    page.locator("[name=audiences-0-kind]").select_option("workforce")
    page.locator("[name=audiences-0-headcount]").fill("12")
    assert page.locator("[data-after]").inner_text().startswith("After this one: ")
    page.locator("[name=lived_experience]").select_option("delivered")
    page.locator("[name=lived_number]").fill("2")
    if page.locator("[data-serves]").inner_text() != "1.3":
        page.locator(".pt_phone__serves summary").click()
        for box in page.locator("[name=sub_actions]").all():
            box.set_checked(box.get_attribute("value") == "1.3")
    page.get_by_role("button", name="Log the session").click()
    page.get_by_text("Logged:").wait_for()
    assert total_on(visit(BOARD, "/board/")) == before + 12


def test_a_photo_of_a_flip_chart_leads_up_to_page_85_and_back(visit):
    page = visit(KEEPER, "/evidence/add/4.1/", width=320)
    page.locator("label", has_text="A file").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "flip chart.jpg", "mimeType": "image/jpeg", "buffer": flip_chart()}
    )
    page.get_by_role("group", name="Could anyone recognise").locator(
        "label", has_text="No"
    ).first.click()
    page.locator("label", has_text="Practice: ").click()
    page.get_by_label("Give it a short name").fill("What teams wrote on the flip chart")
    page.get_by_label("What does it show?").fill("Teams wrote down what they will do otherwise.")
    page.get_by_label("What date is this from?").fill("1 October 2026")
    page.get_by_role("button", name="Add the evidence").click()
    page.get_by_text("is added.").wait_for()
    with page.expect_download() as download:
        page.locator("main a[href$='/file/']").first.click()
    kept = Image.open(download.value.path())
    assert (kept.format, dict(kept.getexif())) == ("JPEG", {})

    page.locator("summary", has_text="up to The Promise").click()
    page.locator("a[href='/pages/the-promise/85/']").filter(visible=True).first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "The Promise, page 85"
    page.get_by_role("link", name="What teams wrote on the flip chart").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "What teams wrote on the flip chart"


PAST_YEAR = """Session,Date,Kind,Audience,Service,Headcount,Lived experience,\
How many with lived experience,Sub-actions
,3 March 2020,Workshop,Community,,41,Neither,0,1.3
,4 April 2020,Information session,Community,,23,Delivered it,2,1.3
"""


def bring_in(page) -> str:
    """Choose the sheet and, where there is something to bring in, do so; gives what the page then
    says.
    """
    page.goto("/participation/import/")
    page.locator("input[type=file]").set_input_files(
        {"name": "past.csv", "mimeType": "text/csv", "buffer": PAST_YEAR.encode()}
    )
    page.locator("main form button").last.click()
    button = page.get_by_role("button", name="Bring in")
    if button.count():
        button.first.click()
    return page.inner_text("main")


def test_a_past_year_comes_in_from_a_spreadsheet_twice_and_adds_once(visit):
    page = visit(CHAMPIONS, "/participation/import/")
    listed = "/participation/sessions/?since=1/1/2020&until=31/12/2020"
    assert "2 sessions" in bring_in(page)
    page.goto(listed)
    [said] = re.findall(r"64 attendances at 2 of \d+ sessions\.", page.inner_text("main"))
    assert "brought in" in bring_in(page)
    page.goto(listed)
    assert said in page.inner_text("main")
