"""The pages of evidence: one form from the page of a thing, an item's own page, the list under its
filters.
"""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from evidence.items import forms as item_forms
from evidence.items import services as items
from evidence.items.content import Quote
from evidence.models import EvidenceItem
from foundations.models import FrameworkItem
from tests.evidence.items.adding import add, add_photo, form, photo
from tests.factories import EvidenceFactory, ItemFactory, LinkFactory, ProgressUpdateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(signed_in, keeper):
    return signed_in(keeper)


def errors(client, item, **changes) -> dict:
    """What the form says by its fields when this is sent; nothing may be stored."""
    answer = client.post(f"/evidence/add/{item.key}/", form(**changes))
    assert answer.status_code == 200
    assert not EvidenceItem.objects.exists()
    return {name: " ".join(said) for name, said in answer.context["form"].errors.items()}


# Adding


def test_one_form_from_the_page_of_a_thing(client, sub_action, call):
    LinkFactory(from_item=sub_action.item, to_item=call)
    update = ProgressUpdateFactory(sub_action=sub_action)
    listening = ItemFactory(kind="fundamental", key="listening", heading="Listening")
    html = client.get(sub_action.get_absolute_url()).content.decode()
    assert f'href="/evidence/add/{sub_action.key}/"' in html
    sent = form(
        also=[call.key], fundamentals=[listening.pk], update=update.pk, review_on="31/12/2999"
    )
    answer = client.post(f"/evidence/add/{sub_action.key}/", sent, follow=True)
    assert "“How a session runs” is added." in answer.content.decode()
    added = EvidenceItem.objects.get()
    assert {(s.item, s.update) for s in added.supports.all()} == {
        (sub_action.item, update),
        (call, None),
    }
    assert list(added.fundamentals.all()) == [listening]


def test_the_medium_is_asked_first_and_all_questions_stand_without_a_script(client, call):
    answer = client.get("/evidence/add/C18/")
    html = answer.content.decode()
    places = [
        html.index(f'name="{name}"')
        for name in ("medium", "words", "number", "url", "upload", "kind", "title")
    ]
    assert places == sorted(places)
    assert " hidden>" not in html.split("<form", 2)[2]


def test_an_update_can_be_chosen_by_the_link_beside_it(client, sub_action):
    update = ProgressUpdateFactory(
        sub_action=sub_action, posted_by=sub_action.service.appointments.first().user
    )
    html = client.get(sub_action.get_absolute_url()).content.decode()
    assert f'href="/evidence/add/{sub_action.key}/?update={update.pk}"' in html
    page = client.get(f"/evidence/add/{sub_action.key}/?update={update.pk}").content.decode()
    assert f'value="{update.pk}" selected' in page
    assert client.get(f"/evidence/add/{sub_action.key}/?update=%00{'9' * 300}").status_code == 200


def test_what_the_medium_lacks_is_said_by_the_field_and_what_was_typed_is_kept(client, call):
    said = errors(client, call, medium="quote", words="They ask me.", title="")
    assert said == {
        "consent": "Say how whoever is quoted agreed. Without consent their words may not be kept.",
        "title": "Give it a name by which people find it.",
    }
    html = client.post(
        "/evidence/add/C18/", form(medium="quote", words="They ask me.")
    ).content.decode()
    assert "They ask me." in html
    assert "There is a problem" in html


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("medium", None),
        ("medium", "song"),
        ("kind", "rumour"),
        ("dated_on", "31/12/2999"),
        ("dated_on", "soon"),
        ("review_on", "1/1/2020"),
        ("visibility", "secret"),
        ("words", "Write to someone@gmail.com"),
        ("words", ""),
        ("title", "x" * 151),
        ("title", "\x00"),
        ("fundamentals", ["9" * 300]),
        ("form_key", "nothing"),
        ("url", "https://example.org/"),
    ],
)
def test_bad_input_is_refused_by_the_field(client, call, field, value):
    assert set(errors(client, call, **{field: value})) == {field}


def test_what_was_typed_for_another_medium_is_refused_and_not_dropped(client, call):
    said = errors(client, call, medium="link", url="https://example.org/", words="And this.")
    assert said == {
        "words": "This does not belong to “A link”. Empty it, or choose something else above."
    }


@pytest.mark.parametrize("number", ["many", "9" * 300, "1e999999", "NaN", "1.234", "71,5"])
def test_odd_numbers_are_refused_by_the_field(client, call, number):
    assert set(errors(client, call, medium="figure", words=None, number=number, unit="homes")) == {
        "number"
    }


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://example.org/x", "https://", "nothing at all"]
)
def test_odd_addresses_are_refused_by_the_field(client, call, url):
    assert set(errors(client, call, medium="link", words=None, url=url)) == {"url"}


@pytest.mark.parametrize("who", ["jo.bloggs@gmail.com", "jo.bloggs%40gmail.com"])
def test_an_address_that_names_a_person_is_refused(client, call, who):
    said = errors(
        client, call, medium="link", words=None, url=f"https://example.org/forms/?for={who}"
    )
    assert "a private e-mail address" in said["url"]


@pytest.mark.parametrize("offered", [{"also": ["C99"]}, {"update": "9" * 300}, {"update": "1"}])
def test_what_is_not_offered_cannot_be_chosen(client, sub_action, call, offered):
    LinkFactory(from_item=sub_action.item, to_item=call)
    assert set(errors(client, sub_action.item, **offered)) == set(offered)


def test_a_figure_is_typed_and_shown_as_people_write_it(client, call):
    sent = form(medium="figure", words=None, number="3,410", unit="of 4,200 staff")
    html = client.post("/evidence/add/C18/", sent, follow=True).content.decode()
    assert "<strong>3,410</strong> of 4,200 staff" in html


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (None, "Please answer this about the file."),
        ("yes", "Then it cannot be kept here. Crop or blur it until nobody can be recognised"),
    ],
)
def test_a_file_is_kept_only_when_nobody_can_be_recognised(client, call, monkeypatch, answer, said):
    monkeypatch.setattr(item_forms.EvidenceFileField, "clean", lambda *args: photo())
    sent = {"medium": "file", "words": None, "upload": SimpleUploadedFile("chart.png", b"x")}
    assert errors(client, call, **sent, recognisable=answer)["recognisable"].startswith(said)
    sent["upload"] = SimpleUploadedFile("chart.png", b"x")
    html = client.post(
        "/evidence/add/C18/", form(**sent, recognisable="no"), follow=True
    ).content.decode()
    assert "Kirsty said that nobody could recognise a child or young person from it." in html
    assert "This photo awaits a second look" in html


def test_a_form_sent_twice_is_stored_once_and_with_other_words_loses_nothing(client, call):
    sent = form()
    first, again = (client.post("/evidence/add/C18/", sent) for _time in range(2))
    assert first["Location"] == again["Location"]
    answer = client.post("/evidence/add/C18/", sent | {"title": "Other words"})
    assert answer.status_code == 409
    assert answer.context["form"]["title"].value() == "Other words"
    assert answer.context["form"]["form_key"].value() != sent["form_key"]
    assert EvidenceItem.objects.count() == 1


@pytest.mark.parametrize(("key", "status"), [("elsewhere", 403), ("X99", 404), ("foundation", 404)])
def test_other_services_work_is_refused_and_what_takes_no_evidence_is_not_found(
    client, elsewhere, key, status
):
    keys = {
        "elsewhere": elsewhere.key,
        "foundation": ItemFactory(kind="foundation", key="care").key,
    }
    for answer in (client.get, client.post):
        assert answer(f"/evidence/add/{keys.get(key, key)}/").status_code == status


# Its own page


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
    assert "No link that counts leads from here to a page of The Promise yet." in html


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
    assert "It was wrong." in html
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


# The list


@pytest.fixture
def listed(client):
    def titles(**filters) -> set[str]:
        answer = client.get("/evidence/", filters)
        assert answer.status_code == 200
        return {row.title for row in answer.context["page"]}

    return titles


@pytest.fixture
def many(service, sub_action, call):
    """One item for each filter, named by it."""
    today = timezone.localdate()
    EvidenceFactory(title="voice", kind="voice")
    EvidenceFactory(title="figure", medium="figure", words="", number=1)
    EvidenceFactory(title="public", visibility="public")
    EvidenceFactory(title="ours", service=service)
    EvidenceFactory(title="old", review_on=today - timedelta(days=1))
    EvidenceFactory(title="coming", review_on=today)
    EvidenceFactory(
        title="broken", medium="link", words="", url="https://example.org/", broken=True
    )
    EvidenceFactory(
        title="photo", medium="file", words="", file_name="x.png", file_type="png", service=service
    )
    EvidenceFactory(
        title="supports", supports=[ItemFactory(kind="criterion", parent=sub_action.item)]
    )
    EvidenceFactory(title="removed", kind="voice", removed_on=today)


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({"kind": "voice"}, {"voice"}),
        ({"medium": "figure"}, {"figure"}),
        ({"visibility": "public"}, {"public"}),
        ({"service": "education"}, {"ours", "photo"}),
        ({"attention": "review-passed"}, {"old"}),
        ({"attention": "broken-link"}, {"broken"}),
        ({"attention": "second-look"}, {"photo"}),
        ({"supports": "99.9"}, set()),
        ({"supports": "\x00"}, None),
        ({"kind": "rumour"}, None),
    ],
)
def test_each_filter_lists_what_it_says(listed, many, filters, titles):
    everything = {
        "voice",
        "figure",
        "public",
        "ours",
        "old",
        "coming",
        "broken",
        "photo",
        "supports",
    }
    assert listed(**filters) == (everything if titles is None else titles)


def test_what_supports_a_part_of_it_supports_it(listed, many, sub_action):
    assert listed(supports=sub_action.key) == listed(supports=sub_action.action.key.lower()) | {
        "supports"
    }


def test_an_empty_list_says_what_to_do(client):
    assert (
        "open a sub-action and choose “Add evidence”" in client.get("/evidence/").content.decode()
    )
