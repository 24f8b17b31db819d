"""Which tests a change asks for: from changed paths to paths of tests, without a look at disk."""

import re
from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

from .subjects import WIRING, Floors, subject_of

SITE = "tests/site"  # every address
BROWSER = "tests/browser"
EVERYTHING = "tests"
QUIET = r".*\.md|Makefile|\.git\w+|\.ci/.*"  # no test reads them
OF_ALL_PAGES = r"templates/(components|django)/.*|templates/[^/]+|static/.*"


def touched(path: str, floors: Floors, texts: dict[str, str]) -> set[str]:
    """What a changed file touches: subjects, and paths of tests that it asks for by itself.
    `texts` are the product's Python files and templates by their paths.
    """
    if re.fullmatch(QUIET, path):
        return set()
    if path.startswith("tests/"):
        return {_test_of(PurePosixPath(path))}
    if path == "dev.py" or path.startswith(f"{WIRING}/dev/"):
        return {"tests/dev"}
    if re.fullmatch(OF_ALL_PAGES, path):
        return {SITE}
    folder, _, name = path.partition("/")
    users = _users(name, texts, set()) if folder in ("templates", "fixtures") else {path}
    subjects = {subject_of(user, floors) for user in users or {name}}
    if None in subjects:
        return {EVERYTHING}
    return {SITE if subject == WIRING else subject for subject in subjects}


def tests_of(subjects: Iterable[str], test_files: Collection[str]) -> set[str]:
    """The folders of these subjects' tests, the folder of the app where a part of it has none,
    and the tests beside those folders, which are about the whole app.
    """
    found = set()
    for subject in subjects:
        app, _, part = subject.partition(".")
        own, whole = f"tests/{app}/{part}", f"tests/{app}"
        if not part or not any(file.startswith(f"{own}/") for file in test_files):
            found.add(whole)
            continue
        found.add(own)
        found |= {file for file in test_files if re.fullmatch(rf"{whole}/test_\w+\.py", file)}
    return found


def without_covered(tests: Iterable[str], by: Iterable[str] = ()) -> list[str]:
    """These paths in order, without those that are, or lie in, another one or one of `by`."""
    tests, by = set(tests), set(by)
    return sorted(
        test
        for test in tests - by
        if not {str(p) for p in PurePosixPath(test).parents} & (tests | by)
    )


def _test_of(path: PurePosixPath) -> str:
    """A file of tests runs itself; what others use, its folder."""
    return str(path) if path.name.startswith("test_") else str(path.parent)


def _users(name: str, texts: dict[str, str], seen: set[str]) -> set[str]:
    """The Python files that name a template or fixture, or a template that includes it."""
    seen.add(name)
    users = {
        path for path, text in texts.items() if re.search(f"[\"']{re.escape(name)}[\"']", text)
    }
    python = {path for path in users if path.endswith(".py")}
    templates = {path.removeprefix("templates/") for path in users - python} - seen
    return python.union(*(_users(template, texts, seen) for template in sorted(templates)))
