"""The one job mechanism: parallel readers, one serial writer, results on the GUI thread.

Only callables, ids and frozen rows cross threads. A read asked for again under the same slot
supersedes the older one: the newest wins. A long job runs on the writer and tells how far it is;
cancelling raises out of its next telling, so its unit of work rolls back and nothing is saved.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from landwaiter.errors import Fault
from landwaiter.ui.kit.loading import LoadingBar

T = TypeVar("T")
READERS = 3
THROTTLE = 0.1
"""Seconds between two deliveries of progress: 10 Hz."""


Tell = Callable[[int, int, str], None]
"""(done, total, what is at hand); a total of 0 is unknown."""


class Cancellation(BaseException):
    """Leaves a long job through its own telling; no `except Exception` on the way may hold it."""


@dataclass(eq=False)
class TrayJob:
    """A long job as the tray shows it."""

    title: str
    started: float
    done: int = 0
    total: int = 0
    text: str = ""
    stop: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """End it after the step it is in; nothing is saved."""
        self.stop.set()

    def seconds_left(self, now: float) -> float | None:
        """Estimated from the share done; None before there is anything to estimate from."""
        if not self.total or not self.done:
            return None
        return (now - self.started) * (self.total - self.done) / self.done


class Jobs(QObject):
    """Runs slow work; `failed` carries a Fault nobody took, `crashed` a bug.

    `answered` follows every answer that was handed over.
    """

    changed = Signal()
    answered = Signal()
    failed = Signal(object)
    crashed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="landwaiter-read")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="landwaiter-write")
        self._reading: set[Future[Any]] = set()
        self._newest: dict[str, int] = {}
        self._sign_outs = 0
        self._pending = 0
        self._closed = False
        self.running: list[TrayJob] = []
        self.deeds = 0
        """How many deeds are being written, or wait to be."""
        # Queued even from this thread: a read that is done at once must not re-enter its asker.
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def read(
        self,
        fn: Callable[[], T],
        on_done: Callable[[T], None],
        *,
        slot: str = "",
        owner: QObject | None = None,
        bar: LoadingBar | None = None,
        on_fault: Callable[[Fault], None] | None = None,
    ) -> None:
        """Run `fn` on a reader and hand its result to `on_done`.

        Nothing is handed over when `slot` was asked anew, `owner` is gone or the person has signed
        out meanwhile.
        """
        number, sign_outs = self._newest.get(slot, 0) + 1, self._sign_outs
        self._newest[slot] = number

        def is_stale() -> bool:
            is_gone = owner is not None and not isValid(owner)
            is_over = self._sign_outs != sign_outs
            return is_gone or is_over or (bool(slot) and self._newest.get(slot) != number)

        if bar:
            bar.begin()
        self._submit(
            self._readers,
            lambda: None if is_stale() else fn(),
            lambda result: None if is_stale() else on_done(result),
            lambda fault: None if is_stale() else (on_fault or self.failed.emit)(fault),
            (lambda: bar.end() if isValid(bar) else None) if bar else None,
        )

    def drop_reads(self) -> None:
        """The person signs out: what is being read for them is handed to nobody."""
        self._sign_outs += 1

    def write(
        self,
        fn: Callable[[], T],
        on_done: Callable[[T], None],
        *,
        on_fault: Callable[[Fault], None] | None = None,
        is_deed: bool = False,
    ) -> None:
        """Run `fn` on the one writer, after the writes before it; a deed is told meanwhile."""
        if is_deed and not self._closed:
            self.deeds += 1
            self.changed.emit()
        after = self._deed_ended if is_deed else None
        self._submit(self._writer, fn, on_done, on_fault, None, after=after)

    def _deed_ended(self) -> None:
        """After its result was handed over: who waits for that may sign out."""
        self.deeds -= 1
        self.changed.emit()

    def run(
        self,
        title: str,
        work: Callable[[Tell], T],
        on_done: Callable[[T], None],
        *,
        on_fault: Callable[[Fault], None] | None = None,
        beside: bool = False,
    ) -> TrayJob:
        """Run a long job on the writer; it is given what to tell its progress to.

        One that changes nothing of any case runs `beside` the writer, which others need meanwhile.
        """
        job = TrayJob(title, time.monotonic())
        self.running.append(job)
        self.changed.emit()
        self._submit(
            self._readers if beside else self._writer,
            lambda: self._worked(job, work),
            on_done,
            on_fault,
            lambda: self._ended(job),
        )
        return job

    @property
    def idle(self) -> bool:
        """True when nothing is asked for that has not been answered."""
        return self._pending == 0

    def after_reads(self, fn: Callable[[], None]) -> None:
        """Run `fn` on the writer once every read asked for until now has ended."""
        asked = tuple(self._reading)
        ended: SimpleQueue[object] = SimpleQueue()
        for one in asked:
            # Called for one that is cancelled in its queue too, for which `wait` waits for ever.
            one.add_done_callback(ended.put)

        def settled() -> None:
            for _one in asked:
                ended.get()
            fn()

        self._submit(self._writer, settled, lambda _none: None, None, None)

    def close(self) -> None:
        """Cancel long jobs and reads, finish short writes; nothing is delivered any more."""
        self._closed = True
        for job in self.running:
            job.cancel()
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)

    def _worked(self, job: TrayJob, work: Callable[[Tell], T]) -> T:
        """A job that was cancelled while it waited is never begun."""
        if job.stop.is_set():
            raise Cancellation
        return work(self._teller(job))

    def _teller(self, job: TrayJob) -> Tell:
        job.started = time.monotonic()
        told = job.started

        def tell(done: int, total: int, text: str) -> None:
            nonlocal told
            if job.stop.is_set():
                raise Cancellation
            job.done, job.total, job.text = done, total, text
            if time.monotonic() - told >= THROTTLE:
                told = time.monotonic()
                self._arrived.emit(self.changed.emit)

        return tell

    def _ended(self, job: TrayJob) -> None:
        self.running.remove(job)
        self.changed.emit()

    def _submit(
        self,
        pool: ThreadPoolExecutor,
        fn: Callable[[], Any],
        on_done: Callable[[Any], None],
        on_fault: Callable[[Fault], None] | None,
        at_end: Callable[[], None] | None,
        *,
        after: Callable[[], None] | None = None,
    ) -> None:
        """`at_end` before what came of it is handed over, `after` once it was."""
        if self._closed:
            return
        self._pending += 1
        future: Future[Any] = pool.submit(fn)
        if pool is self._readers:
            self._reading.add(future)

        def answer() -> None:
            self._pending -= 1
            self._reading.discard(future)
            if at_end:
                at_end()
            try:
                self._hand_over(future, on_done, on_fault)
            finally:
                if after:
                    after()

        def arrive(done: Future[Any]) -> None:
            if not done.cancelled():
                self._arrived.emit(answer)

        future.add_done_callback(arrive)

    def _hand_over(
        self,
        future: Future[Any],
        on_done: Callable[[Any], None],
        on_fault: Callable[[Fault], None] | None,
    ) -> None:
        error = future.exception()
        if error is None:
            on_done(future.result())
        elif isinstance(error, Cancellation):
            return
        elif isinstance(error, Fault):
            tell = on_fault or self.failed.emit
            tell(error)
        else:
            self.crashed.emit(error)

    @Slot(object)
    def _deliver(self, answer: Callable[[], None]) -> None:
        if self._closed:
            return
        try:
            answer()
        finally:
            self.answered.emit()
