"""What the addresses of each body's part answer to whom: `part` is Education's, in work of Housing,
and `other_part` Housing's, in work of Education.
"""

from .rows import OTHERS_OWN, OWN, ROLES, Row

PART, OTHER_PART = {"pk": "@part"}, {"pk": "@other_part"}
NAMED = {"service": "@partner", "words": "Train the school nurses."}
SAID = {"version": 1, "status": "on-track", "words": "Four of six are trained."}

ABOUT_PARTS = {
    "body": Row(ROLES, {"key": "education"}),
    "name-part": Row(OWN, {"key": "4.1"}, {"key": "8.1"}, OTHERS_OWN, body=NAMED),
    "say-part": Row(OWN, PART, OTHER_PART, OTHERS_OWN, body=SAID),
    "part-still-true": Row(OWN, PART, OTHER_PART, OTHERS_OWN, post_only=True, body={"version": 1}),
    # Whoever keeps the whole ends a part.
    "end-part": Row(
        OWN, OTHER_PART, PART, OTHERS_OWN, body={"version": 1, "reason": "It is done by us."}
    ),
}
