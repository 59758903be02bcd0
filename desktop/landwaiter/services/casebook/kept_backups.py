"""Backups that are made by themselves: when one is due, where it lies, and how many are kept.

One is made as by hand, and verified as that is. What fails is noted in the audit chain, once until
one succeeds again, so that everybody is told. Only files are removed that this casebook made by
itself, knows, and finds unchanged.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from landwaiter.errors import Fault, NotFound
from landwaiter.i18n import Words, _, message, plural
from landwaiter.services.audit.anchoring import BACKUP_FOLDER
from landwaiter.services.base.caution import Caution
from landwaiter.services.base.wording import shown_date
from landwaiter.services.casebook.backup_steps import Progress, anchored_by
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.anchors import known_anchors, newest_anchor
from landwaiter.storage.audit.chain import Anchor, entries, head
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.settings import setting
from landwaiter.storage.casebook import backup
from landwaiter.storage.casebook.backup_checks import anchor_beside

HOURS, KEEP = "backup.hours", "backup.keep"
"""Settings: how often a backup is made by itself, and how many of them stay."""
DAILY, KEPT = 24, 7
BACKUP = "backup"
"""Kind of the anchors that a backup makes."""
FAILED, REMOVED = "casebook.backup_failed", "casebook.old_backups_removed"
_NAME = re.compile(r"landwaiter-[A-Z0-9]+-\d{8}-\d{6}\.backup")


@dataclass(frozen=True, slots=True)
class BackupState:
    """How old the newest backup is, and whether one is to be made by itself."""

    folder: str
    """Empty: none is made by itself."""
    hours: int
    keep: int
    made_at: datetime | None
    """Of the newest one, by hand or not."""
    due: bool
    """To be made when nobody works: while the window is locked."""
    overdue: bool
    """To be made at once."""
    failed: Words = ""
    """Why the last one could not be made; empty once one was."""


@dataclass(frozen=True, slots=True)
class KeptBackup:
    """What came of a backup that was due."""

    file: str = ""
    """Empty: none was due, or it could not be made."""
    removed: tuple[str, ...] = ()
    refusal: Words = ""


def state_of(session: Session, conn: Reader) -> BackupState:
    folder = str(setting(conn, BACKUP_FOLDER) or "")
    hours, keep = int(setting(conn, HOURS) or DAILY), int(setting(conn, KEEP) or KEPT)
    last = newest_anchor(conn, BACKUP)
    age = session.now() - last.at if last else None
    # The entry that records a backup is itself no reason for the next one.
    is_moved = last is None or head(conn).seq > last.seq + 1
    span = timedelta(hours=hours)
    due = bool(folder) and is_moved and (age is None or age >= span)
    return BackupState(
        folder,
        hours,
        keep,
        last.at if last else None,
        due,
        due and (age is None or age >= 2 * span),
        _failed(conn, last),
    )


def backup_state(session: Session) -> BackupState:
    """The same, read anew."""
    with session.reading() as conn:
        return state_of(session, conn)


def caution(state: BackupState) -> Iterator[Caution]:
    """That no backup could be made where one is due."""
    if not state.due:
        return
    if state.failed:
        yield Caution(_("Backup failed"), _refused(state, state.failed))
    elif not Path(state.folder).is_dir():
        yield Caution(_("Backup failed"), _refused(state, _missing(state.folder).sentence()))


def told_age(made_at: datetime | None, now: datetime) -> str:
    """“Backup 3 days old”."""
    if made_at is None:
        return _("No backup yet")
    days = (now - made_at).days
    if days < 1:
        return _("Backup of today")
    return plural(days, "Backup {n} day old", "Backup {n} days old")


def keep_backup(session: Session, tell: Progress | None = None, *, now: bool = False) -> KeptBackup:
    """Make a backup where one is due, or `now`; then remove what is more than the office keeps.

    A folder that is missing or full is somebody's task and never stops work.
    """
    state = backup_state(session)
    if not state.folder or not (state.due or now):
        return KeptBackup()
    folder = Path(state.folder)
    stamp = session.now().strftime("%Y%m%d-%H%M%S")
    file = folder / f"landwaiter-{session.casebook.office_code}-{stamp}.backup"
    try:
        # The medium may be away: its place is then not filled with a folder.
        if not folder.is_dir():
            raise _missing(state.folder)
        anchored_by(backup.back_up(session.casebook, file, now=session.now()), tell)
    except Fault as fault:
        reason = fault.sentence()
        _note_failure(session, state, file, reason)
        return KeptBackup(refusal=_refused(state, reason))
    return KeptBackup(str(file), _thinned(session, folder, state.keep))


def _failed(conn: Reader, last: Anchor | None) -> Words:
    noted = entries(conn, deed=FAILED, limit=1, newest_first=True)
    if not noted or (last is not None and noted[0].seq <= last.seq):
        return ""
    facts = json.loads(noted[0].payload) if noted[0].payload else {}
    return message(facts.get("reason", ""))


def _missing(folder: str) -> Fault:
    return NotFound(_("The folder for backups is not there."), file=folder)


def _refused(state: BackupState, reason: Words) -> str:
    since = shown_date(state.made_at.date()) if state.made_at else _("never")
    return _(
        "No backup could be made by itself. {reason} The last one: {since}. Connect the medium or "
        "make room on it; it is then made by itself."
    ).format(reason=reason, since=since)


def _note_failure(session: Session, state: BackupState, file: Path, reason: Words) -> None:
    if state.failed:
        return
    with session.writing("keep_backup") as work:
        about = f"casebook/{session.casebook.id}"
        work.audit(FAILED, about, {"file": file.name, "reason": reason})
        work.changed("casebook")


def _thinned(session: Session, folder: Path, keep: int) -> tuple[str, ...]:
    """Names of the older ones that were removed, each made by itself for this casebook."""
    with session.reading() as conn:
        made = [one for one in known_anchors(conn) if one.kind == BACKUP]
    own = {one.note: one for one in made if _NAME.fullmatch(one.note)}
    there = [one for name, one in own.items() if _is_own(folder / name, one)]
    older = sorted(there, key=lambda one: one.seq, reverse=True)[keep:]
    if not older:
        return ()
    names = tuple(one.note for one in older)
    with session.writing("keep_backup") as work:
        about = f"casebook/{session.casebook.id}"
        work.audit(REMOVED, about, {"files": names, "kept": keep})
        work.changed("casebook")
        work.after_commit(lambda: _remove(folder, names))
    return names


def _is_own(file: Path, made: Anchor) -> bool:
    """Whether it is the very backup that the casebook remembers under this name."""
    if file.is_symlink() or not file.is_file():
        return False
    try:
        found = backup.read_manifest(file).anchor
    except Fault:
        return False
    return (found.casebook_id, found.seq, found.sha256) == (
        made.casebook_id,
        made.seq,
        made.sha256,
    )


def _remove(folder: Path, names: tuple[str, ...]) -> None:
    for name in names:
        # One that cannot be removed now is older than the others next time as well.
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)
            anchor_beside(folder / name).unlink(missing_ok=True)
