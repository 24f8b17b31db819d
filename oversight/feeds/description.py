"""The description of the feeds (OpenAPI 3.1), made of the very types that their rows have."""

from __future__ import annotations

import inspect

import msgspec
from django.urls import reverse

from .rows import KINDS, Answer, Refused

PLACE = "#/components/schemas/{name}"
MOST, USUAL = 1000, 500


def describe(council: str) -> dict:
    """What can be asked for, and what comes back."""
    types = [Answer[kind] for kind in KINDS.values()]
    answers, schemas = msgspec.json.schema_components([*types, Refused], ref_template=PLACE)
    *pages, refused = answers
    paths = {}
    for (name, kind), page in zip(KINDS.items(), pages, strict=True):
        paths[reverse("open-data-json", args=[name])] = _path(name, kind, _json(page), refused)
        csv = {"text/csv": {"schema": {"type": "string"}}}
        paths[reverse("open-data-csv", args=[name])] = _path(name, kind, csv, refused, paged=False)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"How {council} keeps The Promise",
            "version": "1",
            "description": "The public part of the last closed round. Read only; no key is needed.",
        },
        "paths": paths,
        "components": {"schemas": schemas},
    }


def what(kind: type) -> str:
    """What a row of this kind is, for people: the first sentence of its description."""
    words = inspect.cleandoc(kind.__doc__).replace("\n", " ").replace("`", "")
    return words.split("; ")[0].split(". ")[0].rstrip(".") + "."


def _path(name: str, kind: type, content: dict, refused: dict, *, paged: bool = True) -> dict:
    refusals = {"404": "Nothing is published yet.", "405": "Only GET and HEAD are answered."}
    if paged:
        refusals |= {
            "400": "A parameter cannot be read.",
            "410": "The data has changed. Begin anew.",
        }
    answers = {"200": {"description": f"The {name}.", "content": content}}
    answers["304"] = {"description": "Nothing has changed since."}
    for status, words in refusals.items():
        answers[status] = {"description": words, "content": _json(refused)}
    return {
        "get": {
            "operationId": f"{name}{'' if paged else '-csv'}",
            "summary": inspect.cleandoc(kind.__doc__).replace("\n", " "),
            "parameters": _parameters() if paged else [],
            "responses": answers,
        }
    }


def _json(schema: dict) -> dict:
    return {"application/json": {"schema": schema}}


def _parameters() -> list[dict]:
    limit = {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}
    return [
        {
            "name": "limit",
            "in": "query",
            "description": "How many rows come at once.",
            "schema": limit,
        },
        {
            "name": "cursor",
            "in": "query",
            "description": "Where the page before ended; it stands in that page's `next`.",
            "schema": {"type": "string", "maxLength": 200},
        },
    ]
