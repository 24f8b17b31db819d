"""The 25 route maps of Plan 24-30: their names by foundation, with source and day, and no more."""

from oversight.story.route_maps import route_maps
from tests.conftest import html_of


def test_there_are_25_each_once():
    found = route_maps()
    names = [name for _foundation, names in found.foundations for name in names]
    assert found.number == len({*names}) == 25
    assert [(name, len(names)) for name, names in found.foundations] == [
        ("Voice", 3),
        ("Family", 3),
        ("Care", 6),
        ("People", 4),
        ("Scaffolding", 9),
    ]
    assert "Rules, processes and culture" in names


def test_the_page_names_them_with_their_source_and_day(board, signed_in, db):
    html = html_of(signed_in(board).get("/story/"))
    assert "The 25 route maps of Plan 24-30" in html
    assert "Moving on and lifelong support" in html
    assert "no page that lists all of them was found" in html
    assert "Taken over on 29 November 2026. No call is mapped to them yet." in html
