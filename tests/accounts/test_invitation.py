"""Invitations: whom they reach, what the link does, and what is refused."""

import pytest
from django.core import mail
from django.test import Client

from accounts.models import Change, Role, User
from tests.conftest import html_of
from tests.factories import ServiceFactory

from .conftest import NEW_PASSWORD, text_of

pytestmark = pytest.mark.database


@pytest.fixture
def invite(administrator, signed_in, django_capture_on_commit_callbacks):
    """Send the form of the invitation as an administrator, with what a test changes in it."""

    def send(**values):
        sent = {"email": "mo@council.test", "name": "Mo", "role": "board", "service": ""} | values
        with django_capture_on_commit_callbacks(execute=True):
            return signed_in(administrator).post("/people/invite/", sent, follow=True)

    return send


def test_it_makes_an_account_with_a_role_and_mails_a_link(invite, administrator, settings):
    settings.COUNCIL_NAME = "Ayrshire & Arran Council"

    answer = invite()

    mo = User.objects.get(email="mo@council.test")
    assert mo.roles == {Role.BOARD}
    assert not mo.has_usable_password()
    assert "Mo is invited: the e-mail is on its way." in text_of(answer)
    letter = mail.outbox[0]
    assert letter.to == ["mo@council.test"]
    assert letter.subject == "Promise Tracker: Ayrshire & Arran Council invites you"
    assert "Hello Mo," in letter.body
    assert "Ayrshire & Arran Council invites you to Promise Tracker, as Oversight" in letter.body
    assert "14 days" in letter.body
    assert letter.alternatives == []
    acts = list(Change.objects.of("person", str(mo.pk)).values_list("act", "actor_id"))
    assert acts == [("gave a role", administrator.pk), ("invited", administrator.pk)]


def test_a_promise_keeper_is_invited_to_a_service(invite, service):
    invite(role="keeper", service=service.pk)

    assert User.objects.get(email="mo@council.test").services == [service]


def test_the_link_sets_a_password_and_says_to_sign_in(invite, choose_password, typed_in):
    invite()
    mo = User.objects.get(email="mo@council.test")

    done = choose_password()

    assert "You can sign in with it now." in text_of(done)
    assert done.context["user"].is_anonymous
    assert typed_in(mo, NEW_PASSWORD).get("/board/").status_code == 200
    line = Change.objects.filter(act="chose a password").get()
    assert (line.actor_id, line.key) == (mo.pk, str(mo.pk))
    assert NEW_PASSWORD not in line.after


def test_the_link_works_once(invite, choose_password):
    invite()
    choose_password()

    again = choose_password("another-long-phrase-22")

    assert "This link no longer works" in text_of(again)
    assert User.objects.get(email="mo@council.test").check_password(NEW_PASSWORD)


@pytest.mark.parametrize(
    ("opened", "said"),
    [
        ("2099-11-16 08:59:00+00:00", "You can sign in with it now."),
        ("2099-11-16 09:00:30+00:00", "This link no longer works"),
    ],
)
def test_the_link_works_for_fourteen_days(invite, choose_password, time_machine, opened, said):
    time_machine.move_to("2099-11-02 09:00:00+00:00")
    invite()
    time_machine.move_to(opened)

    assert said in text_of(choose_password())


def test_the_link_is_kept_out_of_browsers_and_of_the_address(invite, mailed_link):
    invite()
    client = Client()

    page = client.get(mailed_link(), follow=True)

    assert "no-store" in page["Cache-Control"]
    assert page.wsgi_request.path.endswith("-set-password/")


def test_a_link_mailed_before_the_account_was_deactivated_sets_nothing(invite, choose_password):
    invite()
    User.objects.filter(email="mo@council.test").update(is_active=False)

    answer = choose_password()

    assert "This account is not in use" in text_of(answer)
    assert not User.objects.get(email="mo@council.test").has_usable_password()


@pytest.mark.parametrize("password", ["short", "password1234", "mo@council.test", "Mo-mo@council"])
def test_a_weak_password_is_refused(invite, choose_password, password):
    invite()

    answer = choose_password(password)

    assert "to put right" in text_of(answer)
    assert not User.objects.get(email="mo@council.test").has_usable_password()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"email": "mo"}, "Enter an e-mail address, such as name@council.scot."),
        ({"email": ""}, "Enter an e-mail address, such as name@council.scot."),
        ({"email": "ADA@council.test"}, "This e-mail address has an account already."),
        ({"name": " "}, "Enter a name."),
        ({"name": "M" * 151}, "A name can have at most 150 characters"),
        ({"role": ""}, "Choose a role."),
        ({"role": "director"}, "Choose a role from the list."),
        ({"role": "keeper"}, "Choose the service that this Promise Keeper keeps."),
        ({"role": "keeper", "service": "99999"}, "Choose a service from the list."),
    ],
)
def test_what_does_not_fit_is_said_by_its_field_and_nothing_happens(invite, values, said):
    answer = invite(**values)

    assert answer.status_code == 200
    assert html_of(answer).count(said) == 2  # in the summary on top, and by the field
    assert "to put right" in text_of(answer)
    assert not User.objects.filter(email="mo@council.test").exists()
    assert mail.outbox == []


def test_what_was_typed_is_kept(invite):
    page = html_of(invite(email="mo", name="Mo <b>Reid</b>", role="champions"))

    assert 'value="mo"' in page
    assert 'value="Mo &lt;b&gt;Reid&lt;/b&gt;"' in page
    assert [line for line in page.splitlines() if " checked" in line][0].count(
        'value="champions"'
    ) == 1


def test_only_a_promise_keeper_has_a_service_and_it_is_open(invite, service):
    closed = ServiceFactory(name="Old school", closed_on="2020-01-01")

    assert "Only a Promise Keeper has a service" in text_of(invite(service=service.pk))
    assert "Services that are closed are not on it" in text_of(
        invite(role="keeper", service=closed.pk)
    )
    assert not User.objects.filter(email="mo@council.test").exists()


def test_the_same_address_in_capitals_is_the_same_account(invite):
    invite(email="Mo@Council.Test")
    invite(email="mo@council.test")

    assert User.objects.get(email="mo@council.test").name == "Mo"
    assert len(mail.outbox) == 1


def test_it_is_sent_again_while_no_password_is_set(
    invite, administrator, signed_in, choose_password
):
    invite()
    mo, clerk = User.objects.get(email="mo@council.test"), signed_in(administrator)
    assert "Send the invitation again" in text_of(clerk.get(mo.get_absolute_url()))

    clerk.post(f"/people/{mo.pk}/invite-again/")
    assert len(mail.outbox) == 2
    choose_password()

    assert "Send the invitation again" not in text_of(clerk.get(mo.get_absolute_url()))
    assert clerk.post(f"/people/{mo.pk}/invite-again/").status_code == 404
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("who", ["keeper", "board", "champions"])
def test_other_roles_invite_nobody(request, signed_in, who):
    client = signed_in(request.getfixturevalue(who))

    answer = client.post(
        "/people/invite/", {"email": "mo@council.test", "name": "Mo", "role": "administrator"}
    )

    assert answer.status_code == 403
    assert "Only an administrator may do this" in text_of(answer)
    assert not User.objects.filter(email="mo@council.test").exists()
