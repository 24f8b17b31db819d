"""The demo council: made-up entries, brought in through the same services and rules as real
ones.
"""

from __future__ import annotations

import json
from datetime import date

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from accounts.models import User
from accounts.services import add_person, add_service, appoint
from actions.models import Action, SubAction
from actions.services import assigning, work

from .agreements import agree
from .asked import ask_and_decide, say_who_does_what
from .assessments import assess
from .council import ADMINISTRATOR, Demo, Say
from .duties import say_what_the_law_asks
from .evidence import add_what_reports_need, add_what_stands_beside_reports
from .heard import add_measures, add_what_was_heard
from .ladder import climb_the_ladder
from .links import correct_texts, link_texts
from .models import Demonstration
from .needs import ask_for_help
from .public import go_public
from .reports import report

FIXTURE = settings.BASE_DIR / "fixtures" / "demo_council.json"
# The six that the sign-in page lists; nobody else of the demo council can sign in.
CAST = [
    "keeper@demo.test",
    "other-keeper@demo.test",
    "board@demo.test",
    "champions@demo.test",
    ADMINISTRATOR,
    "member@demo.test",
]
# Days from the loading: everyone holds her role from before the first report of 18 months.
APPOINTED = -550


@transaction.atomic
def load_demo(today: date, say: Say) -> bool:
    """Bring in the demo council, all of it or nothing, as on the day given; returns whether it did.

    `say` is called with a line for each group of entries. Nothing happens when the council is there
    already. Raises ImproperlyConfigured outside demo mode, without the framework, and where anybody
    else has an account.
    """
    if not settings.DEMO:
        raise ImproperlyConfigured(
            "The demo council is for demo mode only. Set DEMO=on to try the product with it."
        )
    if not SubAction.objects.exists():
        raise ImproperlyConfigured("Load the framework first: manage.py load_framework.")
    if Demonstration.objects.exists():
        say("The demo council is there already.")
        return False
    if User.objects.exists():
        raise ImproperlyConfigured(
            "There are people in this database already, and made-up entries never go beside "
            "theirs. Name an empty one in DATABASE_URL."
        )
    Demonstration.objects.create(loaded_on=today)
    # The same entries whichever day it is: their days are counted from today.
    demo = Demo(today, say, json.loads(FIXTURE.read_text(encoding="utf-8")))
    for step in STEPS:
        step(demo)
    return True


def _add_people(demo: Demo) -> None:
    """The administrator first, who then adds the services and everyone else."""
    by = _add_demo_person(
        demo, None, next(row for row in demo.data["people"] if row["email"] == ADMINISTRATOR)
    )
    for row in demo.data["services"]:
        demo.services[row["name"]] = add_service(by=by, name=row["name"], kind=row["kind"])
    for row in demo.data["people"]:
        if row["email"] != ADMINISTRATOR:
            _add_demo_person(demo, by, row)
    # One hash is enough for five: making it is slow on purpose.
    User.objects.filter(email__in=CAST).update(password=make_password(settings.DEMO_PASSWORD))
    demo.people = {
        user.email: user
        for user in User.objects.filter(email__in=[r["email"] for r in demo.data["people"]])
    }
    demo.say(f"Demo council: {len(demo.services)} services and {len(demo.people)} people.")


def _add_demo_person(demo: Demo, by: User | None, row: dict) -> User:
    """A person with her role, or with one role for each service that she keeps."""
    person = add_person(by=by, email=row["email"], name=row["name"])
    for name in row.get("services", [None]):
        service = name and demo.services[name]
        appoint(
            by=by, person=person, role=row["role"], service=service, starts_on=demo.day(APPOINTED)
        )
    return person


def _give_leads(demo: Demo) -> None:
    """The service that leads each action; some actions have none."""
    for key, name in demo.data["leads"].items():
        action = Action.objects.get(item__key=key)
        assigning.lead(
            by=demo.administrator, action=action, seen=action.version, service=demo.services[name]
        )


def _add_local_work(demo: Demo) -> None:
    """What Promise Keepers added themselves, beside the published actions."""
    for row in demo.data["local_actions"]:
        work.add_action(**_named(demo, row))
    for row in demo.data["local_sub_actions"]:
        values = _named(demo, row)
        values["action"] = Action.objects.select_related("item").get(item__key=row["action"])
        work.add_sub_action(**values)
    # Kept in memory from here on: each write leaves the new version on the row for the next one.
    rows = SubAction.objects.select_related("item__published_target", "service")
    demo.sub_actions = {row.key: row for row in rows}


def _named(demo: Demo, row: dict) -> dict:
    """An entry with its person and service in place of their names."""
    return row | {"by": demo.people[row["by"]], "service": demo.services[row["service"]]}


def _give_work(demo: Demo) -> None:
    """Services and owners, as an administrator gives them; then what the owners set themselves."""
    given = {key: row for key, row in demo.data["sub_actions"].items() if "service" in row}
    for key, row in given.items():
        if "before" in row:
            _assign(demo, key, row["before"])
        _assign(demo, key, row)
        if "owners" in row:
            _settle(demo, key, row, by=demo.people[row["owners"][0]])
    demo.say(f"Demo council: {len(given)} sub-actions have a service.")


def _assign(demo: Demo, key: str, row: dict) -> None:
    sub_action, owners = (
        demo.sub_actions[key],
        [demo.people[email] for email in row.get("owners", [])],
    )
    service = demo.services[row["service"]]
    assigning.assign(
        by=demo.administrator,
        sub_action=sub_action,
        seen=sub_action.version,
        service=service,
        owners=owners,
    )


def _settle(demo: Demo, key: str, row: dict, by: User) -> None:
    """Dates, target, expected difference and collaborators, as far as the owner has set them."""
    if row.get("confirm_source_date"):
        sub_action = demo.sub_actions[key]
        demo.sub_actions[key] = work.confirm_source_date(
            by=by, sub_action=sub_action, seen=sub_action.version
        )
    values = {
        name: demo.day(value) if name.endswith(("_on", "_until")) else value
        for name, value in row.get("edit", {}).items()
    }
    if "collaborators" in row:
        values["collaborators"] = [demo.services[name] for name in row["collaborators"]]
    if values:
        sub_action = demo.sub_actions[key]
        demo.sub_actions[key] = work.edit_sub_action(
            by=by, sub_action=sub_action, seen=sub_action.version, **values
        )


def _propose(demo: Demo) -> None:
    """Services that Promise Keepers offer, still to be confirmed by an administrator."""
    for row in demo.data["proposals"]:
        sub_action = demo.sub_actions[row["sub_action"]]
        person, service = demo.people[row["by"]], demo.services[row["service"]]
        assigning.propose_service(
            by=person, sub_action=sub_action, seen=sub_action.version, service=service
        )


# In this order: "being kept" can only be reported once there is evidence of voice, and evidence
# beside a report only once the report is there.
STEPS = (
    _add_people,
    _give_leads,
    _add_local_work,
    _give_work,
    _propose,
    add_what_reports_need,
    add_measures,
    report,
    ask_for_help,
    add_what_stands_beside_reports,
    agree,
    add_what_was_heard,
    assess,
    ask_and_decide,
    say_who_does_what,
    link_texts,
    correct_texts,
    say_what_the_law_asks,
    climb_the_ladder,
    go_public,
)
