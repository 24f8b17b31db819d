"""The same protection on every kind of answer (promise T27)."""

import pytest
from django.db import OperationalError
from django.test import Client

from tests.factories import FileEvidenceFactory

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
}
# Whatever opens a file of evidence may neither run nor load anything.
POLICIES = {"evidence": {"default-src 'none'", "sandbox"}}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.fixture
def answers(framework, keeper, administrator, signed_in, monkeypatch):
    """One answer of each kind, by name."""
    clerk, keeping, anyone = (
        signed_in(administrator),
        signed_in(keeper),
        Client(raise_request_exception=False),
    )

    found = {
        "a page": keeping.get("/actions/"),
        "the sign-in page": anyone.get("/sign-in/"),
        "a redirect": anyone.get("/actions/"),
        "400": Client(headers={"host": "elsewhere.example"}).get("/sign-in/"),
        "403": keeping.get("/people/"),
        "404": keeping.get("/calls/X99/"),
        "405": keeping.get("/sub-actions/1.1/still-true/"),
        "a refused form": Client(enforce_csrf_checks=True).post("/sign-in/"),
        "json": anyone.get("/health/"),
        "a file": clerk.get("/history/export/"),
        "evidence": keeping.get(f"/evidence/{FileEvidenceFactory().pk}/file/"),
        "the worker": anyone.get("/sw.js"),
    }
    for status, error in (("500", RuntimeError), ("503", OperationalError)):
        monkeypatch.setattr("promise_tracker.context_processors.navigation", failing(error))
        found[status] = anyone.get("/help/")
    return found


def failing(error: type[Exception]):
    """What any page might meet."""

    def fail(_request):
        raise error("made up for the test")

    return fail


def test_every_kind_of_answer_carries_the_same_protection(answers):
    statuses = {name: answer.status_code for name, answer in answers.items()}
    assert [statuses[name] for name in ("400", "403", "404", "405", "500", "503")] == [
        400,
        403,
        404,
        405,
        500,
        503,
    ]
    for name, answer in answers.items():
        assert set(answer["Content-Security-Policy"].split("; ")) == POLICIES.get(name, POLICY), (
            name
        )
        assert {key: answer.get(key) for key in ALWAYS} == ALWAYS, name


def test_pages_of_signed_in_people_are_not_kept_by_anyone_else(answers):
    assert answers["a page"]["Cache-Control"] == "private, no-cache"
    for name in ("a file", "evidence"):
        assert "no-store" in answers[name]["Cache-Control"]


def test_no_page_carries_inline_scripts_or_styles(answers):
    # Not of 405, which has nothing on its page.
    for name in ("a page", "the sign-in page", "403", "404", "500", "503"):
        html = answers[name].content.decode()
        assert "<h1" in html, name
        assert "<style" not in html, name
        assert " style=" not in html, name
        assert "<script>" not in html, name
        assert "onclick=" not in html, name
