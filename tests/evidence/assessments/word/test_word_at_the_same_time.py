"""A document is taken, or taken back, while a colleague saves or submits: nobody's words are lost,
and nobody waits for ever.
"""

import time
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from evidence.assessments.services.boxes import save_answer
from evidence.assessments.services.citing import say_no_evidence
from evidence.assessments.services.states import submit
from evidence.assessments.whole_assessment import find_whole
from evidence.assessments.word import services
from evidence.assessments.word.comparing import compare_document
from evidence.models import Answer, SelfAssessment, Submission, WordUpload
from tests.at_once import TIMES, at_once
from tests.evidence.agreed.test_agreeing_at_the_same_time import together
from tests.evidence.assessments.page_of_theme import FILLED
from tests.evidence.assessments.word.word_files import stored

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
BEFORE = {f"T1-{prompt}": text for prompt, text in FILLED.items()}
SAID = {name: f"{text} Each week." for name, text in BEFORE.items()}


@pytest.fixture
def whole(place, write, keeper):
    # The last box first: whoever writes to all of them in one statement begins with it.
    for prompt, text in reversed(FILLED.items()):
        write(**{prompt: text})
    return find_whole("autumn", "education", keeper)


def taking(keeper, whole):
    wanted = compare_document(whole, SAID)
    return lambda: services.take_texts(by=keeper, whole=whole, wanted=wanted)


def undoing(keeper, whole):
    return lambda: services.undo(by=keeper, place=whole, uploads=WordUpload.objects.all())


def saving(keeper, place, text: str):
    answer = Answer.objects.select_related("prompt", "assessment__round").get(prompt__key="Q1")
    box = place.box(answer.prompt)
    return lambda: save_answer(by=keeper, box=box, seen=answer.version, text=text)


def test_a_document_is_taken_whole_before_a_colleague_submits(whole, keeper, monkeypatch):
    """She presses the button when the first of the boxes is written."""
    made, said = SelfAssessment.objects.get(), []
    say_no_evidence(by=keeper, assessment=made, seen=made.version, none_yet=True)
    made = SelfAssessment.objects.for_change().get()

    def submits() -> None:
        said.extend(together(lambda: submit(by=keeper, assessment=made, seen=made.version)))

    colleague = Thread(target=submits)

    def save(**values):
        saved = save_answer(**values)
        if colleague.ident is None:
            colleague.start()
            _wait_until_somebody_waits()
        return saved

    monkeypatch.setattr(services, "save_answer", save)
    assert len(taking(keeper, whole)().taken) == 4
    colleague.join()
    assert said == []
    assert stored() == SAID
    assert Submission.objects.get().texts == {name[3:]: text for name, text in SAID.items()}
    assert not WordUpload.objects.exists()


def _wait_until_somebody_waits() -> None:
    # On SQLite one writes at a time.
    for _moment in range(200 if connection.vendor == "postgresql" else 0):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)


@pytest.fixture
def anew(place, write, keeper, whole):
    """The boxes and the service's answers as they were before any document, once more."""

    def fill():
        WordUpload.objects.all().delete()
        for prompt, text in reversed(FILLED.items()):
            write(**{prompt: text})
        return find_whole("autumn", "education", keeper)

    return fill


def test_what_a_colleague_saves_meanwhile_is_not_overwritten_by_a_document(anew, keeper, place):
    for _time in range(TIMES):
        said = together(taking(keeper, anew()), saving(keeper, place, "We meet daily."))
        # Whoever was first, the other is told.
        assert stored()["T1-Q1"] == (SAID["T1-Q1"] if said else "We meet daily.")
        assert stored()["T1-Q4"] == SAID["T1-Q4"]


def test_what_a_colleague_saves_meanwhile_is_not_taken_back(anew, keeper, place):
    for _time in range(TIMES):
        whole = anew()
        taking(keeper, whole)()
        said = together(undoing(keeper, whole), saving(keeper, place, "We meet daily."))
        assert stored() == BEFORE | ({} if said else {"T1-Q1": "We meet daily."})


def test_one_of_two_takes_it_back_and_the_other_is_told(anew, keeper):
    for _time in range(TIMES):
        whole = anew()
        taking(keeper, whole)()
        undo = undoing(keeper, whole)
        said = at_once(undo, undo, allowed=(ValidationError,))
        assert sum(isinstance(one, ValidationError) for one in said) == 1
        assert stored() == BEFORE
