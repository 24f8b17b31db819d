"""The framework as it is shipped, small fixtures to load, and pages as a reader reads them."""

import html
import json
import re

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.html import strip_tags

from accounts.words import day
from foundations.loading import FILES, NATURAL_KEYS
from foundations.models import Kind
from tests.conftest import copy_in
from tests.factories import ActionFactory, ItemFactory, SubActionFactory

FIXTURES = settings.BASE_DIR / "fixtures"


@pytest.fixture
def published(kept_framework, db):
    """The whole framework, without the council's working records."""
    copy_in(list(NATURAL_KEYS))


@pytest.fixture
def folder(tmp_path):
    """A folder of fixtures: `folder(themes=[row, …])` writes these rows, and none into the
    other files.
    """

    def write(**rows):
        for name in FILES:
            (tmp_path / f"{name}.json").write_text(json.dumps(rows.get(name, [])), encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def read(board, signed_in):
    """The words of a page, as a member of the Oversight Board reads them."""
    client = signed_in(board)

    def words_at(path, status=200):
        answer = client.get(path)
        assert answer.status_code == status, path
        return words(answer)

    return words_at


@pytest.fixture
def today():
    """Today, as the pages write it."""
    return day(timezone.localdate())


@pytest.fixture
def call(db):
    care = ItemFactory(key="care", kind=Kind.FOUNDATION, heading="Care")
    return ItemFactory(key="C18", heading="Respite", text="Stop using the word.", parent=care)


@pytest.fixture
def sub_action(service):
    action = ActionFactory(item__key="5", item__heading="Homes")
    return SubActionFactory(
        item__key="5.3", item__parent=action.item, action=action, service=service
    )


def words(answer) -> str:
    """The text of the main part of a page, with single spaces."""
    main = answer.content.decode().split("<main ", 1)[1].split("</main>")[0].split(">", 1)[1]
    spaced = re.sub(r"<(?=/?(?:p|li|td|th|h[1-6]|dt|dd|summary|option|label|br)\b)", " <", main)
    return " ".join(html.unescape(strip_tags(spaced)).split())


def item(key, kind="call", **fields):
    """A row of a fixture about one text."""
    source = {"source_document": "A test document", "source_lines": "line 1", "plan": "Plan 21-24"}
    return {
        "model": "foundations.frameworkitem",
        "fields": {"key": key, "kind": kind, "text": "A text."} | source | fields,
    }


def link(start, end, **fields):
    """A row of a fixture about one link."""
    words = {"confidence": "high", "from_words": "a text", "to_words": "a text"}
    return {
        "model": "foundations.link",
        "fields": {"from_item": [start], "to_item": [end]} | words | fields,
    }
