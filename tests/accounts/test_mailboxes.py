"""An address is taken as mail programs copy it, or refused with the reason."""

import pytest
from django.core.exceptions import ValidationError

from accounts.fields import EmailField
from accounts.invite_forms import InviteManyForm
from tests.factories import ServiceFactory

ADDRESS = "ann.reid@council.scot"


@pytest.mark.parametrize(
    "typed",
    [
        ADDRESS,
        f"  {ADDRESS}\u00a0",
        f"Ann Reid <{ADDRESS}>",
        f'"Reid, Ann" <{ADDRESS}>;',
        f"<{ADDRESS}>",
        f"{ADDRESS};",
        f"mailto:{ADDRESS}",
        f"MAILTO:{ADDRESS}?subject=Hello%20Ann",
        f"Ann Reid <mailto:{ADDRESS}>",
        f"\u200b{ADDRESS}\ufeff",
        f"\u202a{ADDRESS}\u202c",
        f"{ADDRESS} <{ADDRESS}>",
        f"[{ADDRESS}](mailto:{ADDRESS})",
        f"Reid, Ann (Houses) <{ADDRESS}>.",
        f"Ann Reid [mailto:{ADDRESS}]",
        f"Reid, Ann ({ADDRESS})",
        f"‘{ADDRESS}’",
        f"{ADDRESS}.",
        f"E-mail: {ADDRESS}",
        f"SMTP:{ADDRESS}",
        f"Cc: {ADDRESS}",
        f"From: Ann Reid <{ADDRESS}>",
        f"Reply-To: {ADDRESS}",
        f"Mail:\u00a0{ADDRESS}",
        f"mailto://{ADDRESS}",
        f"{ADDRESS} (Ann Reid)",
        f"mailto:{ADDRESS} (Reid, Ann);",
        f"{ADDRESS}<Ann Reid>",
        f"Ann Reid <{ADDRESS}> (Houses)",
        ADDRESS.replace("@", "＠"),
    ],
)
def test_the_address_of_a_mailbox_is_taken(typed):
    assert EmailField().clean(typed) == ADDRESS


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ann reid@council.scot", "Write the e-mail address alone and without a space"),
        (f"Ann Reid {ADDRESS}", "Write the e-mail address alone and without a space"),
        ("ann reid@council.scot (Ann)", "Write the e-mail address alone and without a space"),
        (f"{ADDRESS}; kim@council.scot", "Write one e-mail address here"),
        (f"Ann <{ADDRESS}>, Kim <kim@council.scot>", "Write one e-mail address here"),
        (f"{ADDRESS} (kim@council.scot)", "Write one e-mail address here"),
        ("Ann Reid", "Enter an e-mail address, such as"),
        ("ann", "Enter an e-mail address, such as name@council.scot."),
        ("Ann Reid <>", "Enter an e-mail address, such as name@council.scot."),
        (f"{'a' * 250}@council.scot", "Shorten this e-mail address"),
        # In small letters, as it would be stored, each of these is two.
        ("ann@" + ".".join(["\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}" * 60] * 3), "Shorten this"),
    ],
)
def test_what_is_no_address_is_refused_with_the_reason(typed, said):
    with pytest.raises(ValidationError) as refused:
        EmailField().clean(typed)
    assert len(refused.value.messages) == 1
    assert refused.value.messages[0].startswith(said)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("line", "name", "service"),
    [
        (f"Ann Reid <{ADDRESS}>, Keeper, Children’s Houses, North", "Ann Reid", True),
        (
            f"Ann <{ADDRESS}>; Dr Ann Reid; keeper; children's houses, north",
            "Dr Ann Reid",
            True,
        ),
        (f"{ADDRESS}, Ann Reid, Board", "Ann Reid", False),
        (f"{ADDRESS} (Ann Reid), Board", "Ann Reid", False),
        (
            f"Reid, Ann <{ADDRESS}>, Keeper, Children’s Houses, North",
            "Reid, Ann",
            True,
        ),
    ],
)
def test_a_mailbox_in_a_line_may_bring_the_name(line, name, service):
    houses = ServiceFactory(name="Children’s Houses, North")
    form = InviteManyForm({"people": line})
    assert form.is_valid()

    (read,) = form.lines()

    assert not read.fault
    assert (read.person.email, read.person.name) == (ADDRESS, name)
    assert read.person.service == (houses if service else None)
