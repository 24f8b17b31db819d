"""Reads of imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from accounts.models import User

if TYPE_CHECKING:
    from ..models import SessionImport


class SessionImportQuerySet(QuerySet):
    def visible_to(self, user: User) -> SessionImportQuerySet:
        """What was brought in, for everyone who reads sessions; what is only checked, for whoever
        checked it.
        """
        return self.filter(~Q(state="checked") | Q(checked_by=user))

    def ever_brought_in(self) -> SessionImportQuerySet:
        """Those that were brought in, also the ones undone since; the newest first."""
        return self.exclude(state="checked").order_by("-brought_in_at", "-pk")

    def for_page(self) -> SessionImportQuerySet:
        """Imports with the people that their page names."""
        return self.select_related("checked_by", "undone_by")

    def brought_in_of(self, digest: str) -> SessionImport | None:
        """The import of this very file that stands, if there is one."""
        return self.filter(digest=digest, state="brought-in").select_related("checked_by").first()
