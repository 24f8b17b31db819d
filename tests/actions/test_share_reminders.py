"""The mail of a Keeper's reminders names the parts of which her service says nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from accounts.models import Mail
from actions.models import Share
from actions.services.reminding import remind
from actions.share_reminders import waiting_for
from actions.status import Status
from tests.actions.reminding import ADVICE, owned
from tests.factories import ShareFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MONDAY = date(2026, 3, 16)


@pytest.fixture
def share(sub_action, other_service, time_machine):
    time_machine.move_to(datetime(2026, 3, 16, 12, tzinfo=UTC))
    return ShareFactory(sub_action=sub_action, service=other_service, words="Train the nurses.")


def test_a_silent_part_is_named_in_the_mail_with_its_form(other_keeper, other_service, share):
    owned(other_keeper, other_service, ADVICE, due_on=MONDAY + timedelta(days=30))
    remind(MONDAY)
    [mail] = Mail.objects.all()
    assert mail.to == other_keeper.email
    assert "has to say how it goes" in mail.body
    assert reverse("say-part", args=[share.pk]) in mail.body
    # Words stay inside the product.
    assert share.words not in mail.body


def test_it_is_named_to_those_who_can_say_it_while_it_waits(keeper, other_keeper, share):
    assert waiting_for([keeper.pk]) == []
    assert len(waiting_for([keeper.pk, other_keeper.pk])) == 1

    spoken = {"status": Status.ON_TRACK, "confirmed_by": other_keeper}
    Share.objects.update(confirmed_on=MONDAY, **spoken)
    assert waiting_for([other_keeper.pk]) == []
    Share.objects.update(confirmed_on=MONDAY - timedelta(days=121))
    assert len(waiting_for([other_keeper.pk])) == 1


def test_what_is_ended_waits_for_nobody(other_keeper, share):
    Share.objects.update(ended_on=MONDAY, ended_by=other_keeper, ended_reason="We do it.")
    assert waiting_for([other_keeper.pk]) == []
