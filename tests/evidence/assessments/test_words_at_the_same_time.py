"""The words of the scale are changed while somebody rates in them: a rating is stored under the
words that were on offer when it was, or refused.
"""

from functools import partial

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Change
from accounts.versions import Conflict
from evidence.assessments.services.ratings import (
    FIRST_WORDS,
    change_words,
    current_words,
    rate,
)
from evidence.models import Rating, Scale
from foundations.models import Kind
from tests.at_once import TIMES, at_once
from tests.factories import ItemFactory, SelfAssessmentFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

REFUSED = (ValidationError, Conflict)


def test_words_that_are_changed_while_somebody_rates_in_them(keeper, administrator, service):
    assessment = SelfAssessmentFactory(service=service)
    line = ItemFactory(kind=Kind.RECOMMENDATION, parent=assessment.theme)
    for number in range(TIMES):
        Rating.objects.all().delete()
        before = current_words()
        words = [f"Not yet {number}", f"Wholly {number}"]
        said = at_once(
            partial(change_words, by=administrator, words=words, reason="Plainer.", seen=before),
            partial(rate, by=keeper, assessment=assessment, recommendation=line, words=before[-1]),
            allowed=REFUSED,
        )
        lines = Change.objects.order_by("-id").values_list("act", flat=True)[:2]
        if isinstance(said[1], ValidationError):
            assert not Rating.objects.exists()
        else:
            assert Rating.objects.get().word == before[-1]
            assert [*lines] == ["changed the words", "rated"]
        assert current_words() == words


def test_of_two_who_change_the_words_one_is_shown_what_the_other_wrote(administrator):
    for number in range(TIMES):
        before = current_words()
        said = at_once(
            *(
                partial(change_words, by=administrator, words=words, reason="", seen=before)
                for words in ([f"No {number}", f"Yes {number}"], [f"Off {number}", f"On {number}"])
            ),
            allowed=REFUSED,
        )
        assert [type(one) for one in said if isinstance(one, Exception)] == [Conflict]


def test_the_first_scale_is_made_once_by_two_who_rate(keeper, service):
    for _time in range(TIMES):
        Rating.objects.all().delete()
        Scale.objects.all().delete()
        rows = [SelfAssessmentFactory(service=service) for _row in range(2)]
        lines = [ItemFactory(kind=Kind.RECOMMENDATION, parent=row.theme) for row in rows]
        at_once(
            *(
                partial(rate, by=keeper, assessment=row, recommendation=line, words=FIRST_WORDS[0])
                for row, line in zip(rows, lines, strict=True)
            )
        )
        assert (Scale.objects.count(), Rating.objects.count()) == (1, 2)
