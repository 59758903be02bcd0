"""An index of many listings, made by this process and others beside it."""

import subprocess
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress

from landwaiter.screening.arrays import Arrays
from landwaiter.screening.merging import Merger, merged
from landwaiter.screening.part import IndexPart, NameReader, decoded, frames_of
from landwaiter.services.base.own_process import command, processors, surroundings
from landwaiter.services.base.program_arguments import INDEX_PART
from landwaiter.services.lists.index_child import part_of, read_frame, write_frame

_MOST_CHILDREN = 4
ALONE = 20_000
"""Listings up to which a second process costs more time than it saves: it starts in 0.5 s."""
_READING = 0.75
"""Share of the time that reading names takes; the rest is putting them in order."""

Progress = Generator[float, None, Arrays]
"""Shares of the work done, 0 to 1; the result is the arrays."""


def is_helped() -> bool:
    """Whether a process beside this one reads listings: whoever makes an index does without."""
    helper = _Helper(0, 1)
    try:
        helper.ask(next(frames_of(('{"listing_id": "1", "schema": "Company", "name": "A Firm"}',))))
        _number, part = helper.answer()
        return helper.is_there and part.listing_ids == ["1"]
    finally:
        helper.close()


def built(bodies: Iterable[str], total: int, *, children: int | None = None) -> Progress:
    """The arrays of `total` listings given as JSON, in their order.

    The same bytes whatever the number of processes; one that ends early is stood in for.
    """
    if children is None:
        children = 0 if total <= ALONE else min(processors(), _MOST_CHILDREN)
    merger, done = Merger(), 0
    for number, part in _parts(frames_of(bodies), max(children, 1), started=children > 0):
        merger.add(part, number)
        done += len(part.listing_ids)
        yield _READING * done / max(total, 1)
    arrays = yield from _put_in_order(merger)
    return arrays


def _put_in_order(merger: Merger) -> Progress:
    steps, share = merged(merger), _READING
    while True:
        try:
            next(steps)
        except StopIteration as end:
            arrays: Arrays = end.value
            return arrays
        # How many steps there are depends on the names: each takes a part of what is left.
        share += (1 - share) / 16
        yield share


def _parts(
    frames: Iterator[bytes], count: int, *, started: bool
) -> Iterator[tuple[int, IndexPart]]:
    """Each part with the number of its reader, in the order of the frames."""
    readers = [_Helper(number, count) if started else _Own(number) for number in range(count)]
    waiting: deque[int] = deque()
    try:
        for number, frame in zip(range(count), frames, strict=False):
            readers[number].ask(frame)
            waiting.append(number)
        while waiting:
            number = waiting.popleft()
            told, part = readers[number].answer()
            # The next frame first: the reader works while this part is taken in.
            frame_or_none = next(frames, None)
            if frame_or_none is not None:
                readers[number].ask(frame_or_none)
                waiting.append(number)
            yield told, part
    finally:
        for reader in readers:
            reader.close()


class _Own:
    """Reads in this process when it is asked for the answer."""

    def __init__(self, number: int) -> None:
        self._number, self._reader, self._frame = number, NameReader(), b""

    def ask(self, frame: bytes) -> None:
        self._frame = frame

    def answer(self) -> tuple[int, IndexPart]:
        return self._number, self._reader.read(decoded(self._frame))

    def close(self) -> None:
        self._frame = b""


class _Helper:
    """Lets a process of its own read; where that ends, this one reads in its place."""

    def __init__(self, number: int, count: int) -> None:
        self._number, self._frame = number, b""
        self._stand_in = _Own(number + count)
        self._process: subprocess.Popen[bytes] | None = None
        with suppress(OSError):
            self._process = subprocess.Popen(  # noqa: S603  # this very program, a fixed argument
                command(INDEX_PART),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=surroundings(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )

    @property
    def is_there(self) -> bool:
        """Whether the process lives and answered until now."""
        return self._process is not None

    def ask(self, frame: bytes) -> None:
        self._frame = frame
        if self._process is not None and self._process.stdin is not None:
            try:
                write_frame(self._process.stdin, frame)
            except OSError:
                self.close()

    def answer(self) -> tuple[int, IndexPart]:
        if self._process is not None and self._process.stdout is not None:
            frame = read_frame(self._process.stdout)
            if frame is not None:
                return self._number, part_of(frame)
            self.close()
        self._stand_in.ask(self._frame)
        return self._stand_in.answer()

    def close(self) -> None:
        """End it at once: nobody waits for what it is reading."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()
            process.wait()
