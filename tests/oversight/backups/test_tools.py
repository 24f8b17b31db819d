"""PostgreSQL's own tools: what is said where they are missing, or older than the server."""

import pytest

from oversight.backups.contents import Refused
from oversight.backups.script import tool


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine on which nothing is but the tools that a test puts there, of some version."""
    monkeypatch.setenv("PATH", str(tmp_path))

    def put(name: str, says: str) -> None:
        (tmp_path / name).write_text(f"#!/bin/sh\necho '{says}'\n")
        (tmp_path / name).chmod(0o755)

    return put


@pytest.mark.parametrize("name", ["pg_dump", "pg_restore"])
def test_a_tool_that_is_missing_is_named_with_its_package(name, machine):
    with pytest.raises(Refused, match=f"{name} is not on this machine.* postgresql-client-17"):
        tool(name, 17)


@pytest.mark.parametrize(("says", "ours"), [("15.18 (Debian 15.18-0+deb12u1)", 15), ("9.6.1", 9)])
def test_a_tool_that_is_older_than_the_server_is_refused(says, ours, machine):
    machine("pg_dump", f"pg_dump (PostgreSQL) {says}")
    with pytest.raises(Refused, match=rf"of version {ours}, older than the server \(16\)"):
        tool("pg_dump", 16)


@pytest.mark.parametrize("says", ["16.14", "17beta1", "18.0"])
def test_one_of_its_version_or_newer_will_do(says, machine, tmp_path):
    machine("pg_dump", f"pg_dump (PostgreSQL) {says}")
    assert tool("pg_dump", 16) == str(tmp_path / "pg_dump")
