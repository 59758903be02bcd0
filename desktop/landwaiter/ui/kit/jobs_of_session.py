"""Reads, writes and long jobs in the name of a session, whose answers go to one widget."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from landwaiter.errors import Fault
from landwaiter.services.base.page import Page
from landwaiter.services.warm.session import Session
from landwaiter.ui.kit.jobs import Jobs, Tell, TrayJob
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.kit.prompts import Prompts
from landwaiter.ui.kit.table import PageModel

T = TypeVar("T")
Row = TypeVar("Row")
Refused = Callable[[Fault], None]


def _untold(topic: str) -> None:
    return


def _nothing() -> None:
    return


@dataclass(frozen=True, slots=True)
class Bench:
    """Views and dialogs work through it until its session is signed out.

    `changed(topic)` is told after each deed of a dialog: users, settings, reference or reports.
    `noticed()` after every deed: the session may have something to say beside it.
    """

    session: Session
    jobs: Jobs
    prompts: Prompts
    changed: Callable[[str], None] = _untold
    noticed: Callable[[], None] = _nothing
    before: Callable[[], None] = _nothing
    """Asked before each write that is not quiet: what waits to be sealed goes first."""
    over: Event = field(default_factory=Event)
    """Set once the person has signed out: no answer of a read is handed over any more."""

    def read(
        self,
        owner: QObject | None,
        fn: Callable[[], T],
        on_done: Callable[[T], None],
        on_fault: Refused | None = None,
        *,
        bar: LoadingBar | None = None,
        slot: str = "",
    ) -> None:
        """Run `fn` on a reader; nothing is handed to an owner that is gone, or after signing out.

        Asked for again by the same owner under the same slot, the older read is dropped.
        """
        if self.over.is_set():
            return  # asked by who does not know yet; what runs was dropped when it was set
        self.jobs.read(
            fn,
            on_done,
            slot=f"{slot}-{id(owner)}" if slot else "",
            owner=owner,
            bar=bar,
            on_fault=on_fault,
        )

    def write(
        self,
        owner: QObject | None,
        fn: Callable[[], T],
        on_done: Callable[[T], None],
        on_fault: Refused | None = None,
        *,
        topics: Collection[str] = (),
        quiet: bool = False,
    ) -> None:
        """Run a deed on the one writer; topics are told even where the owner is gone.

        `quiet` is what does nothing to any case, such as a draft.
        """
        if not quiet:
            self.before()
        self.jobs.write(
            fn,
            self._told(owner, on_done, topics),
            on_fault=self._kept(owner, on_fault),
            is_deed=not quiet,
        )

    def run(
        self,
        owner: QObject | None,
        title: str,
        fn: Callable[[Tell], T],
        on_done: Callable[[T], None],
        on_fault: Refused | None = None,
        *,
        topics: Collection[str] = (),
        on_step: Callable[[TrayJob], None] = lambda job: None,
        on_ended: Callable[[], None] = lambda: None,
        beside: bool = False,
    ) -> TrayJob:
        """Run a long job: in the tray, and told to the owner step by step until it ends."""
        self.before()
        job = self.jobs.run(
            title,
            fn,
            self._told(owner, on_done, topics),
            on_fault=self._kept(owner, on_fault),
            beside=beside,
        )
        if owner is not None:
            JobWatch(self.jobs, job, on_step, on_ended, owner).look()
        return job

    def _told(
        self, owner: QObject | None, on_done: Callable[[T], None], topics: Collection[str]
    ) -> Callable[[T], None]:
        def done(result: T) -> None:
            if self.over.is_set():
                return
            for topic in topics:
                self.changed(topic)
            if owner is None or isValid(owner):
                on_done(result)
            self.noticed()

        return done

    def _kept(self, owner: QObject | None, on_fault: Refused | None) -> Refused:
        """A fault is never lost: one whose owner is gone is told where every fault is."""

        def refused(fault: Fault) -> None:
            is_there = (owner is None or isValid(owner)) and not self.over.is_set()
            (on_fault if on_fault and is_there else self.jobs.failed.emit)(fault)

        return refused


def read_more(
    bench: Bench,
    owner: QObject,
    model: PageModel[Row],
    page: Callable[[str], Callable[[], Page[Row]]],
    on_fault: Refused,
    *,
    slot: str,
    bar: LoadingBar | None = None,
) -> None:
    """Read each page that the list asks for: `page(after)` gives what a reader does.

    Under the slot of the first page: reading that anew drops what was asked for the old list.
    """

    def read(after: str) -> None:
        bench.read(
            owner,
            page(after),
            model.add_page,
            at_rest(model, on_fault),
            bar=bar,
            slot=slot,
        )

    model.more_asked.connect(read)


def at_rest(model: PageModel[Row], on_fault: Refused) -> Refused:
    """Says why a page could not be read; the list may ask for it again."""

    def refused(fault: Fault) -> None:
        model.rest()
        on_fault(fault)

    return refused


class JobWatch(QObject):
    """Looks at a job whenever the tray does; goes with its owner or with the job's end."""

    def __init__(
        self,
        jobs: Jobs,
        job: TrayJob,
        on_step: Callable[[TrayJob], None],
        on_ended: Callable[[], None],
        owner: QObject,
    ) -> None:
        super().__init__(owner)
        self._jobs, self._job = jobs, job
        self._on_step, self._on_ended = on_step, on_ended
        jobs.changed.connect(self.look)

    def look(self) -> None:
        """Tell how far the job is, or that it ended: done, refused or cancelled."""
        if self._job in self._jobs.running:
            self._on_step(self._job)
            return
        self._jobs.changed.disconnect(self.look)
        self._on_ended()
        self.deleteLater()
