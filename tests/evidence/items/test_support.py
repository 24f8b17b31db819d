"""That evidence supports a thing is said with a reason, by whoever keeps the thing, and can be
taken back.
"""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Change
from evidence.items import services as items
from evidence.items.offers import linked_with, not_yet_supported
from evidence.items.scope import check_may_support, supportable_by
from evidence.items.supports import add_support, remove_support
from evidence.models import EvidenceItem, Support
from foundations.models import FrameworkItem
from tests.conftest import html_of
from tests.evidence.items.adding import add
from tests.factories import ActionFactory, ItemFactory, LinkFactory, ProgressUpdateFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def evidence(keeper, call):
    return add(keeper, call)


def support(by, evidence, item, **values):
    return add_support(
        by=by, evidence=evidence, item=item, **({"reason": "It speaks of this."} | values)
    )


def test_another_service_uses_evidence_for_its_own_work(other_keeper, elsewhere, evidence):
    made = support(other_keeper, evidence, elsewhere.item)
    assert (made.made_by, made.reason) == (other_keeper, "It speaks of this.")
    assert list(EvidenceItem.objects.supporting([elsewhere.item])) == [evidence]
    assert elsewhere.item.label in Change.objects.get(act="said what it supports").after


def test_work_of_others_is_refused(other_keeper, sub_action, evidence):
    with pytest.raises(PermissionDenied):
        support(other_keeper, evidence, sub_action.item)
    assert evidence.supports.count() == 1


def test_the_same_is_not_said_twice_but_beside_an_update_it_is_something_else(
    keeper, sub_action, evidence
):
    update = ProgressUpdateFactory(sub_action=sub_action)
    support(keeper, evidence, sub_action.item)
    with pytest.raises(ValidationError, match=f"It supports {sub_action.item.label} already"):
        support(keeper, evidence, sub_action.item)
    assert support(keeper, evidence, sub_action.item, update=update).update == update


def test_removed_evidence_supports_nothing_more(keeper, sub_action, evidence):
    items.remove_evidence(by=keeper, evidence=evidence, seen=1, reason="Wrong.")
    with pytest.raises(ValidationError, match="has been removed"):
        support(keeper, evidence, sub_action.item)


@pytest.mark.parametrize("who", ["keeper", "other_keeper"])
def test_the_evidences_own_service_and_the_keeper_of_the_thing_take_back(
    request, keeper, other_keeper, elsewhere, evidence, who
):
    made = support(other_keeper, evidence, elsewhere.item)
    by = request.getfixturevalue(who)
    remove_support(by=by, support=made, reason="Too far.")
    made.refresh_from_db()
    assert (made.removed_by, made.removed_reason) == (by, "Too far.")
    assert not EvidenceItem.objects.supporting([elsewhere.item]).exists()
    assert Change.objects.filter(act="took back what it supports", actor_id=by.pk).count() == 1
    with pytest.raises(ValidationError, match="taken back already"):
        remove_support(by=by, support=made, reason="Again.")
    assert support(other_keeper, evidence, elsewhere.item).pk != made.pk


def test_others_do_not_take_back(keeper, other_keeper, sub_action, board):
    made = add(keeper, sub_action.item).supports.get()
    for by in (other_keeper, board):
        with pytest.raises(PermissionDenied):
            remove_support(by=by, support=made, reason="Mine.")


# What the forms offer


def test_what_is_offered_is_what_is_allowed(
    keeper, other_keeper, champions, board, service, sub_action, elsewhere, call
):
    ItemFactory(kind="criterion", parent=sub_action.item)
    ItemFactory(kind="criterion", parent=elsewhere.item)
    ItemFactory(kind="foundation")
    ActionFactory(service=service)
    for user in (keeper, other_keeper, champions):
        assert set(supportable_by(user)) == {
            item for item in FrameworkItem.objects.all() if allowed(user, item)
        }


def allowed(user, item) -> bool:
    try:
        check_may_support(user, item)
    except (PermissionDenied, ValidationError):
        return False
    return True


def test_the_form_offers_what_is_linked_and_the_criteria(keeper, sub_action, elsewhere, call):
    criterion = ItemFactory(kind="criterion", parent=sub_action.item)
    weak, rejected = ItemFactory(kind="call"), ItemFactory(kind="call")
    LinkFactory(from_item=sub_action.item, to_item=call)
    LinkFactory(from_item=sub_action.item, to_item=weak, confidence="low")
    LinkFactory(from_item=sub_action.item, to_item=rejected, state="rejected")
    LinkFactory(from_item=elsewhere.item, to_item=call)
    assert set(linked_with(sub_action.item, keeper)) == {call, criterion}
    assert set(linked_with(call, keeper)) == {sub_action.item}


def test_the_page_offers_what_is_not_yet_said_and_stores_it(
    signed_in, other_keeper, sub_action, elsewhere, evidence
):
    assert set(not_yet_supported(evidence, other_keeper)) >= {elsewhere.item}
    client, path = signed_in(other_keeper), f"/evidence/{evidence.pk}/support/"
    assert set(client.get(path).context["form"].offered) == {elsewhere.key}
    answer = client.post(path, {"item": elsewhere.key, "reason": "It speaks of this."}, follow=True)
    assert f"It now supports {elsewhere.item.label} as well." in answer.content.decode()
    assert Support.objects.filter(evidence=evidence, item=elsewhere.item).exists()


@pytest.mark.parametrize("item", ["", "99.9", "the other's", "1" * 300, "\x00"])
def test_the_page_refuses_what_is_not_offered(signed_in, other_keeper, sub_action, evidence, item):
    item = sub_action.key if item == "the other's" else item
    answer = signed_in(other_keeper).post(
        f"/evidence/{evidence.pk}/support/", {"item": item, "reason": "Why not?"}
    )
    assert answer.status_code == 200
    assert answer.context["form"].errors["item"]
    assert answer.context["form"]["reason"].value() == "Why not?"
    assert evidence.supports.count() == 1


def test_the_page_takes_back_with_a_reason(signed_in, keeper, call, evidence):
    made = evidence.supports.get()
    client, path = signed_in(keeper), f"/evidence/{evidence.pk}/support/{made.pk}/remove/"
    assert client.post(path, {"reason": ""}).context["form"].errors["reason"]
    assert (
        "no longer supports"
        in client.post(path, {"reason": "Too far."}, follow=True).content.decode()
    )
    assert client.get(path).status_code == 404
    assert "Not linked to anything yet" in client.get(evidence.get_absolute_url()).content.decode()


def test_from_a_published_text_only_whoever_said_so_or_whose_evidence_it_is_takes_back(
    keeper, other_keeper, champions, call, evidence
):
    with pytest.raises(PermissionDenied, match="Only whoever said"):
        remove_support(by=other_keeper, support=evidence.supports.get(), reason="Mine.")

    other_call = ItemFactory(kind="call")
    said = support(other_keeper, evidence, other_call)
    remove_support(by=other_keeper, support=said, reason="Too far.")
    remove_support(
        by=champions,
        support=evidence.supports.current().get(),
        reason="It speaks of something else.",
    )
    assert not evidence.supports.current().exists()


def found(answer) -> list[str]:
    """The keys that the page offers to choose from."""
    return [key for key, _words in answer.context["form"].fields["item"].widget.choices]


def test_one_searches_by_key_and_by_words_and_sees_first_what_one_chose_last(
    signed_in, other_keeper, evidence, elsewhere
):
    breaks = ItemFactory(kind="call", key="C17", heading="Breaks", text="Short breaks near home.")
    other = ItemFactory(kind="call", key="C170", heading="Breaks", text="Breaks away.")
    client, path = signed_in(other_keeper), f"/evidence/{evidence.pk}/support/"
    assert found(client.get(path)) == []
    assert found(client.get(path, {"words": "c17"})) == [breaks.key, other.key]
    assert found(client.get(path, {"words": "HOME short"})) == [breaks.key]
    assert "Short breaks near home." in html_of(client.get(path, {"words": "c17"}))
    support(other_keeper, add(other_keeper, elsewhere.item), other)
    assert found(client.get(path)) == [other.key, elsewhere.key]


def test_searching_without_a_script_keeps_what_was_typed_and_chosen_and_says_no_error(
    signed_in, other_keeper, evidence
):
    chosen, other = ItemFactory(kind="call", key="C31"), ItemFactory(kind="call", key="C32")
    sent = {"search": "yes", "words": "C32", "item": chosen.key, "reason": "It speaks of this."}
    answer = signed_in(other_keeper).post(f"/evidence/{evidence.pk}/support/", sent)
    assert found(answer) == [chosen.key, other.key]
    assert not answer.context["form"].errors
    assert answer.context["form"]["reason"].value() == "It speaks of this."
    assert evidence.supports.count() == 1
