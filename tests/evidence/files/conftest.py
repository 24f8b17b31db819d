"""What the tests of files share."""

import pytest
from django.core.exceptions import ValidationError

from evidence.files import checking, reading
from evidence.files.limits import Refused


@pytest.fixture
def in_this_process(monkeypatch):
    """Files are read without a process of its own for each, which is quicker."""

    def read(kind: str, content: bytes) -> bytes:
        try:
            return reading.read(kind, content)
        except Refused as reason:
            raise ValidationError(f"This file cannot be taken. {reason}") from reason

    monkeypatch.setattr(checking, "read_apart", read)
