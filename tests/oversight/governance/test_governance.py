"""Who does what: the bodies of the sources, and who may enter members, stakeholders, priorities."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.models import Change
from accounts.versions import Conflict
from oversight.governance import services
from oversight.governance.models import PURPOSE, Body
from oversight.models import Member, Priority, Stakeholder
from tests.conftest import html_of
from tests.factories import ItemFactory, MemberFactory, StakeholderFactory

FROM = date(2026, 3, 1)
CHAIR = {"kind": "member", "body": "oversight-board", "role": "Chair", "name": "Rhona Whitfield"}
CHAIR |= {"starts_on": FROM, "ends_on": None}
HEALTH = {"kind": "stakeholder", "name": "The health board", "part": "Pays for half of it."}
HEALTH |= {"starts_on": FROM, "ends_on": None}
FIRST = {"kind": "priority", "words": "Stay together.", "origin": "known", "source": "The plan"}
FIRST |= {"starts_on": FROM, "ends_on": None}


def sent(**values) -> dict:
    form = {"starts_on": "1/3/2026", "ends_on": "", "form_key": str(uuid.uuid4())}
    return {name: one for name, one in (form | values).items() if name != "kind"}


def test_the_page_says_of_each_body_what_the_source_says(keeper, signed_in, db):
    for keys in PURPOSE.values():
        for key in keys:
            ItemFactory(key=key, kind="need", text=f"Words of {key}, as printed.")
    html = html_of(signed_in(keeper).get("/governance/"))
    for body, keys in PURPOSE.items():
        assert body.label in html
        assert all(f"“Words of {key}, as printed.”" in html for key in keys)
    assert html.count("does not say what it is for") == 3
    assert html.count("Nobody has entered any yet.") == 3
    assert "/add/" not in html


def test_an_administrator_enters_all_three(administrator, signed_in):
    for values in (CHAIR, HEALTH, FIRST):
        services.add(by=administrator, **values)
    assert (Member.objects.count(), Stakeholder.objects.count(), Priority.objects.count()) == (
        1,
    ) * 3
    line = Change.objects.latest("pk")
    assert (line.act, line.thing) == ("added", "governance")
    html = html_of(signed_in(administrator).get("/governance/"))
    for words in ("Rhona Whitfield", "Pays for half of it.", "Known already: The plan"):
        assert words in html


def test_the_board_keeps_its_own_members_and_nothing_else(board, administrator):
    made = services.add(by=board, **CHAIR)
    services.edit(by=board, entry=made, seen=1, **_fields(CHAIR, role="Convener"))
    assert Member.objects.get().role == "Convener"
    with pytest.raises(PermissionDenied):
        services.add(by=board, **CHAIR | {"body": "steering-group"})
    with pytest.raises(PermissionDenied):
        services.edit(by=board, entry=made, seen=2, **_fields(CHAIR, body="steering-group"))
    other = MemberFactory(body="steering-group")
    with pytest.raises(PermissionDenied):
        services.edit(by=board, entry=other, seen=1, **_fields(CHAIR))
    for values in (HEALTH, FIRST):
        with pytest.raises(PermissionDenied, match="the members of the Oversight Board only"):
            services.add(by=board, **values)


def _fields(values: dict, **changes) -> dict:
    return {name: one for name, one in (values | changes).items() if name != "kind"}


def test_nobody_else_enters_anything(keeper, champions):
    for person in (keeper, champions):
        for values in (CHAIR, HEALTH, FIRST):
            with pytest.raises(PermissionDenied):
                services.add(by=person, **values)


def test_it_ends_no_earlier_than_it_starts(administrator):
    early = CHAIR | {"ends_on": date(2026, 2, 28)}
    with pytest.raises(ValidationError) as refused:
        services.add(by=administrator, **early)
    assert [*refused.value.error_dict] == ["ends_on"]
    with pytest.raises(IntegrityError), transaction.atomic():
        MemberFactory(starts_on=FROM, ends_on=date(2026, 2, 28))


def test_the_same_form_adds_once(administrator):
    key = uuid.uuid4()
    first = services.add(by=administrator, form_key=key, **CHAIR)
    assert services.add(by=administrator, form_key=key, **CHAIR) == first
    with pytest.raises(Conflict):
        services.add(by=administrator, form_key=key, **CHAIR | {"role": "Convener"})


def test_in_the_browser_a_board_member_has_her_own_body_to_choose(board, signed_in):
    client = signed_in(board)
    html = html_of(client.get("/governance/member/add/"))
    assert "Never the name of a child or of a young person" in html
    assert Body.OVERSIGHT_BOARD in html
    assert Body.STEERING_GROUP not in html
    refused = client.post("/governance/member/add/", sent(**CHAIR | {"body": "steering-group"}
                          | {"starts_on": "1/3/2026", "ends_on": ""}))  # fmt: skip
    assert "Choose a body." in html_of(refused)
    assert "Rhona Whitfield" in html_of(refused)
    assert client.get("/governance/stakeholder/add/").status_code == 403
    done = client.post("/governance/member/add/", sent(**CHAIR | {"starts_on": "1/3/2026"}
                       | {"ends_on": ""}))  # fmt: skip
    assert done["Location"].startswith("/governance/#member-")


def test_two_who_change_one_see_both_texts(administrator, signed_in):
    entry = StakeholderFactory()
    said = {"name": "The health board", "part": "Pays.", "starts_on": "1/3/2026", "ends_on": ""}
    address = f"/governance/stakeholder/{entry.pk}/"
    client = signed_in(administrator)
    assert client.post(address, said | {"version": 1}).status_code == 302
    second = client.post(address, said | {"version": 1, "part": "Pays for all."})
    assert second.status_code == 409
    assert "Pays for all." in html_of(second)
    assert Stakeholder.objects.get().part == "Pays."


@pytest.mark.parametrize("address", ["nonsense/add/", "member/99/", "nonsense/1/"])
def test_what_there_is_not_is_not_found(administrator, signed_in, address):
    assert signed_in(administrator).get(f"/governance/{address}").status_code == 404


def test_a_number_of_somebody_is_refused_and_kept(administrator, signed_in):
    sentence = "Speaks for 0101101234"
    said = sent(name="A group", part=sentence)
    refused = signed_in(administrator).post("/governance/stakeholder/add/", said)
    assert refused.status_code == 200
    assert sentence in html_of(refused)
    assert not Stakeholder.objects.exists()
