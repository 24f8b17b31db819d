"""A box is saved while its round is closed, and a recommendation rated while it is submitted:
nothing is stored that the closing, or the submission, does not know.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Change, Role
from accounts.versions import Conflict
from evidence.assessments.places import find_place
from evidence.assessments.services.boxes import save_answer
from evidence.assessments.services.citing import say_no_evidence
from evidence.assessments.services.ratings import rate
from evidence.assessments.services.states import submit
from evidence.models import Answer, SelfAssessment, Submission
from foundations.models import Kind, Round
from foundations.services import rounds as writing
from tests.at_once import TIMES, at_once, begin_meanwhile
from tests.conftest import person
from tests.evidence.assessments.page_of_theme import FILLED
from tests.factories import RoundFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

REFUSED = (ValidationError, Conflict)


@pytest.fixture
def closer(db):
    made = person("Bea", Role.BOARD)
    made.appointments.update(closes_rounds=True)
    return made


@pytest.fixture
def places(theme, service, keeper):
    """The theme in so many open rounds."""
    return [
        find_place(RoundFactory(key=f"r{number}").key, "education", "T1", keeper)
        for number in range(TIMES)
    ]


def closing(closer, place) -> partial:
    """Close the round of a place, as a page that has read it does."""
    found = Round.objects.get(pk=place.round.pk)
    return partial(writing.close_round, by=closer, round=found, seen=found.version)


def test_no_box_is_saved_after_the_line_of_the_closing(places, keeper, closer, write):
    for place in places:
        write(at=place, Q1="We listen.", Q2="We wait.")
        held = {one.prompt.key: one for one in Answer.objects.filter(assessment__round=place.round)}
        boxes = [
            (place.box(one, held.get(one.key)), held[one.key].version if one.key in held else 0)
            for one in place.prompts
        ]
        said = at_once(
            closing(closer, place),
            *(
                partial(save_answer, by=keeper, box=box, seen=seen, text="Said late.")
                for box, seen in boxes
            ),
            allowed=REFUSED,
        )
        closed_at = Change.objects.get(act="closed", key=place.round.key).made_at
        late = Answer.objects.filter(assessment__round=place.round, saved_at__gt=closed_at)
        saved = sum(not isinstance(one, Exception) for one in said[1:])
        assert Round.objects.get(pk=place.round.pk).is_closed
        assert late.count() == 0
        texts = Answer.objects.filter(assessment__round=place.round, text="Said late.")
        assert texts.count() == saved


def test_no_box_is_saved_between_the_line_of_the_closing_and_its_end(
    place, keeper, closer, write, monkeypatch
):
    write(Q1="We listen.")
    held, record, late = Answer.objects.get(), writing.record, []
    save = partial(save_answer, by=keeper, seen=held.version, text="Said late.")
    with ThreadPoolExecutor(1) as threads:

        def record_and_save(**line) -> None:
            record(**line)
            late.append(begin_meanwhile(threads, partial(save, box=place.box(held.prompt, held))))

        monkeypatch.setattr(writing, "record", record_and_save)
        closing(closer, place)()
    assert isinstance(late[0].exception(), ValidationError)
    assert Answer.objects.get().text == "We listen."


def test_what_is_rated_during_submission_is_submitted_or_refused(places, keeper, write):
    colleague = person("Catriona", Role.KEEPER, places[0].service)
    line = places[0].theme.children.get(kind=Kind.RECOMMENDATION)
    for place in places:
        write(at=place, **FILLED)
        held = SelfAssessment.objects.get(round=place.round)
        say_no_evidence(by=keeper, assessment=held, seen=held.version, none_yet=True)
        pages = [SelfAssessment.objects.for_change().get(pk=held.pk) for _page in range(2)]
        said = at_once(
            partial(submit, by=keeper, assessment=pages[0], seen=pages[0].version),
            partial(rate, by=colleague, assessment=pages[1], recommendation=line, words="Fully"),
            allowed=REFUSED,
        )
        stands = {one.recommendation.key: one.word for one in held.ratings.all()}
        assert Submission.objects.get(assessment=held).ratings == stands
        assert bool(stands) != isinstance(said[1], ValidationError)
