"""What belongs under a heading: found by words, tagged, and untagged."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.models import Change
from oversight.duties import services
from oversight.duties.services import tag, untag
from oversight.models import Tag
from tests.conftest import html_of
from tests.factories import EvidenceFactory, HeadingFactory, MeasureFactory, SubActionFactory


@pytest.fixture
def heading(db):
    return HeadingFactory(duty__key="rights", words="the actions it has taken")


@pytest.fixture
def work(db):
    return SubActionFactory(item__key="4.1", item__text="Train adults in nurture.")


def at(heading):
    return f"/duties/headings/{heading.pk}/tag/"


def test_a_keeper_finds_and_tags_each_kind(heading, work, keeper, signed_in):
    MeasureFactory(name="Adults in nurture")
    EvidenceFactory(title="The nurture course")
    client = signed_in(keeper)
    html = html_of(client.post(at(heading), {"words": "nurture", "search": "yes"}))
    for name in (
        "Sub-action: 4.1 Train adults",
        "Measure: Adults in nurture",
        "The nurture course",
    ):
        assert name in html
    assert "3 found" in html
    assert not Tag.objects.exists()
    answer = client.post(at(heading), {"words": "nurture", "thing": f"sub-action:{work.pk}"})
    assert answer["Location"] == f"/duties/rights/#heading-{heading.pk}"
    html = html_of(client.get("/duties/rights/"))
    assert "Sub-action 4.1 Train adults in nurture." in html
    line = Change.objects.latest("pk")
    assert (line.act, line.thing, line.key) == ("tagged", "duty", "rights")
    assert "Sub-action 4.1" in line.after


def test_said_twice_it_is_so_once(heading, work, administrator):
    first = tag(by=administrator, heading=heading, thing=work)
    assert tag(by=administrator, heading=heading, thing=work) == first
    assert Tag.objects.count() == 1


def test_it_is_untagged_and_history_tells_of_it(heading, work, administrator, signed_in):
    made = tag(by=administrator, heading=heading, thing=work)
    client = signed_in(administrator)
    for _time in range(2):
        assert client.post(f"/duties/tags/{made.pk}/untag/").status_code == 302
    assert not Tag.objects.exists()
    assert [*Change.objects.filter(thing="duty").order_by("pk").values_list("act", flat=True)] == [
        "tagged",
        "untagged",
    ]


def test_nobody_else_tags(heading, work, board, champions, administrator, signed_in):
    made = tag(by=administrator, heading=heading, thing=work)
    for person in (board, champions):
        with pytest.raises(PermissionDenied):
            tag(by=person, heading=heading, thing=work)
        with pytest.raises(PermissionDenied):
            untag(by=person, tag=made)
        assert signed_in(person).get(at(heading)).status_code == 403
    html = html_of(signed_in(board).get("/duties/rights/"))
    assert "Untag" not in html
    assert "Tag something" not in html


def test_internal_evidence_is_neither_found_nor_tagged(heading, keeper, signed_in):
    hidden = EvidenceFactory(title="A canary", visibility="internal")
    with pytest.raises(ValidationError, match="internal"):
        tag(by=keeper, heading=heading, thing=hidden)
    client = signed_in(keeper)
    html = html_of(client.post(at(heading), {"words": "canary", "search": "yes"}))
    assert "Nothing was found for “canary”" in html
    answer = client.post(at(heading), {"words": "canary", "thing": f"evidence:{hidden.pk}"})
    assert answer.status_code == 200
    assert "A canary" not in html_of(answer)
    assert not Tag.objects.exists()


def test_evidence_that_became_internal_is_named_no_more(heading, keeper, board, signed_in):
    shown = EvidenceFactory(title="A canary")
    tag(by=keeper, heading=heading, thing=shown)
    shown.visibility = "internal"
    shown.save()
    html = html_of(signed_in(board).get("/duties/rights/"))
    assert "A canary" not in html
    assert "Evidence that was removed or is internal now" in html


@pytest.mark.parametrize("value", ["", "measure:", "measure:x", "measure:0", "user:1", "9" * 40])
def test_what_there_is_not_cannot_be_chosen(heading, keeper, signed_in, value):
    answer = signed_in(keeper).post(at(heading), {"words": "nurture", "thing": value})
    assert answer.status_code == 200
    assert "Find what belongs here, then choose it." in html_of(answer)
    assert 'value="nurture"' in html_of(answer)


def test_a_heading_takes_so_many(heading, work, administrator, monkeypatch):
    monkeypatch.setattr(services, "MOST_TAGS", 1)
    tag(by=administrator, heading=heading, thing=work)
    with pytest.raises(ValidationError, match="all that it takes"):
        tag(by=administrator, heading=heading, thing=MeasureFactory())


def test_a_tag_is_of_one_thing(heading, work, administrator):
    for things in ({}, {"sub_action": work, "measure": MeasureFactory()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Tag.objects.create(heading=heading, added_by=administrator, **things)
