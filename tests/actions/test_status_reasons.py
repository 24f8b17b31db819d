"""One list of reasons is asked before any status is given, whichever door the change comes
through.
"""

import ast
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from actions.models import SubAction
from actions.reasons import STATUS_REASONS, Proposal, reasons_against
from actions.services import progress, work
from actions.status import FITTING, Kind, Status

from .conftest import edit_form, post, update_form

pytestmark = pytest.mark.django_db
SENTENCE = "Nobody with care experience has been heard on this."


@pytest.fixture
def unheard():
    """A reason as a higher app adds it, against every status until it is told otherwise."""

    def reason(sub_action, proposal):
        return SENTENCE if proposal.status in reason.against else None

    reason.against = set(Status)
    STATUS_REASONS.append(reason)
    yield reason
    STATUS_REASONS.remove(reason)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("status", Status)
def test_only_the_words_of_its_kind_fit(kind, status, today):
    completed = today if status == Status.COMPLETE else None
    against = reasons_against(SubAction(kind=kind), Proposal(status, today, completed))
    reason = f"“{status.label}” does not fit {kind} work."
    refused = any(reason in sentence for sentence in against)
    assert refused == (status not in FITTING[kind])


def test_a_word_that_is_none_is_refused_with_a_sentence(sub_action, today):
    (sentence,) = reasons_against(sub_action, Proposal("splendid", today))
    assert sentence.startswith(
        "“splendid” does not fit dated work. Choose one of: not started, on track, at risk"
    )


def test_complete_before_the_start_is_refused(sub_action, today):
    sub_action.start_on = today
    yesterday = today - timedelta(days=1)
    (sentence,) = reasons_against(sub_action, Proposal(Status.COMPLETE, today, yesterday))
    assert sentence.startswith("It cannot be completed before it started on ")
    assert not reasons_against(sub_action, Proposal(Status.COMPLETE, today, today))


def test_complete_after_the_day_of_the_report_is_refused(sub_action, today):
    yesterday = today - timedelta(days=1)
    (sentence,) = reasons_against(sub_action, Proposal(Status.COMPLETE, yesterday, today))
    assert sentence == "The day of completion is in the future. Give a day up to today."
    assert not reasons_against(sub_action, Proposal(Status.COMPLETE, yesterday, yesterday))


def test_every_reason_is_said_at_once(keeper, sub_action, today):
    with pytest.raises(ValidationError) as refused:
        post(keeper, sub_action, Status.BEING_KEPT, completed_on=date(2999, 12, 31))
    # The fourth is the rule of voice, which evidence adds.
    assert len(refused.value.message_dict["status"]) == 4
    assert not sub_action.updates.exists()


def test_door_service_asks(keeper, sub_action, unheard):
    unheard.against = {Status.ON_TRACK}
    with pytest.raises(ValidationError, match=SENTENCE):
        post(keeper, sub_action, Status.ON_TRACK)
    assert post(keeper, sub_action, Status.AT_RISK).status == Status.AT_RISK


def test_door_form_asks_and_shows_the_reason(signed_in, keeper, sub_action, unheard):
    response = signed_in(keeper).post(
        f"/sub-actions/{sub_action.key}/update/", update_form(sub_action)
    )
    assert response.context["form"].errors["status"] == [SENTENCE]
    assert SENTENCE in response.content.decode()
    sub_action.refresh_from_db()
    assert sub_action.status == Status.NOT_REPORTED


@pytest.mark.parametrize(
    ("against", "after"), [(set(), Status.ON_TRACK), ({Status.ON_TRACK}, Status.NOT_REPORTED)]
)
def test_door_withdrawal_asks_before_going_back(keeper, sub_action, unheard, against, after):
    unheard.against = set()
    post(keeper, sub_action, Status.ON_TRACK)
    later = post(keeper, sub_action, Status.AT_RISK)
    unheard.against = against
    progress.withdraw(by=keeper, update=later, seen=3, reason="Wrong.")
    sub_action.refresh_from_db()
    assert sub_action.status == after


@pytest.mark.parametrize(
    ("against", "after"), [(set(), Status.ON_TRACK), ({Status.ON_TRACK}, Status.NOT_REPORTED)]
)
def test_door_change_of_kind_asks_even_where_the_words_fit(
    keeper, sub_action, unheard, against, after
):
    unheard.against = set()
    post(keeper, sub_action, Status.ON_TRACK)
    unheard.against = against
    edited = work.edit_sub_action(
        by=keeper,
        sub_action=sub_action,
        seen=2,
        kind=Kind.RECURRING,
        interval_months=12,
        why="It happens every year.",
    )
    assert edited.status == after


def test_door_change_of_kind_in_the_browser_says_what_became_of_the_status(
    signed_in, keeper, sub_action
):
    post(keeper, sub_action, Status.ON_TRACK)
    sub_action.refresh_from_db()
    client = signed_in(keeper)
    sent = edit_form(sub_action, kind="ongoing", why="It never ends.")
    response = client.post(f"/sub-actions/{sub_action.key}/edit/", sent, follow=True)
    assert "it is now “Not yet reported”" in response.content.decode()


def status_givers() -> set[str]:
    """Every function of the product that sets a status on a record: `x.status = …`, or
    `.update(status=…)`.
    """
    found = set()
    for app in ("accounts", "foundations", "actions", "evidence", "oversight"):
        for path in (Path(settings.BASE_DIR) / app).rglob("*.py"):
            if "migrations" not in path.parts:
                found |= {
                    f"{path.stem}.{function.name}"
                    for function in functions(path)
                    if gives_status(function)
                }
    return found


@cache
def functions(path: Path) -> list[ast.FunctionDef]:
    return [
        node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)
    ]


def gives_status(function: ast.FunctionDef) -> bool:
    nodes = list(ast.walk(function))
    stored = (
        node
        for node in nodes
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    )
    calls = (
        node
        for node in nodes
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "update"
    )
    words = (word.arg for call in calls for word in call.keywords)
    return any(node.attr == "status" for node in stored) or "status" in words


def callers(name: str) -> set[str]:
    """Every function that calls the named one."""
    found = set()
    for app in ("accounts", "foundations", "actions", "evidence", "oversight"):
        for path in (Path(settings.BASE_DIR) / app).rglob("*.py"):
            for function in functions(path):
                calls = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
                if any(getattr(call, "id", getattr(call, "attr", "")) == name for call in calls):
                    found.add(f"{path.stem}.{function.name}")
    return found


def test_there_are_no_other_doors():
    """Only one function gives a sub-action its status; whoever calls it has asked the reasons, as
    tested above.
    """
    assert status_givers() == {"progress.take_state"}
    assert callers("take_state") == {"progress._follow", "work._fit_status"}
    assert callers("_follow") == {"progress._store_update", "progress.withdraw"}
    # The page that posts asks beforehand, to say what may not be chosen; it gives nothing.
    asks = {"progress._refuse_unfounded", "progress.deciding_update", "posting._refused"}
    assert callers("reasons_against") == asks
    assert callers("_refuse_unfounded") == {"progress._store_update"}
    assert callers("deciding_update") == {"progress.withdraw", "work._fit_status"}
