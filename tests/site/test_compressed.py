"""Pages leave compressed where nobody can guess a secret from their length; files never do."""

import gzip
import re
from pathlib import Path

import lxml.html
import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from accounts.marks import mark_of
from accounts.sealed.sealing import SEALED, Words, seal
from actions.models import SubAction

SMALL = {"Accept-Encoding": "gzip, deflate, br"}


def is_small(answer) -> bool:
    return answer.get("Content-Encoding") == "gzip"


def without_tokens(content: bytes) -> str:
    """A page without what is another text each time."""
    return re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", content.decode())


@pytest.mark.parametrize("path", ["/sub-actions/", "/board/", "/my-work/", "/calls/X99/"])
def test_a_page_leaves_compressed_and_is_the_same_page(framework, keeper, signed_in, path):
    browser = signed_in(keeper)
    browser.get(path)
    whole, small = browser.get(path), browser.get(path, headers=SMALL)

    assert not is_small(whole)
    assert is_small(small)
    assert without_tokens(gzip.decompress(small.content)) == without_tokens(whole.content)
    assert len(small.content) == int(small["Content-Length"]) < len(whole.content) / 2
    for answer in (whole, small):
        assert {"Accept-Encoding", "Cookie"} <= set(answer["Vary"].split(", "))


def test_whoever_kept_the_compressed_page_hears_that_it_is_unchanged(keeper, signed_in):
    browser = signed_in(keeper)
    browser.get("/actions/")
    first = browser.get("/actions/", headers=SMALL)
    second = browser.get("/actions/", headers=SMALL | {"If-None-Match": first["ETag"]})

    assert is_small(first)
    assert first["ETag"].startswith("W/")
    assert (second.status_code, second.content, is_small(second)) == (304, b"", False)
    assert second["Vary"] == first["Vary"]


def test_head_says_what_get_would(keeper, signed_in):
    browser = signed_in(keeper)
    answer = browser.head("/actions/", headers=SMALL)

    assert is_small(answer)
    assert answer.content == b""


@pytest.mark.parametrize("refused", ["identity", "br", ""])
def test_whoever_does_not_take_gzip_gets_the_page_as_it_is(keeper, signed_in, refused):
    answer = signed_in(keeper).get("/actions/", headers={"Accept-Encoding": refused})

    assert not is_small(answer)
    assert b"</html>" in answer.content


@pytest.mark.parametrize(
    "path",
    ["/sub-actions/export/", "/participation/sessions/export/?format=xlsx", "/board/export/"],
)
def test_files_leave_as_they_are_written(framework, keeper, signed_in, path):
    answer = signed_in(keeper).get(path, headers=SMALL)

    assert answer.status_code == 200
    assert not is_small(answer)


@pytest.mark.parametrize("path", ["/participation/log/", "/heard/add/"])
def test_a_page_with_a_key_is_compressed_only_where_its_address_brings_no_words(
    framework, champions, signed_in, path
):
    browser = signed_in(champions)

    assert b'form_key"' in browser.get(path).content
    assert is_small(browser.get(path, headers=SMALL))
    assert not is_small(browser.get(f"{path}?note=whatever", headers=SMALL))


def test_a_page_without_a_key_is_compressed_also_under_filters(framework, keeper, signed_in):
    answer = signed_in(keeper).get("/sub-actions/?words=whatever", headers=SMALL)

    assert is_small(answer)


def test_an_answer_to_what_was_sent_is_never_compressed(framework, keeper, signed_in):
    row = SubAction.objects.get(item__key="1.1")
    row.service = keeper.current_appointments[0].service
    row.save()
    path = f"/sub-actions/{row.key}/update/"
    answer = signed_in(keeper).post(path, {"changed": "Typed."}, headers=SMALL)

    assert b"Typed." in answer.content
    assert not is_small(answer)


def test_words_opened_in_a_form_again_are_not_compressed(framework, champions, signed_in):
    path = "/participation/log/"
    words = Words(mark=mark_of(champions), page=path, address=path, values={"kind": ["workshop"]})
    answer = signed_in(champions).post(path, {SEALED: seal(words)}, headers=SMALL)

    assert b'form_key"' in answer.content
    assert not is_small(answer)


def test_the_font_that_a_page_asks_for_at_once_is_the_one_that_its_styles_name(keeper, signed_in):
    page = lxml.html.fromstring(signed_in(keeper).get("/actions/").content.decode())
    (font,) = page.xpath("//link[@rel='preload'][@as='font'][@crossorigin]/@href")

    assert font.replace("/static/", "../") in Path(finders.find("css/frame.css")).read_text()
    assert finders.find(font.removeprefix("/static/"))


@pytest.mark.parametrize("path", ["/sign-in/", "/sign-in/?next=/board/", "/password/reset/"])
def test_pages_of_signing_in_and_of_passwords_are_left_as_they_are(db, path):
    answer = Client().get(path, headers=SMALL)

    assert answer.status_code == 200
    assert not is_small(answer)
