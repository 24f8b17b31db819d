"""What tests of links share."""

import threading
from http.server import ThreadingHTTPServer

import pytest

from evidence.items import link_check
from tests.evidence.items.link_site import NAMES, Site


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
