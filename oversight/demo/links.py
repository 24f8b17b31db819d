"""What people of the demo council say of the links between texts, those to the national story among
them, and how they would put a published text right: made up, as all of it.
"""

from __future__ import annotations

from foundations.models import FrameworkItem, Link
from foundations.services import correcting, linking

from .council import ADMINISTRATOR, Demo

SAYS = {"confirm": linking.confirm_link, "reject": linking.reject_link}


def link_texts(demo: Demo) -> None:
    """Some suggested links are confirmed, some rejected, and one is added."""
    for row in demo.data["links"]:
        by, reason = demo.people[row["by"]], row["reason"]
        if row["says"] == "add":
            ends = {"from_item": _item(row["from"]), "to_item": _item(row["to"])}
            linking.add_link(by=by, reason=reason, **ends)
            continue
        link = Link.objects.get(from_item__key=row["from"], to_item__key=row["to"])
        SAYS[row["says"]](by=by, link=link, seen=link.version, reason=reason)
    demo.say(f"Demo council: {len(demo.data['links'])} links between texts.")


def correct_texts(demo: Demo) -> None:
    """One correction waits for an answer, and one was declined."""
    for row in demo.data["corrections"]:
        item, part = _item(row["item"]), row["part"]
        proposed = correcting.propose_correction(
            by=demo.people[row["by"]],
            item=item,
            part=part,
            wording=getattr(item, part).replace(row["was"], row["reads"]),
            reason=row["reason"],
        )
        if "state" in row:
            correcting.answer_correction(
                by=demo.people[ADMINISTRATOR],
                correction=proposed,
                seen=proposed.version,
                state=row["state"],
                answer=row["answer"],
            )


def _item(key: str) -> FrameworkItem:
    return FrameworkItem.objects.get(key=key)
