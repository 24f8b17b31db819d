"""Evidence is added by one form from the page of a thing, which says by the field what is wrong."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from evidence.items import forms as item_forms
from evidence.models import EvidenceItem
from tests.evidence.items.adding import form, photo
from tests.factories import ItemFactory, LinkFactory, ProgressUpdateFactory

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
    assert " hidden>" not in html.partition("<main")[2].partition("</main")[0]


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
        "title": "Say what this is called.",
    }
    html = client.post(
        "/evidence/add/C18/", form(medium="quote", words="They ask me.")
    ).content.decode()
    assert "They ask me." in html
    assert "to put right" in html


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
    assert "<b>3,410</b> of 4,200 staff" in html


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (None, "Say whether anyone could be recognised."),
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
    assert "Waiting for a second check." in html


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


LEAFLET = b"Who,How\r\nEnquiries: 01292 000000,Monday to Friday"


def test_a_number_that_a_leaflet_makes_known_is_asked_about_and_then_taken(client, call):
    def sent(content: bytes, **more):
        file = SimpleUploadedFile("leaflet.csv", content)
        return form(medium="file", words=None, upload=file, recognisable="no", **more)

    address = f"/evidence/add/{call.key}/"
    answer = client.post(address, sent(LEAFLET))
    (said,) = answer.context["form"].errors["upload"]
    assert said.startswith("This may tell who somebody is.")
    (doubt,) = answer.context["form"].question.passages
    assert doubt[:2] == ("perhaps somebody’s telephone number", "01292 000000")
    assert not EvidenceItem.objects.exists()
    tick = {"asked-about": doubt.digest, "asked-why": "nobody"}
    other = client.post(address, sent(LEAFLET.replace(b"000000", b"000001"), **tick))
    assert other.context["form"].question.passages[0].passage == "01292 000001"
    # The answer is enough: the file that was sent before is there.
    kept = answer.context["form"]["upload_kept"].value()
    rest = sent(None, **tick, upload_kept=kept)
    assert client.post(address, rest | {"upload": ""}).status_code == 302
    assert EvidenceItem.objects.get().file_name == "leaflet.csv"
