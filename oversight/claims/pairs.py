"""Who agreed with whom, and how often."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from accounts.models import Role
from evidence.models import Agreement, AgreementKind


@dataclass(frozen=True)
class Pair:
    """Of one service, body or person and another: to how many claims of the second the first
    agreed, of how many it said that something is missing, and to how many the second agreed in
    return.
    """

    first: str
    second: str
    agreed: int
    missing: int
    returned: int


def read_services() -> list[Pair]:
    """Services and bodies with the services whose claims they answered, the most often first."""
    found = _counted("role", "service__name", "claim__service__name")
    return _pairs(
        {(service or Role(role).label, claims): sums for (role, service, claims), sums in found}
    )


def read_people() -> list[Pair]:
    """People with those whose claims they answered, the most often first."""
    found = dict(_counted("made_by__name", "made_by", "claim__posted_by__name", "claim__posted_by"))
    # By their numbers, since two people may have one name.
    names = {pk: name for key in found for name, pk in ((key[0], key[1]), (key[2], key[3]))}
    numbered = {(key[1], key[3]): sums for key, sums in found.items()}
    return _pairs(numbered, names)


def _counted(*names: str) -> list[tuple[tuple, tuple[int, int]]]:
    # A claim counts once, however often the same is said of it.
    kinds = {
        kind: Count("claim", filter=Q(kind=kind), distinct=True) for kind in AgreementKind.values
    }
    # What was taken back was not said in the end; what has ended since was.
    rows = Agreement.objects.given().order_by().values(*names).annotate(**kinds)
    return [
        (tuple(row[name] for name in names), tuple(row[kind] for kind in kinds)) for row in rows
    ]


def _pairs(sums: dict[tuple, tuple[int, int]], names: dict | None = None) -> list[Pair]:
    found = [
        Pair(
            first=names[first] if names else first,
            second=names[second] if names else second,
            agreed=agreed,
            missing=missing,
            returned=sums.get((second, first), (0, 0))[0],
        )
        for (first, second), (agreed, missing) in sums.items()
    ]
    return sorted(found, key=lambda pair: (-pair.agreed, -pair.missing, pair.first, pair.second))
