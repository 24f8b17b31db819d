"""Links are checked politely, and never inside a private network (row 34)."""

import pytest

from evidence.items import link_check
from evidence.items.link_check import Answer, LinkCheck, is_public, resolve


def ask(url: str) -> Answer:
    return LinkCheck().ask(url)


@pytest.mark.parametrize(
    ("path", "words", "broken"),
    [
        ("/report", "200 OK", False),
        ("/404", "404 Not Found", True),
        ("/410", "410 Gone", True),
        ("/500", "500 Internal Server Error", True),
        ("/799", "799", True),
        ("/400", "400 Bad Request", True),
        ("/399", "399", False),
        ("/299-to/404", "299", False),
        ("/300-to/404", "404 Not Found", True),
        ("/399-to/404", "404 Not Found", True),
        ("/400-to/report", "400 Bad Request", True),
        ("/401", "401 Unauthorized", False),
        ("/403", "403 Forbidden", False),
        ("/429", "429 Too Many Requests", False),
        ("/no-head", "200 OK", False),
        ("/to/to/report", "200 OK", False),
        ("/to/404", "404 Not Found", True),
        ("/to" * 5 + "/report", "200 OK", False),
        ("/to" * 6 + "/report", "It led on to other addresses more than 5 times", True),
        ("/loop", "It led on to other addresses more than 5 times", True),
    ],
)
def test_the_answer_is_kept_in_words(site, path, words, broken):
    assert ask(f"http://council.example{path}") == Answer(words, broken)


def test_it_says_who_asks_and_asks_for_no_more_than_it_needs(site, settings):
    settings.SITE_URL = "https://promise.council.scot"
    assert not ask("http://someone:secret@council.example/a b/é?x=ü#part").broken
    ((command, path, headers),) = site.asked
    assert (command, path) == ("HEAD", "/a%20b/%C3%A9?x=%C3%BC")
    assert headers["Host"] == "council.example"
    assert (
        headers["User-Agent"]
        == "PromiseTracker (weekly check of links; https://promise.council.scot)"
    )
    assert "Authorization" not in headers
    assert "Cookie" not in headers


def test_get_is_asked_only_where_head_is_refused(site):
    ask("http://council.example/report")
    ask("http://council.example/no-head")
    ask("http://council.example/399")
    ask("http://council.example/400")
    assert [(command, path) for command, path, _ in site.asked] == [
        ("HEAD", "/report"),
        ("HEAD", "/no-head"),
        ("GET", "/no-head"),
        ("HEAD", "/399"),
        ("HEAD", "/400"),
        ("GET", "/400"),
    ]


def test_a_server_that_never_comes_to_an_end_is_left(site, monkeypatch):
    monkeypatch.setattr(link_check, "WHOLE", 0.2)
    assert ask("http://council.example/drip") == Answer("No answer", broken=True)
    assert site.hung_up.wait(10)


@pytest.mark.parametrize("host", ["inside.example", "both.example"])
def test_a_name_that_stands_for_a_private_address_is_not_called(site, host):
    answer = ask(f"http://{host}/report")
    assert answer == Answer("Not asked: the address lies inside a private network", broken=False)
    assert site.asked == []


@pytest.mark.parametrize(
    ("onward", "words"),
    [
        ("http://inside.example/", "Not asked: the address lies inside a private network"),
        ("file:///etc/passwd", "Not asked: this is not an address of the web"),
        ("http://council.example:22/", "Not asked: only the usual ports of the web are called"),
    ],
)
def test_a_redirect_is_looked_at_as_the_first_address_is(site, onward, words):
    assert ask(f"http://council.example/far/{onward}") == Answer(words, broken=False)
    assert len(site.asked) == 1


def test_the_name_is_resolved_once_and_that_very_address_is_called(site, monkeypatch):
    """A name that changes its address between the check and the call (DNS rebinding) gains
    nothing.
    """
    told = iter([["127.0.0.1"], ["10.0.0.7"]])
    monkeypatch.setattr(link_check, "resolve", lambda _host, _port: next(told))
    called = []
    connect = link_check.socket.create_connection

    def noted(address, timeout):
        called.append(address)
        return connect(address, timeout)

    monkeypatch.setattr(link_check.socket, "create_connection", noted)
    assert ask("http://council.example/report") == Answer("200 OK", broken=False)
    assert called == [("127.0.0.1", site.server_port)]


def test_a_host_that_does_not_exist_or_answer_is_broken(site, monkeypatch):
    def unknown(_host, _port):
        raise OSError

    assert ask("https://council.example/") == Answer("No answer", broken=True)
    monkeypatch.setattr(link_check, "resolve", unknown)
    assert ask("http://nowhere.example/") == Answer("No such host", broken=True)


def test_of_a_host_of_many_addresses_three_are_tried(monkeypatch):
    called = []

    def dead(address, _timeout):
        called.append(address[0])
        raise OSError

    monkeypatch.setattr(link_check.socket, "create_connection", dead)
    monkeypatch.setattr(link_check, "resolve", lambda *_: [f"1.1.1.{n}" for n in range(1, 6)])
    assert ask("http://many.example/") == Answer("No answer", broken=True)
    assert called == ["1.1.1.1", "1.1.1.2", "1.1.1.3"]


def test_a_host_without_a_good_certificate_is_broken(site, monkeypatch):
    monkeypatch.setattr(link_check, "PORTS", {"http": 80, "https": site.server_port})
    assert ask("https://council.example/") == Answer(
        "No safe connection: its certificate is not good", broken=True
    )


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - nothing binds to it
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::1",
        "2001:db8::1",
    ],
)
def test_addresses_that_are_not_public_are_told_by_their_number(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "151.101.1.140", "2606:4700:4700::1111", "::ffff:1.1.1.1"]
)
def test_public_addresses_are_called(address):
    assert is_public(address)


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "0x7f000001", "017700000001"])
def test_other_ways_of_writing_this_machine_lead_to_the_same_refusal(host):
    assert ask(f"http://{host}/").words == "Not asked: the address lies inside a private network"


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/",
        "javascript:alert(1)",
        "http://",
        "http://[::1",
        "http://a.example:99999/",
        "//a.example/",
        "",
    ]
    + ["http://a.example:8080/", "https://a.example:80/", "http://a.example:x/"],
)
def test_only_ordinary_addresses_of_the_web_are_called(url):
    assert ask(url).words.startswith("Not asked: ")


def test_names_that_cannot_be_written_as_a_host_are_no_such_host():
    assert ask(f"http://{'a' * 70}.example/") == Answer("No such host", broken=True)


def test_this_machine_resolves_to_its_own_number():
    assert "127.0.0.1" in resolve("127.0.0.1", 80)


def test_a_host_is_asked_once_a_second_and_others_need_not_wait(monkeypatch):
    slept = []
    monkeypatch.setattr(link_check.time, "monotonic", lambda: 100 + sum(slept))
    monkeypatch.setattr(link_check.time, "sleep", slept.append)
    check = LinkCheck()
    for host in ("a.example", "b.example", "a.example", "a.example"):
        check.wait_for(host)
    assert slept == [1.0, 1.0]


def test_the_same_link_twice_is_asked_once(site):
    url = "http://council.example/report"
    assert LinkCheck().ask_all([url, url]) == {url: Answer("200 OK", broken=False)}
    assert len(site.asked) == 1
