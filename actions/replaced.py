"""What goes on in place of what was merged into another or superseded by it."""

from __future__ import annotations

from accounts.together import Reading

from .models import Action, SubAction


def reading_successor(found: SubAction | Action) -> Reading:
    """The key of what goes on in place of this one, where that is not what replaced it (which has
    been replaced as well); else empty. It was read with its `replaced_by`.
    """
    first = found.replaced_by
    if not (first and first.replaced_by_id):
        return ""
    rows = type(found).objects.filter(replaced_by__isnull=False).order_by()
    pairs = yield rows.values_list("pk", "replaced_by", "replaced_by__item__key")
    following = {pk: (further, key) for pk, further, key in pairs}
    # No circle can be stored: each replacement went on when it was named.
    pk, key = following[first.pk]
    while pk in following:
        pk, key = following[pk]
    return key
