"""History calls by its words what has no key but a number."""

from accounts.history import record
from accounts.models import Change
from evidence.models import SelfAssessment
from foundations.models import FrameworkItem
from tests.conftest import html_of
from tests.factories import RoundFactory


def write(by, thing: str, key: int, **values) -> Change:
    return record(by=by, act="edited", thing=thing, key=str(key), before={}, after=values)


def test_a_self_assessment_is_named_unless_it_is_gone(
    signed_in, administrator, keeper, service, framework
):
    theme = FrameworkItem.objects.get(key="T9")
    autumn = RoundFactory(name="Autumn")
    begun = SelfAssessment.objects.create(theme=theme, service=service, round=autumn)
    write(keeper, "self-assessment", begun.pk, no_evidence_yet=True)
    write(keeper, "self-assessment", 999, no_evidence_yet=True)

    answer = signed_in(administrator).get("/history/", {"thing": "self-assessment"})

    assert [line.name for line in answer.context["lines"]] == [
        "Self-assessment 999",
        f"Self-assessment: {theme.heading}, Education, Autumn",
    ]


def test_people_are_named(signed_in, administrator, keeper):
    write(administrator, "person", keeper.pk, name="Kirsty")

    answer = signed_in(administrator).get("/history/", {"thing": "person"})

    assert answer.context["lines"][0].name == "Person: Kirsty"
    assert f"/people/{keeper.pk}/" in html_of(answer)
