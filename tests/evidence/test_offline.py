"""The worker and the page that a phone keeps."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from evidence.marks import mark_of


def test_the_worker_names_only_files_that_are_there(client):
    answer = client.get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    files = re.findall(r'"/static/([^"]+)"', answer.content.decode())
    assert len(files) == 8
    assert [name for name in files if finders.find(name) is None] == []


def test_the_page_is_the_same_for_everyone(framework, keeper, board, signed_in):
    pages = {
        client.get("/participation/offline/").content
        for client in (signed_in(keeper), signed_in(board), Client())
    }
    assert len(pages) == 1
    page = pages.pop().decode()
    for secret in (keeper.name, keeper.services[0].name, "csrfmiddlewaretoken", "1.3 "):
        assert secret not in page


@pytest.mark.parametrize("method", ["post", "delete"])
def test_the_worker_and_its_page_are_only_read(client, method):
    for path in ("/sw.js", "/participation/offline/"):
        assert getattr(client, method)(path).status_code == 405


def test_a_mark_tells_people_apart_and_nothing_about_them(keeper, board):
    assert mark_of(keeper) != mark_of(board)
    assert mark_of(keeper) == mark_of(keeper)
    assert str(keeper.pk) != mark_of(keeper)


def test_the_log_page_says_whose_entries_it_sends(framework, keeper, signed_in):
    assert (
        f'data-owner="{mark_of(keeper)}"'
        in signed_in(keeper).get("/participation/log/").content.decode()
    )
