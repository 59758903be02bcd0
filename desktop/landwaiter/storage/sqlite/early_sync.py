"""A large file reaches the disk while it is still being written."""

import os
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import BinaryIO, Self

_STEP = 32 << 20


class EarlySync:
    """Say how much was written; what the disk refused meanwhile comes out here, and only here.

    An operating system tells a failed write to the first `fsync` after it alone, so that each one
    is asked before the next begins.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._waiting = file, 0
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="early-sync")
        self._running: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown()

    def wrote(self, size: int) -> None:
        """So many bytes more were handed to the system; OSError for what the disk refused."""
        self._waiting += size
        if self._waiting >= _STEP and (self._running is None or self._running.done()):
            self._settle()
            self._running = self._pool.submit(os.fsync, self._file.fileno())
            self._waiting = 0

    def finish(self) -> None:
        """Everything is durable when this returns; OSError for what the disk refused."""
        self._file.flush()
        self._settle()
        os.fsync(self._file.fileno())

    def _settle(self) -> None:
        if self._running is not None:
            self._running.result()
