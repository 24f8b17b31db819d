"""Reads of codes."""

from __future__ import annotations

from django.db.models import QuerySet

from .signs import digests_of


class CodeQuerySet(QuerySet):
    def typed(self, code: str) -> CodeQuerySet:
        """The one that this code belongs to, also if it has ended or was withdrawn."""
        return self.filter(digest__in=digests_of(code))

    def kept(self) -> CodeQuerySet:
        """Those that nobody has withdrawn; they may have ended."""
        return self.filter(withdrawn_on=None)
