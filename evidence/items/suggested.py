"""Published texts that are offered as supported by evidence, since they share its rare words."""

from __future__ import annotations

from collections.abc import Collection

from accounts.models import User
from accounts.together import read_one
from foundations.suggesting import Offered, Subject, reading_offered_to

from .models import EvidenceItem


def subject_of(evidence: EvidenceItem) -> Subject:
    """Evidence as texts are offered for it: its title, what it shows, and its own words."""
    words = f"{evidence.title} {evidence.shows} {evidence.words}"
    return Subject("evidence", str(evidence.pk), words, "add_evidence")


def offered_to(user: User, evidence: EvidenceItem, supported: Collection[int]) -> Offered:
    """The texts that a person may say this supports by one press; not those that it supports
    already, by their ids.
    """
    subject = None if evidence.removed_on else subject_of(evidence)
    return read_one(reading_offered_to(user, subject))(supported)
