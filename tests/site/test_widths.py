"""What keeps the code easy to read: lines and files of a length, and names from their own place."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
CODE = ["accounts", "foundations", "actions", "evidence", "oversight", "promise_tracker", "tests"]
# How a lock is taken: without of=, Meta.ordering leads it into the tables that it joins.
LOCK, MEANT = "select_for_update", {"of": "('self',)", "no_key": "True"}


def files(*kinds: str, folders: list[str]) -> list[Path]:
    """Our own files of these kinds, without the migrations, which Django writes."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    return [
        path
        for path in [*found, *ROOT.glob("*.py")]
        if path.suffix in kinds and "migrations" not in path.parts
    ]


def test_no_line_of_a_template_is_over_120_signs():
    templates = files(".html", ".txt", folders=["templates"])
    assert len(templates) > 100
    long = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in templates
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if len(line) > 120
    ]
    assert not long, "\n".join(long)


def test_no_file_is_over_300_lines():
    sources = files(".py", ".html", ".txt", ".js", ".css", folders=[*CODE, "templates", "static"])
    assert len(sources) > 500
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in sources}
    long = {str(path.relative_to(ROOT)) for path, length in lengths.items() if length > 300}
    assert not long, "\n".join(sorted(long))


def only_imported(tree: ast.Module) -> set[str]:
    """The names that a module has from elsewhere, without those that it hands on in `__all__`."""
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    names = {
        name.asname or name.name
        for node in imports
        if node.module != "__future__"
        for name in node.names
    }
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            names -= set(ast.literal_eval(node.value))
    return names


def module_named(path: Path, node: ast.ImportFrom) -> str:
    """The full name of the module that an import names, seen from the file of this path."""
    above = path.relative_to(ROOT).parts[: -node.level] if node.level else ()
    return ".".join([*above, *([node.module] if node.module else [])])


def test_names_are_imported_from_where_they_are_defined():
    trees = {path: ast.parse(path.read_text("utf-8")) for path in files(".py", folders=CODE)}
    borrowed = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): names
        for path, tree in trees.items()
        if (names := only_imported(tree))
    }
    assert "actions.views" in borrowed
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {name.name}"
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for name in node.names
        if name.name in borrowed.get(module_named(path, node), ())
    ]
    assert not wrong, "\n".join(wrong)


def locks_in(source: str) -> dict[str, bool]:
    """Each mention of a lock, and whether it takes only the rows that are meant."""
    tree = ast.parse(source)
    calls = {node.func: node for node in ast.walk(tree) if isinstance(node, ast.Call)}
    mentions = [node for node in ast.walk(tree) if getattr(node, "attr", "") == LOCK]
    return {ast.unparse(calls.get(one, one)): _is_meant(calls.get(one)) for one in mentions}


def _is_meant(call: ast.Call | None) -> bool:
    said = {one.arg: ast.unparse(one.value) for one in call.keywords} if call else {}
    return said.items() >= MEANT.items()


def test_a_lock_takes_only_the_rows_that_are_meant():
    found = {}
    for path in files(".py", folders=CODE[:6]):
        found |= locks_in(path.read_text("utf-8"))
    assert len(found) > 10
    assert [lock for lock, is_meant in found.items() if not is_meant] == []


@pytest.mark.parametrize(
    "source",
    [
        "rows.select_for_update()[:50]",
        "first = list(rows.select_for_update(no_key=True)), 2",
        "[row for row in rows.select_for_update(of=('self',)) if row]",
        "rows.select_for_update(\n    skip_locked=True,\n).first()",
        "lock = rows.select_for_update",
    ],
)
def test_a_lock_that_takes_more_is_seen_however_it_is_written(source):
    assert [*locks_in(source).values()] == [False]
