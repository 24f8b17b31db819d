"""`dev.py test --changed`: what one runs while working."""

import sys
import tomllib
from collections.abc import Iterable

from .checkout import git
from .commands import ROOT, Environment
from .reach import BROWSER, EVERYTHING, SITE, tests_of, touched, without_covered
from .steps import Steps
from .subjects import above, read_floors
from .testing import check_code, prepare, run_pytest

INSTALLED = (".venv", "node_modules")


def test_changed(pytest_arguments: list[str]) -> int:
    """The linters, and on SQLite the tests of the subjects that uncommitted, untracked and
    unpushed changes touch and of those above them; 0 when everything passed or nothing changed.
    """
    since = _last_push()
    paths = _changed_since(since)
    if not paths:
        print(f"Nothing has changed since commit {since[:8]}.")
        return 0
    print(f"Changed since commit {since[:8]}: {len(paths)} file(s)")
    first, then = _chosen(paths)
    env = prepare("test --changed")
    steps = Steps()
    check_code(steps, env)
    with steps.beside(lambda others: _run(others, "tests above", env, then, pytest_arguments)):
        _run(steps, "tests of what has changed", env, first, pytest_arguments)
    return steps.conclude()


def _run(
    steps: Steps, name: str, env: Environment, tests: list[str], pytest_arguments: list[str]
) -> None:
    if tests:
        run_pytest(steps, name, env, [*tests, *pytest_arguments], "not browser")


def _last_push() -> str:
    """The commit since which something counts as changed: where this branch has left what it was
    pushed to, or else the main branch.
    """
    if git("rev-parse", "HEAD") is None:
        sys.exit("`test --changed` asks git what has changed, and git knows no commit here.")
    for branch in ("@{upstream}", "origin/main", "main"):
        if base := git("merge-base", "HEAD", branch):
            return base.strip()
    return "HEAD"


def _changed_since(commit: str) -> list[str]:
    """The paths of files that differ from this commit, deleted and untracked ones among them."""
    # Without renames: of what was moved the old place counts too.
    differ = git("diff", "--name-only", "--no-renames", "--relative", "-z", commit) or ""
    untracked = git("ls-files", "--others", "--exclude-standard", "-z") or ""
    paths = {path for path in (differ + untracked).split("\0") if path}
    return sorted(path for path in paths if path.split("/")[0] not in INSTALLED)


def _chosen(paths: list[str]) -> tuple[list[str], list[str]]:
    """The tests of what these files touch, and those of what stands above; says why."""
    floors = read_floors(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8")))
    texts, test_files = _texts([name for layer in floors[""] for name in layer]), _test_files()
    why: dict[str, list[str]] = {}
    for path in paths:
        for thing in touched(path, floors, texts):
            why.setdefault(thing, []).append(path)
    subjects = {thing for thing in why if not thing.startswith("tests")}
    higher = {subject for one in subjects for subject in above(one, floors)} - subjects
    _explain(why, higher)
    asked_for = {thing for thing in why if thing.startswith("tests")} & _folders(test_files)
    first = without_covered(tests_of(subjects, test_files) | asked_for)
    return first, without_covered(tests_of(higher, test_files), by=first)


def _explain(why: dict[str, list[str]], higher: set[str]) -> None:
    for thing, paths in sorted(why.items()):
        more = f" and {len(paths) - 3} more" if len(paths) > 3 else ""
        print(f"  {thing}: {', '.join(paths[:3])}{more}")
    if higher:
        print(f"  above: {', '.join(sorted(higher))}")
    site = "" if {SITE, EVERYTHING} & set(why) else f"every address ({SITE}), "
    print(f"Left to `dev.py test`: {site}the browser and PostgreSQL.", flush=True)


def _texts(apps: Iterable[str]) -> dict[str, str]:
    files = [file for app in apps for file in (ROOT / app).rglob("*.py")]
    files += (ROOT / "templates").rglob("*.html")
    return {file.relative_to(ROOT).as_posix(): file.read_text("utf-8") for file in files}


def _test_files() -> set[str]:
    return {file.relative_to(ROOT).as_posix() for file in (ROOT / "tests").rglob("*.py")}


def _folders(test_files: set[str]) -> set[str]:
    """The test files and their folders: what pytest can be asked for."""
    parents = {file.rpartition("/")[0] for file in test_files}
    return (test_files | parents) - {
        path for path in parents | test_files if path.startswith(BROWSER)
    }
