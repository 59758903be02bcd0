"""A watched folder of the tests, looked at without waiting."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

from tests.services.sample_office import NOW, Office, declared, write_csv

from landwaiter.domain.base.people import UserRole
from landwaiter.domain.intake.deeds import WatchFolder
from landwaiter.errors import Fault
from landwaiter.services.intake.watching import FolderWatch, WatchOutcome, watch_folder

GATEWAY = "Gateway"
DAY = NOW.date().isoformat()


class Hurried(Event):
    """Nobody waits between two looks; `between` is done in the place of each wait."""

    def __init__(self, between: Callable[[int], None] = lambda number: None) -> None:
        super().__init__()
        self._between, self._number = between, 0

    def wait(self, timeout: float | None = None) -> bool:
        self._number += 1
        self._between(self._number)
        return self.is_set()


@dataclass
class Gate:
    """A folder that a gateway drops files into, and the service user that watches it."""

    office: Office
    folder: Path
    said: list[WatchOutcome] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)
    bugs: list[Exception] = field(default_factory=list)

    @classmethod
    def of(cls, office: Office) -> "Gate":
        office.add(GATEWAY, UserRole.SERVICE)
        folder = office.path.parent / "in"
        folder.mkdir()
        return cls(office, folder)

    def drop(self, name: str = "a.csv", **changes: Any) -> Path:
        """A declaration as the gateway drops it."""
        return write_csv(self.folder / name, [declared(**{"lrn": name, **changes})])

    def look(
        self, *, who: str = GATEWAY, between: Callable[[int], None] | None = None, **how: Any
    ) -> tuple[WatchOutcome, ...]:
        """What came of the files that lie there, once they are looked at."""
        begun = len(self.said)
        stop = Hurried(between) if between else Hurried()
        said = WatchFolder(self.folder, **{"once": True, **how})
        watch_folder(
            self.office.session(who),
            said,
            FolderWatch(self.said.append, self._troubled, self.bugs.append, stop),
        )
        return tuple(self.said[begun:])

    def _troubled(self, fault: Fault) -> None:
        self.trouble.append(fault.sentence())

    @property
    def files(self) -> list[str]:
        """What lies in the folder and below it, but for the lock."""
        found = (one for one in self.folder.rglob("*") if not one.is_dir() or one.is_symlink())
        names = (one.relative_to(self.folder).as_posix() for one in found)
        return sorted(name for name in names if name != ".landwaiter.lock")
