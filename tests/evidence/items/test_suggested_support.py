"""Texts that are offered for evidence: one press says that it supports one of them."""

import pytest

from accounts.models import Change
from actions.status import Visibility
from evidence.items.services import remove_evidence
from evidence.items.suggested import offered_to
from evidence.models import Support
from foundations.models import Dismissal, FrameworkItem
from tests.conftest import html_of
from tests.factories import EvidenceFactory

pytestmark = pytest.mark.usefixtures("framework")
REASON = "Both have the words: respite, breaks."


@pytest.fixture
def evidence(service):
    work = FrameworkItem.objects.get(key="1.1")
    said = {"title": "Asking about respite", "words": "Families told us of their break."}
    return EvidenceFactory(service=service, supports=[work], **said)


def offered(user, evidence) -> list[str]:
    supported = evidence.supports.current().values_list("item_id", flat=True)
    return [one.text.key for one in offered_to(user, evidence, supported)]


def press(client, evidence, key, what="") -> str:
    address = f"/evidence/{evidence.pk}/suggested/{what}"
    return html_of(client.post(address, {"text": key}, follow=True))


def test_one_press_says_what_it_supports_with_name_and_day(evidence, signed_in, keeper):
    page = html_of(signed_in(keeper).get(evidence.get_absolute_url()))
    assert "1 published text shares its rare words" in page
    assert "Both have: respite, breaks" in page
    assert evidence.supports.count() == 1

    assert "It now supports Call to action C18 as well." in press(
        signed_in(keeper), evidence, "C18"
    )
    support = evidence.supports.get(item__key="C18")
    assert (support.made_by, support.reason) == (keeper, REASON)
    assert "C18" not in offered(keeper, evidence)


def test_themes_and_recommendations_are_offered_too(service, keeper):
    said = {"title": "Advocacy", "shows": "Independent advocacy is there for everybody."}
    kinds = {key[0] == "T" for key in offered(keeper, EvidenceFactory(service=service, **said))}
    assert kinds == {True, False}


def test_what_is_not_meant_stays_away(evidence, signed_in, keeper, champions):
    assert "is no longer offered here" in press(signed_in(keeper), evidence, "C18", "dismiss/")
    assert "C18" not in offered(champions, evidence)
    assert Change.objects.of("evidence", str(evidence.pk)).first().act == "dismissed"
    assert not evidence.supports.filter(item__key="C18").exists()


@pytest.mark.parametrize("what", ["", "dismiss/"])
def test_who_may_not_say_what_it_supports_is_refused(evidence, signed_in, board, keeper, what):
    assert offered(board, evidence) == []
    address = f"/evidence/{evidence.pk}/suggested/{what}"
    assert signed_in(board).post(address, {"text": "C18"}).status_code == 403
    assert "rare words" not in html_of(signed_in(board).get(evidence.get_absolute_url()))
    assert "not offered here any more" in press(signed_in(keeper), evidence, "F4", what)
    assert (Support.objects.count(), Dismissal.objects.count()) == (1, 0)


@pytest.mark.parametrize("what", ["", "dismiss/"])
def test_what_another_service_keeps_to_itself_is_not_found(evidence, signed_in, other_keeper, what):
    evidence.visibility = Visibility.INTERNAL
    evidence.save()
    address = f"/evidence/{evidence.pk}/suggested/{what}"
    assert signed_in(other_keeper).post(address, {"text": "C18"}).status_code == 404
    assert (Support.objects.count(), Dismissal.objects.count()) == (1, 0)


def test_nothing_is_offered_for_what_was_removed(evidence, keeper):
    remove_evidence(by=keeper, evidence=evidence, seen=1, reason="Twice.")
    evidence.refresh_from_db()
    assert offered(keeper, evidence) == []


@pytest.mark.parametrize(
    ("sought", "said", "shown"),
    [
        ("respite grandparents", "These share its rarest words.", True),
        ("grandparents", "Nothing found for “grandparents”", False),
    ],
)
def test_choosing_goes_by_the_same_words(evidence, signed_in, keeper, sought, said, shown):
    page = html_of(signed_in(keeper).get(f"/evidence/{evidence.pk}/support/?words={sought}"))
    assert said in page
    assert ('value="C18"' in page) == shown
