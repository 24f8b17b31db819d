"""The navigation says where one is, and offers each role its own entries."""

import pytest


def entries(client, path: str) -> dict[str, bool]:
    """The entries of the navigation on a page, and whether each is the current one."""
    return {place.label: place.current for place in client.get(path).context["navigation"]}


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("/actions/1/", "Actions"),
        ("/sub-actions/1.3/", "Actions"),
        ("/recommendations/T9.R5/", "Themes"),
        ("/calls/C18/", "Calls"),
        ("/board/", "Board"),
        ("/board/waiting/", "Claims"),
        ("/board/agreements/", "Claims"),
        ("/evidence/?kind=voice", "Evidence"),
    ],
)
def test_one_entry_is_current(framework, board, signed_in, path, label):
    assert [name for name, current in entries(signed_in(board), path).items() if current] == [label]


def test_a_page_of_the_footer_makes_none_current(framework, board, signed_in):
    shown = entries(signed_in(board), "/background/")
    assert {"Themes", "Calls"} <= set(shown)
    assert not any(shown.values())


def test_each_role_has_its_own_entries(framework, keeper, board, administrator, signed_in):
    assert "My work" in entries(signed_in(keeper), "/actions/")
    assert "My work" not in entries(signed_in(board), "/actions/")
    assert "Claims" in entries(signed_in(board), "/actions/")
    assert "Claims" in entries(signed_in(administrator), "/actions/")
    assert "Claims" not in entries(signed_in(keeper), "/actions/")
    assert {"Assign", "People", "History"} <= set(entries(signed_in(administrator), "/actions/"))
    assert not {"Assign", "People", "History"} & set(entries(signed_in(keeper), "/actions/"))
