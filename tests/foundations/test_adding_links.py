"""Adding a link: from either end, what the form offers, and what it refuses."""

import pytest
from django.utils import timezone

from accounts.models import Change
from actions.models import Action, SubAction
from foundations.forms import AddLinkForm
from foundations.joining import in_direction
from foundations.models import FrameworkItem, Kind, Link
from tests.factories import ItemFactory, LinkFactory

from .conftest import words

REASON = "Both speak of short breaks."


@pytest.mark.parametrize(
    ("start", "other", "page"), [("5.3", "C18", "/sub-actions/5.3/"), ("C18", "5.3", "/calls/C18/")]
)
def test_it_is_added_from_either_end_and_stands_on_both(
    signed_in, keeper, board, call, sub_action, start, other, page, today
):
    answer = signed_in(keeper).post(f"/links/add/{start}/", {"other": other, "reason": REASON})
    assert (answer.status_code, answer.url) == (302, page)
    assert Link.objects.get().name == "5.3 → C18"

    for address in ("/calls/C18/", "/sub-actions/5.3/"):
        text = words(signed_in(board).get(address))
        assert f"Linked by Kirsty on {today}: “{REASON}”" in text
        assert "About this link" in text
        assert "Review this link" not in text
        assert "Is it right?" not in text


def test_a_recommendation_is_linked_to_a_call_from_its_page(
    signed_in, keeper, call, board, published_recommendation
):
    html = signed_in(keeper).get("/recommendations/T1.R1/").content.decode()
    assert 'href="/links/add/T1.R1/"' in html
    assert "/links/add/" not in signed_in(board).get("/recommendations/T1.R1/").content.decode()

    signed_in(keeper).post("/links/add/T1.R1/", {"other": "C18", "reason": REASON})
    assert REASON in words(signed_in(board).get("/calls/C18/"))


@pytest.fixture
def published_recommendation(db):
    theme = ItemFactory(
        key="T1", kind=Kind.THEME, heading="Play", parent=ItemFactory(kind=Kind.PRIORITY_AREA)
    )
    return ItemFactory(key="T1.R1", kind=Kind.RECOMMENDATION, parent=theme)


def test_the_form_offers_the_other_ends_in_groups(framework):
    def groups(key: str) -> dict[str, list[str]]:
        form = AddLinkForm(item=FrameworkItem.objects.get(key=key))
        return {
            name: [value for value, _label in choices]
            for name, choices in form.fields["other"].choices[1:]
        }

    work = groups("1.3")
    assert list(work)[:6] == [
        *(
            f"Calls to action of {name}"
            for name in ("Voice", "Family", "Care", "People", "Scaffolding")
        ),
        "Themes",
    ]
    assert [len(work[f"Calls to action of {name}"]) for name in ("Voice", "Care")] == [6, 22]
    assert (len(work["Themes"]), len(work["Fundamentals"])) == (25, 5)
    assert (
        sum(len(keys) for name, keys in work.items() if name.startswith("Recommendations of T"))
        == 74
    )

    call = groups("C18")
    assert call["Improvement action 1"][:7] == ["1", "1.1", "1.2", "1.3", "1.4", "1.4a", "1.4b"]
    assert (
        sum(len(keys) for name, keys in call.items() if name.startswith("Residential briefing:"))
        == 44
    )
    assert not any(name.startswith("Calls") for name in call)


def test_a_choice_says_what_it_is(framework):
    form = AddLinkForm(item=FrameworkItem.objects.get(key="1.3"))
    assert (
        dict(dict(form.fields["other"].choices)["Calls to action of Care"])["C18"] == "C18 Respite"
    )


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({"other": "", "reason": REASON}, "other", "Find what it is linked to, then choose it."),
        ({"other": "care", "reason": REASON}, "other", "Choose a text from the list."),
        ({"other": "C18\x00", "reason": REASON}, "other", "Choose a text from the list."),
        ({"other": "C18", "reason": ""}, "reason", "Give a reason."),
        (
            {"other": "C18", "reason": "x" * 301},
            "reason",
            "Shorten “Why do these two belong together?” by 1 character.",
        ),
        (
            {"other": "C18", "reason": "Ask someone@gmail.com"},
            "reason",
            "This seems to hold a private e-mail address.",
        ),
    ],
)
def test_bad_input_is_refused_by_the_field_and_nothing_is_lost(
    signed_in, keeper, call, sub_action, sent, field, sentence
):
    answer = signed_in(keeper).post("/links/add/5.3/", sent)
    form = answer.context["form"]
    assert (answer.status_code, Link.objects.count(), Change.objects.count()) == (200, 0, 0)
    assert form.errors[field][0].startswith(sentence)
    assert form["reason"].value() == sent["reason"]


def test_a_pair_that_is_linked_already_is_refused_with_the_way_to_that_link(
    signed_in, other_keeper, call, sub_action
):
    link = LinkFactory(
        from_item=sub_action.item,
        to_item=call,
        state="confirmed",
        decided_by=other_keeper,
        decided_on="2026-03-03",
        decision_reason="Yes.",
    )
    answer = signed_in(other_keeper).post("/links/add/C18/", {"other": "5.3", "reason": REASON})
    assert "These two are linked already: confirmed by Omar on 3 March 2026." in words(answer)
    assert f'href="/links/{link.pk}/"' in answer.content.decode()


@pytest.mark.parametrize("key", ["care", "nothing", "X" * 500])
def test_what_cannot_be_linked_has_no_such_page(signed_in, keeper, call, key):
    assert signed_in(keeper).get(f"/links/add/{key}/").status_code == 404


def test_the_form_sent_twice_adds_once(signed_in, keeper, call, sub_action):
    client = signed_in(keeper)
    for _click in range(2):
        assert client.post("/links/add/5.3/", {"other": "C18", "reason": REASON}).status_code == 302
    assert (Link.objects.count(), Change.objects.count()) == (1, 1)


def test_no_field_can_be_set_by_adding_it_to_the_form(
    signed_in, keeper, other_keeper, call, sub_action
):
    forged = {
        "state": "confirmed",
        "made_by": other_keeper.pk,
        "made_on": "2020-02-02",
        "confidence": "high",
    }
    forged |= {
        "decided_by": other_keeper.pk,
        "decision_reason": "Forged.",
        "version": 77,
        "from_words": "Forged.",
    }
    signed_in(keeper).post("/links/add/5.3/", {"other": "C18", "reason": REASON} | forged)
    stored = Link.objects.get()
    assert (stored.state, stored.made_by, stored.version, stored.confidence) == (
        "added",
        keeper,
        1,
        "",
    )
    assert (stored.decided_by, stored.decision_reason, stored.from_words) == (None, "", "")
    assert stored.made_on == timezone.localdate()


def test_an_added_link_answers_a_call_everywhere(signed_in, keeper, board, framework):
    assert FrameworkItem.objects.calls().answered(False).filter(key="V1").exists()
    signed_in(keeper).post("/links/add/V1/", {"other": "1.3", "reason": REASON})
    assert FrameworkItem.objects.calls().answered().filter(key="V1").exists()
    assert SubAction.objects.answering("voice").filter(item__key="1.3").exists()
    assert Action.objects.count() == 10


def test_the_direction_is_the_links_own_whichever_end_it_is_added_from(call, sub_action):
    assert (
        in_direction(call, sub_action.item)
        == in_direction(sub_action.item, call)
        == (sub_action.item, call)
    )
