"""Which sub-action that there is a row of a register may be: by its key, its title, an earlier
register, or the rare words that both have.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from accounts.models import User
from accounts.permissions import may
from accounts.searching import fold
from accounts.words import as_keyed
from actions.models import Action, SubAction
from actions.work_forms import own_services
from foundations.sharing import Shared, Texts

from .models import RegisterRow

# So many that share words are offered for a row.
FIRST = 3
# “1:1 support” and “3-year plan” begin with no key.
KEYED = re.compile(r"(?i:action +)?([Ll]?\d+) *(?:[.)]|:(?!\d)| -(?! *\d)|-(?! *\d|[a-z])|$)")


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
    # Whether it is likely enough that somebody has to choose.
    is_asked: bool = True


class Known:
    """The actions and sub-actions that there are, and which of them this person may edit."""

    def __init__(self, by: User) -> None:
        rows = SubAction.objects.filter(replaced_by=None)
        rows = rows.select_related("item", "service", "action__item").prefetch_related("owners")
        self.by_key = {row.key.casefold(): row for row in rows}
        self.keys = {row.pk: row.key.casefold() for row in rows}
        self.mine = {row.pk: row for row in rows if may(by, "edit_work", row)}
        self.local = {
            (row.action_id, title_key(row.item.heading)): row for row in rows if row.item.local
        }
        published = [row for row in rows if not row.item.local]
        self.of_item = {row.item_id: row for row in published}
        self.texts = Texts(row.item for row in published)
        self.own = [row for row in self.mine.values() if row.item.local]
        self.with_own = Texts(row.item for row in published + self.own)
        self.earlier, self.said = _brought_in_before(self.mine)
        actions = Action.objects.filter(replaced_by=None).select_related("item", "service")
        self.actions = {action.key: action for action in actions}
        self.services = {str(service.pk): service for service in own_services(by)}
        self._by_name = {title_key(one.item.heading): one for one in self.actions.values()}
        self._by_key = {key.casefold(): one for key, one in self.actions.items()}
        self._shared: dict[str, dict[int, Shared]] = {}

    def action_of(self, text: str) -> Action | None:
        """The action with this key or title: “4”, “Action 4”, “4. Homes” or “Homes”."""
        named = self._by_name.get(title_key(text))
        # “10 rooms” is no key with words behind it.
        keyed = KEYED.match(as_keyed(text))
        return named or (self._by_key.get(keyed[1].casefold()) if keyed else None)

    def shared(self, title: str) -> dict[int, Shared]:
        """The sub-actions of the plan that share rare words with a title, whoever keeps them."""
        if title not in self._shared:
            found = self.texts.sharing(title)
            self._shared[title] = {self.of_item[one.text.pk].pk: one for one in found}
        return self._shared[title]

    def kept_elsewhere(self, title: str, key: str) -> SubAction | None:
        """The sub-action that a row names, by its key and words of it or by its title, where this
        person may not edit it.
        """
        named = self.named(key)
        if named and named.pk not in self.mine and self._has_words_of(named, title):
            return named
        others = [pk for pk in self.shared(title) if pk not in self.mine]
        rows = (self.by_key[self.keys[pk]] for pk in others)
        return next((row for row in rows if _is_same(row, title)), None)

    def like_elsewhere(self, title: str) -> SubAction | None:
        """The sub-action of the plan that shares the most with a title and that somebody else
        keeps.
        """
        found = next((pk for pk in self.shared(title) if pk not in self.mine), None)
        return self.by_key[self.keys[found]] if found else None

    def _has_words_of(self, named: SubAction, title: str) -> bool:
        return named.pk in self.shared(title) or _is_same(named, title)

    def named(self, key: str) -> SubAction | None:
        """The sub-action with this key, whoever keeps it."""
        return self.by_key.get(key.strip(" .").casefold())

    def offers(self, title: str, key: str, action: str) -> list[Offer]:
        """What a row with this title, this key and this name of an action may be, the likeliest
        first; only what this person may edit.
        """
        found: dict[int, Offer] = {}
        for offer in self._offers(title, key, action):
            if offer.sub_action.pk in self.mine:
                found.setdefault(offer.sub_action.pk, offer)
        return list(found.values())

    def _offers(self, title: str, key: str, action: str) -> Iterator[Offer]:
        if earlier := self.mine.get(self.earlier.get(title_digest(title))):
            # “Train the staff” may be work of two actions.
            is_one = not action or self.action_of(action) == earlier.action
            is_certain = is_one or not earlier.item.local
            yield Offer(earlier, "An earlier register brought it in as this.", is_certain)
        if named := self.named(key):
            # Another's own numbers may be like ours: the words decide.
            if self._has_words_of(named, title):
                yield Offer(named, "It has this key, and words of it.", is_certain=True)
            else:
                yield Offer(named, "It has this key, but no words of it.")
        mine = [(pk, one) for pk, one in self.shared(title).items() if pk in self.mine]
        for pk, one in mine[:FIRST]:
            is_same = _is_same(self.mine[pk], title)
            yield Offer(self.mine[pk], one.reason, is_certain=is_same)
        # A register that comes again may say its work in other words.
        own = {row.item_id: row for row in self.own if not _is_same(row, title)}
        likes = [one for one in self.with_own.sharing(title) if one.text.pk in own]
        for one in likes[:FIRST]:
            yield Offer(own[one.text.pk], one.reason, is_asked=False)


def _is_same(row: SubAction, title: str) -> bool:
    return title_key(row.item.title) == title_key(title)


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
