"""Several people invited at once: one a line, each line taken or kept with its reason."""

import pytest
from django.core import mail

from accounts.models import Change, Mail, Role, User
from tests.conftest import html_of
from tests.factories import ServiceFactory

from .conftest import text_of

pytestmark = pytest.mark.database


@pytest.fixture
def invite(administrator, signed_in, django_capture_on_commit_callbacks):
    """Send these lines as an administrator."""

    def send(*lines: str):
        with django_capture_on_commit_callbacks(execute=True):
            return signed_in(administrator).post(
                "/people/invite-several/", {"people": "\r\n".join(lines)}, follow=True
            )

    return send


def box(answer) -> str:
    return answer.context["form"]["people"].value()


def test_each_line_is_a_person_with_a_role_and_a_mail(invite, service, administrator):
    answer = invite(
        "mo@council.test, Mo Reid, Promise Keeper, Education",
        "",
        "ann@council.test\tAnn Baird\tOversight Board member",
        "<kim@council.test>; Kim Ross; champions board staff",
    )

    assert "3 people are invited: the e-mails are on their way." in text_of(answer)
    people = {person.name: person for person in User.objects.exclude(pk=administrator.pk)}
    assert people["Mo Reid"].services == [service]
    assert people["Ann Baird"].roles == {Role.BOARD}
    assert people["Kim Ross"].roles == {Role.CHAMPIONS}
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "ann@council.test",
        "kim@council.test",
        "mo@council.test",
    ]
    assert Change.objects.filter(act="invited", actor_id=administrator.pk).count() == 3


def test_each_line_to_put_right_is_counted_and_led_to(invite):
    html = html_of(invite("mo", "ann@council.test"))

    assert "Two things to put right</h2>" in html
    assert 'href="#id_people">Line 1, mo: Enter an e-mail address' in html


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("mo, Mo, Board", "Enter an e-mail address, such as name@council.scot."),
        ("mo@council.test", "The name is missing."),
        ("mo@council.test, Mo", "The role is missing."),
        ("mo@council.test, Mo, director", "“director” is not a role. The roles are: Promise"),
        ("mo@council.test, Mo, keeper", "Choose the service that this Promise Keeper keeps."),
        ("mo@council.test, Mo, keeper, Parks", "There is no open service called “Parks”."),
        ("mo@council.test, Mo, keeper, Old school", "no open service called “Old school”"),
        ("mo@council.test, Mo, Board, Education", "Only a Promise Keeper has a service"),
        ("ADA@council.test, Ada, Board", "This e-mail address has an account already."),
        (f"mo@council.test, {'M' * 151}, Board", "A name can have at most 150 characters."),
        (
            f"{'m' * 64}@{'a.' * 95}test, Mo, Board",
            "Shorten this e-mail address: it can",
        ),
    ],
)
def test_a_line_that_cannot_be_taken_stays_with_its_reason(invite, service, line, said):
    ServiceFactory(name="Old school", closed_on="2020-01-01")

    answer = invite("ann@council.test, Ann, Board", line)

    assert "Ann is invited: the e-mail is on its way." in text_of(answer)
    assert said in text_of(answer)
    assert box(answer) == line
    assert [letter.to for letter in mail.outbox] == [["ann@council.test"]]
    assert not User.objects.filter(email="mo@council.test").exists()


def test_a_service_with_a_comma_in_its_name_is_found(invite):
    children = ServiceFactory(name="Children, Families and Justice")

    invite("mo@council.test, Mo, Promise Keeper, children, families and justice")

    assert User.objects.get(email="mo@council.test").services == [children]


def test_nobody_or_too_many_are_refused_and_what_was_typed_is_kept(invite):
    assert "Write or paste at least one line." in text_of(invite(" "))
    lines = [f"p{number}@council.test, P, Board" for number in range(101)]
    answer = invite(*lines)
    assert "Invite 100 people at a time at most." in text_of(answer)
    assert len(box(answer).split()) == 303
    assert mail.outbox == []


def test_those_who_have_not_come_are_listed_and_mailed_again(invite, signed_in, administrator):
    invite("mo@council.test, Mo, Board", "ann@council.test, Ann, Board")
    clerk = signed_in(administrator)
    page = text_of(clerk.get("/people/invitations/"))
    assert "2 people have not chosen a password yet." in page
    User.objects.filter(email="mo@council.test").update(invited_on="2020-02-03")
    assert "3 February 2020 The link has run out" in text_of(clerk.get("/people/invitations/"))

    answer = clerk.post("/people/invitations/", follow=True)

    assert "2 invitations are on their way again." in text_of(answer)
    assert len(mail.outbox) == 4
    assert "run out" not in text_of(clerk.get("/people/invitations/"))
    # Ann's day is the same as before: nothing of her has changed.
    assert Change.objects.filter(act="invited again").count() == 1


def test_a_mail_server_that_does_not_answer_costs_no_line_that_was_not_taken(
    invite, outbox, broken_server
):
    answer = invite("ann@council.test, Ann, Board", "mo, Mo, Board", "ADA@council.test, Ada, Board")

    assert "Ann is invited: the e-mail is on its way." in text_of(answer)
    assert Mail.objects.waiting().get().to == "ann@council.test"
    assert box(answer) == "mo, Mo, Board\nADA@council.test, Ada, Board"


@pytest.mark.parametrize("who", ["keeper", "board", "champions"])
def test_other_roles_invite_nobody(request, signed_in, who):
    client = signed_in(request.getfixturevalue(who))

    for path in ("/people/invite-several/", "/people/invitations/"):
        sent = {"people": "mo@council.test, Mo, Administrator"}
        assert client.post(path, sent).status_code == 403
    assert not User.objects.filter(email="mo@council.test").exists()
