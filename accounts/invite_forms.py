"""The form in which several people are invited, one a line."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from .fields import TextField
from .forms import person_name
from .mailboxes import check_address, split_mailbox
from .models import Role, Service, User
from .searching import fold
from .services import Invited

MOST = 100
LONGEST_NAME = User._meta.get_field("name").max_length


@dataclass(frozen=True)
class Line:
    """One line of the box: its number, what was typed, and the person it names or what is wrong."""

    number: int
    text: str
    person: Invited | None = None
    fault: str = ""


class InviteManyForm(forms.Form):
    """People to invite: e-mail address, name, role and service, one person a line."""

    people = TextField(
        label="People to invite, one a line",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=(
            "E-mail address, name, role and, for a Promise Keeper, the service. With commas "
            "between them, or copied from four columns of a spreadsheet."
        ),
        error_messages={
            "required": "Write or paste at least one line.",
        },
    )

    def clean_people(self) -> str:
        text = self.cleaned_data["people"]
        if len(_filled(text)) > MOST:
            raise ValidationError(f"Invite {MOST} people at a time at most.")
        return text

    def lines(self) -> list[Line]:
        """The lines of the box that are not empty, each with its person or its fault."""
        services = {fold(row.name): row for row in Service.objects.open(timezone.localdate())}
        return [
            _read(number, text, services)
            for number, text in enumerate(_filled(self.cleaned_data["people"]), start=1)
        ]

    def keep(self, refused: list[tuple[Line, str]]) -> None:
        """Leave these lines alone in the box, each with the reason why it was not taken."""
        self.data = self.data.copy()
        self.data["people"] = "\n".join(line.text for line, _why in refused)
        for number, (line, why) in enumerate(refused, start=1):
            self.add_error("people", f"Line {number}, {line.text[:80]}: {why}")


def _filled(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _read(number: int, text: str, services: dict[str, Service]) -> Line:
    separator = next((sign for sign in "\t;" if sign in text), ",")
    # The name before an address may hold a comma: “Reid, Ann <ann.reid@council.scot>”.
    at = max(text.find("@"), 0)
    end, _, rest = text[at:].partition(separator)
    name, email = split_mailbox(text[:at] + end)
    if not name or not _roles_called(rest.partition(separator)[0]):
        # The line does not go on with the role, so its own name comes first.
        name, _, rest = rest.partition(separator)
    # The service comes last, so that its name may hold a comma.
    role, service = _parts(rest, separator, 2)
    try:
        check_address(email)
        person = Invited(
            email=email,
            name=_name(name.strip()),
            role=_role(role),
            service=_service(service, services),
        )
    except ValidationError as error:
        return Line(number, text, fault=error.message)
    return Line(number, text, person=person)


def _parts(text: str, separator: str, number: int) -> list[str]:
    """So many parts of a line, the last ones empty where it is shorter."""
    parts = [part.strip() for part in text.split(separator, number - 1)]
    return parts + [""] * (number - len(parts))


def _name(text: str) -> str:
    if not text:
        raise ValidationError("The name is missing.")
    if len(text) > LONGEST_NAME:
        raise ValidationError(f"A name can have at most {LONGEST_NAME} characters.")
    return person_name().clean(text)


def _role(text: str) -> str:
    found = _roles_called(text)
    if not text:
        raise ValidationError("The role is missing.")
    if len(found) != 1:
        names = ", ".join(role.label for role in Role)
        raise ValidationError(f"“{text}” is not a role. The roles are: {names}.")
    return found[0].value


def _roles_called(text: str) -> list[Role]:
    """The roles that this is the key, the name or the beginning of the name of."""
    typed = " ".join(text.split()).casefold()
    return [
        role
        for role in Role
        if typed and (typed == role.value or role.label.casefold().startswith(typed))
    ]


def _service(text: str, services: dict[str, Service]) -> Service | None:
    if text and fold(text) not in services:
        raise ValidationError(f"There is no open service called “{text}”.")
    return services.get(fold(text)) if text else None
