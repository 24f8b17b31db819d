"""The residential briefing, and a point of it."""

import pytest

from foundations.models import FrameworkItem, Kind


def test_the_briefing_with_purpose_headlines_and_sections(published, read):
    page = read("/briefing/")
    assert (
        "from #KeepThePromise sector briefing on residential homes and schools (Plan 21-24)" in page
    )
    places = [
        page.index(words)
        for words in (
            "8 headlines, then 44 points with their pages",
            "Headlines 1 Residential Homes and Schools must prioritise",
            "Pages of The Promise that it cites Page 25 Page 41 Page 42",
            "What the briefing is for Between 2017 and 2020",
            "11 points Point RB01 lines 81–85 The Promise, page 79 Residential Homes and Schools",
            "Point RB44 lines 432–434 and 429–430 The Promise, page 63 If children are removed",
        )
    ]
    assert places == sorted(places)


def test_the_purpose_leaves_out_the_background_of_other_documents(published, board, signed_in):
    purpose = signed_in(board).get("/briefing/").context["purpose"]
    assert [text.key for text in purpose] == ["BG10", "BG11", "BG12", "BG13", "BG14"]


def test_all_headlines_sections_and_44_points_in_printed_order(published, board, signed_in):
    context = signed_in(board).get("/briefing/").context
    points = [point.key for section in context["sections"] for point in section.children.all()]
    assert [headline.key for headline, _linked in context["headlines"]] == [
        f"H{number}" for number in range(1, 9)
    ]
    assert [section.key for section in context["sections"]] == [
        f"RS{number}" for number in range(1, 6)
    ]
    assert points == [f"RB{number:02}" for number in range(1, 45)]


def test_points_have_their_pages_and_places_to_link_to(published, board, signed_in):
    html = signed_in(board).get("/briefing/").content.decode()
    point = html.split('id="RB12"')[1].split('id="RB13"')[0]
    assert 'href="/pages/the-promise/85/"' in point
    assert all(f'id="{key}"' in html for key in ("H1", "RS1", "RB44", "RB26a", "RB26g"))


@pytest.mark.parametrize("letter", "abcdefg")
def test_sub_points_stand_under_their_point(published, read, letter):
    text = FrameworkItem.objects.get(key=f"RB26{letter}", kind=Kind.SUB_POINT).text
    briefing = read("/briefing/")
    assert briefing.index("Point RB26") < briefing.index(text) < briefing.index("Point RB27")
    assert text in read("/briefing/RB26/")


def test_what_is_not_for_the_council_alone_is_marked(published, read):
    assert read("/briefing/").count("Not for the council alone") == 6
    assert "Not for the council alone" in read("/briefing/RB30/")
    assert "Not for the council alone" not in read("/briefing/RB28/")


def test_a_point_with_section_text_page_and_source(published, read, board, signed_in):
    page = read("/briefing/RB12/")
    assert page.startswith(
        "Residential briefing point RB12 Scotland must strive to become a nation that does not "
        "restrain its children. Care experienced"
    )
    assert "lines 172–176 (Plan 21-24) The Promise, page 85" in page
    assert 'href="/briefing/#RS2"' in signed_in(board).get("/briefing/RB12/").content.decode()


def test_a_doubtful_page_is_said_to_be_doubtful(published, read):
    for path in ("/briefing/", "/briefing/RB28/"):
        assert "doubtful: the templates use page 72 for schooling" in read(path)


def test_a_repaired_text_says_what_was_repaired(published, read):
    assert "What was repaired: The end of the text is printed before" in read("/briefing/")


def test_the_links_of_a_point_are_shown_at_both_ends(published, read):
    assert "Call to action C19 Restraint" in read("/briefing/RB19/")
    assert "Residential briefing point RB19" in read("/calls/C19/")


def test_a_headline_names_the_call_that_it_touches(published, read):
    headlines = read("/briefing/").split("Headlines 1 ")[1].split("Point RB01")[0]
    assert headlines.count("Linked to: Call to action") == 1


@pytest.mark.parametrize(
    ("key", "near"),
    [("RB01", [None, "RB02"]), ("RB27", ["RB26", "RB28"]), ("RB44", ["RB43", None])],
)
def test_the_way_to_the_point_before_and_after(published, board, signed_in, key, near):
    found = signed_in(board).get(f"/briefing/{key}/").context["neighbours"]
    assert [point and point.key for point in found] == near
