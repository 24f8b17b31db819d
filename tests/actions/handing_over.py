"""What is sent when somebody hands over what a person owns, by the page or to the service."""

from accounts.models import User
from actions.models import HandOver
from actions.services import handing


def sent(*rows, **heirs) -> dict:
    """The rows ticked as the page shows them, and who takes over the work of each service (by its
    key).
    """
    chosen = {f"heir-{key}": heir.pk for key, heir in heirs.items()}
    return {"rows": [f"{row.key}:{row.version}" for row in rows], **chosen}


def hand_over(client, person: User, *rows, **heirs):
    """The answer to both presses."""
    body = sent(*rows, **heirs)
    address = f"/people/{person.pk}/hand-over/"
    seen = client.post(address, body)
    assert seen.status_code == 200, seen
    return client.post(address, body | {"confirm": "yes"})


def newest() -> HandOver:
    return HandOver.objects.latest("pk")


def owners(*rows) -> list[set[str]]:
    return [{str(one) for one in row.owners.all()} for row in rows]


def give(by, person, rows, heir, seen=None):
    return handing.hand_over(
        by=by,
        person=person,
        seen=seen or {row.key: row.version for row in rows},
        heirs={row.service_id: heir for row in rows},
    )
