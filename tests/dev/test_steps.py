"""The steps of `dev.py test` run side by side, and say what they cost and what failed."""

import io
import os
import sys
import time

import pytest

from promise_tracker.dev.steps import Step, Steps


@pytest.fixture
def steps():
    return Steps(output=io.StringIO())


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


@pytest.fixture
def run(tmp_path):
    """A step whose output goes to a file, as a process needs one."""

    def run(code: str, **options):
        with (tmp_path / "output").open("w+") as output:
            steps = Steps(output=output)
            steps.run("try", python(code), dict(os.environ), **options)
            concluded = steps.conclude()
            output.seek(0)
            return concluded, output.read()

    return run


def test_a_step_says_that_it_passed_and_what_it_cost(run):
    code, said = run("print('hello')")
    assert code == 0
    assert "hello" in said
    assert "--- try: passed, " in said
    assert "all 1 steps passed" in said


def test_a_step_that_fails_is_named_at_the_end(run):
    code, said = run("raise SystemExit(1)")
    assert code == 1
    assert "--- try: FAILED, " in said
    assert "FAILED: try" in said


def test_finding_no_test_fails_unless_there_may_be_none(run):
    assert run("raise SystemExit(5)")[0] == 1
    assert run("raise SystemExit(5)", may_be_empty=True)[0] == 0
    assert run("raise SystemExit(1)", may_be_empty=True)[0] == 1


def test_the_sum_holds_every_step(steps):
    steps.note(Step("one", passed=True, clock=3, processor=2.25))
    steps.note(Step("two", passed=True, clock=3, processor=40))
    assert steps.conclude(" (a remark)") == 0
    said = steps.output.getvalue()
    assert "one: passed, 3.0 s, processor 2.2 s" in said
    assert "processor time 42.2 s (a remark)" in said


def test_a_sum_that_lacks_a_step_is_not_given(steps):
    steps.note(Step("one", passed=True, processor=2))
    steps.note(Step("two", passed=True, processor=None))
    assert steps.conclude() == 0
    said = steps.output.getvalue()
    assert "two: passed, 0.0 s, processor unknown" in said
    assert "processor time unknown" in said


def test_a_servers_share_is_added_to_the_step(tmp_path):
    with (tmp_path / "output").open("w+") as output:
        steps = Steps(output=output)
        counter = iter([100, 1_100])
        steps.server = lambda: next(counter)
        steps.run("try", python(""), dict(os.environ))
        output.seek(0)
        assert "processor 1000." in output.read()


def test_steps_beside_count_and_their_words_follow(tmp_path):
    with (tmp_path / "output").open("w+") as output:
        steps = Steps(output=output)
        with steps.beside(lambda other: other.run("b", python("print('beside')"), {})):
            steps.run("a", python("print('first')"), {})
        assert steps.conclude() == 0
        output.seek(0)
        said = output.read()
    assert said.index("first") < said.index("=== b") < said.index("beside")
    assert "all 2 steps passed" in said


def test_an_interruption_ends_the_steps_beside_and_starts_no_other(tmp_path):
    def two_steps(other):
        other.run("long", python("import time; print('up', flush=True); time.sleep(600)"), {})
        other.run("never", python("print('never')"), {})

    with (tmp_path / "output").open("w+") as output:
        steps = Steps(output=output)
        with pytest.raises(KeyboardInterrupt):
            interrupt(steps, two_steps)
        assert steps.conclude() == 1
        output.seek(0)
        said = output.read()
    assert "FAILED: long" in said
    assert "never" not in said


def interrupt(steps, others):
    with steps.beside(others):
        while not steps._shared.running:
            time.sleep(0.01)
        raise KeyboardInterrupt
