"""No field can be set by adding it to a form (promise T2): only what the form offers changes."""

import pytest
from django.db import models
from django.utils.timezone import localdate

from actions.models import Action, ProgressUpdate, SubAction
from actions.services import assigning, work
from foundations.models import FrameworkItem, PublishedTarget
from tests.factories import ActionFactory, ItemFactory, SubActionFactory

from .conftest import edit_form, post, update_form

pytestmark = pytest.mark.django_db
REPORT = {"status", "reported_on", "completed_on", "confirmed_on", "confirmed_by_id"}
SET_BY = {"dates_set_by_id", "dates_set_on", "target_set_by_id", "target_set_on"}
KIND = {"kind_confirmed_by_id", "kind_confirmed_on"}


def forged(model, offered, somebody) -> dict:
    """A value for every field of the model that the form does not offer, as an attacker would guess
    it.
    """
    values = {}
    for field in model._meta.concrete_fields:
        if field.name not in offered and field.name != "id":
            values |= {field.name: guess(field, somebody), field.attname: guess(field, somebody)}
    for field in model._meta.many_to_many:
        if field.name not in offered:
            values[field.name] = [str(somebody.pk)]
    return values


def guess(field: models.Field, somebody) -> str:
    if field.is_relation:
        return str(
            somebody.pk
            if field.related_model is type(somebody)
            else field.related_model.objects.last().pk
        )
    if field.choices:
        return field.choices[-1][0]
    guesses = {"DateField": "2020-02-02", "DateTimeField": "2020-02-02 10:00", "BooleanField": "on"}
    return guesses.get(field.get_internal_type(), "77")


def columns(row) -> dict:
    stored = type(row).objects.filter(pk=row.pk).values().get()
    return stored | {
        f.name: set(getattr(row, f.name).values_list("pk", flat=True))
        for f in row._meta.many_to_many
    }


def changed(before: dict, row) -> set[str]:
    return {name for name, value in columns(row).items() if value != before[name]}


def test_the_guesses_reach_every_field(sub_action, keeper):
    """What the tests below send is every column, and no guess equals what is stored."""
    sent = forged(SubAction, set(), keeper)
    assert {field.name for field in SubAction._meta.get_fields() if field.concrete} - {"id"} <= set(
        sent
    )
    assert len(sent) >= 30


@pytest.fixture
def keeps(signed_in, keeper, colleague, other_keeper):
    """Sends a form, with everything forged that it does not offer, and gives what changed on the
    record.
    """

    def send(row, address, sent, offered, by=None):
        others = {}
        for model in (SubAction, Action, ProgressUpdate, FrameworkItem):
            if model.objects.exists():
                others |= forged(model, offered | set(sent), other_keeper)
        before, item = columns(row), columns(row.item)
        answer = signed_in(by or keeper).post(address, others | sent)
        assert answer.status_code == 302, answer.context["form"].errors
        assert changed(item, row.item) == set()
        return changed(before, row)

    return send


def test_posting(keeps, keeper, sub_action, today):
    offered = {"completed_on", "decided_by", "decided_on"}
    sent = update_form(sub_action, **dict.fromkeys(offered, ""))
    address = f"/sub-actions/{sub_action.key}/update/"
    assert keeps(sub_action, address, sent, offered) == REPORT - {"completed_on"} | {"version"}
    stored = sub_action.updates.get()
    posted = stored.posted_by, stored.posted_on, localdate(stored.posted_at)
    assert posted == (keeper, today, today)
    assert (stored.withdrawn_on, stored.withdrawn_reason, str(stored.form_key)) == (
        None,
        "",
        sent["form_key"],
    )


def test_confirming(keeps, keeper, colleague, sub_action):
    post(colleague, sub_action)
    sub_action.refresh_from_db()
    address = f"/sub-actions/{sub_action.key}/still-true/"
    assert keeps(sub_action, address, {"version": 2}, set()) == {"confirmed_by_id", "version"}
    sub_action.refresh_from_db()
    assert sub_action.confirmed_by == keeper


def test_withdrawing(keeps, keeper, sub_action):
    update = post(keeper, sub_action)
    sub_action.refresh_from_db()
    address = f"/sub-actions/{sub_action.key}/updates/{update.pk}/withdraw/"
    before = columns(update)
    assert keeps(sub_action, address, {"version": 2, "reason": "Wrong."}, set()) == REPORT - {
        "completed_on"
    } | {"version"}
    assert changed(before, update) == {"withdrawn_on", "withdrawn_reason"}


OFFERED = {
    "kind",
    "owners",
    "collaborators",
    "start_on",
    "due_on",
    "review_on",
    "interval_months",
    "expected_difference",
    "target_number",
    "target_unit",
    "funding",
    "funded_until",
    "funded_by",
}


def test_editing_a_published_sub_action(keeps, keeper, sub_action):
    sent = edit_form(
        sub_action, due_on="31/03/2027", heading="Easier", text="Easier", title="Easier"
    )
    address = f"/sub-actions/{sub_action.key}/edit/"
    expected = {
        "due_on",
        "expected_difference",
        "dates_set_by_id",
        "dates_set_on",
        "version",
    } | KIND
    assert keeps(sub_action, address, sent, OFFERED) == expected
    sub_action.refresh_from_db()
    assert sub_action.dates_set_by == sub_action.kind_confirmed_by == keeper


def test_taking_the_source_date(keeps, sub_action, today):
    PublishedTarget.objects.create(item=sub_action.item, words="By now", last_day=today)
    address = f"/sub-actions/{sub_action.key}/confirm-date/"
    expected = {"due_on", "dates_set_by_id", "dates_set_on", "version"}
    assert keeps(sub_action, address, {"version": 1}, set()) == expected


def test_editing_an_action(keeps, service):
    action = ActionFactory(service=service)
    sent = {"version": 1, "expected_difference": "Heard.", "title": "Easier"}
    assert keeps(action, f"/actions/{action.key}/edit/", sent, set()) == {
        "expected_difference",
        "version",
    }


def test_proposing(keeps, keeper, service):
    loose = SubActionFactory(service=None)
    sent = {"version": 1, "service": service.pk}
    expected = {"proposed_service_id", "proposed_by_id", "version"}
    assert keeps(loose, f"/sub-actions/{loose.key}/propose/", sent, set()) == expected
    loose.refresh_from_db()
    assert (loose.proposed_service, loose.proposed_by) == (service, keeper)


def test_deciding_a_proposal(keeps, administrator, keeper, service):
    loose = SubActionFactory(service=None)
    assigning.propose_service(by=keeper, sub_action=loose, seen=1, service=service)
    sent = {"version": 2, "confirm": "yes"}
    expected = {"service_id", "owners", "proposed_service_id", "proposed_by_id", "version"}
    assert keeps(loose, f"/assign/{loose.key}/proposal/", sent, set(), by=administrator) == expected
    assert SubAction.objects.get(pk=loose.pk).service == service


def test_assigning(keeps, administrator, keeper, service):
    loose = SubActionFactory(service=None)
    sent = {"rows": [f"{loose.key}:1"], "owners": [keeper.pk]}
    address = f"/assign/?service={service.key}"
    assert keeps(loose, address, sent, set(), by=administrator) == {
        "service_id",
        "owners",
        "version",
    }


def test_adding(signed_in, keeper, other_keeper, service):
    action = ActionFactory(item=ItemFactory(key="3", kind="action"))
    SubActionFactory()
    sent = {"title": "Play", "service": service.pk, "kind": "dated"}
    extra = forged(SubAction, OFFERED | {"service"}, other_keeper) | forged(
        FrameworkItem, set(), other_keeper
    )
    del extra["kind"]
    signed_in(keeper).post("/actions/3/add/", extra | sent)
    added = SubAction.objects.get(item__key="3.L1")
    untouched = SubAction(item=added.item, action=action, service=service, kind="dated")
    set_here = KIND | {"id"}
    for field in SubAction._meta.concrete_fields:
        if field.attname not in set_here:
            assert getattr(added, field.attname) == getattr(untouched, field.attname), field.name
    assert (added.item.heading, added.item.local, added.item.order, added.item.text) == (
        "Play",
        True,
        1,
        "",
    )
    assert list(added.owners.all()) == []


def test_a_local_title_is_the_only_word_of_an_item_that_changes(signed_in, keeper, service):
    local = work.add_action(by=keeper, service=service, title="Play")
    before = columns(local.item)
    sent = {"version": 1, "title": "Play outside", "expected_difference": ""}
    extra = forged(FrameworkItem, set(), keeper) | forged(Action, {"expected_difference"}, keeper)
    signed_in(keeper).post("/actions/L1/edit/", extra | sent)
    assert changed(before, local.item) == {"heading"}
    assert SET_BY.isdisjoint(changed(columns(local), local))
