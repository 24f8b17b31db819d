"""Of what somebody may not read she learns how much it is, never of which kind."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from evidence.items.mix import read_mix
from tests.conftest import html_of
from tests.factories import EvidenceFactory

from .test_mix import complete

pytestmark = pytest.mark.django_db
HIDDEN = "internal to those who added it, and not shown to you."


@pytest.mark.parametrize("kind", ["voice", "data", "practice", "document"])
def test_one_internal_item_tells_that_it_is_there(
    signed_in, board, keeper, service, sub_action, call, kind
):
    supports = [sub_action.item, call]
    EvidenceFactory(kind=kind, visibility="internal", service=service, supports=supports)
    for thing in (sub_action, sub_action.action, call):
        page = html_of(signed_in(board).get(thing.get_absolute_url()))
        if thing != sub_action.action:
            assert f"1 piece of evidence is {HIDDEN}" in page
        for words in ("1 from people", "1 figure", "1 on practice", "1 document", "last heard"):
            assert words not in page
    own = html_of(signed_in(keeper).get(sub_action.get_absolute_url()))
    assert HIDDEN not in own


def test_what_may_be_read_is_counted_by_kind_beside_it(board, service, sub_action):
    EvidenceFactory(kind="data", supports=[sub_action.item])
    EvidenceFactory.create_batch(
        2, kind="voice", visibility="internal", service=service, supports=[sub_action.item]
    )
    mix = read_mix(sub_action.item, board, timezone.localdate())
    assert (mix.in_words, mix.hidden, mix.total) == ("1 figure", 2, 3)


def test_nobody_is_told_that_people_were_not_heard_when_they_were(board, service, sub_action):
    today = timezone.localdate()
    long_ago = {"dated_on": today - timedelta(days=800), "kind": "voice"}
    EvidenceFactory(supports=[sub_action.item], **long_ago)
    before = read_mix(sub_action.item, board, today)
    assert "not been heard on this in the last 12 months" in before.gap
    inside = {"visibility": "internal", "service": service, "kind": "voice", "dated_on": today}
    EvidenceFactory(supports=[sub_action.item], **inside)
    after = read_mix(sub_action.item, board, today)
    assert after.last_voice == long_ago["dated_on"]
    assert after.gap.startswith("Of what you may read, nothing is from people with care experience")


PAGES = ["/sub-actions/", "/sub-actions/export/", "/board/", "/board/export/", "/evidence/"]
PAGES += [f"/sub-actions/?{chosen}" for chosen in ("heard=lately", "heard=not-yet")]
PAGES += ["/sub-actions/?attention=not-heard"]
TOKENS = re.compile(r'value="[\w:=.-]{20,}"|nonce="[^"]*"')
# What makes an item of everybody's one that this reader may not see
INSIDE = {"internal": {"visibility": "internal"}, "a picture": {"file_type": "png"}}


@pytest.mark.parametrize("inside", INSIDE.values(), ids=INSIDE)
@pytest.mark.parametrize("who", ["board", "other_keeper"])
def test_no_list_and_no_figure_tells_of_which_kind_it_is(
    who, inside, request, service, sub_action, signed_in, time_machine
):
    """They read the same, be it somebody's voice or a figure."""
    # Pages say the minute as at which they were made.
    time_machine.move_to(timezone.now(), tick=False)
    complete(sub_action)
    reader = signed_in(request.getfixturevalue(who))
    item = EvidenceFactory(kind="data", service=service, supports=[sub_action.item], **inside)
    pages = [*PAGES, sub_action.get_absolute_url(), sub_action.action.get_absolute_url()]

    def read() -> dict[str, str]:
        return {page: TOKENS.sub("", reader.get(page).getvalue().decode()) for page in pages}

    before = read()
    type(item).objects.update(kind="voice")
    after = read()
    assert [page for page in pages if before[page] != after[page]] == []
    # And a voice that all may read does show, so that this test can fail.
    type(item).objects.update(visibility="board", file_type="")
    told = read()
    assert sum(before[page] != told[page] for page in pages) > 5
