"""The demo council's agreements: made up, by people who have opened the evidence first."""

from __future__ import annotations

from evidence.agreed.answering import answer_claim
from evidence.agreed.kinds import AgreementKind
from evidence.agreed.pieces import read_pieces
from evidence.items.opened import note_opened

from .council import Demo


def agree(demo: Demo) -> None:
    """Some claims are agreed to by other services; of one something is missing; some wait."""
    for row in demo.data["agreements"]:
        by, on = demo.people[row["by"]], demo.day(row["day"])
        sub_action = demo.sub_actions[row["sub_action"]]
        for evidence in read_pieces(sub_action, by).rows:
            note_opened(by=by, evidence=evidence, on=on)
        kind = row.get("kind", AgreementKind.AGREED)
        said = {"kind": kind, "words": row["words"], "seen": sub_action.version}
        answer_claim(by=by, sub_action=sub_action, on=on, **said)
        # For whatever is written next.
        sub_action.refresh_from_db(fields=["version"])
    demo.say(f"Demo council: {len(demo.data['agreements'])} claims are answered.")
