"""Among many services, that of an audience is found by its name."""

import pytest

from evidence.models import Session
from evidence.participation import offer
from tests.conftest import html_of
from tests.factories import ServiceFactory

from .participants import session_form

LOG = "/participation/log/"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("Education", True), (" EDUCATION ", True), ("education", True), ("No one service", False)],
)
def test_among_many_services_one_is_found_by_its_name(
    signed_in, champions, service, monkeypatch, typed, stored
):
    assert 'data-names="/find/services/"' not in html_of(signed_in(champions).get(LOG))
    monkeypatch.setattr(offer, "MOST_WITHOUT_SEARCH", 0)
    client = signed_in(champions)

    page = html_of(client.get(LOG))
    assert 'data-names="/find/services/"' in page
    assert "Education" not in page
    row = {"kind": "workforce", "headcount": "25", "service": typed}
    assert client.post(LOG, session_form(row)).status_code == 302
    held = Session.objects.get().audiences.get()
    assert held.service == (service if stored else None)
    edit = html_of(client.get(f"/participation/sessions/{held.session_id}/edit/"))
    assert ('name="audiences-0-service" value="Education"' in edit) == stored


@pytest.mark.parametrize(("typed", "is_like"), [("Educatoin", False), ("ducati", True)])
def test_a_service_that_is_on_no_list_is_refused_and_stays(
    signed_in, champions, service, monkeypatch, typed, is_like
):
    monkeypatch.setattr(offer, "MOST_WITHOUT_SEARCH", 0)
    row = {"kind": "workforce", "headcount": "25", "service": typed}
    html = html_of(signed_in(champions).post(LOG, session_form(row)))
    assert "Choose a service from the list, or “No one service”." in html
    assert ("Did you mean “Education”?" in html) == is_like
    assert f'value="{typed}"' in html
    assert not Session.objects.exists()


def test_the_page_holds_no_more_of_them_with_twelve_audiences(
    signed_in, champions, service, monkeypatch
):
    for number in range(3):
        ServiceFactory(name=f"School {number}")
    monkeypatch.setattr(offer, "MOST_WITHOUT_SEARCH", 3)
    rows = [{"kind": "workforce", "headcount": "5", "service": "Education"}] * 12
    html = html_of(signed_in(champions).post(LOG, session_form(*rows, held_on="")))
    assert html.count('value="Education"') == 12
    assert "School" not in html
