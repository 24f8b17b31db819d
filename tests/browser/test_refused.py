"""What is wrong stands under its label and over its box, in every form and at every width."""

import pytest

from .conftest import WIDTHS
from .phone import KEEPER

pytestmark = pytest.mark.browser

# Each sentence about a box: where it ends and begins, and its box and label.
PLACES = """() => [...document.querySelectorAll("main [aria-invalid=true]")].map((box) => {
  const edges = (one) => one.getBoundingClientRect();
  const said = document.getElementById(`${box.id}_error`);
  return [edges(document.querySelector(`label[for=${box.id}]`)).bottom, edges(said).top,
    edges(said).bottom, edges(box).top];
})"""


@pytest.mark.parametrize("width", WIDTHS)
def test_of_a_session_that_is_refused(visit, width):
    page = visit(KEEPER, "/participation/log/", width=width, service_workers="block")
    page.get_by_role("button", name="Log the session").click()
    page.get_by_role("heading", name="things to put right").wait_for()
    check_the_places(page, 2)


@pytest.mark.parametrize("width", WIDTHS)
def test_of_filters_that_are_no_more(visit, width):
    address = "/participation/sessions/?service=no-such&since=31/2/2026"
    page = visit(KEEPER, address, width=width)
    check_the_places(page, 2)
    said = page.get_by_text("The list is shown without these filters.").bounding_box()
    for field in page.locator(".pt_filters__field").all():
        assert said["y"] + said["height"] <= field.bounding_box()["y"]


def check_the_places(page, number: int) -> None:
    places = page.evaluate(PLACES)
    assert len(places) == number
    for place in places:
        assert place == sorted(place)
