"""The world that the permission matrix is tried in: work of two services, and everyone's
session.
"""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Absence, Removal, Role, User
from accounts.removal.finding import Sought
from accounts.removal.passages import Passage
from accounts.services import move, set_active
from actions.models import Action, SubAction
from actions.services import assigning, progress
from evidence.assessments.services.ratings import current_words
from evidence.assessments.uploads import digest_of
from evidence.heard import services as heard
from evidence.heard.codes.services import give_code
from evidence.measures import services as measures
from evidence.models import SessionImport, Support, WordUpload
from foundations.models import FrameworkItem, Link, Round
from oversight.removal.reading import read_seen
from tests.conftest import person
from tests.evidence.registers import registers
from tests.evidence.workbook.lists import brought_in, only_chosen
from tests.factories import (
    ActionFactory,
    AgreementFactory,
    AnswerFactory,
    CorrectionFactory,
    EvidenceFactory,
    FileEvidenceFactory,
    HeardFactory,
    LinkFactory,
    MeasureFactory,
    RoundFactory,
    SelfAssessmentFactory,
    ServiceFactory,
    SessionFactory,
    SubmissionFactory,
    UserFactory,
)

from .asked import asked_by, asked_by_law, decided_by
from .made import agreed_document, closed_then, handed_over, public_picture, shared
from .work import asked_of_groups, explained_on, needed_on

COMPLETE = "complete"
# For which C18 is offered.
RESPITE = "Families choose their respite"
# A session of a sheet that was checked.
SHEET_ROW = {
    "row": 2,
    "number": None,
    "held_on": "2025-03-03",
    "kind": "workshop",
    "lived_experience": "neither",
}
SHEET_ROW |= {"lived_number": 0, "sub_actions": [], "audiences": [["community", 0, 5]]}


@pytest.fixture(scope="module")
def world(standing_framework):
    """The framework with work of two services, everyone's session, and the keys that rows of the
    table name. Made once: each cell is undone.
    """
    return make_world()


def make_world() -> tuple[dict, dict]:
    """That world on the framework as loaded: the keys of everyone's session, and those of rows."""
    service = ServiceFactory(key="education", name="Education")
    other_service = ServiceFactory(key="housing", name="Housing")
    keeper = person("Kirsty", Role.KEEPER, service)
    other_keeper = person("Omar", Role.KEEPER, other_service)
    board, champions = person("Barbara", Role.BOARD), person("Chris", Role.CHAMPIONS)
    administrator = person("Ada", Role.ADMINISTRATOR)
    stranger = UserFactory(name="Sam", email="sam@council.test")
    moved, deactivated = person("Mo", Role.KEEPER, service), person("Dee", Role.KEEPER, service)
    cast = {
        "keeper": keeper,
        "other_keeper": other_keeper,
        "board": board,
        "champions": champions,
        "administrator": administrator,
        "member": person("Fiona", Role.MEMBER),
        "stranger": stranger,
        "moved": moved,
        "deactivated": deactivated,
    }
    sessions = {name: session_of(user) for name, user in cast.items()} | {"anonymous": None}
    deputy = person("Isla", Role.KEEPER, service)
    deputy.appointments.create(role=Role.KEEPER, service=other_service)
    evidence = EvidenceFactory(
        added_by=moved, service=service, supports=[FrameworkItem.objects.get(key="1.1")]
    )
    other_evidence = EvidenceFactory(
        added_by=other_keeper,
        service=other_service,
        supports=[FrameworkItem.objects.get(key="2.1")],
    )
    keys = added_before_moving(moved, service, administrator)
    # The sessions of these two were made before they lost their rights.
    move(by=administrator, appointment=moved.appointments.get(), service=other_service)
    set_active(by=administrator, person=deactivated, active=False)
    # Which ended them; she who moved has signed in again.
    sessions["moved"] = session_of(User.objects.get(pk=moved.pk))
    keys |= {
        "update": update_on("1.1", service, keeper, administrator),
        "other_update": update_on("2.1", other_service, other_keeper, administrator),
        "claim": update_on("7.1", service, keeper, administrator, COMPLETE),
        "other_claim": update_on("6.3", other_service, other_keeper, administrator, COMPLETE),
        "evidence": evidence.pk,
        "other_evidence": other_evidence.pk,
        "support": evidence.supports.get().pk,
        "other_support": other_evidence.supports.get().pk,
        "call": FrameworkItem.objects.get(key="C18").pk,
        "replacement": SubAction.objects.get(item__key="10.4").pk,
        "scale": "\n".join(current_words()),
        "other_service": other_service.pk,
        "service": service.pk,
        "person": keeper.pk,
        "invited": User.objects.create_user("new@council.test", "New").pk,
        "appointment": keeper.appointments.get().pk,
        "deputy": deputy.pk,
        "absence": Absence.objects.create(
            person=keeper,
            deputy=deputy,
            first_day=date(2029, 1, 1),
            last_day=date(2029, 1, 31),
        ).pk,
        "board": board.pk,
        "board_role": board.appointments.get().pk,
        "round": RoundFactory(key="now").key,
        "link": Link.objects.get(from_item__key="5.3", to_item__key="C18").pk,
        "local_work": ActionFactory(
            item__key="L1", item__local=True, item__heading=RESPITE, service=service
        ).item.key,
        "evidence_on_breaks": EvidenceFactory(title=RESPITE, service=service).pk,
        "heard_on_breaks": HeardFactory(words=RESPITE).pk,
        "added_link": added_link("1.3", "C19", keeper),
        "correction": CorrectionFactory(
            item=FrameworkItem.objects.get(key="C18"), proposed_by=keeper
        ).pk,
        "evidence_file": FileEvidenceFactory(service=service).pk,
        "evidence_document": agreed_document(service, champions).pk,
        "session": SessionFactory(logged_by=keeper).pk,
        "removal": Removal.objects.create(
            made_by=administrator, reason="It was a mistake.", wiped_at=timezone.now()
        ).pk,
        "sought": read_seen(Sought(Passage("It began"))).carried,
        "checked": import_of(champions, state="checked", rows=[SHEET_ROW]),
        "brought_in": import_of(champions, state="brought-in", brought_in_at=timezone.now()),
    }
    keys["agreement"] = AgreementFactory(claim_id=keys["claim"], made_by=board, kind="missing").pk
    # Her work has come along: what she said for the service that had it has not.
    SubAction.objects.filter(item__key="8.1").update(service=other_service)
    keys |= needed_on("4.1", service, keeper, "", service=service)
    keys |= needed_on("8.1", other_service, other_keeper, "other_")
    keys |= shared(service, other_service, board)
    keys |= asked_by(board, keeper)
    keys |= decided_by(board, service, other_service)
    keys |= asked_by_law(administrator)
    of_education = {"made_by": moved, "role": Role.KEEPER, "service": service}
    keys["until"] = explained_on("8.1", other_keeper)
    keys["former_agreement"] = AgreementFactory(claim_id=keys["other_claim"], **of_education).pk
    submit_last_time(service, keeper)
    keys |= (
        heard_on("1.1", "2.1", champions)
        | measured("1.1", keeper)
        | measured("2.1", other_keeper, "other_")
    )
    for whose, owner, by in (("", service, keeper), ("other_", other_service, other_keeper)):
        draft = assessed("now", owner)
        keys[f"{whose}assessment"] = draft.pk
        keys[f"{whose}upload"] = uploaded(draft, by)
    keys |= {"workbook": brought_in(keeper, "1.1"), "chosen_list": only_chosen(keeper)}
    keys["public_file"] = public_picture(service, champions).pk
    keys |= closed_then(administrator)
    keys["register"] = registers.brought_in(keeper, "1.1")
    keys["chosen_register"] = registers.only_chosen(keeper)
    keys |= asked_of_groups("5.1", "10.3", Round.objects.get(key="now"), champions)
    keys |= handed_over(service, keeper, deputy)
    for number, leading in (("1", service), ("2", other_service)):
        Action.objects.filter(item__key=number).update(service=leading)
    return sessions, keys


def added_before_moving(moved, service, administrator) -> dict:
    """What a Keeper added and said for a service that she will leave; the ids."""
    evidence = EvidenceFactory(service=None)
    call = FrameworkItem.objects.get(key="C18")
    return {
        "staff_evidence": evidence.pk,
        "former_support": Support.objects.create(evidence=evidence, item=call, made_by=moved).pk,
        "former_session": SessionFactory(logged_by=moved).pk,
        "former_idea": HeardFactory(kind="idea", logged_by=moved).pk,
        "former_update": update_on("8.1", service, moved, administrator),
    }


def submit_last_time(service, keeper) -> None:
    """The first theme as the service submitted it in the round before the one that is on."""
    long_ago = timezone.localdate() - timedelta(days=200)
    before = RoundFactory(key="before", first_day=long_ago, last_day=long_ago, opened_by=keeper)
    theme = FrameworkItem.objects.get(key="T1")
    made = SelfAssessmentFactory(theme=theme, service=service, round=before, state="submitted")
    SubmissionFactory(assessment=made, texts={"Q1": "Well."}, made_by=keeper)


def import_of(champions, **state) -> int:
    """A sheet of sessions in some state; returns its id."""
    return SessionImport.objects.create(
        file_name="past.csv", digest=state["state"], checked_by=champions, **state
    ).pk


def added_link(start: str, end: str, keeper) -> int:
    """A link that the Keeper added; its id."""
    ends = {
        "from_item": FrameworkItem.objects.get(key=start),
        "to_item": FrameworkItem.objects.get(key=end),
    }
    return LinkFactory(**ends, state="added", made_by=keeper).pk


def assessed(round: str, service):
    """Give a service the second theme as a draft, and the first submitted twice; returns the
    draft.
    """
    where = {"round": Round.objects.get(key=round), "service": service}
    first, second = FrameworkItem.objects.filter(key__in=["T1", "T2"]).order_by("order")
    submitted = SelfAssessmentFactory(theme=first, state="submitted", **where)
    for number in (1, 2):
        SubmissionFactory(assessment=submitted, number=number)
    draft = SelfAssessmentFactory(theme=second, **where)
    AnswerFactory(assessment=draft, prompt=FrameworkItem.objects.get(key="Q1"))
    return draft


def uploaded(draft, keeper) -> int:
    """A Word document that filled the one box of a draft; its id."""
    held = {"Q1": {"before": "We met.", "took": digest_of(draft.answers.get().text)}}
    return WordUpload.objects.create(assessment=draft, boxes=held, made_by=keeper).pk


def session_of(user) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def update_on(key: str, service, keeper, administrator, status: str = "") -> int:
    """Give a sub-action to a service and post an update on it; returns the update's id."""
    row = SubAction.objects.get(item__key=key)
    assigning.assign(
        by=administrator, sub_action=row, seen=row.version, service=service, owners=[keeper]
    )
    said = {"status": status or ("in-place" if row.kind == "ongoing" else "on-track")}
    said["completed_on"] = timezone.localdate() if status == COMPLETE else None
    return progress.post_update(
        by=keeper, sub_action=row, seen=row.version, changed="It began.", **said
    ).pk


def heard_on(own: str, other: str, champions) -> dict:
    """What a group said to those who keep two sub-actions; the ids of the entry and of what each is
    asked.
    """
    items = [FrameworkItem.objects.get(key=key) for key in (own, other)]
    said = {
        "kind": "heard",
        "five_or_more": True,
        "theme": "Being asked",
        "words": "Ask us first.",
        "heard_on": timezone.localdate(),
    }
    entry = heard.log_heard(by=champions, items=items, **said)
    mine, theirs = entry.replies.order_by("pk")
    code, _signs = give_code(by=champions, heard=entry, seen=0, form_key=uuid4())
    return {"heard": entry.pk, "reply": mine.pk, "other_reply": theirs.pk, "code": code.pk}


def measured(key: str, keeper, prefix: str = "") -> dict:
    """The ids of a measure of a sub-action, of a target and of an actual."""
    measure = MeasureFactory(item=FrameworkItem.objects.get(key=key), added_by=keeper)
    number, on = Decimal(5), date(2026, 1, 1)
    target = measures.set_target(by=keeper, measure=measure, due_on=on, number=number)
    actual = measures.say_actual(by=keeper, measure=measure, on=on, number=number)
    return {
        f"{prefix}measure": measure.pk,
        f"{prefix}target": target.pk,
        f"{prefix}actual": actual.pk,
    }
