"""Servers that run one release in folders of their own know it for the same one."""

import os

import pytest

from promise_tracker.release import release_of


@pytest.fixture
def put(tmp_path):
    """Puts these files into a folder of a server, as written on a day of its own."""

    def write(server: str, files: dict[str, str]) -> str:
        for number, (name, text) in enumerate(files.items()):
            file = tmp_path / server / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
            os.utime(file, (number + len(server) * 1000, number + len(server) * 1000))
        return release_of(tmp_path / server, ["actions", "templates"])

    return write


FILES = {"actions/views.py": "read()", "templates/base.html": "<p>", "other/notes.txt": "a"}


def test_one_release_is_the_same_in_two_folders_whenever_it_was_put_there(put):
    assert put("a", FILES) == put("another", FILES)


def test_what_python_makes_of_it_and_what_stands_beside_it_tell_nothing(put):
    beside = FILES | {"actions/__pycache__/views.cpython-311.pyc": "x", "other/notes.txt": "b"}
    assert put("a", FILES) == put("b", beside)


@pytest.mark.parametrize(
    "changed",
    [
        {"actions/views.py": "read(1)"},
        {"templates/base.html": "<p>\n"},
        {"templates/new.html": ""},
        {"actions/views.py": "", "templates/base.html": "read()<p>"},
    ],
)
def test_a_change_of_any_file_is_another_release(put, changed):
    assert put("a", FILES) != put("b", FILES | changed)
