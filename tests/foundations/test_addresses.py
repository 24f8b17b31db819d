"""Addresses made of keys: unknown ones are answered helpfully, and nobody reads without signing
in.
"""

import pytest
from django.urls import reverse

from foundations.models import FrameworkItem, PageReference
from tests.rotation import today_of, turn

PATHS = [
    *("/foundations/", "/foundations/care/", "/calls/", "/calls/C18/", "/themes/", "/themes/T9/"),
    *(
        "/recommendations/T9.R5/",
        "/pages/",
        "/pages/the-promise/85/",
        "/briefing/",
        "/briefing/RB12/",
    ),
    *("/fundamentals/", "/principles/", "/background/", "/framework/check/"),
]
ONE = ["/foundations/{}/", "/calls/{}/", "/themes/{}/", "/recommendations/{}/", "/briefing/{}/"]


@pytest.mark.parametrize("path", PATHS)
def test_every_role_reads_and_nobody_else(
    published, client, signed_in, keeper, board, champions, administrator, stranger, path
):
    reader = today_of([keeper, board, champions, administrator])
    assert signed_in(reader).get(path).status_code == 200
    assert client.get(path).headers["Location"] == f"{reverse('account_login')}?next={path}"
    assert signed_in(stranger).get(path).status_code == 403


def test_pages_of_the_framework_take_no_post(published, signed_in, administrator):
    client, before = signed_in(administrator), list(FrameworkItem.objects.values())
    assert {
        path: client.post(path, {"text": "Another text."}).status_code for path in PATHS
    } == dict.fromkeys(PATHS, 405)
    assert list(FrameworkItem.objects.values()) == before


def test_every_item_leads_to_a_page_that_is_there(published, signed_in, board):
    client = signed_in(board)
    paths = {
        item.get_absolute_url().split("#")[0]
        for item in FrameworkItem.objects.select_related("parent__parent")
    }
    # The pages of actions and sub-actions belong to another app, and need the council's working
    # records.
    own = {path for path in paths if not path.startswith(("/actions/", "/sub-actions/"))}
    own |= {reference.get_absolute_url() for reference in PageReference.objects.all()}
    assert len(own) == 5 + 55 + 25 + 74 + 44 + 51 + 19 + 10 + len(
        ["/themes/", "/briefing/", "/fundamentals/", "/principles/", "/background/"]
    )
    taken = turn(sorted(own))
    assert {path for path in taken if client.get(path).status_code != 200} == set()


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/calls/c18/", "/calls/C18/"),
        ("/themes/t9/", "/themes/T9/"),
        ("/recommendations/t9.r5/", "/recommendations/T9.R5/"),
        ("/foundations/Care/", "/foundations/care/"),
        ("/briefing/rb12/", "/briefing/RB12/"),
    ],
)
def test_a_key_in_other_letters_leads_to_the_right_address(published, signed_in, board, path, to):
    answer = signed_in(board).get(path)
    assert (answer.status_code, answer.headers["Location"]) == (301, to)


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/calls/C99/", "There is no call to action C99. The calls are V1 to V6"),
        ("/calls/care/", "There is no call to action care."),
        (
            "/foundations/C18/",
            "There is no foundation C18. The foundations are voice, family, care",
        ),
        ("/themes/T26/", "There is no theme T26. The themes are T1 to T25; /themes/ lists them."),
        (
            "/recommendations/T9/",
            "There is no recommendation T9. A key is a theme and a number, such as T9.R5",
        ),
        (
            "/briefing/RB45/",
            "There is no residential briefing point RB45. The points are RB01 to RB44",
        ),
        (
            "/pages/the-promise/3/",
            "Nothing in the framework cites The Promise, page 3; /pages/ lists the cited pages.",
        ),
        (
            "/pages/the-promise/999999999999/",
            "Nothing in the framework cites The Promise, page 999999999999;",
        ),
        (
            "/pages/the-plan/85/",
            "There is no book the-plan. The cited books are the-promise and change-programme",
        ),
    ],
)
def test_an_unknown_key_is_answered_with_what_keys_look_like(
    published, signed_in, board, path, sentence
):
    answer = signed_in(board).get(path)
    assert answer.status_code == 404
    assert answer.context["reason"].startswith(sentence)


@pytest.mark.parametrize("path", ONE)
def test_a_strange_key_is_a_404(published, signed_in, board, path):
    client = signed_in(board)
    for key in (
        "%00",
        "C18%00",
        "%25",
        "_18",
        "C%31%38%20",
        "' OR 1=1",
        "x" * 500,
        "é",
        "..",
        "C18'",
    ):
        assert client.get(path.format(key)).status_code == 404, key


@pytest.mark.parametrize("page", ["-1", "eighty-five", "8.5", "9" * 5000])
def test_a_strange_page_number_is_a_404(published, signed_in, board, page):
    assert signed_in(board).get(f"/pages/the-promise/{page}/").status_code == 404
