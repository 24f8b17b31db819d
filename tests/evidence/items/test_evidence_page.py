"""The page of an item: what it is, what it supports, and what its own people may do with it."""

import pytest

from evidence.items import services as items
from evidence.items.content import Quote
from foundations.models import FrameworkItem
from tests.evidence.items.adding import add, add_photo, form
from tests.factories import ProgressUpdateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(signed_in, keeper):
    return signed_in(keeper)


def test_its_page_says_what_it_is_and_walks_to_what_it_supports(client, keeper, sub_action, call):
    update = ProgressUpdateFactory(sub_action=sub_action)
    said = Quote("They ask.", "spoken")
    evidence = add(keeper, sub_action.item, call, update=update, content=said)
    html = client.get(evidence.get_absolute_url()).content.decode()
    assert f'href="{sub_action.get_absolute_url()}"' in html
    assert f'href="{sub_action.get_absolute_url()}#update-{update.pk}"' in html
    assert 'href="/calls/C18/"' in html
    assert "Quoted with consent: asked, and agreed out loud." in html


def test_one_walks_up_to_the_page_of_the_promise(client, framework, champions):
    evidence = add(champions, FrameworkItem.objects.get(key="3.1"))
    html = client.get(evidence.get_absolute_url()).content.decode()
    for step in (
        "/sub-actions/3.1/",
        "/actions/3/",
        "/recommendations/T8.R1/",
        "/pages/the-promise/85/",
    ):
        assert f'href="{step}"' in html, step
    assert evidence.get_absolute_url() in client.get("/pages/the-promise/85/").content.decode()


def test_what_leads_to_no_page_says_so(client, keeper, call):
    html = client.get(add(keeper, call).get_absolute_url()).content.decode()
    assert "No confirmed or strong link leads from here to a page of The Promise yet." in html


def test_its_file_can_be_fetched_from_its_page(client, keeper, call):
    evidence = add_photo(keeper, call)
    path = f"/evidence/{evidence.pk}/file/"
    assert (
        f'<a href="{path}">flip chart.png</a>'
        in client.get(evidence.get_absolute_url()).content.decode()
    )
    assert client.get(path).status_code == 200


def test_an_update_that_others_keep_to_themselves_is_not_named(
    client, champions, signed_in, keeper, sub_action
):
    update = ProgressUpdateFactory(sub_action=sub_action, visibility="internal")
    evidence = add(keeper, sub_action.item, update=update)
    assert "#update-" in client.get(evidence.get_absolute_url()).content.decode()
    assert "#update-" not in signed_in(champions).get(evidence.get_absolute_url()).content.decode()


def test_what_only_its_own_people_may_do_is_offered_to_them_only(
    client, keeper, sub_action, signed_in, other_keeper
):
    evidence = add(keeper, sub_action.item)
    own, other = (
        browser.get(evidence.get_absolute_url()).content.decode()
        for browser in (client, signed_in(other_keeper))
    )
    for path in ("edit", "remove", f"support/{evidence.supports.get().pk}/remove"):
        assert (
            f"/evidence/{evidence.pk}/{path}/" in own,
            f"/evidence/{evidence.pk}/{path}/" in other,
        ) == (True, False)


def test_a_removed_item_says_so_and_shows_nothing_more(client, keeper, sub_action):
    evidence = add(keeper, sub_action.item)
    sent = {"version": 1, "reason": "It was wrong."}
    assert client.post(f"/evidence/{evidence.pk}/remove/", sent)["Location"] == "/evidence/"
    html = client.get(evidence.get_absolute_url()).content.decode()
    assert "It was wrong." not in html
    assert "Kirsty" in html
    assert "Young adults lead it." not in html
    assert evidence.title not in client.get(sub_action.get_absolute_url()).content.decode()
    for path in ("edit", "remove", "support"):
        assert client.get(f"/evidence/{evidence.pk}/{path}/").status_code == 404


def test_one_that_somebody_else_removed_a_moment_ago_says_so(
    client, keeper, sub_action, monkeypatch
):
    evidence = add(keeper, sub_action.item)
    removed, original = [], items.remove_evidence

    def late(**values):
        if not removed:
            removed.append(original(**values | {"reason": "Before you"}))
        return original(**values)

    monkeypatch.setattr(items, "remove_evidence", late)
    answer = client.post(
        f"/evidence/{evidence.pk}/remove/", {"version": 1, "reason": "It was wrong."}
    )
    assert answer.status_code == 200
    assert "This evidence has been removed." in answer.content.decode()


@pytest.mark.parametrize("pk", ["0", "9" * 30])
def test_an_unknown_number_is_not_found(client, pk):
    answer = client.get(f"/evidence/{pk}/")
    assert answer.status_code == 404
    assert "<h1" in answer.content.decode()


def test_a_conflict_shows_both_texts_and_keeps_what_was_typed(client, keeper, sub_action):
    evidence = add(keeper, sub_action.item)
    items.edit_evidence(by=keeper, evidence=evidence, seen=1, title="Saved meanwhile")
    sent = form(version=1, title="Typed here", shows="Young adults lead it.")
    answer = client.post(f"/evidence/{evidence.pk}/edit/", sent)
    assert answer.status_code == 409
    assert answer.context["rows"] == [
        {"label": "Give it a short name", "yours": "Typed here", "saved": "Saved meanwhile"}
    ]
    assert client.post(f"/evidence/{evidence.pk}/edit/", sent | {"version": 2}).status_code == 302
    evidence.refresh_from_db()
    assert evidence.title == "Typed here"


def test_editing_offers_only_what_is_said_and_not_what_it_holds(client, keeper, sub_action):
    evidence = add(keeper, sub_action.item)
    client.post(
        f"/evidence/{evidence.pk}/edit/",
        form(version=1, medium="link", words="Others", title="New name"),
    )
    evidence.refresh_from_db()
    assert (evidence.title, evidence.medium, evidence.words) == (
        "New name",
        "note",
        "What was written down.",
    )
