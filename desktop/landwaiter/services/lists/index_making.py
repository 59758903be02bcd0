"""Indexes of long published lists onto the disk: to the side, made durable, then pointed at.

Whoever is killed meanwhile, or finds the disk full, leaves what counted before as it was.
"""

import secrets
import shutil
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from landwaiter.domain.lists.list_editions import place_on
from landwaiter.errors import Unavailable
from landwaiter.i18n import _
from landwaiter.screening import ENGINE
from landwaiter.screening.arrays import Arrays
from landwaiter.screening.store import FORMAT, looks_whole, save
from landwaiter.services.lists.index_build import built
from landwaiter.services.warm.index_store import is_long, may_lie_on_disk
from landwaiter.services.warm.session import Session
from landwaiter.storage.hits.rescreening import open_days
from landwaiter.storage.lists import list_editions
from landwaiter.storage.lists.list_editions import StoredEdition
from landwaiter.storage.lists.list_indexes import (
    Pointer,
    add_pointer,
    current_pointers,
    joint_pointer,
    known_folders,
)
from landwaiter.storage.people.open_casebook import INDEX
from landwaiter.storage.sqlite.faults import translated
from landwaiter.whole_file import sync_folder

Progress = Callable[[int, int, str], None]
"""Done and total in thousandths, and the list; may raise to cancel."""
Steps = Generator[tuple[int, int, str], None, int]
_THOUSAND = 1000
_ABANDONED_S = 3600.0
"""Seconds after which a folder that nothing points at is nobody's work in progress."""


def ensure_indexes(session: Session, progress: Progress | None = None) -> int:
    """Make every index that is missing; how many were made.

    A `progress` that raises cancels: what counted before still does.
    """
    with closing(make_indexes(session)) as steps:
        while True:
            try:
                step = next(steps)
            except StopIteration as end:
                return int(end.value)
            if progress is not None:
                progress(*step)


def make_indexes(session: Session) -> Steps:
    """The same, step by step; closing the generator cancels.

    Where the disk does not take an index, the person is told and names are searched in memory.
    """
    missing = missing_indexes(session)
    made = 0
    for kept in missing:
        title = kept.edition.title or kept.edition.list_id
        try:
            yield from _make(session, kept, title)
        except Unavailable as fault:
            said = _("The index of the list {list} was not kept, so searching starts slowly: {why}")
            session.notices.append(said.format(list=title, why=fault.message))
            continue
        if may_lie_on_disk(kept.edition):
            session.references.forget(kept.row)
        made += 1
    if made or not missing:
        sweep(session)
    return made


def missing_indexes(session: Session) -> tuple[StoredEdition, ...]:
    """Editions of long lists that are screened against and whose index has to be made.

    Of a published list where it is not on the disk, whole and current; of a confidential one where
    this session does not hold it. The newest ones, and older ones that count for an open case.
    """
    with session.reading() as conn:
        standing = list_editions.standing_lists(conn).values()
        pointers = current_pointers(conn, engine=ENGINE, version=FORMAT)
        missing = [
            (kept, editions)
            for editions in standing
            for kept in editions
            if is_long(kept.edition) and not _is_there(session, kept, pointers)
        ]
        older = [kept for kept, editions in missing if kept is not editions[-1]]
        days = {day for _case, day in open_days(conn)} if older else set()
    return tuple(
        kept
        for kept, editions in missing
        if kept is editions[-1] or any(_counts(kept, editions, day) for day in days)
    )


def _counts(kept: StoredEdition, editions: Sequence[StoredEdition], day: date) -> bool:
    return editions[place_on([one.edition.dated for one in editions], day)] is kept


def _is_there(session: Session, kept: StoredEdition, pointers: Mapping[str, Pointer]) -> bool:
    if not may_lie_on_disk(kept.edition):
        return session.references.holds(kept.row)
    pointer = pointers.get(kept.row)
    return pointer is not None and looks_whole(
        index_home(session) / pointer.folder, sha256_of_head=pointer.sha256
    )


def index_home(session: Session) -> Path:
    return session.casebook.path / INDEX


def _make(
    session: Session, kept: StoredEdition, title: str
) -> Generator[tuple[int, int, str], None, None]:
    with session.reading() as conn:
        steps = built(list_editions.bodies_of(conn, kept.row), kept.edition.listings)
        with closing(steps):
            while True:
                try:
                    share = next(steps)
                except StopIteration as end:
                    arrays: Arrays = end.value
                    break
                yield int(share * _THOUSAND), _THOUSAND, title
        if not may_lie_on_disk(kept.edition):
            session.references.hold(conn, kept, arrays)
            return
    pointer = kept_aside(index_home(session), kept.row, kept.edition.sha256, arrays)
    with session.writing("index_list") as work:
        add_pointer(work, pointer, engine=ENGINE, version=FORMAT)
        # Derived from what is in the casebook: nobody is answerable for it.
        work.quiet()
    yield _THOUSAND, _THOUSAND, title


def kept_aside(home: Path, of: str, sha256: str, arrays: Arrays) -> Pointer:
    """The arrays in a folder of their own that has taken its name; Unavailable on a full disk.

    `sha256` is the hash of what they were made of.
    """
    name = f"{sha256[:16]}-{secrets.token_hex(4)}"
    with translated(home):
        home.mkdir(mode=0o700, exist_ok=True)
        aside = home / f".{name}.new"
        aside.mkdir(mode=0o700)
        try:
            digest = save(arrays, aside, {"edition": sha256, "engine": ENGINE})
            sync_folder(aside)
            aside.rename(home / name)
            sync_folder(home)
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
    return Pointer(of, name, digest)


def sweep(session: Session) -> None:
    """Remove folders that were replaced, or whose list is not screened against any more,
    or became confidential.

    One that nothing ever pointed at may be in the making, and stays for an hour.
    """
    home = index_home(session)
    if not home.is_dir():
        return
    with session.reading() as conn:
        standing = {
            kept.row
            for of_list in list_editions.standing_lists(conn).values()
            for kept in of_list
            if may_lie_on_disk(kept.edition)
        }
        pointers = current_pointers(conn, engine=ENGINE, version=FORMAT)
        joint = joint_pointer(conn, engine=ENGINE, version=FORMAT)
        known = known_folders(conn)
    wanted = {pointer.folder for row, pointer in pointers.items() if row in standing}
    wanted |= {joint.folder} if joint else set()
    for folder in home.iterdir():
        if folder.name not in wanted and (folder.name in known or _is_abandoned(folder)):
            # Where another process has it open, Windows keeps it: the next sweep takes it.
            shutil.rmtree(folder, ignore_errors=True)


def _is_abandoned(folder: Path) -> bool:
    with suppress(OSError):
        return folder.stat().st_mtime < time.time() - _ABANDONED_S
    return False
