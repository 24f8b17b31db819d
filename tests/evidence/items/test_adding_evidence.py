"""Evidence is added by whoever keeps the work, once, whole, and with what its medium asks."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError
from django.template.loader import get_template
from django.utils import timezone

from accounts.models import Change
from accounts.versions import Conflict
from evidence.files.checking import CheckedFile
from evidence.items import services as items
from evidence.items.content import CONTENT, Figure, File, Link, content_of
from evidence.models import EvidenceItem, Medium, Support
from tests.evidence.items.adding import add, add_photo, photo, stored_files
from tests.factories import ActionFactory, ItemFactory, ProgressUpdateFactory, SubActionFactory

pytestmark = pytest.mark.django_db
HELD = {
    "note": {"words": "We asked."},
    "quote": {"words": "They ask me.", "consent": "spoken"},
    "figure": {"number": Decimal("71.5"), "unit": "per cent"},
    "link": {"url": "https://example.org/report"},
    "file": {"upload": photo()},
}


@pytest.mark.parametrize(("medium", "held"), HELD.items())
def test_each_medium_is_kept_with_what_it_holds(keeper, sub_action, medium, held):
    added = add(keeper, sub_action.item, content=content_of(medium, held))
    stored = EvidenceItem.objects.get(pk=added.pk)
    assert stored.medium == medium
    assert [getattr(stored, name) for name in held if name != "upload"] == [
        value for name, value in held.items() if name != "upload"
    ]
    assert stored.file_name == ("flip chart.png" if medium == "file" else "")


@pytest.mark.parametrize(
    ("medium", "missing"), [(medium, name) for medium, held in HELD.items() for name in held]
)
def test_what_a_medium_lacks_is_refused_by_the_field(keeper, sub_action, medium, missing):
    empty = None if missing in ("number", "upload") else ""
    with pytest.raises(ValidationError) as refused:
        add(keeper, sub_action.item, content=content_of(medium, HELD[medium] | {missing: empty}))
    assert set(refused.value.message_dict) == {missing}
    assert not EvidenceItem.objects.exists()


def test_a_figure_of_nought_is_no_missing_number(keeper, sub_action):
    assert add(keeper, sub_action.item, content=Figure(Decimal(0), "homes")).number == 0


def test_each_medium_has_what_it_holds_and_the_template_that_draws_it():
    for medium in Medium:
        assert CONTENT[medium].medium == medium
        assert get_template(f"evidence/items/content/_{medium}.html")


@pytest.mark.parametrize(
    "url", ["ftp://example.org/x", "javascript:alert(1)", "file:///etc/passwd", "example.org"]
)
def test_only_addresses_of_the_web_are_kept(keeper, sub_action, url):
    with pytest.raises(ValidationError) as refused:
        add(keeper, sub_action.item, content=Link(url))
    assert "url" in refused.value.message_dict


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "rumour"),
        ("visibility", "secret"),
        ("title", ""),
        ("title", "x" * 151),
    ],
)
def test_values_that_are_none_are_refused(keeper, sub_action, field, value):
    with pytest.raises(ValidationError) as refused:
        add(keeper, sub_action.item, **{field: value})
    assert field in refused.value.message_dict


def test_a_day_to_come_is_refused_and_today_is_not(keeper, sub_action):
    today = timezone.localdate()
    with pytest.raises(ValidationError) as refused:
        add(keeper, sub_action.item, dated_on=today + timedelta(days=1))
    assert refused.value.message_dict == {
        "dated_on": ["This day is in the future. Give the day that it speaks of."]
    }
    assert add(keeper, sub_action.item, dated_on=today).dated_on == today


def test_it_is_looked_at_again_after_today(keeper, sub_action):
    today = timezone.localdate()
    with pytest.raises(ValidationError) as refused:
        add(keeper, sub_action.item, review_on=today)
    assert "review_on" in refused.value.message_dict
    assert add(keeper, sub_action.item, review_on=today + timedelta(days=1)).review_on


# Who, and to what


def test_one_item_supports_many_things_and_a_thing_has_many(keeper, sub_action, call):
    first, second = add(keeper, sub_action.item, call), add(keeper, sub_action.item)
    assert {support.item for support in first.supports.all()} == {sub_action.item, call}
    assert set(EvidenceItem.objects.supporting([sub_action.item])) == {first, second}
    assert set(EvidenceItem.objects.supporting([call])) == {first}


def test_work_of_others_is_refused_also_as_one_of_many(keeper, sub_action, elsewhere):
    with pytest.raises(PermissionDenied, match=f"Only a Promise Keeper of {elsewhere.service}"):
        add(keeper, sub_action.item, elsewhere.item)
    assert not EvidenceItem.objects.exists()


@pytest.mark.parametrize("part", ["action", "criterion"])
def test_actions_and_criteria_belong_to_their_service(keeper, other_keeper, service, part):
    if part == "action":
        item = ActionFactory(service=service).item
    else:
        item = ItemFactory(kind="criterion", parent=SubActionFactory(service=service).item)
    assert add(keeper, item).service == service
    with pytest.raises(PermissionDenied):
        add(other_keeper, item)


@pytest.mark.parametrize("kind", ["call", "theme", "recommendation"])
def test_published_texts_are_open_to_every_keeper(other_keeper, other_service, kind):
    assert add(other_keeper, ItemFactory(kind=kind)).service == other_service


@pytest.mark.parametrize("kind", ["foundation", "fundamental", "point"])
def test_what_evidence_does_not_support_is_refused(keeper, kind):
    with pytest.raises(ValidationError, match="Evidence supports actions"):
        add(keeper, ItemFactory(kind=kind))


def test_the_champions_board_adds_to_anything_and_its_evidence_is_of_no_service(
    champions, sub_action, elsewhere, call
):
    assert add(champions, sub_action.item, elsewhere.item, call).service is None


@pytest.mark.parametrize("who", ["board", "administrator", "stranger"])
def test_nobody_else_adds(request, who, call):
    with pytest.raises(PermissionDenied):
        add(request.getfixturevalue(who), call)


def test_it_belongs_to_the_service_that_keeps_the_work(keeper, service, other_service, elsewhere):
    keeper.appointments.create(role="keeper", service=other_service)
    assert add(keeper, elsewhere.item).service == other_service


def test_evidence_for_nothing_is_refused(keeper):
    with pytest.raises(ValidationError, match="Say what it supports"):
        add(keeper)


def test_it_may_belong_to_an_update(keeper, sub_action, call):
    update = ProgressUpdateFactory(sub_action=sub_action)
    added = add(keeper, sub_action.item, call, update=update)
    assert {support.item: support.update for support in added.supports.all()} == {
        sub_action.item: update,
        call: None,
    }


@pytest.mark.parametrize("wrong", ["other work", "withdrawn", "internal to others"])
def test_an_update_that_does_not_fit_is_refused(champions, sub_action, elsewhere, wrong):
    values = {"withdrawn_on": timezone.localdate()} if wrong == "withdrawn" else {}
    values |= {"visibility": "internal"} if wrong == "internal to others" else {}
    update = ProgressUpdateFactory(
        sub_action=elsewhere if wrong == "other work" else sub_action, **values
    )
    with pytest.raises(ValidationError) as refused:
        add(champions, sub_action.item, update=update)
    assert "update" in refused.value.message_dict


def test_fundamentals_are_kept_and_nothing_else_is_one(keeper, sub_action, call):
    listening = ItemFactory(kind="fundamental", heading="Listening")
    assert list(add(keeper, sub_action.item, fundamentals=[listening]).fundamentals.all()) == [
        listening
    ]
    with pytest.raises(ValidationError) as refused:
        add(keeper, sub_action.item, fundamentals=[call])
    assert "fundamentals" in refused.value.message_dict
    assert EvidenceItem.objects.count() == 1


# Once, whole, and on record


def test_the_same_form_twice_is_stored_once(keeper, sub_action):
    values = {
        "form_key": uuid4(),
        "content": Figure(Decimal("5"), "homes"),
        "dated_on": timezone.localdate(),
    }
    assert add(keeper, sub_action.item, **values) == add(keeper, sub_action.item, **values)
    assert EvidenceItem.objects.count() == Support.objects.count() == 1


def test_the_same_form_with_other_words_is_a_conflict(keeper, sub_action):
    key = uuid4()
    first = add(keeper, sub_action.item, form_key=key)
    with pytest.raises(Conflict) as conflict:
        add(keeper, sub_action.item, form_key=key, title="Something else")
    assert conflict.value.current == first


def test_the_same_form_with_another_file_of_the_same_name_is_a_conflict(keeper, sub_action):
    key = uuid4()
    first = add_photo(keeper, sub_action.item, form_key=key)
    assert add_photo(keeper, sub_action.item, form_key=key) == first
    cropped = CheckedFile("flip chart.png", "png", ContentFile(b"a part"), "")
    with pytest.raises(Conflict):
        add(keeper, sub_action.item, content=File(cropped), form_key=key)
    assert stored_files() >= {first.file.name}


def test_the_same_form_after_its_item_was_removed_is_a_conflict(keeper, sub_action):
    key = uuid4()
    first = add(keeper, sub_action.item, form_key=key)
    items.remove_evidence(by=keeper, evidence=first, seen=1, reason="Not this one")
    with pytest.raises(Conflict):
        add(keeper, sub_action.item, form_key=key)


def test_a_twin_that_was_stored_a_moment_ago_is_given_back(keeper, sub_action, monkeypatch):
    key, twins, storage = uuid4(), [], EvidenceItem._meta.get_field("file").storage
    before = stored_files()

    def overtaken(*args, **options):
        patch.undo()
        twins.append(add_photo(keeper, sub_action.item, form_key=key))
        return storage.put(*args, **options)

    with monkeypatch.context() as patch:
        patch.setattr(storage, "put", overtaken)
        assert add_photo(keeper, sub_action.item, form_key=key) == twins[0]
    assert stored_files() - before == {twins[0].file.name}
    assert EvidenceItem.objects.count() == 1


def test_history_keeps_what_was_added_and_that_nobody_can_be_recognised(keeper, sub_action):
    figure = add(keeper, sub_action.item, content=Figure(Decimal("71.5"), "per cent"))
    line = Change.objects.get(thing="evidence", key=str(figure.pk))
    assert line.actor_id == keeper.pk
    assert '"number": "71.5"' in line.after
    assert sub_action.item.label in line.after
    assert "anyone_recognisable" not in line.after
    added = add_photo(keeper, sub_action.item)
    assert '"anyone_recognisable": false' in Change.objects.get(key=str(added.pk)).after


@pytest.mark.parametrize("broken", ["record", "Support.objects.create"])
def test_a_file_whose_item_is_not_stored_is_taken_away_again(
    keeper, sub_action, monkeypatch, broken
):
    before = stored_files()

    def refuse(**values):
        assert stored_files() > before
        raise IntegrityError("Not like this.")

    monkeypatch.setattr(items, "record", refuse) if broken == "record" else monkeypatch.setattr(
        Support.objects, "create", refuse
    )
    with pytest.raises(IntegrityError):
        add_photo(keeper, sub_action.item)
    assert stored_files() == before
    assert not EvidenceItem.objects.exists()


def test_a_file_gets_a_random_name(keeper, sub_action):
    added = add_photo(keeper, sub_action.item)
    assert added.file.name in stored_files()
    assert "flip" not in added.file.name
    assert (added.file_type, added.file_size) == ("png", len(b"a picture"))
