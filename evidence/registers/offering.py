"""Which sub-action that there is a row of a register may be: by its key, its title, an earlier
register, or the rare words that both have.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from accounts.models import User
from accounts.permissions import may
from accounts.searching import fold
from actions.models import Action, SubAction
from actions.work_forms import own_services
from foundations.sharing import Texts

from .models import RegisterRow

# So many that share words are offered for a row.
FIRST = 3


def title_key(title: str) -> str:
    """A title without what people write differently."""
    return " ".join(fold(title).split())


def title_digest(title: str) -> str:
    """By which a title is known again."""
    return hashlib.sha256(title_key(title).encode()).hexdigest()


@dataclass(frozen=True)
class Offer:
    """A sub-action that a row may be, why, and whether that is certain enough to be taken without
    a question.
    """

    sub_action: SubAction
    why: str
    is_certain: bool = False


class Known:
    """The actions and sub-actions that there are, and which of them this person may edit."""

    def __init__(self, by: User) -> None:
        rows = SubAction.objects.filter(replaced_by=None)
        rows = rows.select_related("item", "service", "action__item").prefetch_related("owners")
        self.by_key = {row.key.casefold(): row for row in rows}
        self.mine = {row.pk: row for row in rows if may(by, "edit_work", row)}
        self.local = {
            (row.action_id, title_key(row.item.heading)): row for row in rows if row.item.local
        }
        published = [row for row in rows if not row.item.local]
        self.of_item = {row.item_id: row for row in published}
        self.texts = Texts(row.item for row in published)
        self.earlier, self.said = _brought_in_before(self.mine)
        actions = Action.objects.filter(replaced_by=None).select_related("item", "service")
        self.actions = {action.key: action for action in actions}
        self.services = {str(service.pk): service for service in own_services(by)}
        self._by_name = {title_key(one.item.heading): one for one in self.actions.values()}
        self._by_name |= {key.casefold(): one for key, one in self.actions.items()}

    def action_of(self, text: str) -> Action | None:
        """The action with this key or title: “4”, “Action 4”, “4. Homes” or “Homes”."""
        name = title_key(text)
        first = name.removeprefix("action ").split(" ")[0].rstrip(".:)")
        return self._by_name.get(name) or self._by_name.get(first)

    def named(self, key: str) -> SubAction | None:
        """The sub-action with this key, whoever keeps it."""
        return self.by_key.get(key.strip(" .").casefold())

    def offers(self, title: str, key: str) -> list[Offer]:
        """What a row with this title and key may be, the likeliest first; only what this person
        may edit.
        """
        found: dict[int, Offer] = {}
        for offer in self._offers(title, key):
            if offer.sub_action.pk in self.mine:
                found.setdefault(offer.sub_action.pk, offer)
        return list(found.values())

    def _offers(self, title: str, key: str) -> Iterator[Offer]:
        if earlier := self.mine.get(self.earlier.get(title_digest(title))):
            yield Offer(earlier, "An earlier register brought it in as this.", is_certain=True)
        shared = {self.of_item[one.text.pk].pk: one for one in self.texts.sharing(title)}
        if named := self.named(key):
            is_same = title_key(named.item.title) == title_key(title)
            # Another's own numbers may be like ours: the words decide.
            if is_same or named.pk in shared:
                yield Offer(named, "It has this key, and words of it.", is_certain=True)
            else:
                yield Offer(named, "It has this key, but no words of it.")
        mine = [(pk, one) for pk, one in shared.items() if pk in self.mine]
        for pk, one in islice(mine, FIRST):
            is_same = title_key(self.mine[pk].item.title) == title_key(title)
            yield Offer(self.mine[pk], one.reason, is_certain=is_same)


def _brought_in_before(mine: dict[int, SubAction]) -> tuple[dict[str, int], dict[int, set[str]]]:
    """By the digest of a title, the sub-action that a row was; and what rows said of each."""
    earlier: dict[str, int] = {}
    said: dict[int, set[str]] = defaultdict(set)
    rows = RegisterRow.objects.standing().filter(sub_action__in=mine).order_by("pk")
    for pk, title, words, update in rows.values_list(
        "sub_action", "title_digest", "said_digest", "update__withdrawn_on"
    ):
        earlier[title] = pk
        if words and update is None:
            said[pk].add(words)
    return earlier, said
