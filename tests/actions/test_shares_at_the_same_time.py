"""Each body's part is named, spoken for and ended by two at one moment."""

from functools import partial

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Role
from accounts.versions import Conflict
from actions.models import Share, ShareWord, SubAction
from actions.services.shares import end_share, name_share, say_of_share
from actions.status import Status
from tests.at_once import TIMES, at_once
from tests.conftest import person
from tests.factories import ShareFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
REFUSED = (ValidationError, Conflict)


def open_part(sub_action, service, keeper) -> list[Share]:
    """A part of which nothing was said, as two pages show it."""
    ShareWord.objects.all().delete()
    Share.objects.all().delete()
    named = ShareFactory(sub_action=sub_action, service=service, named_by=keeper)
    return [Share.objects.get(pk=named.pk) for _page in range(2)]


def saying(by, share, status=Status.ON_TRACK) -> partial:
    said = {"seen": share.version, "status": status, "words": "Four of six are trained."}
    return partial(say_of_share, by=by, share=share, **said)


def refused(said: list) -> list[type]:
    return [type(one) for one in said if isinstance(one, Exception)]


def test_two_keepers_who_speak_at_once_do_not_write_over_each_other(
    sub_action, keeper, other_keeper, other_service
):
    colleague = person("Orla", Role.KEEPER, other_service)
    for _time in range(TIMES):
        pages = open_part(sub_action, other_service, keeper)
        said = at_once(
            saying(other_keeper, pages[0]),
            saying(colleague, pages[1], Status.AT_RISK),
            allowed=REFUSED,
        )
        assert refused(said) == [Conflict]
        assert Share.objects.get().status == ShareWord.objects.get().status


def test_one_service_named_twice_at_once_has_one_part(sub_action, keeper, other_service):
    for _time in range(TIMES):
        Share.objects.all().delete()
        pages = [SubAction.objects.get(pk=sub_action.pk) for _page in range(2)]
        named = {"by": keeper, "service": other_service, "words": "Train the nurses."}
        said = at_once(
            *(partial(name_share, sub_action=page, **named) for page in pages), allowed=REFUSED
        )
        assert refused(said) == [ValidationError]
        assert Share.objects.count() == 1


def test_nobody_speaks_for_what_is_ended_at_the_same_moment(
    sub_action, keeper, other_keeper, other_service
):
    for _time in range(TIMES):
        pages = open_part(sub_action, other_service, keeper)
        said = at_once(
            saying(other_keeper, pages[0]),
            partial(end_share, by=keeper, share=pages[1], seen=1, reason="The council does it."),
            allowed=REFUSED,
        )
        # Whoever came second is told: that it has ended, or that something was said meanwhile.
        assert refused(said) in ([ValidationError], [Conflict])
        assert bool(Share.objects.get().ended_on) != ShareWord.objects.exists()
