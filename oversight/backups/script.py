"""What `pg_dump` has written, read as a script: statements, and the rows of each table."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from .contents import Refused, Table, table_of

COPY = re.compile(rb'COPY (?:"[^"]+"|\w+)\.("?)([^" ]+)\1 \(.*\) FROM stdin;\n')
SETVAL = re.compile(rb"""SELECT pg_catalog\.setval\('(?:"[^"]+"|\w+)\.("?)([^"']+)\1', (.+)\);\n""")
END = b"\\.\n"
# What only psql understands, and what servers before 17 do not know.
UNSAID = re.compile(rb"\\(un)?restrict |SET transaction_timeout ")
UNREADABLE = "pg_restore cannot read the backup; it is damaged, or of a newer PostgreSQL."
LACKING = (
    "{name} is not on this machine. Install PostgreSQL's own tools of version {version} or newer "
    "(Debian, Ubuntu: postgresql-client-{version}), and see that {name} is on the PATH."
)
OLDER = (
    "{name} is of version {ours}, older than the server ({version}), and would refuse it. Install "
    "postgresql-client-{version} or newer, and put it first on the PATH, such as "
    "PATH=/usr/lib/postgresql/{version}/bin:$PATH."
)


def tool(name: str, version: int) -> str:
    """The path of a tool of PostgreSQL that understands servers of this version. Raises Refused."""
    path = shutil.which(name)
    if not path:
        raise Refused(LACKING.format(name=name, version=version))
    said = subprocess.run([path, "--version"], capture_output=True, text=True)  # noqa: S603 - ours
    ours = int((re.findall(r"\d+", said.stdout) or ["0"])[0])
    if ours < version:
        raise Refused(OLDER.format(name=name, ours=ours, version=version))
    return path


@dataclass(frozen=True)
class Script:
    """A dump at `path` of the tables in `schema`, for a server of this version."""

    path: Path
    schema: str
    version: int

    def parts(self) -> Iterator[tuple[str, bytes, Iterator[bytes]]]:
        """Its parts in order: statements, the COPY behind them (empty at the end), and its rows, to
        be read before the next part. Raises Refused where it cannot be read.
        """
        lines, said = self._lines(), []
        for line in lines:
            if COPY.fullmatch(line):
                yield b"".join(said).decode(), line, takewhile(lambda row: row != END, lines)
                said = []
            elif not UNSAID.match(line):
                said.append(line)
        yield b"".join(said).decode(), b"", iter(())

    def tables_and_sequences(self) -> tuple[dict[str, Table], dict[str, str]]:
        """What it holds: its tables, and what its counters stand at. Raises Refused."""
        tables, sequences = {}, {}
        for statements, copy, rows in self.parts():
            found = SETVAL.finditer(statements.encode())
            sequences |= {match[2].decode(): match[3].decode() for match in found}
            if match := COPY.fullmatch(copy):
                tables[match[2].decode()] = table_of(rows)
        return tables, sequences

    def _lines(self) -> Iterator[bytes]:
        command = [tool("pg_restore", self.version), "--no-owner", "--no-privileges", "--file=-"]
        # What lies in it, without itself: every database has it.
        command += [f"--schema={self.schema}", str(self.path)]
        with tempfile.TemporaryFile() as complaints:
            asked = subprocess.Popen(  # noqa: S603 - our own words and the path of a file of ours
                command, stdout=subprocess.PIPE, stderr=complaints
            )
            try:
                yield from asked.stdout
            finally:
                asked.stdout.close()
                code = asked.wait()
            if code:
                complaints.seek(0)
                raise Refused(f"{UNREADABLE} {complaints.read().decode(errors='replace')}")
