"""The worker and the page that a phone keeps."""

import re
from os.path import dirname, join, normpath
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client

from accounts.marks import mark_of

IMPORTED = re.compile(r'^import [^"]*"([^"]+)";', re.MULTILINE)


def named_by_the_worker(client) -> list[str]:
    return re.findall(r'"/static/([^"]+)"', client.get("/sw.js").content.decode())


def loaded_with(names: list[str], find) -> set[str]:
    """The scripts with these names and all that they import; `find` gives the path of a name."""
    loaded, waiting = set(), list(names)
    while waiting:
        name = waiting.pop()
        if name not in loaded:
            loaded.add(name)
            text = Path(find(name)).read_text("utf-8")
            waiting += [normpath(join(dirname(name), one)) for one in IMPORTED.findall(text)]
    return loaded


def test_the_worker_names_only_files_that_are_there(client):
    answer = client.get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    files = named_by_the_worker(client)
    assert "js/offline.js" in files
    assert [name for name in files if finders.find(name) is None] == []


def test_the_worker_names_all_that_its_page_loads(client):
    page = client.get("/participation/offline/").content.decode()
    files = re.findall(r'(?:src|href)="/static/([^"]+)"', page)
    scripts = loaded_with([name for name in files if name.endswith(".js")], finders.find)
    assert "js/kept.js" in scripts
    assert {*files, *scripts} - {*named_by_the_worker(client)} == set()


def test_collected_scripts_import_each_other_by_the_names_that_the_worker_knows(
    client, tmp_path, settings
):
    """In production each file is named by its content, also where a script imports another."""
    settings.STATIC_ROOT = tmp_path
    collecting = {"BACKEND": "promise_tracker.static_files.StaticFilesByContent"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": collecting}
    call_command("collectstatic", interactive=False, verbosity=0)
    files = named_by_the_worker(client)
    scripts = loaded_with([name for name in files if name.endswith(".js")], tmp_path.joinpath)
    assert len(scripts) > 1
    assert scripts - {*files} == set()


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
        f'<body data-person="{mark_of(keeper)}"'
        in signed_in(keeper).get("/participation/log/").content.decode()
    )


def test_who_is_not_signed_in_has_no_mark(client, db):
    assert "data-person" not in client.get("/sign-in/").content.decode()
