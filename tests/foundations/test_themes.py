"""The themes by priority area, a theme, and a recommendation."""

import pytest

from foundations.models import Link

PROMPTS = (
    "What are we doing well? What are we not doing well? How do we know? What are our priorities "
    "for change?"
)


def test_25_themes_in_five_priority_areas(published, read):
    page = read("/themes/")
    areas = ["A good childhood 8 themes", "Whole family support 4 themes", "Planning 3 themes"]
    areas += ["Supporting the workforce 4 themes", "Building capacity 6 themes"]
    assert [page.index(area) for area in areas] == sorted(page.index(area) for area in areas)
    assert all(f"T{number} " in page for number in range(1, 26))
    assert "T9 Family Support 5 recommendations" in page
    assert "T10 Peer and Community Support 1 recommendation" in page


def test_building_capacity_shows_as_six_themes_without_a_template(published, read):
    capacity = read("/themes/").split("Building capacity")[1]
    assert capacity.count("No self-assessment template was published") == 6
    assert (
        "No self-assessment template was published"
        not in read("/themes/").split("Building capacity")[0]
    )


def test_the_four_prompts(published, read):
    assert read("/themes/").endswith(f"What every template asks {PROMPTS}")
    assert f"What the template asks {PROMPTS}" in read("/themes/T9/")


def test_the_outcome_of_a_theme_with_its_source_and_page(published, read):
    page = read("/themes/T3/")
    assert page.startswith("Theme T3 A good childhood Relationships The outcome")
    assert (
        "There will be no barriers to ‘contact’ and children will be supported to have time "
        "with people" in page
    )
    assert "Source: Plan 21-24: Change Programme Outcomes, lines" in page
    assert "Change Programme, page 30" in page


def test_recommendations_in_printed_order_with_their_pages(published, read):
    page = read("/themes/T9/")
    places = [page.index(f"Recommendation T9.R{number} ") for number in range(1, 6)]
    assert places == sorted(places)
    assert (
        "Families should have access to attachment based parenting education (p48) The Promise, "
        "page 48" in page
    )


def test_lead_ins_stand_before_their_recommendations(published, read):
    page = read("/themes/T1/")
    second = page.index(
        "In relation to supporting good physical, emotional, mental and sexual health"
    )
    assert page.index(
        "In relation to support for education, consider the extent to which:"
    ) < page.index("T1.R1 ")
    assert page.index("T1.R5 ") < second < page.index("T1.R6 ")


def test_the_recommendation_without_a_page_says_so(published, read):
    page = read("/themes/T9/")
    own = page[page.index("Recommendation T9.R3") : page.index("Recommendation T9.R4")]
    assert "No page in the source" in own
    assert page.count("No page in the source") == 1
    assert "No page in the source" in read("/recommendations/T9.R3/")
    assert "No page in the source" not in read("/recommendations/T9.R4/")


def test_a_note_about_pages_stands_once(published, read):
    assert read("/themes/T9/").count("Printed as one reference, “p46/47”.") == 1
    assert "Page 85: For the first half of the text. Page 86: For the second half" in read(
        "/recommendations/T8.R1/"
    )


@pytest.mark.parametrize(
    ("key", "partly"), [("T5", True), ("T10", True), ("T13", True), ("T17", True), ("T9", False)]
)
def test_what_is_national_in_part_is_marked(published, read, key, partly):
    assert (
        "National in part: the council can answer for its share" in read(f"/themes/{key}/")
    ) is partly


@pytest.mark.parametrize("prefix", ["/themes/T{}/", "/recommendations/T{}.R1/"])
def test_a_recommendation_printed_twice_names_the_other_place(
    published, read, board, signed_in, prefix
):
    assert "Printed under theme T18, Investment, as well: T18.R1." in read(prefix.format(17))
    assert "Printed under theme T17, Planning, as well: T17.R1." in read(prefix.format(18))
    assert (
        'href="/recommendations/T18.R1/"'
        in signed_in(board).get(prefix.format(17)).content.decode()
    )


def test_the_links_of_a_theme_and_of_its_recommendations(published, read):
    page = read("/themes/T9/")
    assert "What answers it 6 10 principles of intensive family support" in page
    assert "Linked calls to action Call to action F6 Intensive family support" in page
    assert "Linked to: Sub-action 6.3 (suggested)" in page


def test_a_confirmed_link_of_a_recommendation_is_not_called_suggested(published, read):
    Link.objects.filter(to_item__key="T9.R5").update(state="confirmed")
    assert "Linked to: Sub-action 6.3 Linked calls" in read("/themes/T9/")


@pytest.mark.parametrize("number", range(20, 26))
def test_a_theme_without_a_template_says_that_nothing_is_missing(published, read, number):
    page = read(f"/themes/T{number}/")
    assert "No self-assessment template was published" in page
    assert "Nothing is missing here." in page
    assert "Recommendations" not in page
    assert "What the template asks" not in page


def test_a_recommendation_with_its_theme_pages_and_links(published, read, board, signed_in):
    page = read("/recommendations/T9.R5/")
    assert page.startswith(
        "Recommendation T9.R5 Theme T9 Family Support Particular thought should be given"
    )
    assert "line 430 (Plan 21-24) The Promise, page 52" in page
    assert "What answers it 6.3 " in page
    assert (
        'href="/pages/the-promise/52/"'
        in signed_in(board).get("/recommendations/T9.R5/").content.decode()
    )


@pytest.mark.parametrize(
    ("key", "lead_in"),
    [("T1.R1", "T1.L1"), ("T1.R5", "T1.L1"), ("T1.R6", "T1.L2"), ("T9.R1", None)],
)
def test_a_recommendation_shows_the_lead_in_of_its_group(published, board, signed_in, key, lead_in):
    found = signed_in(board).get(f"/recommendations/{key}/").context["lead_in"]
    assert (found and found.key) == lead_in


def test_a_link_is_shown_at_both_ends(published, read):
    assert "Call to action F6" in read("/themes/T9/").split("What answers it")[1]
    assert "Theme T9" in read("/calls/F6/").split("What answers it")[1]
    assert "Call to action C10" in read("/recommendations/T1.R1/")
    assert "Recommendation T1.R1" in read("/calls/C10/")


def test_the_way_to_the_theme_and_recommendation_before_and_after(published, board, signed_in):
    client = signed_in(board)
    for path, keys in {
        "/themes/T19/": ["T18", "T20"],
        "/recommendations/T9.R1/": [None, "T9.R2"],
    }.items():
        assert [near and near.key for near in client.get(path).context["neighbours"]] == keys
