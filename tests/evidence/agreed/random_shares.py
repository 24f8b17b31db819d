"""The part of a body in a random world."""

from actions.models import Share
from actions.status import Status


def share(pk, by, body, status, said, ended, counts) -> Share:
    spoke = status != Status.NOT_REPORTED
    return Share(
        sub_action_id=pk,
        service=body,
        words="Train the school nurses.",
        named_by=by,
        status=status,
        confirmed_on=said if spoke else None,
        confirmed_by=by if spoke else None,
        ended_on=ended,
        ended_by=by if ended else None,
        ended_reason="The council does it." if ended else "",
        end_counts_from=counts if ended else None,
    )
