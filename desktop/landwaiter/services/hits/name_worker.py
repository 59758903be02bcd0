"""The process that screens names beside the program, and how the program talks to it.

It is this very program started again, frozen or not. Its first line says which casebook and gives
the key of its database; neither stands in an argument, the environment or a file. Then it takes
parts of a file as lines of JSON and answers each with one. It ends when its input does, so it never
outlives who started it.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from threading import Lock
from typing import IO

import msgspec

from landwaiter.errors import Unavailable
from landwaiter.i18n import _
from landwaiter.services.base.line_process import EarlyEnd, LineProcess
from landwaiter.services.base.program_arguments import SCREEN_PART
from landwaiter.services.hits.name_queries import NameHit, NameQuery
from landwaiter.services.hits.screening_jobs import hits_of
from landwaiter.services.warm.references import References
from landwaiter.storage.audit.unit_of_work import reading
from landwaiter.storage.base.records import from_json, to_bytes
from landwaiter.storage.lists.list_indexes import staying
from landwaiter.storage.sqlite.engine import application_engine

WAIT_S = 10.0
PARTS_OF_A_LIFE = 40
"""Parts after which a process is replaced by a new one: what it remembers of words and listings
grows with every name. Of 10,000 names the new start costs a hundredth."""
Part = list[NameQuery]
Hits = tuple[tuple[NameHit, ...], ...]
"""The hits of each name of a part, in its order."""


class WorkerOrder(msgspec.Struct, frozen=True):
    """The first line: where, what day, and the operating points."""

    database: str
    key: bytes
    day: date
    limits: dict[str, int]
    limit: int


def serve(source: IO[bytes] | None = None, sink: IO[bytes] | None = None) -> int:
    """Screen what standard input asks for until it ends; the exit code."""
    given, answers = source or sys.stdin.buffer, sink or sys.stdout.buffer
    asked = msgspec.json.decode(given.readline(), type=WorkerOrder)
    database = Path(asked.database)
    engine = application_engine(database, asked.key, wait_s=WAIT_S)
    references = References()
    try:
        with reading(engine, database) as conn, suppress(BrokenPipeError):
            lists = references.lists(staying(conn), asked.day)
            for line in given:
                # What is held stays until the end: to look through it for what may go costs a
                # tenth of it all.
                gc.freeze()
                part = msgspec.json.decode(line, type=Part)
                found = [hits_of(query, lists, asked.limits, asked.limit) for query in part]
                answers.write(to_bytes(found) + b"\n")
                answers.flush()
    finally:
        engine.dispose()
    return 0


class Worker:
    """One such process at a time; `close` may come from another thread."""

    def __init__(self, asked: WorkerOrder) -> None:
        self._asked = msgspec.json.encode(asked)
        self._lock, self._is_closed = Lock(), False
        self._begin()

    def _begin(self) -> None:
        self._parts = 0
        try:
            self._process = LineProcess(SCREEN_PART, self._asked)
        except EarlyEnd as error:
            raise _ended() from error

    def screen(self, part: Part) -> Hits:
        """The hits of each name; Unavailable when the process has ended."""
        if self._parts == PARTS_OF_A_LIFE:
            self._replace()
        self._parts += 1
        try:
            return from_json(self._process.answer(msgspec.json.encode(part)), Hits)
        except EarlyEnd as error:
            raise _ended() from error

    def close(self) -> None:
        """End it at once: what it was screening is not wanted any more."""
        with self._lock:
            self._is_closed = True
            self._process.close()

    def _replace(self) -> None:
        with self._lock:
            if self._is_closed:
                raise _ended()
            self._process.close()
            self._begin()


@contextmanager
def workers(asked: WorkerOrder, count: int) -> Iterator[list[Worker]]:
    """So many processes; none of them is there afterwards."""
    started: list[Worker] = []
    try:
        for _number in range(count):
            started.append(Worker(asked))
        yield started
    finally:
        for worker in started:
            worker.close()


def _ended() -> Unavailable:
    return Unavailable(
        _("A process that screens names has ended before its work."),
        remedy=_("Close other programs, and go on with what was screened: --resume."),
    )
