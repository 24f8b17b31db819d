"""What tests of links and of voice share."""

import threading
from datetime import date
from http.server import ThreadingHTTPServer

import pytest

from actions.status import Kind
from evidence.items import link_check
from tests.evidence.items.link_site import NAMES, Site
from tests.factories import SubActionFactory


@pytest.fixture
def site(monkeypatch):
    """A web site on this machine, which the check may call although it is not public; nobody waits
    a second.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.asked, server.hung_up = [], threading.Event()
    threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    monkeypatch.setattr(link_check, "PORTS", {"http": server.server_port, "https": 443})
    monkeypatch.setattr(link_check, "is_public", lambda address: address == "127.0.0.1")
    monkeypatch.setattr(link_check, "resolve", lambda host, _port: NAMES[host])
    monkeypatch.setattr(link_check, "BETWEEN", 0)
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def commitment(service):
    return SubActionFactory(service=service, kind=Kind.ONGOING, review_on=date(2030, 1, 1))
