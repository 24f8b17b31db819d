"""A page that is not there says why in the product's own words, and where to go instead."""

import pytest

from tests.accounts.conftest import text_of


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/nowhere/", "There is no page at this address that you can open."),
        ("/services/of-nobody/", "There is no page at this address that you can open."),
        ("/sub-actions/99.9/", "There is no sub-action 99.9. The published ones are 1.1 to 10.4;"),
    ],
)
def test_it_says_why(signed_in, board, path, said):
    answer = signed_in(board).get(path)
    words = text_of(answer)

    assert answer.status_code == 404
    assert said in words
    assert f"You asked for {path}" in words
    assert "matches" not in words
    assert "Where you can go instead" in words


def test_nobody_is_sent_where_they_may_not_go(client, signed_in, stranger):
    assert "Where you can go" not in text_of(signed_in(stranger).get("/nowhere/"))
    client.logout()
    assert "Sign in to see what is here." in text_of(client.get("/nowhere/"))
