"""Reads, writes and long jobs in the name of a session, whose answers go to one widget."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from landwaiter.errors import Fault
from landwaiter.services.session import Session
from landwaiter.ui.jobs import Job, Jobs, Tell
from landwaiter.ui.loading import LoadingBar
from landwaiter.ui.prompts import Prompts

T = TypeVar("T")
Refused = Callable[[Fault], None]


def _untold(topic: str) -> None:
    return


@dataclass(frozen=True, slots=True)
class Bench:
    """`changed(topic)` is told after each deed: users, settings, reference or reports."""

    session: Session
    jobs: Jobs
    prompts: Prompts
    changed: Callable[[str], None] = _untold

    def read(
        self,
        owner: QWidget,
        fn: Callable[[], T],
        on_done: Callable[[T], None],
        on_fault: Refused,
        *,
        bar: LoadingBar | None = None,
        slot: str = "",
    ) -> None:
        """Run `fn` on a reader; nothing is handed to an owner that is gone."""
        name = f"{slot}-{id(owner)}" if slot else ""
        self.jobs.read(
            fn, on_done, slot=name, owner=owner, bar=bar, on_fault=self._kept(owner, on_fault)
        )

    def write(
        self,
        owner: QWidget,
        fn: Callable[[], T],
        on_done: Callable[[T], None],
        on_fault: Refused,
        *,
        topics: Collection[str],
    ) -> None:
        """Run a deed on the one writer; topics are told even where the owner is gone."""
        self.jobs.write(
            fn, self._told(owner, on_done, topics), on_fault=self._kept(owner, on_fault)
        )

    def run(
        self,
        owner: QWidget,
        title: str,
        fn: Callable[[Tell], T],
        on_done: Callable[[T], None],
        on_fault: Refused,
        *,
        topic: str = "",
        on_step: Callable[[Job], None] = lambda job: None,
        on_ended: Callable[[], None] = lambda: None,
        beside: bool = False,
    ) -> Job:
        """Run a long job: in the tray, and told to the owner step by step until it ends."""
        job = self.jobs.run(
            title,
            fn,
            self._told(owner, on_done, (topic,) if topic else ()),
            on_fault=self._kept(owner, on_fault),
            beside=beside,
        )
        Watch(self.jobs, job, on_step, on_ended, owner).look()
        return job

    def _told(
        self, owner: QWidget, on_done: Callable[[T], None], topics: Collection[str]
    ) -> Callable[[T], None]:
        def done(result: T) -> None:
            for topic in topics:
                self.changed(topic)
            if isValid(owner):
                on_done(result)

        return done

    def _kept(self, owner: QWidget, on_fault: Refused) -> Refused:
        """A fault whose owner is gone is told where every fault is."""

        def refused(fault: Fault) -> None:
            tell = on_fault if isValid(owner) else self.jobs.failed.emit
            tell(fault)

        return refused


class Watch(QObject):
    """Looks at a job whenever the tray does; goes with its owner or with the job's end."""

    def __init__(
        self,
        jobs: Jobs,
        job: Job,
        on_step: Callable[[Job], None],
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
