"""The subjects of the product and what stands above them, by the import contracts.

A subject is an app or a package in one, named as Python does: "actions", "evidence.items". Paths
are as git gives them, with slashes, from the folder of the project.
"""

import re
from pathlib import PurePosixPath

WIRING = "promise_tracker"  # stands above all and has no tests but those of every address
Floors = dict[str, list[list[str]]]  # of each container ("" holds the apps), the highest first


def read_floors(pyproject: dict) -> Floors:
    """The floors of the house, by the layers contracts in a pyproject.toml."""
    floors: Floors = {}
    for contract in pyproject["tool"]["importlinter"]["contracts"]:
        if contract["type"] == "layers":
            layers = [re.findall(r"\w+", layer) for layer in contract["layers"]]
            floors |= dict.fromkeys(contract.get("containers", [""]), layers)
    return floors


def subject_of(path: str, floors: Floors) -> str | None:
    """The subject that a file lies in, or that its name or a folder's says: evidence.heard for
    evidence/heard/forms.py, evidence/templatetags/heard.py and heard/_row.html. None when no
    folder says it.
    """
    names = [PurePosixPath(part).stem for part in PurePosixPath(path).parts]
    for app in _names(floors[""]):
        inside = _names(floors.get(app, []))
        if names[0] == app:
            return ".".join([app, *[name for name in names[1:] if name in inside][:1]])
        if names[0] in inside:
            return f"{app}.{names[0]}"
    return None


def above(subject: str, floors: Floors) -> set[str]:
    """The subjects that may import this one: those above it in its app, and the apps above."""
    app, _, part = subject.partition(".")
    inside = _higher(part, floors[app]) if part else []
    apps = [name for name in _higher(app, floors[""]) if name != WIRING]
    return {f"{app}.{name}" for name in inside} | set(apps)


def _names(layers: list[list[str]]) -> list[str]:
    return [name for layer in layers for name in layer]


def _higher(name: str, layers: list[list[str]]) -> list[str]:
    [floor] = [number for number, layer in enumerate(layers) if name in layer]
    return _names(layers[:floor])
