"""Unknown and odd keys in addresses give a page that helps, never a fault."""

import pytest

from tests.conftest import html_of

from .conftest import update_form

pytestmark = pytest.mark.django_db
PAGES = ["update", "still-true", "edit", "confirm-date", "propose"]


@pytest.mark.parametrize("key", ["99.9", "one", "1.1 ", "é", "x" * 2000, "%25", "'; --"])
def test_unknown_keys_get_a_page_that_helps(signed_in, keeper, key):
    for address in (f"/sub-actions/{key}/", f"/actions/{key}/"):
        answer = signed_in(keeper).get(address)
        assert answer.status_code == 404
        assert "such as C18, T9 and 1.3" in html_of(answer)


@pytest.mark.parametrize("page", PAGES)
def test_unknown_keys_on_every_page(signed_in, keeper, sub_action, page):
    assert (
        signed_in(keeper).post(f"/sub-actions/99.9/{page}/", update_form(sub_action)).status_code
        == 404
    )


@pytest.mark.parametrize(
    "address",
    ["/sub-actions/%00/", "/actions/%00/", "/sub-actions/1%00/edit/", "/assign/%00/proposal/"],
)
def test_nul_in_a_key_is_not_found(signed_in, keeper, address):
    """PostgreSQL refuses NUL in any text it is asked for."""
    assert signed_in(keeper).get(address).status_code == 404


@pytest.mark.parametrize("raw", [b"/sub-actions/\xff\xfe/", b"/sub-actions/\xed\xa0\x80/"])
def test_bytes_that_are_no_text_are_not_found(signed_in, keeper, raw):
    response = signed_in(keeper).get("/", PATH_INFO=raw.decode("latin-1"))
    assert response.status_code == 404


@pytest.mark.parametrize("page", ["edit", "propose", "update", "still-true", "confirm-date"])
def test_forms_answer_no_other_method(signed_in, keeper, sub_action, page):
    client, address = signed_in(keeper), f"/sub-actions/{sub_action.key}/{page}/"
    assert {client.put(address).status_code, client.delete(address).status_code} == {405}


def test_forms_of_actions_answer_no_other_method(signed_in, keeper, sub_action):
    client, action = signed_in(keeper), sub_action.action.key
    addresses = ["/actions/add/", f"/actions/{action}/add/", f"/actions/{action}/edit/"]
    assert [client.put(address).status_code for address in addresses] == [405, 405, 405]
    assert client.head("/actions/add/").status_code == 200
