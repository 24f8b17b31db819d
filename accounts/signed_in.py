"""Who is signed in, read at every click, in two statements that are put together already."""

from __future__ import annotations

from datetime import date

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from .away.models import services_stood_in
from .models import Absence, Appointment, Change, User
from .prepared import prepared
from .together import Reading, read_one


class SessionStore(db.SessionStore):
    """Django's own, in the same table, read by a statement that is put together already."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def save(self, must_create: bool = False) -> None:
        """What is there already is saved by one statement and no transaction. Raises UpdateError
        where the session has been ended meanwhile.
        """
        if must_create or self.session_key is None:
            return super().save(must_create)
        row = self.create_model_instance(self._get_session())
        values = {"session_data": row.session_data, "expire_date": row.expire_date}
        if not self.model.objects.filter(pk=row.pk).update(**values):
            raise UpdateError
        return None

    def _get_session_from_db(self) -> Session | None:
        found = read_one(_reading_session(self.session_key))
        if found and found.expire_date > timezone.now():
            return found
        self._session_key = None
        return None


class Backend(AuthenticationBackend):
    """That of django-allauth, which reads with the person what each click asks of her besides."""

    def get_user(self, user_id: int) -> User | None:
        """The person with the roles that she holds today, and `newest_seal`, how far the history
        went when she was read; None for who may not sign in.
        """
        person = read_one(_reading_person(user_id, timezone.localdate()))
        return person if person and self.user_can_authenticate(person) else None


def _reading_session(key: str) -> Reading:
    return next(iter((yield _sessions(timezone.localdate(), key=key))), None)


def _reading_person(pk: int, on: date) -> Reading:
    people, held, newest, away = yield (
        _people(on, pk=pk),
        _held(on, pk=pk),
        _newest(on),
        _stood_in(on, deputy=pk),
    )
    person = next(iter(people), None)
    if person:
        person.current_appointments = list(held)
        person.newest_seal = next(iter(newest), "")
        person.services_stood_in = services_stood_in(away, {kept.pk for kept in person.services})
    return person


@prepared
def _sessions(on: date, *, key: str) -> QuerySet:
    return Session.objects.filter(session_key=key)


@prepared
def _people(on: date, *, pk: int) -> QuerySet:
    return User.objects.filter(pk=pk)


@prepared
def _held(on: date, *, pk: int) -> QuerySet:
    return Appointment.objects.current(on).filter(user=pk).select_related("service")


@prepared
def _stood_in(on: date, *, deputy: int) -> QuerySet:
    return Absence.objects.with_services(on).filter(deputy=deputy)


@prepared
def _newest(on: date) -> QuerySet:
    return Change.objects.order_by("-id").values_list("seal", flat=True)[:1]
