"""Who you are, which service you belong to, and what was changed by whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from .asking.models import Assurance
from .away.models import Absence, services_stood_in
from .outbox.models import LinkRequest, Mail
from .querysets import AppointmentQuerySet, ChangeQuerySet, ServiceQuerySet, UserQuerySet
from .removal.models import Removal, RemovedLine
from .tries.models import KnownAddress, Try

__all__ = [
    "Absence",
    "Appointment",
    "Assurance",
    "Change",
    "KnownAddress",
    "LinkRequest",
    "Mail",
    "Removal",
    "RemovedLine",
    "Role",
    "Service",
    "ServiceKind",
    "Try",
    "User",
    "UserManager",
]


class Role(models.TextChoices):
    """What a person is to the promise; a person may hold several roles."""

    KEEPER = "keeper", "Promise Keeper"
    BOARD = "board", "Oversight Board member"
    CHAMPIONS = "champions", "Champions Board staff"
    ADMINISTRATOR = "administrator", "Administrator"
    MEMBER = "member", "Elected member"


class ServiceKind(models.TextChoices):
    COUNCIL = "council", "Council service"
    PARTNERSHIP = "partnership", "Health and social care partnership"
    SCHOOL = "school", "School"
    PROVIDER = "provider", "Commissioned provider"
    PARTNER = "partner", "Other partner"


class Service(models.Model):
    """The team, school, partner or provider that owns work."""

    # Made of the first name, and kept when the name changes, as addresses are passed on.
    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=150, unique=True)
    kind = models.CharField(max_length=12, choices=ServiceKind)
    closed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("service", args=[self.key])

    def is_closed(self, on: date) -> bool:
        """Whether it takes no more work on a day; that of the closing is the first."""
        return self.closed_on is not None and self.closed_on <= on


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email: str, name: str, password: str | None = None) -> User:
        """A person who can sign in; without a password, only after setting one by a mailed link."""
        user = self.model(email=self.normalize_email(email).lower(), name=name)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """A person who signs in with an e-mail address."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)
    joined_on = models.DateField(default=timezone.localdate)
    # When the last invitation was mailed.
    invited_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    # How often all of this person's sessions were ended; none from before the last time opens.
    sessions_ended = models.PositiveIntegerField(default=0, db_default=0)
    # The weekday on which her reminders come together; Monday is 0.
    digest_day = models.PositiveSmallIntegerField(default=0, db_default=0)

    # How far the history went when she was read for a click (`signed_in.py`); no column.
    newest_seal = ""

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "email"]
        # Whoever types the address in capitals means the same account.
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_an_address")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("person", args=[self.pk])

    def get_session_auth_hash(self) -> str:
        """What each session of this person carries, and must still carry at its next click."""
        return super().get_session_auth_hash() + self._ended

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same, made with each secret of before."""
        return (found + self._ended for found in super().get_session_auth_fallback_hash())

    @property
    def _ended(self) -> str:
        # Nothing at first, so that what was signed in before this was counted stays so.
        return f"-{self.sessions_ended}" if self.sessions_ended else ""

    @property
    def invitation_sent(self) -> date:
        """The day of the last invitation."""
        return self.invited_on or self.joined_on

    @property
    def invitation_until(self) -> date:
        """The last day on which an invitation that has not been used surely works."""
        return self.invitation_sent + timedelta(days=settings.INVITATION_DAYS)

    # Cached for the request, in which every check of a permission asks for them.
    @cached_property
    def current_appointments(self) -> list[Appointment]:
        return list(self.appointments.current(on=timezone.localdate()).select_related("service"))

    @property
    def roles(self) -> set[str]:
        """The roles held today; none for a deactivated person."""
        return {held.role for held in self.current_appointments} if self.is_active else set()

    @property
    def services(self) -> list[Service]:
        if not self.is_active:
            return []
        return [held.service for held in self.current_appointments if held.role == Role.KEEPER]

    def keeps(self, service: Service | int | None) -> bool:
        """Whether this person is a Promise Keeper of the service (or of the one with that id)
        today.
        """
        pk = service.pk if isinstance(service, Service) else service
        return pk is not None and pk in {kept.pk for kept in self.services}

    def stands_in(self, service: int | None) -> bool:
        """Whether this person may post today for a colleague who keeps the service (by its id) and
        is away.
        """
        return service in self.services_stood_in

    # Cached for the request, like the roles held today.
    @cached_property
    def services_stood_in(self) -> set[int]:
        rows = self.deputised.with_services(timezone.localdate())
        return services_stood_in(rows, {kept.pk for kept in self.services})

    def still_owns(self, added_by: int, added_on: date) -> bool:
        """Whether what this person (by her id) added on a day is hers still: not what she added
        while she held a role that she has lost, or kept a service from which she has moved.
        """
        is_lost = any(start <= added_on <= end for start, end in self._lost)
        return added_by == self.pk and not is_lost

    # Cached for the request, like the roles held today.
    @cached_property
    def _lost(self) -> list[tuple[date, date]]:
        lost = self.appointments.lost(timezone.localdate())
        return list(lost.values_list("starts_on", "ends_on"))


class Appointment(models.Model):
    """A role that a person holds from one day until the day it ends, on which it is held no
    longer.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=13, choices=Role)
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="appointments"
    )
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)
    # For a Board member who was given the right to close rounds.
    closes_rounds = models.BooleanField(default=False)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["role", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role="keeper", service__isnull=False)
                | (~models.Q(role="keeper") & models.Q(service__isnull=True)),
                name="keepers_and_only_keepers_have_a_service",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="appointment_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(closes_rounds=False) | models.Q(role="board"),
                name="only_board_members_are_given_the_right_to_close",
            ),
        ]

    def __str__(self) -> str:
        of = f" of {self.service}" if self.service else ""
        return f"{self.get_role_display()}{of}"

    def is_current(self, on: date) -> bool:
        """Whether the role is held on that day."""
        return self.starts_on <= on and (self.ends_on is None or on < self.ends_on)


class Change(models.Model):
    """One line of the history: who did what to which object, with the texts before and after.

    The seal covers the previous seal, the metadata and the digest, never the texts, so that a
    passage can be taken out (texts and salt blanked) while the chain still proves itself.
    There are no foreign keys: nothing that is deleted or renamed may reach into history.
    """

    made_at = models.DateTimeField()
    # Empty for what the system does by itself, such as loading the framework.
    actor_id = models.BigIntegerField(null=True)
    actor_email = models.CharField(max_length=254)
    act = models.CharField(max_length=120)
    thing = models.CharField(max_length=40)
    key = models.CharField(max_length=60)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    salt = models.CharField(max_length=32, blank=True)
    digest = models.CharField(max_length=64)
    seal = models.CharField(max_length=64, unique=True)
    removed = models.BooleanField(default=False)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["thing", "key"]), models.Index(fields=["made_at"])]

    def __str__(self) -> str:
        return (
            f"{self.made_at:%Y-%m-%d %H:%M} {self.actor_email} {self.act} {self.thing} {self.key}"
        )
