"""Among many services, that of an audience is found by its name."""

import pytest

from evidence.models import Session
from evidence.participation import names
from tests.conftest import html_of

from .participants import session_form

LOG = "/participation/log/"


@pytest.mark.parametrize(
    ("typed", "stored"), [("Education", True), (" education ", True), ("No one service", False)]
)
def test_among_many_services_one_is_found_by_its_name(
    signed_in, champions, service, monkeypatch, typed, stored
):
    assert "<datalist" not in html_of(signed_in(champions).get(LOG))
    monkeypatch.setattr(names, "MOST_WITHOUT_SEARCH", 0)
    client = signed_in(champions)

    assert '<option value="Education"></option>' in html_of(client.get(LOG))
    row = {"kind": "workforce", "headcount": "25", "service": typed}
    assert client.post(LOG, session_form(row)).status_code == 302
    held = Session.objects.get().audiences.get()
    assert held.service == (service if stored else None)
    edit = html_of(client.get(f"/participation/sessions/{held.session_id}/edit/"))
    assert ('name="audiences-0-service" value="Education"' in edit) == stored


def test_a_service_that_is_on_no_list_is_refused_and_stays(
    signed_in, champions, service, monkeypatch
):
    monkeypatch.setattr(names, "MOST_WITHOUT_SEARCH", 0)
    row = {"kind": "workforce", "headcount": "25", "service": "Educatoin"}
    html = html_of(signed_in(champions).post(LOG, session_form(row)))
    assert "Choose a service from the list, or “No one service”." in html
    assert 'value="Educatoin"' in html
    assert not Session.objects.exists()
