"""Whoever signs in sees just what anyone would see."""

import re

import pytest
from django.test import Client

from oversight.public.services import switch
from tests.conftest import forget_figures, html_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PAGES = ["", "is/in-hand/", "foundations/care/", "said/", "evidence/", "young-people/", "privacy/"]


def without_notice(page: str) -> str:
    page = re.sub(r'<p class="pt_public__away".*?</p>\s*', "<!--kept-->", page, flags=re.DOTALL)
    page = re.sub(r'<li><a href="/sign-in/">.*?</li>', "", page)
    page = re.sub(r"\s*<!--kept-->\s*", "<!--kept-->", re.sub(r">\s+<", "><", page))
    return re.sub(r"\s+", " ", page.replace('"/as-the-public/public/', '"/public/'))


@pytest.mark.parametrize("path", PAGES)
def test_it_is_the_same_page(work, told, close, read, signed_in, keeper, path):
    close()
    seen = html_of(signed_in(keeper).get(f"/as-the-public/public/{path}"))
    assert "So anyone sees it." in seen
    assert "The public page is on." in seen
    assert without_notice(seen) == without_notice(read(path))


def test_it_shows_what_would_be_seen_while_the_page_is_off(
    work, told, close, signed_in, board, administrator
):
    close()
    switch(by=administrator, is_on=False, reason="A mistake.")
    forget_figures()
    seen = html_of(signed_in(board).get(f"/as-the-public/public/commitments/{told.key}/"))
    assert "The quiet room is open." in seen
    assert "The public page is off" in seen


def test_every_link_of_it_stays_in_it(work, told, close, signed_in, board):
    close()
    client = signed_in(board)
    for path in PAGES:
        page = html_of(client.get(f"/as-the-public/public/{path}"))
        assert not re.search(r'href="/public/', page)
        for url in re.findall(r'href="(/as-the-public/[^"#]*)', page):
            assert client.get(url).status_code == 200, url


def test_nobody_sees_it_without_signing_in(work, close, signed_in, member):
    close()
    assert Client().get("/as-the-public/public/").status_code == 302
    assert signed_in(member).get("/as-the-public/public/").status_code == 403


@pytest.mark.parametrize("path", ["public/nothing/", "board/", "x", "administration/public/"])
def test_no_other_page_is_reached_by_it(work, close, signed_in, board, path):
    close()
    assert signed_in(board).get(f"/as-the-public/{path}").status_code == 404
