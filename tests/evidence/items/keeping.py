"""A commitment that is said to be kept, and the voice that bears it out."""

from actions.services import progress
from actions.status import Status
from tests.evidence.items.adding import add

REFUSED = (
    "“Being kept” needs evidence of what people with care experience said in the last 12 "
    "months, added by somebody outside its own service, for the Board to read."
)


def voice(by, *things, **values):
    return add(by, *things, kind="voice", **values)


def post(by, sub_action, status=Status.BEING_KEPT, **values):
    sub_action.refresh_from_db()
    values = {"changed": "We asked, and they said so."} | values
    return progress.post_update(
        by=by, sub_action=sub_action, seen=sub_action.version, status=status, **values
    )
