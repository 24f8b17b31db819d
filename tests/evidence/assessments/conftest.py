"""A theme as it was submitted, in this round and in the last one."""

import pytest

from evidence.assessments.places import find_place
from evidence.assessments.services.citing import say_no_evidence
from evidence.assessments.services.states import submit
from evidence.models import SelfAssessment
from tests.evidence.assessments.page_of_theme import FILLED
from tests.factories import EvidenceFactory


@pytest.fixture
def submitted(write, keeper):
    """Submit a theme: `submitted(Q1="…")` changes a text; `at` is the place."""

    def make(by=keeper, **values) -> SelfAssessment:
        at = {"at": values.pop("at")} if "at" in values else {}
        made = write(by=by, **at, **FILLED | values)
        say_no_evidence(by=by, assessment=made, seen=made.version, none_yet=True)
        submit(by=by, assessment=made, seen=made.version)
        return made

    return make


@pytest.fixture
def earlier(place, last_round, keeper):
    """The same theme in the last round."""
    return find_place("spring", "education", "T1", keeper)


@pytest.fixture
def evidence(service, keeper):
    return EvidenceFactory(title="Notes of the team day", service=service, added_by=keeper)
