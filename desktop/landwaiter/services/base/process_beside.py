"""Work shared out between this process and one beside it, which answers a part at a time.

What it gives up, where it ends early or its answer cannot be read, this process does itself.
"""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from typing import Final, Generic, TypeVar

from msgspec import MsgspecError

from landwaiter.services.base.line_process import EarlyEnd, LineProcess
from landwaiter.storage.base.records import to_bytes

_LOOK_S: Final = 0.2

Part = TypeVar("Part")
Answer = TypeVar("Answer")
Waiting = deque[tuple[int, Part]]
"""Parts that nobody has begun, each with the place where it begins."""


class ProcessBeside(Generic[Part, Answer]):
    """Such a process for a run, and the thread that talks to it."""

    def __init__(
        self, start: Callable[[], LineProcess], read: Callable[[bytes, Part], Answer | None]
    ) -> None:
        """`read` is given its line about a part; None where it has not done all of it."""
        self._read = read
        self._process: LineProcess | None = None
        with suppress(OSError):
            self._process = start()
        self._thread = ThreadPoolExecutor(1)

    def close(self) -> None:
        """End it at once."""
        if self._process is not None:
            self._process.close()
        self._thread.shutdown(wait=True)

    def helping(self, waiting: Waiting[Part], take: Callable[[int, Answer], None]) -> Future[None]:
        """Take parts from the end until none is left; what it gives up stands there again."""
        return self._thread.submit(self._help, waiting, take)

    def _help(self, waiting: Waiting[Part], take: Callable[[int, Answer], None]) -> None:
        while waiting and self._process is not None:
            try:
                begin, part = waiting.pop()
            except IndexError:
                return
            answer = self._answer(part)
            if answer is None:
                waiting.append((begin, part))
                return
            take(begin, answer)

    def _answer(self, part: Part) -> Answer | None:
        """None where it gives the part up; one that ends early is asked nothing more."""
        if self._process is None:
            return None
        try:
            return self._read(self._process.answer(to_bytes(part)), part)
        except (EarlyEnd, MsgspecError):
            self._process.close()
            self._process = None
            return None


def shared_out(
    beside: ProcessBeside[Part, Answer] | None,
    waiting: Waiting[Part],
    do: Callable[[int, Part], None],
    take: Callable[[int, Answer], None],
    look: Callable[[], None],
) -> None:
    """Do all parts here or beside; `take` is called for those beside, in a thread of theirs.

    `look` is called now and then while this process only waits; it and `do` may raise to cancel.
    """
    helping = beside.helping(waiting, take) if beside else None
    while True:
        while waiting:
            try:
                begin, part = waiting.popleft()
            except IndexError:
                break
            do(begin, part)
        if helping is None or helping.done():
            if not waiting:
                break
        else:
            wait((helping,), timeout=_LOOK_S)
            look()
    if helping is not None:
        helping.result()
