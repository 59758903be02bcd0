"""Anchors and time-stamps: the head of the audit chain where the casebook cannot change it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from landwaiter.errors import Fault, Invalid, NotFound
from landwaiter.i18n import _, plural
from landwaiter.services.base.caution import Caution
from landwaiter.services.base.wording import shown_date
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.anchors import (
    add_anchor,
    anchored_to,
    newest_anchor,
    write_anchor_file,
)
from landwaiter.storage.audit.chain import Anchor, entries, head
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.settings import setting
from landwaiter.whole_file import writable

PREFIX = "anchor."
FOLDER, HOURS = f"{PREFIX}folder", f"{PREFIX}hours"
"""Settings: the folder on another medium, and how often an anchor is written there."""
BACKUP_FOLDER = "backup.folder"
"""Setting: where backups go by themselves."""
DAILY = 24
MEDIUM = "medium"
"""Kind of the anchors that are written there."""
MOST_DAYS, MOST_ENTRIES = timedelta(days=7), 500
"""What may be done in the casebook before its audit head should be written down elsewhere."""


def caution(session: Session, conn: Reader) -> Iterator[Caution]:
    """That the medium for anchors is missing though one is due, or that nobody wrote one down."""
    folder = str(setting(conn, FOLDER)) if is_due(session, conn) else ""
    if folder and not Path(folder).is_dir():
        yield Caution(_("Anchor overdue"), _overdue(_missing(folder), _last(conn)))
    elif said := not_anchored(session, conn):
        yield Caution(_("Not anchored"), said)


def not_anchored(session: Session, conn: Reader) -> str:
    """A sentence where nothing outside vouches for too much of the chain; else empty."""
    last = anchored_to(conn)
    # The entry that records an anchor needs no other.
    first = next(iter(entries(conn, after_seq=last + (last > 0), limit=1)), None)
    count = head(conn).seq - last
    return unvouched(count, first.at if first else None, session.now())


def unvouched(count: int, since: datetime | None, now: datetime) -> str:
    """A sentence where so many entries, the first of them of then, are too much; else empty."""
    if since is None or (count < MOST_ENTRIES and now - since < MOST_DAYS):
        return ""
    return plural(
        count,
        (
            "Nothing outside the casebook vouches for the last {n} audit entry, since {day}: who "
            "rewrote it would not be found. Write an anchor on another medium, or make a backup."
        ),
        (
            "Nothing outside the casebook vouches for the last {n} audit entries, since {day}: "
            "who rewrote them would not be found. Write an anchor on another medium, or make a "
            "backup."
        ),
        day=shown_date(since.date()),
    )


def is_due(session: Session, conn: Reader) -> bool:
    """Whether an anchor is to be written on the other medium now."""
    if not setting(conn, FOLDER):
        return False
    last = newest_anchor(conn, MEDIUM)
    if last is None:
        return True
    hours = int(setting(conn, HOURS) or DAILY)
    # The entry that records an anchor is itself no reason for the next one.
    is_moved = head(conn).seq > last.seq + 1
    return is_moved and session.now() - last.at >= timedelta(hours=hours)


def keep_anchor(session: Session) -> str:
    """Write the periodic anchor when it is due; a sentence where the medium refuses, else empty.

    A medium that is missing is somebody's task and never stops work.
    """
    with session.reading() as conn:
        if not is_due(session, conn):
            return ""
        folder, last = Path(str(setting(conn, FOLDER))), _last(conn)
    try:
        _keep_in(session, folder)
    except Fault as fault:
        return _overdue(fault, last)
    return ""


def _last(conn: Reader) -> str:
    made = newest_anchor(conn, MEDIUM)
    return shown_date(made.at.date()) if made else _("never")


def _missing(folder: str) -> Fault:
    return NotFound(_("The folder for anchors is not there."), file=folder)


def _keep_in(session: Session, folder: Path) -> None:
    if not folder.is_dir():
        raise _missing(str(folder))
    with session.writing("keep_anchor") as work:
        name = f"anchor-{session.casebook.office_code}-{work.head.seq:08d}.json"
        made = anchored(session, work, MEDIUM, name)
        with_file(work, folder / name, lambda: write_anchor_file(folder / name, made))


def _overdue(fault: Fault, last: str) -> str:
    return _(
        "No anchor of the audit chain could be written. {reason} The last one: {since}. Connect "
        "the medium; it is then written by itself."
    ).format(reason=fault.sentence(), since=last)


def check_setting(session: Session, key: str, value: str) -> None:
    """Invalid for a folder within the casebook: what lies there is lost or changed with it."""
    why = {
        FOLDER: _("An anchor inside the casebook proves nothing."),
        BACKUP_FOLDER: _("A backup inside the casebook is lost with it."),
    }
    own = session.casebook.path.resolve()
    if key in why and value and own in (Path(value).resolve(), *Path(value).resolve().parents):
        raise Invalid(
            why[key],
            field=key,
            value=value,
            remedy=_("Name a full path on another medium."),
        )


def anchored(session: Session, work: UnitOfWork, kind: str, name: str) -> Anchor:
    """The anchor of the head as it stood before this deed, remembered and recorded."""
    last = work.head
    work.audit("audit.anchored", "audit", {"seq": last.seq, "sha256": last.sha256, "file": name})
    work.changed("audit")
    return add_anchor(work, session.casebook.id, last, kind=kind, note=name)


@dataclass(frozen=True, slots=True)
class _Write:
    """Writes a file before the commit; takes it away again where the commit fails."""

    file: Path
    write: Callable[[], None]

    def apply(self) -> None:
        if self.file.exists():
            raise Invalid(
                _("There is a file of this name already."),
                file=str(self.file),
                remedy=_("Choose another name: it is never overwritten."),
            )
        with writable(self.file):
            self.write()

    def revert(self) -> None:
        self.file.unlink(missing_ok=True)


def with_file(work: UnitOfWork, file: Path, write: Callable[[], None]) -> None:
    """Let a file be there with the deed that made it, or neither; Unavailable names the file."""
    step = _Write(file, write)
    work.with_file(step.apply, step.revert)
