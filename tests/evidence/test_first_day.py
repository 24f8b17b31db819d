"""Lists that hold nothing yet say what to do, without figures of nought and nothing to filter."""

import pytest

from tests.conftest import html_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("/evidence/", "No evidence yet."),
        ("/heard/", "What a group said appears here with the answers."),
        ("/participation/sessions/", "No session logged yet."),
    ],
)
def test_an_empty_list_has_nothing_to_filter_until_it_is_asked_to(board, signed_in, url, words):
    client = signed_in(board)
    empty = html_of(client.get(url))
    assert words in empty
    assert "pt_filters" not in empty
    assert "0 " not in empty[empty.index("<main") : empty.index("</main")]
    assert "pt_filters" in html_of(client.get(url, {"kind": "workshop"}))
