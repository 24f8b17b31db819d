"""The command that invites the first administrator of an installation."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from accounts.models import Change, Mail, Role, User
from accounts.services import set_active
from tests.conftest import person

from .conftest import text_of

pytestmark = pytest.mark.database


@pytest.fixture
def run(db, django_capture_on_commit_callbacks):
    def command(*arguments) -> str:
        said = StringIO()
        with django_capture_on_commit_callbacks(execute=True):
            call_command("first_administrator", *arguments, stdout=said)
        return said.getvalue()

    return command


def test_it_invites_an_administrator_and_says_what_to_do_next(run, choose_password, typed_in):
    said = run("ada@council.test", "--name", "Ada Lovelace")

    ada = User.objects.get()
    assert (ada.name, ada.roles) == ("Ada Lovelace", {Role.ADMINISTRATOR})
    assert mail.outbox[0].to == ["ada@council.test"]
    assert "An invitation is on its way to ada@council.test." in said
    assert "choose a password" in said
    assert {line.actor_email for line in Change.objects.all()} == {"the system"}
    choose_password()
    assert typed_in(ada, "heather-on-the-hill-21").get("/people/").status_code == 200


def test_without_a_name_it_takes_that_of_the_address(run):
    run("ada.lovelace@council.test")

    assert User.objects.get().name == "ada.lovelace"


@pytest.mark.parametrize("wrong", ["ada", "ada@", "@council.test", "ada council@x.test", ""])
def test_a_wrong_address_is_refused(run, wrong):
    with pytest.raises(CommandError, match="is no e-mail address"):
        run(wrong)

    assert not User.objects.exists()


def test_where_there_is_an_administrator_it_refuses(run, administrator):
    with pytest.raises(CommandError, match="There is an administrator already: Ada"):
        run("bea@council.test")

    assert not User.objects.filter(email="bea@council.test").exists()
    assert mail.outbox == []


def test_a_lost_invitation_is_sent_again(run):
    run("ada@council.test")
    run("ADA@council.test")

    assert User.objects.count() == 1
    assert [letter.to for letter in mail.outbox] == [["ada@council.test"]] * 2


def test_an_invitation_to_a_mistyped_address_does_not_lock_the_council_out(
    run, choose_password, administrator
):
    User.objects.filter(pk=administrator.pk).update(is_active=False)
    run("adda@council.test")
    run("ada2@council.test")
    choose_password()

    with pytest.raises(CommandError, match="already: ada2"):
        run("eve@council.test")
    set_active(
        by=User.objects.get(email="ada2@council.test"),
        person=User.objects.get(email="adda@council.test"),
        active=False,
    )


def test_an_address_with_another_role_is_not_made_administrator(run, board):
    with pytest.raises(CommandError, match="has an account already"):
        run(board.email)

    assert User.objects.get().roles == {Role.BOARD}


def test_a_mail_server_that_does_not_answer_is_said_and_the_mail_waits(run, outbox, broken_server):
    with pytest.raises(CommandError, match="Check EMAIL_URL; send_mail tries again"):
        run("ada@council.test")

    assert User.objects.get().email == Mail.objects.waiting().get().to


def test_the_invited_administrator_appears_on_the_page_of_people(run, signed_in):
    run("ada@council.test")
    second = person("Bea", Role.ADMINISTRATOR)

    assert "ada@council.test Administrator Invited, not signed in yet" in text_of(
        signed_in(second).get("/people/")
    )
