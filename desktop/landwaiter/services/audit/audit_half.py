"""The process that verifies the first half of a long audit chain while this one verifies the rest.

It is this very program started again, frozen or not. Its one line of input says which casebook and
gives the key of its database; neither stands in an argument, the environment or a file. It answers
with one line of JSON and ends. It ends when its input does, so it never outlives who started it.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import IO

import msgspec

from landwaiter.services.base.own_process import command, surroundings
from landwaiter.services.base.program_arguments import VERIFY_HALF
from landwaiter.storage.audit.chain import Anchor
from landwaiter.storage.audit.unit_of_work import reading
from landwaiter.storage.audit.verification import AuditReport, ChainStretch, verify
from landwaiter.storage.base.records import from_json, to_bytes
from landwaiter.storage.people.open_casebook import Casebook
from landwaiter.storage.sqlite.engine import application_engine

FEWEST = 100_000
"""Entries from which a process of its own is worth its start."""
WAIT_S = 10.0


class AuditHalfOrder(msgspec.Struct, frozen=True):
    """The line of input: where, how far, and what is to be compared."""

    database: str
    key: bytes
    casebook: str
    stretch: ChainStretch
    full: bool
    anchors: list[Anchor]


def serve(source: IO[bytes] | None = None, sink: IO[bytes] | None = None) -> int:
    """Verify what standard input asks for; the exit code."""
    given, answers = source or sys.stdin.buffer, sink or sys.stdout.buffer
    asked = from_json(given.readline(), AuditHalfOrder)
    if source is None:
        Thread(target=_end_with, args=(given,), daemon=True).start()
    database = Path(asked.database)
    engine = application_engine(database, asked.key, wait_s=WAIT_S)
    try:
        with reading(engine, database) as conn, suppress(BrokenPipeError):
            found = verify(
                conn,
                asked.anchors,
                casebook_id=asked.casebook,
                full=asked.full,
                stretch=asked.stretch,
            )
            answers.write(to_bytes(found) + b"\n")
            answers.flush()
    finally:
        engine.dispose()
    return 0


def _end_with(given: IO[bytes]) -> None:
    given.read()
    os._exit(1)


@contextmanager
def verified_beside(
    casebook: Casebook, stretch: ChainStretch, anchors: Sequence[Anchor], *, full: bool
) -> Iterator[Callable[[], AuditReport | None]]:
    """What waits for the report of another process; None where that one has ended without one."""
    asked = AuditHalfOrder(
        str(casebook.database),
        casebook.keys.database,
        casebook.id,
        stretch,
        full,
        list(anchors),
    )
    process = subprocess.Popen(  # noqa: S603  # this very program, a fixed argument
        command(VERIFY_HALF),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=surroundings(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    assert process.stdin is not None  # noqa: S101  # pipes were asked for
    assert process.stdout is not None  # noqa: S101
    answers = process.stdout

    def answer() -> AuditReport | None:
        try:
            return from_json(answers.readline(), AuditReport)
        except msgspec.DecodeError:
            return None  # it has ended before its work

    try:
        with suppress(OSError):
            process.stdin.write(to_bytes(asked) + b"\n")
            process.stdin.flush()
        yield answer
    finally:
        process.kill()
        answers.close()
        with suppress(OSError):
            process.stdin.close()
        process.wait()
