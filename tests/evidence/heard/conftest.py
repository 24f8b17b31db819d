"""Work that something was heard about, and an entry that waits for its answer."""

import pytest

from tests.factories import ItemFactory, ReplyFactory, SubActionFactory


@pytest.fixture
def work(service):
    return SubActionFactory(service=service, item__parent=ItemFactory(kind="action"))


@pytest.fixture
def asked(work, champions):
    return ReplyFactory(item=work.item, heard__logged_by=champions, heard__theme="Being asked")
