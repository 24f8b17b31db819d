"""T31: a stored file and its row live and die together, whatever breaks between the two."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from http.client import HTTPConnection
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils import timezone

from accounts.models import Role
from evidence.files.store import UNFINISHED
from evidence.models import EvidenceItem
from tests.conftest import person
from tests.evidence.items.adding import form
from tests.factories import ItemFactory, ServiceFactory
from tests.object_store import object_store, settings_of
from tests.rotation import ROTATION

from .browsing import CUT, PATIENCE, TOKEN, TOKEN_COOKIE
from .losing import Losing
from .part import POSTGRESQL, NotTried, Outcome, Part
from .site import MANAGE, ROOT, Site

PROMISE = "T31 a file and its row live and die together: {}"
ADDRESS = "/evidence/add/C18/"
LINE = b"Workshops for people who work with young people, January to March,12\n"
# The file of each try, and the disk that has room for some of them.
CONTENT, DISK = LINE * 1500, 1024 * 1024
STORED = 302
# Of tries in a row one is never sent again: what it left behind has to be found.
GIVES_UP = 3
# When a worker is killed: once it has begun to write, once the file is there, once the row is, and
# after a share of the time that it all takes.
MOMENTS = ("begun", "written", "stored", 0.25, 0.5, 0.75, 0.9)


@dataclass
class Tries:
    """Uploads by one person, each meeting a fault."""

    site: Site
    folder: Path | None
    stored: Callable[[], set[str]]
    settings: dict[str, str] = field(default_factory=dict)
    sentences: list[str] = field(default_factory=list)
    answers: Counter = field(default_factory=Counter)

    def __post_init__(self):
        ItemFactory(kind="call", key="C18")
        keeper = person("Kirsty", Role.KEEPER, ServiceFactory())
        self.browser = self.site.browser(keeper)

    def try_all(self, times: int, fault: Callable[[Tries, Callable, int], object]) -> Outcome:
        """Let each upload meet the fault, send it again, and look at what stands in the end."""
        with self.site.running(**self.settings):
            assert self.send(self.words(times)) == STORED, "It is not stored when nothing breaks."
            started = time.monotonic()
            self.send(self.words(times + 1))
            self.takes = time.monotonic() - started
            for number in range(times):
                self._try(number, fault)
            self._look_at_all()
        return Outcome(times, len(self.sentences), self.sentences)

    def _try(self, number: int, fault: Callable) -> None:
        words = self.words(number)
        first = fault(self, partial(self.send, words), number)
        self.answers[first] += 1
        if first == 500:
            self.sentences.append(f"{number}: answered 500.")
        # What was acknowledged is not sent again.
        if first == STORED or number % GIVES_UP == GIVES_UP - 1:
            return
        answers = [self._again(words) for _time in range(2)]
        if answers != [STORED, STORED]:
            self.sentences.append(f"{number}: sent again it was answered {answers}.")

    def _again(self, words: dict) -> int | None:
        self.site.wait()
        return self.send(words)

    @staticmethod
    def words(number: int) -> dict:
        """What one upload says; each has its own key."""
        changes = {
            "medium": "file",
            "words": "",
            "recognisable": "no",
            "title": f"Minutes {number}",
        }
        return form(**changes)

    def send(self, words: dict, cut_after: float = 1) -> int | None:
        """Send an upload, or a share of it; the status of the answer, None where none comes."""
        cookies = self.browser.cookies
        file = SimpleUploadedFile("sessions.csv", CONTENT, content_type="text/csv")
        body = encode_multipart(BOUNDARY, words | {"upload": file, TOKEN: cookies[TOKEN_COOKIE]})
        told = "; ".join(f"{name}={value}" for name, value in cookies.items())
        headers = {"Cookie": told, "Content-Type": MULTIPART_CONTENT, "Connection": "close"}
        headers |= {"Content-Length": str(len(body))}
        line = HTTPConnection("127.0.0.1", self.site.port, timeout=PATIENCE)
        try:
            line.request("POST", ADDRESS, body[: int(len(body) * cut_after)], headers)
            return line.getresponse().status if cut_after == 1 else None
        except CUT:
            return None
        finally:
            line.close()

    def _look_at_all(self) -> None:
        """Every row has its file, byte for byte; and once a day has gone by, the command leaves the
        files of rows alone.
        """
        self.site.wait()
        rows = dict(EvidenceItem.objects.values_list("pk", "file"))
        for number, name in rows.items():
            answer = self.browser.get(f"/evidence/{number}/file/")
            if (answer.status_code, answer.content) != (200, CONTENT):
                self.sentences.append(f"The file {name} of a row: {answer.status_code}.")
        left = self.stored() - set(rows.values())
        self._check_files()
        if further := self.stored() ^ set(rows.values()):
            self.sentences.append(f"After the command files and rows differ by {further}.")
        told = f"Answered under the fault: {dict(self.answers)}; "
        told += f"{len(rows)} rows, and {len(left)} files without one, which are deleted.\n"
        sys.stdout.write(told)

    def _check_files(self) -> None:
        for path in self.folder.iterdir() if self.folder else ():
            past = (timezone.now() - timedelta(days=2)).timestamp()
            os.utime(path, (past, past))
        command = [sys.executable, "-c", MANAGE, "check_files", "--even-so"]
        own = {"DATABASE_URL": self.site.url, "EVIDENCE_FOLDER": str(self.site.uploads)}
        env = os.environ | {"DEMO": "on"} | own | self.settings
        ran = subprocess.run(
            command, cwd=ROOT, env=env, capture_output=True, text=True, check=False
        )
        if ran.returncode or "file is lost: 0" not in ran.stdout:
            self.sentences.append(f"check_files: {ran.stdout} {ran.stderr[-500:]}")


def in_folder(site: Site, **settings: str) -> Tries:
    site.uploads.mkdir(parents=True, exist_ok=True)

    def stored() -> set[str]:
        return {path.name for path in site.uploads.iterdir() if path.is_file()}

    return Tries(site, site.uploads, stored, settings)


# Killed workers


def kill_workers(site: Site, times: int) -> Outcome:
    """So many uploads, during each of which all workers are killed, at one step after the other;
    two of three are sent again. Nothing answers 500, every row has its file, and the command finds
    and deletes every file without a row. Returns how many were tried, and broke.
    """
    return in_folder(site).try_all(times, _killed)


def _killed(tries: Tries, send: Callable, number: int) -> int | None:
    moment = MOMENTS[(number + ROTATION) % len(MOMENTS)]
    before, rows = tries.stored(), EvidenceItem.objects.count()
    reached = {
        "begun": lambda: any(name.startswith(UNFINISHED) for name in tries.stored() - before),
        "written": lambda: any(not name.startswith(UNFINISHED) for name in tries.stored() - before),
        "stored": lambda: EvidenceItem.objects.count() > rows,
    }
    with ThreadPoolExecutor(1) as pool:
        answer, started = pool.submit(send), time.monotonic()
        share = moment if isinstance(moment, float) else 0
        is_there = reached.get(moment) or (lambda: time.monotonic() - started > share * tries.takes)
        while not answer.done() and not is_there():
            time.sleep(0.0002)
        for worker in tries.site.workers():
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
        return answer.result()


# The answer to COMMIT


def lose_answers(site: Site, times: int) -> Outcome:
    """So many uploads, of each of which the database does not get COMMIT, or its answer is lost.
    The same is looked at as after killed workers.
    """
    if site.cluster is None:
        raise NotTried("the way to this PostgreSQL is not ours to break")
    losing = Losing(site.cluster.proxy.port)
    path = connection.settings_dict["NAME"] or "postgres"
    url = f"postgresql://postgres:@127.0.0.1:{losing.port}/{path}"
    try:
        return in_folder(site, DATABASE_URL=url).try_all(times, partial(_lost, losing))
    finally:
        losing.close()


def _lost(losing: Losing, _tries: Tries, send: Callable, number: int) -> int | None:
    losing.lose(arrives=number % 4 != 0)
    return send()


# A full disk


def fill_disk(site: Site, times: int) -> Outcome:
    """So many uploads to a small disk that is full but for a part of one file, and has room again
    when they are sent again. The same is looked at. Takes root.
    """
    with _small_disk(site.uploads, DISK + times * len(CONTENT)):
        return in_folder(site).try_all(times, _filled)


@contextmanager
def _small_disk(folder: Path, size: int) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise NotTried("a disk of a given size takes root") from error
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _filled(tries: Tries, send: Callable, number: int) -> int | None:
    filler = tries.folder / ".filler"
    # From nothing at all to nearly the whole file.
    room = number * 7919 % len(CONTENT)
    about = os.statvfs(tries.folder)
    with filler.open("wb") as file, suppress(OSError):
        os.posix_fallocate(file.fileno(), 0, max(1, about.f_bavail * about.f_frsize - room))
    try:
        return send()
    finally:
        filler.unlink()


# A silent store


def silence_store(site: Site, times: int) -> Outcome:
    """So many uploads to an S3-compatible store that says nothing from some moment of each on, and
    keeps what it was sent or not. The same is looked at.
    """
    bucket = "promises"
    with object_store() as store:

        def found() -> set[str]:
            return {path.rpartition("/")[2] for path in store.kept}

        tries = Tries(site, None, found, settings_of(store, bucket))
        return tries.try_all(times, partial(_silenced, store))


def _silenced(store, tries: Tries, send: Callable, number: int) -> int | None:
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(send)
        time.sleep(tries.takes * (number % 5) / 5)
        store.mute = True
        # Now and then it speaks again while it is still waited for.
        time.sleep(1 if number % 3 == 0 else 0)
        if number % 3:
            answer.result()
        store.mute = False
        return answer.result()


FILES_AND_ROWS = (
    Part("files-killed", PROMISE.format("workers killed"), kill_workers, full=100, short=1),
    Part(
        "files-commit",
        PROMISE.format("the answer to COMMIT lost"),
        lose_answers,
        full=50,
        databases=(POSTGRESQL,),
    ),
    Part("files-full", PROMISE.format("the disk full"), fill_disk, full=60, short=1),
    Part("files-silent", PROMISE.format("the store silent"), silence_store, full=40),
)
