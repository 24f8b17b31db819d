"""Every page is valid HTML (promise T28)."""

import json
import subprocess

import pytest
from django.conf import settings

from tests.rotation import turn

from .test_every_page import TAKEN

pytestmark = pytest.mark.browser

RULES = {"root": True, "extends": ["html-validate:standard"], "rules": {"long-title": "off"}}


def test_every_page_is_valid(browser, site, sessions, tmp_path):
    pages = turn(TAKEN, of=3)
    (tmp_path / "rules.json").write_text(json.dumps(RULES))
    for email in {email for email, _path in pages}:
        context = browser.new_context(
            base_url=site, storage_state=sessions(email) if email else None
        )
        for number, (reader, path) in enumerate(pages):
            if reader == email:
                page = context.request.get(path).text()
                (tmp_path / f"{number:02}.html").write_text(page, encoding="utf-8")
        context.close()
    command = [
        "npx",
        "--no-install",
        "html-validate",
        "--config",
        str(tmp_path / "rules.json"),
        str(tmp_path),
    ]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True)
    named = done.stdout
    for number, (_email, path) in enumerate(pages):
        named = named.replace(f"{number:02}.html", path)
    assert done.returncode == 0, named
