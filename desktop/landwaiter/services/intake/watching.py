"""A watched folder taken in: what a gateway drops comes in by itself, batch by batch.

What came of a file is stated in the casebook before it is moved. Killed between, it is found at its
old place: what was taken in is a duplicate and is moved, what was refused is refused again.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any, Final, Protocol

from landwaiter.domain.intake.deeds import WATCH_FOLDER, TakeIn, WatchFolder
from landwaiter.domain.trade.deeds import Sift
from landwaiter.errors import Fault, Invalid, NotAllowed
from landwaiter.i18n import _, in_english
from landwaiter.services.base.intake_fault import IntakeFault
from landwaiter.services.deeds.engine import run, signed_in
from landwaiter.services.deeds.handler import Tell, refuse, untold
from landwaiter.services.intake.watched_folder import DONE, REFUSED, WatchedFolder, WholeFile
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.told_rows import ROWS
from landwaiter.storage.intake import watched_files
from landwaiter.storage.intake.watched_files import KeptFault, WatchedFile

BATCH_FILES, BATCH_BYTES = 50, 64 << 20
"""At most so much is taken in at once: others who write wait no longer than for this."""
KEPT_FAULTS: Final = 100
"""Faults of a file that are kept; a table can have one for each row."""
SHORTEST, LONGEST = 1, 3600
"""Seconds between two looks."""


class FileResult(Protocol):
    """What intake or sift says of a file."""

    @property
    def rejected(self) -> Sequence[IntakeFault]: ...


@dataclass(frozen=True, slots=True)
class WatchOutcome:
    """What came of one file; `state` is taken, refused, or left where it is not taken in (yet)."""

    file: str
    state: str
    moved_to: str = ""
    sha256: str = ""
    faults: tuple[KeptFault, ...] = ()
    fault_count: int = 0
    why: str = ""


LEFT: Final = "left"


@dataclass(slots=True)
class FolderWatch:
    """Told of every outcome; `stop` ends it after the batch that runs."""

    told: Callable[[WatchOutcome], None] = lambda outcome: None
    trouble: Callable[[Fault], None] = lambda fault: None
    """Told of what keeps the folder or the casebook from work, which is tried again."""
    mistaken: Callable[[Exception], object] = lambda error: None
    """Told of a mistake in the program, which is a reason to refuse the file that made it."""
    stop: Event = field(default_factory=Event)
    tell: Tell = untold


def watch(session: Session, said: WatchFolder, tell: Tell = untold) -> tuple[WatchOutcome, ...]:
    """The folder taken in; what came of each file, where it is looked at `once`."""
    found: list[WatchOutcome] = []
    watch_folder(
        session, said, FolderWatch(told=found.append if said.once else _unheard, tell=tell)
    )
    return tuple(found)


def _unheard(_outcome: WatchOutcome) -> None:
    """Of what goes on for weeks nothing is gathered."""


def watch_folder(session: Session, said: WatchFolder, how: FolderWatch) -> None:
    """Take in what comes until `how.stop`, or `once`: what is there now.

    NotAllowed by role; NotFound, Conflict or Unavailable where the folder cannot be watched at all.
    """
    refuse(WATCH_FOLDER, signed_in(session), None)
    if not SHORTEST <= said.every <= LONGEST:
        raise Invalid(
            _("A folder is looked at every {least} to {most} seconds.").format(
                least=SHORTEST, most=LONGEST
            ),
            field="every",
            value=str(said.every),
        )
    folder = WatchedFolder(said.folder.absolute())
    with folder.held():
        _Watcher(session, said, folder, how).go_on()


class _Watcher:
    def __init__(
        self, session: Session, said: WatchFolder, folder: WatchedFolder, how: FolderWatch
    ) -> None:
        self._session, self._said, self._folder, self._how = session, said, folder, how
        self._left: dict[str, str] = {}
        self._told_left: dict[str, str] = {}
        self._troubled = ""

    def go_on(self) -> None:
        self._look()  # what is there now is taken once the next look finds it the same
        while not self._how.stop.wait(1 if self._said.once else self._said.every):
            came = self._look()
            if self._said.once and not came:
                break
        self._tell_left(at_end=True)

    def _look(self) -> bool:
        """Whether anything was taken in or refused; trouble is told once and waited for."""
        came = False
        try:
            self._folder.hold()
            for batch in _batches(self._folder.look()):
                self._take_in(batch)
                came = True
                if self._how.stop.is_set():
                    break
        except NotAllowed:
            raise
        except Fault as fault:
            if self._said.once:
                raise
            self._tell_trouble(fault)
            return came
        self._troubled = ""
        self._tell_left()
        return came

    def _tell_trouble(self, fault: Fault) -> None:
        if fault.sentence() != self._troubled:
            self._how.trouble(fault)
            self._troubled = fault.sentence()

    def _tell_left(self, *, at_end: bool = False) -> None:
        """Once of each that two looks found so: what has just come is most often on its way."""
        for name, why in self._folder.left.items():
            lasts = at_end or self._left.get(name) == why
            if why and lasts and self._told_left.get(name) != why:
                self._how.told(WatchOutcome(name, LEFT, why=why))
                self._told_left[name] = why
        self._left = dict(self._folder.left)
        self._told_left = {n: w for n, w in self._told_left.items() if n in self._left}

    def _take_in(self, batch: Sequence[WholeFile]) -> None:
        """Files that nobody has taken in under this name, then all of them moved."""
        known = {one: self._known(one) for one in batch}
        new = [one for one in batch if not _is_done(known[one])]
        results = self._results(new)
        outcomes = [self._outcome(one, result) for one, result in results if one.is_unchanged]
        self._state(outcomes, known)
        for one in batch:
            found = known[one]
            if one not in new and found is not None:
                outcomes.append((one, found))
        self._move(outcomes)

    def _known(self, one: WholeFile) -> WatchedFile | None:
        """What was said of the file before it could be moved; None where it is a new one."""
        with self._session.reading() as conn:
            found = watched_files.newest_of(
                conn, folder=str(self._folder.path), name=one.name, sha256=one.sha256
            )
        is_there = found is not None and self._folder.has(found.moved_to)
        if found is None or (is_there and not self._is_halfway(one, found)):
            return None
        return found

    def _is_halfway(self, one: WholeFile, found: WatchedFile) -> bool:
        """Whether it has both names: it was killed between getting the new and losing the old."""
        try:
            return (self._folder.path / found.moved_to).samefile(one.path)
        except OSError:
            return False

    def _results(self, files: Sequence[WholeFile]) -> list[tuple[WholeFile, Sequence[IntakeFault]]]:
        """Of each file why it is refused; empty where it was taken in."""
        if not files:
            return []
        try:
            found = self._run([one.path for one in files])
        except Fault:
            raise
        except Exception as bug:  # noqa: BLE001 (what it fails on keeps no other file waiting)
            if len(files) > 1:
                return [pair for one in files for pair in self._results([one])]
            self._how.mistaken(bug)
            return [(files[0], (_mistake(bug),))]
        return [(one, tuple(result.rejected)) for one, result in zip(files, found, strict=True)]

    def _run(self, paths: Sequence[Path]) -> Sequence[FileResult]:
        mapping = self._said.mapping
        deed: Any = TakeIn(tuple(paths), mapping)
        if self._said.sift:
            deed = Sift(tuple(paths), mapping)
        found: Sequence[FileResult] = run(self._session, deed, self._how.tell)
        return found

    def _outcome(
        self, one: WholeFile, rejected: Sequence[IntakeFault]
    ) -> tuple[WholeFile, WatchedFile]:
        state = watched_files.REFUSED if rejected else watched_files.TAKEN
        kept = tuple(
            KeptFault(fault.row, fault.field, fault.value, fault.message, fault.remedy)
            for fault in rejected[:KEPT_FAULTS]
        )
        place = self._folder.path
        return one, WatchedFile(str(place), one.name, one.sha256, state, "", kept, len(rejected))

    def _state(
        self,
        outcomes: list[tuple[WholeFile, WatchedFile]],
        known: dict[WholeFile, WatchedFile | None],
    ) -> None:
        """Say in the casebook what came of them, and where they are going to lie."""
        new: list[WatchedFile] = []
        day, places = self._session.today(), set[str]()
        for at, (one, said) in enumerate(outcomes):
            before = known[one]
            if before is not None and _same_refusal(before, said):
                outcomes[at] = (one, before)
                continue
            below = DONE if said.state == watched_files.TAKEN else REFUSED
            place = self._folder.place_for(one.name, below, day, places)
            places.add(place)
            outcomes[at] = (one, _placed(said, place))
            new.append(outcomes[at][1])
        if not new:
            return
        with self._session.writing(WATCH_FOLDER.name) as work:
            rows = watched_files.add_files(work, new)
            work.audit(
                WATCH_FOLDER.entry,
                "intake/watched",
                {
                    "folder": self._folder.path.name,
                    "taken": sum(one.state == watched_files.TAKEN for one in new),
                    "refused": sum(one.state == watched_files.REFUSED for one in new),
                    "files": [
                        {"file": one.name, "sha256": one.sha256, "state": one.state} for one in new
                    ],
                    ROWS: rows,
                },
            )
            work.changed("watched")

    def _move(self, outcomes: Sequence[tuple[WholeFile, WatchedFile]]) -> None:
        moved = []
        for one, said in outcomes:
            if one.is_unchanged:
                self._folder.move(one, said.moved_to)
                moved.append(said.moved_to)
                self._how.told(_told(said))
        if moved:
            self._folder.settle(moved)


def _batches(found: Sequence[WholeFile]) -> Iterator[list[WholeFile]]:
    batch: list[WholeFile] = []
    size = 0
    for one in found:
        if batch and (len(batch) == BATCH_FILES or size + one.look.size > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += one.look.size
    if batch:
        yield batch


def _is_done(known: WatchedFile | None) -> bool:
    """Taken in and stated, and only not moved yet. What was refused is tried again: its reason may
    be gone."""
    return known is not None and known.state == watched_files.TAKEN


def _same_refusal(before: WatchedFile, now: WatchedFile) -> bool:
    mine, other = (
        [(one.row, one.field, one.value, in_english(one.message)) for one in said.faults]
        for said in (before, now)
    )
    return (before.state, before.fault_count, mine) == (now.state, now.fault_count, other)


def _placed(said: WatchedFile, place: str) -> WatchedFile:
    return WatchedFile(
        said.folder, said.name, said.sha256, said.state, place, said.faults, said.fault_count
    )


def _told(said: WatchedFile) -> WatchOutcome:
    return WatchOutcome(
        said.name, said.state, said.moved_to, said.sha256, said.faults, said.fault_count
    )


def _mistake(bug: Exception) -> IntakeFault:
    return IntakeFault(
        None,
        None,
        None,
        _("Landwaiter made a mistake with this file ({kind}).").format(kind=type(bug).__name__),
        _("Send the log to whoever keeps Landwaiter in your office, and take it in by hand."),
    )
