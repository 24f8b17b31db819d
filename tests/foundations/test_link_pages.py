"""Links in the browser: shown on both texts, and decided on their own page."""

import pytest

from foundations.models import Link
from tests.factories import LinkFactory

from .conftest import words

REASON = "Both speak of short breaks."


@pytest.fixture
def link(sub_action, call):
    """What the wording suggests."""
    return LinkFactory(from_item=sub_action.item, to_item=call)


@pytest.mark.parametrize(
    ("address", "state", "word"),
    [
        ("confirm", "confirmed", "Confirmed"),
        ("reject", "rejected", "Rejected"),
        ("remove", "removed", "Removed"),
    ],
)
def test_a_decision_is_shown_on_both_ends(
    signed_in, keeper, other_keeper, board, link, today, address, state, word
):
    Link.objects.update(state="added", made_by=other_keeper, made_on="2026-03-03", reason=REASON)
    answer = signed_in(keeper).post(
        f"/links/{link.pk}/{address}/", {"version": 1, "reason": "I have read both."}
    )
    assert (answer.status_code, answer.url, Link.objects.get().state) == (
        302,
        f"/links/{link.pk}/",
        state,
    )

    for page in ("/calls/C18/", "/sub-actions/5.3/", f"/links/{link.pk}/"):
        text = words(signed_in(board).get(page))
        assert (
            f"{word} by Kirsty on {today}: “I have read both.” Linked by Omar on 3 March 2026: "
            f"“{REASON}”" in text
        )
        set_aside = "1 link rejected or removed"
        assert (set_aside in text) is (state != "confirmed" and "/links/" not in page)


def test_the_page_of_a_link_shows_both_texts_and_the_words_that_suggest_it(read, link):
    page = read(f"/links/{link.pk}/")
    assert link.from_item.text in page
    assert link.to_item.text in page
    assert page.count("The shared words: “words”.") == 2
    assert "Strong match. Nobody has confirmed it." in page


def test_only_keepers_find_the_buttons_and_only_those_that_may_be_pressed(
    signed_in, keeper, board, link
):
    address = f"/links/{link.pk}/"
    html = signed_in(keeper).get(address).content.decode()
    assert (
        f"{address}confirm/" in html,
        f"{address}reject/" in html,
        f"{address}remove/" in html,
    ) == (
        True,
        True,
        False,
    )
    assert "formaction" not in signed_in(board).get(address).content.decode()


def test_whoever_added_a_link_is_not_offered_to_confirm_it(signed_in, keeper, other_keeper, link):
    Link.objects.update(state="added", made_by=keeper, made_on="2026-03-03", reason=REASON)
    address = f"/links/{link.pk}/"
    own, others = (signed_in(by).get(address).content.decode() for by in (keeper, other_keeper))
    assert f"{address}remove/" in own
    assert (f"{address}confirm/" in own, f"{address}confirm/" in others) == (False, True)
    sentence = "You added this link yourself: it is for somebody else to confirm."
    assert (sentence in own, sentence in others) == (True, False)
    for answer in (
        signed_in(keeper).get(f"{address}confirm/"),
        signed_in(keeper).post(f"{address}confirm/", {"version": 1, "reason": "I am sure."}),
    ):
        assert answer.status_code == 403
        assert sentence in words(answer)
    assert Link.objects.get().state == "added"


def test_confirmed_says_by_whom_wherever_it_stands(signed_in, keeper, other_keeper, board, link):
    signed_in(other_keeper).post(
        f"/links/{link.pk}/confirm/", {"version": 1, "reason": "I have read both."}
    )
    for page, said in (
        ("/calls/", "Confirmed by Omar"),
        ("/calls/C18/", "Confirmed by Omar: 1 sub-action answers this call."),
        (f"/links/{link.pk}/", "Confirmed by Omar on"),
    ):
        assert said in words(signed_in(board).get(page)), page


@pytest.mark.parametrize("address", ["confirm", "reject", "remove"])
def test_other_roles_are_refused_and_nothing_changes(
    signed_in, board, champions, administrator, link, address
):
    Link.objects.update(state="confirmed" if address != "confirm" else "added")
    before = Link.objects.values().get()
    for someone in (board, champions, administrator):
        answer = signed_in(someone).post(
            f"/links/{link.pk}/{address}/", {"version": 1, "reason": "Because."}
        )
        assert answer.status_code == 403
    assert Link.objects.values().get() == before


def test_a_decision_without_a_reason_is_refused(signed_in, keeper, link):
    answer = signed_in(keeper).post(f"/links/{link.pk}/reject/", {"version": 1, "reason": " "})
    assert answer.context["form"].errors == {"reason": ["Give a reason."]}
    assert Link.objects.get().state == "suggested"


def test_what_a_link_cannot_become_is_said(signed_in, keeper, link):
    answer = signed_in(keeper).post(
        f"/links/{link.pk}/remove/", {"version": 1, "reason": "Because."}
    )
    assert "That cannot be done to this link: the wording of the sources suggests it." in words(
        answer
    )


def test_two_who_decide_at_once_see_both_reasons_and_none_is_lost(
    signed_in, keeper, other_keeper, link
):
    address, mine = f"/links/{link.pk}/confirm/", {"version": 1, "reason": "The plan names it."}
    signed_in(other_keeper).post(
        f"/links/{link.pk}/reject/", {"version": 1, "reason": "It is another matter."}
    )
    client = signed_in(keeper)
    answer = client.post(address, mine)

    assert (answer.status_code, Link.objects.get().state) == (409, "rejected")
    assert [(row["yours"], row["saved"]) for row in answer.context["rows"]] == [
        ("Confirmed", "Rejected"),
        ("The plan names it.", "It is another matter."),
    ]
    assert (
        client.post(
            address, mine | {"version": answer.context["form"]["version"].value()}
        ).status_code
        == 302
    )
    assert Link.objects.get().state == "confirmed"


def test_the_trace_stands_in_the_history_in_words(signed_in, keeper, administrator, link):
    signed_in(keeper).post(
        f"/links/{link.pk}/reject/", {"version": 1, "reason": "It is another matter."}
    )
    page = signed_in(administrator).get(f"/links/{link.pk}/").content.decode()
    assert "/history/?thing=link&amp;key=5.3%20%E2%86%92%20C18" in page

    text = words(signed_in(administrator).get("/history/", {"thing": "link", "key": "5.3 → C18"}))
    assert "Link 5.3 → C18: rejected a link" in text
    assert "Suggested by the wording" in text
    assert "Why it was decided so" in text


def test_unknown_links_give_a_helpful_404(signed_in, keeper, link):
    for pk in (link.pk + 1, 10**300):
        assert signed_in(keeper).get(f"/links/{pk}/").status_code == 404
        assert (
            signed_in(keeper)
            .post(f"/links/{pk}/confirm/", {"version": 1, "reason": "x"})
            .status_code
            == 404
        )


def test_a_version_of_300_digits_is_a_conflict_and_no_fault(signed_in, keeper, link):
    answer = signed_in(keeper).post(
        f"/links/{link.pk}/confirm/", {"version": "9" * 300, "reason": "Because."}
    )
    assert (answer.status_code, Link.objects.get().state) == (409, "suggested")
