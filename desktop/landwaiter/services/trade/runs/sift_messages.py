"""Messages of sifted files: onto the case of their declaration, kept with it in the store, or left
to wait until it is there."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from landwaiter.domain.trade.deeds import SIFT
from landwaiter.formats.base.declaration_file import ReadRequest
from landwaiter.services.intake.readings import FileRead, Readings
from landwaiter.services.intake.taking_in import HELD_S, keep_raw, raw_of
from landwaiter.services.intake.waiting_messages import case_of, odd_of, place_message
from landwaiter.services.trade.opening import EarlierFileCase
from landwaiter.services.trade.runs.sift_file import MessageTally, SiftFile
from landwaiter.services.warm.session import Session

MOST_FILES, MOST_MESSAGES = 50, 500
"""Read before the lock is taken."""


@dataclass(frozen=True, slots=True)
class ToldFile:
    """A file with the messages that it holds."""

    file: SiftFile
    messages: Sequence[ReadRequest]


def by_content(files: Iterable[SiftFile]) -> Iterator[SiftFile | list[ToldFile]]:
    """The files in their order; those that hold messages alone come together, as a gateway writes
    each into a file and what a unit of work costs is paid once for several."""
    some: list[ToldFile] = []
    for file in files:
        told = file.told_alone()
        if told is not None:
            some.append(ToldFile(file, told))
        full = len(some) >= MOST_FILES or sum(len(one.messages) for one in some) >= MOST_MESSAGES
        if some and (told is None or full):
            yield some
            some = []
        if told is None:
            yield file
    if some:
        yield some


def keep_messages(
    session: Session,
    run: str,
    files: Sequence[ToldFile],
    told: Callable[[SiftFile, int], object],
    *,
    again: dict[tuple[str, str], FileRead],
) -> None:
    """Some tenths of a second of them in one unit of work; `told` hears how many of each file.

    `again` is what was read again of files in the vault.
    """
    left: deque[tuple[SiftFile, ReadRequest]] = deque(
        (one.file, read) for one in files for read in one.messages
    )
    while left:
        parts: list[tuple[SiftFile, MessageTally]] = []
        with session.writing(SIFT.name) as work:
            readings, begun = Readings(session, work, again), time.monotonic()
            while left and (not parts or time.monotonic() - begun < HELD_S):
                file, read = left.popleft()
                if not parts or parts[-1][0] is not file:
                    keep_raw(session, work, file.staged)
                    parts.append((file, MessageTally()))
                _place(readings, file, read, parts[-1][1])
            for file, part in parts:
                file.messages.add(part)
                said = {"file": file.name, "file_sha256": file.sha256, **asdict(part)}
                work.audit(SIFT.entry, f"trade/run/{run}", {"messages": said})
        for file, part in parts:
            told(file, part.came)


def _place(readings: Readings, file: SiftFile, read: ReadRequest, tally: MessageTally) -> None:
    conn = readings.work.conn
    file.staged.warnings.update(dict.fromkeys(odd_of(conn, case_of(conn, read) or "", read)))
    placed = place_message(readings, read, raw_of(file.staged, read))
    note_settled(file, readings)
    file.staged.voided.update(dict.fromkeys(placed.voided))
    tally.came += 1
    tally.found += placed.attached
    tally.known += not placed.is_new
    file.duplicates += not placed.is_new
    if placed.is_new:
        tally.kept += placed.is_kept
        tally.on_cases += bool(placed.case)
        tally.waiting += placed.waits


def note_settled(file: SiftFile, readings: Readings) -> None:
    """What messages did that had waited: cases of what they amend, which no batch has judged, and
    decisions that they ended."""
    file.earlier += [
        EarlierFileCase(one.reference, (), one.number, one.file) for one in readings.opened
    ]
    file.staged.voided.update(dict.fromkeys(readings.voided))
    file.staged.warnings.update(dict.fromkeys(readings.odd))
    readings.odd.clear()
    readings.opened.clear()
    readings.voided.clear()
