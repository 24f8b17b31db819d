"""The list of calls to action, and the page of a call."""

import pytest

from foundations.models import FrameworkItem, Kind, Link
from tests.factories import ItemFactory, LinkFactory

pytestmark = pytest.mark.database


@pytest.fixture
def listed(published, board, signed_in):
    """The keys of the calls that the list shows under some filters, and its words in one."""
    client = signed_in(board)

    def keys(**filters):
        answer = client.get("/calls/", filters)
        assert answer.status_code == 200
        shown = [row.call.key for row in answer.context["calls"]]
        assert answer.context["count"] == len(shown)
        return shown

    return keys


def test_all_55_calls_in_printed_order(listed, read):
    keys = listed()
    assert (len(keys), keys[0], keys[6], keys[14], keys[-1]) == (55, "V1", "F1", "C1", "S11")
    page = read("/calls/")
    assert (
        "26 of 55 calls have no action. Of the other 29, 0 are confirmed: all 29 are suggestions "
        "from shared words. Review the 29 suggestions" in page
    )
    assert "V2 South Ayrshire must support a culture change in key institutions" in page
    assert "No action Voice" in page


def test_calls_that_no_action_answers(listed, read):
    unanswered = [call.key for call in FrameworkItem.objects.calls().answered(False)]
    assert listed(answered="no") == unanswered
    assert len(unanswered) == 26
    assert "26 of 55 calls to action. None of them has an action." in read("/calls/?answered=no")


def test_calls_that_an_action_answers(listed, read):
    assert listed(answered="yes") == [call.key for call in FrameworkItem.objects.calls().answered()]
    assert (
        "29 of 55 calls to action. Of the 29, 0 are confirmed: all 29 are suggestions from shared "
        "words." in read("/calls/?answered=yes")
    )
    assert not set(listed(answered="yes")) & set(listed(answered="no"))


def test_part_of_the_calls_is_told_with_the_same_words(published, read):
    page = read("/calls/?foundation=care")
    assert (
        "22 of 55 calls to action. 10 of them have no action. Of the other 12, 0 are confirmed: "
        "all 12 are suggestions from shared words." in page
    )
    one = read("/calls/?words=f8")
    assert "1 of 55 calls to action. It has no action." in one
    assert "confirmed:" not in one


def test_calls_of_a_foundation(listed):
    assert listed(foundation="people") == [f"P{number}" for number in range(1, 9)]
    assert set(listed(foundation="care", answered="no")) == set(listed(foundation="care")) & set(
        listed(answered="no")
    )


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("respite", ["C18"]),
        ("c18", ["C18"]),
        ("Mental Health Services", ["F8"]),
        ("no such words", []),
    ],
)
def test_calls_with_words_in_key_heading_or_text(listed, words, keys):
    assert listed(words=words) == keys


def test_no_call_under_the_filters(published, read):
    page = read("/calls/?words=no+such+words")
    assert "0 of 55 calls to action." in page
    assert "No call fits these filters" in page


@pytest.mark.parametrize(
    "filters",
    [{"answered": "maybe"}, {"foundation": "nowhere"}, {"words": "x" * 201}, {"words": "\0"}],
)
def test_a_filter_that_makes_no_sense_is_named_and_left_out(
    listed, published, board, signed_in, filters
):
    assert len(listed(**filters)) == 55
    assert "to put right" in signed_in(board).get("/calls/", filters).content.decode()


def test_the_text_of_a_call_with_its_source(published, read):
    page = read("/calls/C18/")
    assert page.startswith(
        "Call to action C18: Respite Care South Ayrshire must stop using the word 'respite' and "
        "rethink the nature of short breaks. Not confirmed."
    )
    assert "Where it comes from The Promise Calls to Action, lines 134–136 (Plan 21-24)" in page


def test_a_corrected_heading_keeps_its_printed_form(published, read):
    page = read("/calls/P2/")
    assert "Nurturing Scotland's workforce" in page
    assert "As printed in the source: Call to action P2 NURTURING SCOTLANDS WORKFORCE" in page


def test_a_call_in_paragraphs_keeps_them(published, board, signed_in):
    quote = (
        signed_in(board)
        .get("/calls/C22/")
        .content.decode()
        .split("<blockquote")[1]
        .split("</blockquote>")[0]
    )
    assert quote.count("<p>") == 3


def test_what_answers_a_call_is_said_to_be_suggested_by_the_wording(published, read):
    page = read("/calls/C18/")
    assert (
        "Not confirmed. 1 sub-action seems to answer it, and nobody has reported on that one yet. "
        "Nobody has confirmed the link. No service is responsible yet." in page
    )
    assert (
        "What answers it 5.3 South Ayrshire will stop using the word 'respite' and rethink the "
        "nature of short breaks. Not yet reported No service is responsible yet Never reported "
        "Strong match. Not confirmed. Both say “stop using the word 'respite' and rethink the "
        "nature of short breaks”." in page
    )


def test_differing_words_stand_side_by_side(published, read):
    page = read("/calls/C10/")
    assert (
        "This text: “ensure they have all they need to thrive”. The other: “receive all they "
        "need to thrive" in page
    )


def test_a_confirmed_link_is_not_called_suggested(published, read):
    Link.objects.filter(to_item__key="C18").update(state="confirmed")
    page = read("/calls/C18/")
    assert "Not known: not yet reported. Confirmed: 1 sub-action answers this call." in page
    assert "Not confirmed" not in page
    assert "Strong match" not in page


def test_the_page_of_a_call_names_who_added_its_link(published, read, keeper):
    LinkFactory(
        from_item=FrameworkItem.objects.get(key="1.1"),
        to_item=FrameworkItem.objects.get(key="V2"),
        state="added",
        confidence="",
        made_by=keeper,
    )
    assert (
        f"Not confirmed. {keeper} linked 1 sub-action to it, and nobody has reported on that one "
        "yet. Nobody else has confirmed the link." in read("/calls/V2/")
    )


def test_links_of_low_confidence_stand_apart_and_do_not_answer(published, read):
    page = read("/calls/S10/")
    assert "Not confirmed. 1" not in page
    before, after = page.split("1 weak match the same subject only; not counted as an answer")
    assert "No action answers this call." in before
    assert "Weak match, not counted. Nobody has confirmed it." in after


def test_rejected_links_stand_apart(published, read):
    Link.objects.filter(to_item__key="C18").update(state="rejected")
    before, after = read("/calls/C18/").split("1 link rejected or removed")
    assert "No action answers this call." in before
    assert "Sub-action 5.3" in after
    assert "Rejected." in after


def test_themes_recommendations_and_points_that_touch_a_call(published, read):
    page = read("/calls/C19/")
    touching = page.split("Linked themes, recommendations and briefing points")[1]
    assert "Theme T8 Physical Intervention" in touching
    assert "Residential briefing point RB19 Scotland must strive to become a nation" in touching


def test_pages_of_the_promise_reached_through_what_touches_a_call(
    published, read, board, signed_in
):
    assert "The Promise, page 85 through RB19" in read("/calls/C19/")
    assert 'href="/pages/the-promise/85/"' in signed_in(board).get("/calls/C19/").content.decode()
    assert "Change Programme" not in read("/calls/C19/")


def test_a_call_without_any_link_says_so(published, read):
    page = read("/calls/V2/")
    assert "No action answers this call. No links to themes, recommendations" in page
    assert "What answers it" not in page
    assert "No page of The Promise is linked yet." in page


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [("V1", None, "V2"), ("F1", "V6", "F2"), ("C18", "C17", "C19"), ("S11", "S10", None)],
)
def test_the_way_to_the_call_before_and_after(published, board, signed_in, key, before, after):
    answer = signed_in(board).get(f"/calls/{key}/")
    assert [near and near.call.key for near in answer.context["neighbours"]] == [before, after]
    html = answer.content.decode().split("Previous and next call")[1]
    assert [f'href="/calls/{near}/"' in html for near in (before, after)] == [
        before is not None,
        after is not None,
    ]


def test_two_calls_with_the_same_heading_are_told_apart(published, read):
    assert "based, first and foremost, on what the child needs and wants" in read("/calls/V1/")
    assert "support a culture change in key institutions" in read("/calls/V2/")


def test_what_the_council_adds_itself_answers_a_call_too(published, read):
    local = ItemFactory(
        key="L1", kind=Kind.ACTION, heading="A local action", local=True, source_document=""
    )
    LinkFactory(
        from_item=local,
        to_item=FrameworkItem.objects.get(key="V2"),
        state="confirmed",
        confidence="low",
    )

    page = read("/calls/V2/")
    assert "What answers it L1 A local action No sub-actions yet" in page
    assert "Confirmed: 1 action answers this call." in page
    assert "25 of 55 calls to action" in read("/calls/?answered=no")


def test_text_that_looks_like_markup_is_shown_as_text(db, board, signed_in):
    call = ItemFactory(
        key="C1",
        parent=ItemFactory(key="care", kind=Kind.FOUNDATION),
        text="<script>alert(1)</script>",
    )
    LinkFactory(to_item=call, from_words="<b>x</b>", to_words="<i>y</i>")
    html = signed_in(board).get("/calls/C1/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script>alert" not in html
    assert "<b>x" not in html
