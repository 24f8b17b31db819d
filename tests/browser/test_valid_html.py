"""Every page is valid HTML (promise T28)."""

import json
import subprocess

import pytest
from django.conf import settings

from .test_every_page import PAGES

pytestmark = pytest.mark.browser

RULES = {
    "root": True,
    "extends": ["html-validate:recommended"],
    "rules": {
        # Django's own way of writing is as valid: closing slashes, quotes, and space at the end of a line.
        "no-trailing-whitespace": "off",
        "void-style": "off",
        # The design system names its classes in its own way, and its forms carry roles that browsers know already.
        "class-pattern": "off",
        "no-redundant-role": "off",
        "long-title": "off",
        # A table's column headings tell enough; autocomplete has no token for most of what is asked.
        "form-dup-name": "off",
    },
}


def test_every_page_is_valid(visit, tmp_path):
    (tmp_path / "rules.json").write_text(json.dumps(RULES))
    for number, (email, path) in enumerate(PAGES):
        (tmp_path / f"{number:02}.html").write_text(visit(email, path).answer.text(), encoding="utf-8")
    command = ["npx", "--no-install", "html-validate", "--config", str(tmp_path / "rules.json"), str(tmp_path)]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True)
    named = done.stdout
    for number, (_email, path) in enumerate(PAGES):
        named = named.replace(f"{number:02}.html", path)
    assert done.returncode == 0, named
