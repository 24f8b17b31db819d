"""What the pages of a register cost, however many rows it has."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence.registers.comparing import MOST

from .registers import START, accept, answer, brought, register, row, send

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def statements(browser, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


def long_register() -> bytes:
    titles = [f"Open room {number}" for number in range(MOST - 2)]
    rows = [row(title, "Green", lead="Kirsty", where="So.", updated="3/3/2026") for title in titles]
    return register(
        row("Recruit more foster carers", lead="Kirsty", by_when="1 June 2099", where="So."),
        row("Keep brothers and sisters together", "Green", updated="3/3/2026"),
        *rows,
    )


def test_a_full_register_is_looked_at_and_read_in_ten_statements(plan, browser):
    page = accept(browser, send(browser, long_register()))
    address = page.context["register"].get_absolute_url()
    assert statements(browser, address) <= 10
    page = answer(browser, page, look="1", action="4")
    assert statements(browser, address) <= 10
    answer(browser, page, bring="1")
    assert statements(browser, address) <= 10


def test_the_page_to_choose_a_file_asks_little(plan, browser):
    brought(browser, row("Open a room", by_when="1 May 2099"), action="4")
    assert statements(browser, START) <= 6
