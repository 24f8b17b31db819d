"""A slip in handing over is taken back for a day: all of it, or nothing with the reason."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import Change, Mail
from accounts.services import set_active
from actions.models import HandOver
from actions.services import assigning, handing
from tests.conftest import html_of
from tests.factories import SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def alone(service, keeper):
    return SubActionFactory(service=service, owners=[keeper])


@pytest.fixture
def shared(service, keeper, colleague):
    """What the heir owned as well."""
    return SubActionFactory(service=service, owners=[keeper, colleague])


@pytest.fixture
def act(keeper, colleague, service, alone, shared):
    seen = {row.key: row.version for row in (alone, shared)}
    heirs = {service.pk: colleague}
    done = handing.hand_over(by=keeper, person=keeper, seen=seen, heirs=heirs)
    Mail.objects.all().delete()
    return done


def owners(row) -> set[str]:
    return {str(one) for one in row.owners.all()}


def test_it_is_as_it_was_before(keeper, colleague, alone, shared, act):
    handing.take_back(by=keeper, act=act)
    assert owners(alone) == {"Kirsty"}
    assert owners(shared) == {"Kirsty", "Catriona"}
    lines = Change.objects.filter(act="took back what was handed over")
    assert {line.key for line in lines} == {alone.key, shared.key}
    assert {mail.to for mail in Mail.objects.all()} == {keeper.email, colleague.email}


def test_twice_is_once(keeper, act):
    for _ in range(2):
        handing.take_back(by=keeper, act=act)
    assert Mail.objects.count() == 2
    assert Change.objects.filter(act="took back what was handed over").count() == 2


def test_its_page_offers_it_and_says_when_it_is_done(signed_in, keeper, act):
    client = signed_in(keeper)
    assert "Take it back" in html_of(client.get(act.get_absolute_url()))
    answer = client.post(f"{act.get_absolute_url()}take-back/", follow=True)
    page = html_of(answer)
    assert "It is taken back: all of it belongs to Kirsty again." in page
    assert "Taken back on" in page
    assert '<button class="ds_button ds_button--secondary">Take it back' not in page


@pytest.mark.parametrize(("who", "may"), [("administrator", True), ("colleague", False)])
def test_only_whoever_did_it_and_administrators(request, signed_in, who, may, alone, act):
    person = request.getfixturevalue(who)
    if not may:
        with pytest.raises(PermissionDenied, match="Only the person who handed this over"):
            handing.take_back(by=person, act=act)
        assert "Take it back" not in html_of(signed_in(person).get(act.get_absolute_url()))
        assert owners(alone) == {"Catriona"}
    else:
        handing.take_back(by=person, act=act)
        assert owners(alone) == {"Kirsty"}


def refused(keeper, act, sentence: str, client) -> None:
    given = HandOver.objects.get(pk=act.pk)
    with pytest.raises(ValidationError, match=sentence):
        handing.take_back(by=keeper, act=given)
    assert sentence in html_of(client.get(act.get_absolute_url()))
    posted = client.post(f"{act.get_absolute_url()}take-back/", follow=True)
    assert sentence in html_of(posted)
    assert HandOver.objects.get(pk=act.pk).taken_back_at is None
    assert not Mail.objects.exists()


def test_after_a_day_it_stays(signed_in, keeper, alone, act):
    HandOver.objects.update(made_at=timezone.now() - timedelta(hours=25))
    refused(keeper, act, "A handing over can be taken back for a day only.", signed_in(keeper))
    assert owners(alone) == {"Catriona"}


def test_what_was_given_others_since_stays_and_so_does_all(
    signed_in, administrator, keeper, service, alone, shared, act
):
    shared.refresh_from_db()
    given = {"seen": shared.version, "service": service, "owners": [keeper]}
    assigning.assign(by=administrator, sub_action=shared, **given)
    refused(keeper, act, f"{shared} has been given other owners since then.", signed_in(keeper))
    assert owners(alone) == {"Catriona"}


def test_nothing_goes_back_to_somebody_who_left(signed_in, administrator, keeper, alone, act):
    set_active(by=administrator, person=keeper, active=False)
    sentence = "Kirsty is no Promise Keeper of Education today."
    refused(administrator, act, sentence, signed_in(administrator))
    assert owners(alone) == {"Catriona"}
