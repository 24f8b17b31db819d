"""Each status has a colour, a shape of its own and a place on the help page, all from one list."""

import re

import pytest
from django.conf import settings
from django.template import Context, Template

from actions.status import FOR_COMMITMENTS, FOR_WORK, Status

STYLES = (settings.BASE_DIR / "static/css/promise.css").read_text(encoding="utf-8")


def drawn(status: str) -> str:
    template = '{% include "components/_status.html" with key=key label="Its word" %}'
    return Template(template).render(Context({"key": status}))


def shape_in(html: str) -> str:
    return re.search(r"<svg[^>]*>(.*?)</svg>", html, re.DOTALL)[1].strip()


@pytest.mark.parametrize("status", Status)
def test_a_status_is_drawn_in_its_colour_with_its_word(status):
    html = drawn(status)
    assert f'class="pt_status pt_status--{status.tone}"' in html
    assert "Its word" in html
    # Grey is what the style sheet gives to all that it does not name.
    assert status.tone == "grey" or f".pt_status--{status.tone} {{" in STYLES


def test_no_two_statuses_share_a_shape():
    shapes = [shape_in(drawn(status)) for status in Status]
    assert all(shape.startswith("<") for shape in shapes)
    assert len(set(shapes)) == len(Status)


def test_what_is_no_status_has_no_shape_and_a_colour_of_its_own():
    html = drawn("plain")
    assert 'class="pt_status pt_status--plain"' in html
    assert shape_in(html) == ""


@pytest.mark.django_db
def test_the_help_page_names_every_status(client):
    html = client.get("/help/").content.decode()
    for status in (Status.NOT_REPORTED, *FOR_WORK, *FOR_COMMITMENTS):
        assert f"<em>{status.short}</em>" in html
    assert "<em>complete</em> or <em>stopped</em>. A commitment" in html
    assert "<em>slipping</em> or <em>not kept</em>." in html
