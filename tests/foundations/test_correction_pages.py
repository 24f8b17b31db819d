"""Corrections in the browser: proposed under a quote, shown beside the source's wording, and
answered (row 3).
"""

import uuid

import pytest
from django.utils import timezone

from accounts.models import Change
from foundations.models import Correction, FrameworkItem, Kind
from tests.factories import CorrectionFactory, ItemFactory

from .conftest import words


@pytest.fixture
def correction(call, keeper):
    return CorrectionFactory(item=call, wording="Stop using that word.", proposed_by=keeper)


def sent(**changes) -> dict:
    """What the browser sends."""
    form = {
        "part": "text",
        "wording": "Stop using that word.",
        "reason": "A word is wrong.",
        "form_key": uuid.uuid4(),
    }
    return form | changes


def test_under_the_quote_stands_the_way_to_a_form_with_the_source_s_wording(signed_in, board, call):
    client = signed_in(board)
    assert 'href="/items/C18/correct/"' in client.get("/calls/C18/").content.decode()
    form = client.get("/items/C18/correct/").context["form"]
    assert (form["part"].value(), form["wording"].value()) == ("text", "Stop using the word.")
    form = client.get("/items/C18/correct/?part=heading").context["form"]
    assert (form["part"].value(), form["wording"].value()) == ("heading", "Respite")


def test_a_proposal_stands_beside_the_source_s_wording_and_so_does_the_answer(
    signed_in, board, administrator, call, today
):
    answer = signed_in(board).post("/items/C18/correct/", sent())
    stored = Correction.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/corrections/{stored.pk}/")
    text = words(signed_in(board).get("/calls/C18/"))
    assert "Stop using the word." in text
    said = (
        f"Proposed reading by Barbara on {today}: Stop using that word. Because: A word is wrong."
    )
    assert f"{said} Waiting for an answer" in text

    given = {"version": 1, "state": "agreed", "answer": "The printed text says so."}
    assert (
        signed_in(administrator).post(f"/corrections/{stored.pk}/answer/", given).url == answer.url
    )
    text = words(signed_in(board).get("/calls/C18/"))
    assert "Stop using the word." in text
    assert f"{said} Agreed by Ada on {today}: “The printed text says so.”" in text


@pytest.mark.parametrize(
    ("state", "shown"),
    [("open", True), ("agreed", True), ("declined", False), ("withdrawn", False)],
)
def test_which_proposals_stand_beside_the_text(read, call, state, shown):
    correction = CorrectionFactory(item=call, state=state)
    assert (correction.wording in read("/calls/C18/")) is shown
    assert correction.wording in read("/corrections/")
    page = read(f"/corrections/{correction.pk}/")
    assert correction.wording in page
    assert correction.source_wording in page


def test_it_stands_on_every_page_on_which_the_text_is_quoted_and_beside_no_other(published, read):
    for key in ("T9.R5", "C18", "1.3"):
        CorrectionFactory(
            item=FrameworkItem.objects.get(key=key), wording=f"How {key} should read."
        )
    for path, key in {
        "/recommendations/T9.R5/": "T9.R5",
        "/themes/T9/": "T9.R5",
        "/calls/C18/": "C18",
    }.items():
        page = read(path)
        assert [
            other for other in ("T9.R5", "C18", "1.3") if f"How {other} should read." in page
        ] == [key]


def test_texts_without_a_page_of_their_own_can_be_corrected_too(published, signed_in, board):
    assert "/items/RBH1/correct/" in signed_in(board).get("/briefing/").content.decode().replace(
        FrameworkItem.objects.of_kind(Kind.HEADLINE).first().key, "RBH1"
    )


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"wording": ""}, "wording", "Write how it should read."),
        (
            {"wording": " Stop using\r\nthe word."},
            "wording",
            "This is how the source reads already.",
        ),
        (
            {"wording": "Write to someone@gmail.com"},
            "wording",
            "This seems to hold a private e-mail address.",
        ),
        ({"wording": "A\x00B"}, "wording", "Take out the characters that cannot be read."),
        ({"reason": ""}, "reason", "Give a reason."),
        ({"reason": "x" * 501}, "reason", "Shorten “Why should it read so?” by 1 character."),
        ({"part": "page"}, "part", "Part of this form is missing."),
        ({"form_key": "x"}, "form_key", "Part of this form is missing."),
    ],
)
def test_bad_input_is_refused_by_the_field_and_nothing_is_lost(
    signed_in, board, call, changes, field, sentence
):
    answer = signed_in(board).post("/items/C18/correct/", sent(**changes))
    form = answer.context["form"]
    assert (answer.status_code, Correction.objects.count(), Change.objects.count()) == (200, 0, 0)
    assert form.errors[field][0].startswith(sentence)
    assert form["wording"].value() == sent(**changes)["wording"]


def test_line_ends_of_the_browser_are_no_difference(signed_in, board, call):
    signed_in(board).post("/items/C18/correct/", sent(wording="Stop.\r\nUse no such word."))
    assert Correction.objects.get().wording == "Stop.\nUse no such word."


def test_the_form_sent_twice_is_stored_once_and_other_words_become_a_proposal_of_their_own(
    signed_in, board, call
):
    client, form = signed_in(board), sent()
    assert {client.post("/items/C18/correct/", form).status_code for _click in range(2)} == {302}
    assert Correction.objects.count() == 1

    answer = client.post("/items/C18/correct/", form | {"wording": "Never use the word."})
    assert (answer.status_code, Correction.objects.count()) == (409, 1)
    assert (
        answer.context["rows"][0]
        | {"yours": "Never use the word.", "saved": "Stop using that word."}
        in (answer.context["rows"])
    )
    again = form | {
        "wording": "Never use the word.",
        "form_key": answer.context["form"]["form_key"].value(),
    }
    assert client.post("/items/C18/correct/", again).status_code == 302
    assert Correction.objects.count() == 2


def test_no_field_can_be_set_by_adding_it_to_the_form(signed_in, board, administrator, call):
    forged = {
        "state": "agreed",
        "answered_by": administrator.pk,
        "answer": "Yes.",
        "proposed_by": administrator.pk,
    }
    forged |= {"source_wording": "Forged.", "item": "1", "proposed_on": "2020-02-02", "version": 77}
    signed_in(board).post("/items/C18/correct/", sent() | forged)
    stored = Correction.objects.get()
    assert (stored.item, stored.state, stored.proposed_by, stored.version) == (
        call,
        "open",
        board,
        1,
    )
    assert (stored.source_wording, stored.answer, stored.answered_by) == (
        "Stop using the word.",
        "",
        None,
    )
    assert stored.proposed_on == timezone.localdate()


@pytest.mark.parametrize("key", ["nothing", "X" * 500, "L1"])
def test_what_is_not_published_has_no_such_page(signed_in, board, call, key):
    ItemFactory(key="L1", kind=Kind.ACTION, local=True)
    assert signed_in(board).get(f"/items/{key}/correct/").status_code == 404


def test_both_wordings_stand_side_by_side(read, correction):
    page = read(f"/corrections/{correction.pk}/")
    assert "In the source Stop using the word." in page
    assert "As proposed Stop using that word." in page
    assert "Why A line is missing." in page


@pytest.mark.parametrize(
    ("role", "answers", "withdraws"),
    [("keeper", False, True), ("other_keeper", False, False), ("administrator", True, False)],
)
def test_who_finds_which_button(request, signed_in, correction, role, answers, withdraws):
    html = (
        signed_in(request.getfixturevalue(role))
        .get(f"/corrections/{correction.pk}/")
        .content.decode()
    )
    assert (f"/corrections/{correction.pk}/answer/" in html) is answers
    assert (f"/corrections/{correction.pk}/withdraw/" in html) is withdraws


def test_other_roles_cannot_answer_and_others_cannot_withdraw(
    signed_in, other_keeper, board, administrator, correction
):
    for someone in (other_keeper, board):
        given = {"version": 1, "state": "agreed", "answer": "Yes."}
        assert (
            signed_in(someone).post(f"/corrections/{correction.pk}/answer/", given).status_code
            == 403
        )
    for someone in (other_keeper, administrator):
        answer = signed_in(someone).post(f"/corrections/{correction.pk}/withdraw/", {"version": 1})
        assert answer.status_code == 403
    assert Correction.objects.get().state == "open"


def test_whoever_proposed_takes_it_back(signed_in, keeper, correction):
    client, address = signed_in(keeper), f"/corrections/{correction.pk}/withdraw/"
    assert "Someone else changed this a moment ago." in words(
        client.post(address, {"version": "x"}, follow=True)
    )
    assert "Your proposal is withdrawn." in words(client.post(address, {"version": 1}, follow=True))
    assert Correction.objects.get().state == "withdrawn"


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"state": ""}, "state", "Choose whether you agree."),
        ({"state": "withdrawn"}, "state", "Choose whether you agree."),
        ({"answer": ""}, "answer", "Give a reason."),
    ],
)
def test_an_answer_needs_both_its_parts(
    signed_in, administrator, correction, changes, field, sentence
):
    given = {"version": 1, "state": "agreed", "answer": "Yes."} | changes
    answer = signed_in(administrator).post(f"/corrections/{correction.pk}/answer/", given)
    assert answer.context["form"].errors[field] == [sentence]
    assert Correction.objects.get().state == "open"


def test_two_who_answer_at_once_see_both_answers(signed_in, administrator, correction):
    Correction.objects.update(state="declined", answer="No.", answered_by=administrator, version=2)
    client, address = signed_in(administrator), f"/corrections/{correction.pk}/answer/"
    given = {"version": 1, "state": "agreed", "answer": "Yes."}
    answer = client.post(address, given)
    assert answer.status_code == 409
    assert [(row["yours"], row["saved"]) for row in answer.context["rows"]] == [
        ("Agreed", "Declined"),
        ("Yes.", "No."),
    ]
    assert client.post(address, given | {"version": 2}).status_code == 302
    assert Correction.objects.get().answer == "Yes."


def test_the_history_names_it_and_leads_to_it(signed_in, board, administrator, call):
    signed_in(board).post("/items/C18/correct/", sent())
    stored = Correction.objects.get()
    page = signed_in(administrator).get("/history/?thing=correction")
    assert f"Correction {stored.pk}: proposed a correction" in words(page)
    assert f'href="/corrections/{stored.pk}/"' in page.content.decode()


def test_an_empty_list_says_where_to_begin(read, db):
    assert "To propose one, open the source of a published text" in read("/corrections/")


def test_a_long_list_has_pages(read, call):
    CorrectionFactory.create_batch(60, item=call)
    assert read("/corrections/").count("Proposed by") == 50
    assert read("/corrections/?page=2").count("Proposed by") == 10


def test_unknown_corrections_give_a_helpful_404(signed_in, administrator, correction):
    for pk in (correction.pk + 1, 10**300):
        assert signed_in(administrator).get(f"/corrections/{pk}/").status_code == 404
        assert signed_in(administrator).get(f"/corrections/{pk}/answer/").status_code == 404
