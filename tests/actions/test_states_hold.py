"""States hold (promise T5, first form): whatever is done in whatever order, the records tell one
story.
"""

import os
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from accounts.history import broken_changes
from accounts.models import Change, Role
from accounts.versions import Conflict
from actions.models import ProgressUpdate, SubAction
from actions.reasons import Proposal, reasons_against
from actions.services import assigning, progress, work
from actions.status import FITTING, Kind, Status
from tests.conftest import person
from tests.factories import ServiceFactory, SubActionFactory

EXAMPLES, STEPS = (500, 30) if os.environ.get("FULL") else (10, 15)
REFUSALS = (ValidationError, Conflict)
days_ago = st.integers(min_value=0, max_value=40)
choices = st.integers(min_value=0, max_value=9)


class Work(RuleBasedStateMachine):
    """A sub-action, two Keepers and an administrator who do anything that the services allow."""

    @initialize(kind=st.sampled_from(Kind))
    def open_work(self, kind):
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.services = [ServiceFactory(), ServiceFactory()]
        names = [f"keeper{number}-{uuid4().hex}" for number in range(2)]
        self.keepers = [person(name, Role.KEEPER, self.services[0]) for name in names]
        self.administrator = person(f"administrator-{uuid4().hex}", Role.ADMINISTRATOR)
        self.pk = SubActionFactory(service=self.services[0], kind=kind, interval_months=3).pk
        self.today, self.lines = timezone.localdate(), Change.objects.count()

    def teardown(self):
        if hasattr(self, "transaction"):
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    @property
    def row(self) -> SubAction:
        return SubAction.objects.select_related("item", "service").get(pk=self.pk)

    def does(self, act, **values) -> bool:
        """Do something as of now; it is refused as a whole or adds exactly one line of history."""
        row = self.row
        before, lines = self.told(), Change.objects.count()
        try:
            act(sub_action=row, seen=row.version, **values)
        except REFUSALS:
            assert (self.told(), Change.objects.count()) == (before, lines)
            return False
        grown = Change.objects.count() - lines
        assert grown == (self.told() != before)
        return True

    def told(self) -> list:
        """Everything that the records say, but for the version."""
        columns = [
            field.attname for field in SubAction._meta.concrete_fields if field.name != "version"
        ]
        owners = sorted(self.row.owners.values_list("pk", flat=True))
        updates = list(self.row.updates.values_list("pk", "withdrawn_on"))
        return [SubAction.objects.filter(pk=self.pk).values_list(*columns).get(), owners, updates]

    @rule(
        who=choices,
        status=st.sampled_from(Status),
        completed=st.none() | days_ago,
        on=st.none() | days_ago,
    )
    def post(self, who, status, completed, on):
        self.does(
            progress.post_update,
            by=self.keepers[who % 2],
            status=status,
            changed="Something changed.",
            completed_on=None if completed is None else self.today - timedelta(days=completed),
            on=None if on is None else self.today - timedelta(days=on),
        )

    @rule(who=choices, status=st.integers(min_value=0, max_value=5))
    def post_what_fits(self, who, status):
        words = FITTING[Kind(self.row.kind)]
        word = words[status % len(words)]
        completed = self.today if word == Status.COMPLETE else None
        says = {"status": word, "changed": "It goes on.", "completed_on": completed}
        # Nobody was heard here, and being kept is for people with care experience to say.
        taken = word != Status.BEING_KEPT
        assert self.does(progress.post_update, by=self.keepers[who % 2], **says) == taken

    @rule(who=choices, on=st.none() | days_ago)
    def confirm(self, who, on):
        on = None if on is None else self.today - timedelta(days=on)
        self.does(progress.confirm, by=self.keepers[who % 2], on=on)

    @rule(which=choices)
    def withdraw(self, which):
        updates = list(self.row.updates.select_related("posted_by"))
        if updates:
            update = updates[which % len(updates)]
            self.does(self.withdraw_one, by=update.posted_by, update=update)

    @staticmethod
    def withdraw_one(*, sub_action, seen, by, update):
        update.sub_action = sub_action
        progress.withdraw(by=by, update=update, seen=seen, reason="It was wrong.")

    @rule(
        who=choices,
        kind=st.sampled_from(Kind),
        start=st.none() | days_ago,
        due=st.none() | days_ago,
    )
    def edit(self, who, kind, start, due):
        dates = {
            "start_on": None if start is None else self.today - timedelta(days=start),
            "due_on": None if due is None else self.today - timedelta(days=due),
        }
        self.does(work.edit_sub_action, by=self.keepers[who % 2], kind=kind, **dates)

    @rule(owners=st.sets(st.integers(min_value=0, max_value=1)))
    def assign(self, owners):
        people = [self.keepers[number] for number in owners]
        self.does(assigning.assign, by=self.administrator, service=self.services[0], owners=people)

    @rule()
    def assign_wrongly(self):
        assert not self.does(
            assigning.assign,
            by=self.administrator,
            service=self.services[1],
            owners=self.keepers[:1],
        )

    @rule(who=choices)
    def come_late(self, who):
        row = self.row
        before = self.told()
        with pytest.raises(Conflict):
            work.edit_sub_action(
                by=self.keepers[who % 2],
                sub_action=row,
                seen=row.version - 1,
                expected_difference="x",
            )
        assert self.told() == before

    @invariant()
    def status_is_that_of_the_latest_standing_update(self):
        row = self.row
        latest = (
            ProgressUpdate.objects.filter(sub_action=row, withdrawn_on=None).order_by("pk").last()
        )
        if latest and not reasons_against(
            row, Proposal(latest.status, self.today, latest.completed_on)
        ):
            assert (row.status, row.completed_on, row.reported_on) == (
                latest.status,
                latest.completed_on,
                latest.posted_on,
            )
            assert latest.posted_on <= row.confirmed_on <= self.today
        else:
            assert (row.status, row.completed_on, row.reported_on) == (
                Status.NOT_REPORTED,
                None,
                None,
            )
            assert (row.confirmed_on, row.confirmed_by_id) == (None, None)

    @invariant()
    def what_the_database_holds_is_allowed(self):
        self.row.validate_constraints()
        for update in self.row.updates.all():
            update.validate_constraints()

    @invariant()
    def history_is_one_unbroken_chain(self):
        assert Change.objects.count() >= self.lines
        self.lines = Change.objects.count()
        assert broken_changes() == []


@pytest.mark.django_db
def test_states_hold():
    run_state_machine_as_test(
        Work,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=not os.environ.get("FULL"),
        ),
    )
