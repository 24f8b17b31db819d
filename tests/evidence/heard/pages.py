"""What a browser sends and reads."""

import uuid

from django.utils import timezone

from tests.conftest import html_of

PRIVATE = "Ring 01292 123456"


def entry_form(*items, **changes) -> dict:
    """What a browser sends when an entry is logged; None leaves a field out."""
    sent = {
        "kind": "heard",
        "theme": "Being asked",
        "words": "Ask us before you decide.",
        "consent": "gist",
        "heard_on": timezone.localdate().strftime("%d/%m/%Y"),
        "items": [item.pk for item in items],
        "visibility": "board",
        "five_or_more": "on",
        "form_key": str(uuid.uuid4()),
    }
    return {name: value for name, value in (sent | changes).items() if value is not None}


def text(response) -> str:
    return html_of(response)
