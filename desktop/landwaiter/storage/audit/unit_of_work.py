"""One write: one transaction, one commit, the audit entries in it."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from landwaiter.canonical import instant
from landwaiter.domain.base.garbage import uncollected
from landwaiter.domain.base.identity import RANDOM_BITS, IdentityClock
from landwaiter.errors import NotAllowed, Unavailable
from landwaiter.i18n import _
from landwaiter.storage.audit import chain, sealed_chain
from landwaiter.storage.audit.chain import Head
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.base.identities import newest_id
from landwaiter.storage.base.reader import Reader, Writer, snapshot
from landwaiter.storage.keys.lock import WRITER_NOTE, leave_note, read_note, remove_note
from landwaiter.storage.sqlite.engine import WRITES, rows_written
from landwaiter.storage.sqlite.faults import committing, is_busy, translated, translated_sql
from landwaiter.trust.mark import MachineMark
from landwaiter.trust.registry import Registry

_clock = IdentityClock()
_clock_lock = Lock()


@dataclass(frozen=True, slots=True, repr=False)
class Signer:
    """Who does a deed, and the key that seals it."""

    user_id: str
    name: str
    public_key: str
    sign: Callable[[bytes], bytes]
    """Ed25519 over the given bytes; 64 bytes."""
    prove: Callable[[bytes], bytes]
    """What the key gives for the given bytes and for no others; 80 bytes."""
    makes_key: bool = False
    """Signed in with a first password or the recovery key: good for making the own key alone."""


class UnauditedWrite(AssertionError):
    """A deed wrote without saying so in the audit chain: a bug in the deed, nothing was saved."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a committed deed touched; each view decides whether it is stale."""

    topics: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    said: tuple[str, ...] = ()
    """Sentences that the person should read though the deed is done."""
    waits: tuple[str, ...] = ()
    """Motions that were moved instead of the deed: it is done once they are seconded."""

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(
            self.topics | other.topics,
            self.ids | other.ids,
            self.said + other.said,
            self.waits + other.waits,
        )


def new_id(now: datetime, *, after: str = "") -> str:
    """A UUIDv7 as text, greater than every one this process gave before, and than `after`."""
    global _clock  # noqa: PLW0603  # one order of births per process
    bits = int.from_bytes(os.urandom(10), "big") >> (80 - RANDOM_BITS)
    with _clock_lock:
        _clock = _clock.after(after).next(int(now.timestamp() * 1000), bits)
        return _clock.identity()


class UnitOfWork:
    """The write in progress. `conn` is its connection; nothing is seen by others until commit.

    `clock_went_back`: the deed is dated before the newest entry, which people should be told.
    """

    def __init__(
        self,
        conn: Writer,
        database: Path,
        *,
        signer: Signer,
        deed: str,
        now: datetime,
        deed_id: str = "",
    ) -> None:
        self.conn = conn
        self._database = database
        self.signer = signer
        """Whose key seals the deed; a deed that brings a new key puts it in its place."""
        self.deed = deed
        self.now = now
        self.changes = Changes()
        newest = chain.newest(conn)
        self.head = newest.head
        self.clock_went_back = chain.is_backdated(instant(now), newest.at)
        self._unit = chain.AuditUnit(newest.unit + 1, deed_id or new_id(now))
        self._case_heads: dict[str, Head] = {}
        self._begun_at = newest.head.seq
        self._rows_before = rows_written(conn)
        self._audited = False
        self._idle = False
        self._signed = ""
        self._mark: MachineMark | None = None
        self._newest: str | None = None
        self._marks: dict[str, Mapping[str, Any]] = {}
        self._files: list[tuple[Callable[[], None], Callable[[], None]]] = []
        self.afterwards: list[Callable[[], object]] = []

    @property
    def is_sealed(self) -> bool:
        """Whether it wrote entries, which the seal at its end is over."""
        return self.head.seq > self._begun_at

    @property
    def mark_after(self) -> MachineMark:
        """Both heads as they are once it is committed."""
        if self._mark is None:
            raise AssertionError("nothing was sealed")
        return self._mark

    @property
    def actor(self) -> str:
        """The name of who does it."""
        return self.signer.name

    def audit(self, deed: str, object: str, payload: Mapping[str, Any]) -> Head:
        """Add an entry: `object` is a path such as `case/ID/decision/ID`; the new head."""
        if self._signed:
            object, self._signed = f"{object}/{self._signed}", ""
        case_id = chain.case_of(object)
        on_case = self.case_head(case_id) if case_id else None
        self.head = chain.append(
            self.conn,
            self.head,
            at=self.now,
            actor=self.actor,
            by=self.signer.user_id,
            deed=deed,
            object=object,
            payload={**self._marks_of(object), **payload},
            unit=self._unit,
            on_case=on_case,
        )
        if on_case is not None:
            self._case_heads[case_id] = Head(on_case.seq + 1, self.head.sha256)
        self._audited = True
        return self.head

    def case_head(self, case_id: str) -> Head:
        """The newest entry about a case, with its number among those."""
        if case_id not in self._case_heads:
            self._case_heads[case_id] = chain.case_head(self.conn, case_id)
        return self._case_heads[case_id]

    def born(self, case_id: str) -> None:
        """Say that the case comes to be in this unit: no entry is about it yet."""
        self._case_heads[case_id] = chain.NO_ENTRY

    def mark(self, object: str, facts: Mapping[str, Any]) -> None:
        """Let every later entry about the object, and what lies under it, carry these facts."""
        self._marks[object] = facts

    def _marks_of(self, object: str) -> Mapping[str, Any]:
        found = (f for about, f in self._marks.items() if f"{object}/".startswith(f"{about}/"))
        return next(found, {})

    def signed(self, name: str) -> None:
        """Let the very next entry name what was just signed over the head before it."""
        self._signed = name

    def quiet(self) -> None:
        """Allow this write without an entry: drafts and other things nobody is answerable for."""
        self._audited = True

    @property
    def rows_written(self) -> int:
        """How many rows it has written so far, of whatever table."""
        return rows_written(self.conn) - self._rows_before

    def nothing_done(self, since: int = 0) -> None:
        """Allow that there is no entry, for there was nothing to do.

        UnauditedWrite where more than `since` rows were written all the same, or are until the end.
        """
        if self.rows_written > since:
            raise UnauditedWrite(f"{self.deed} wrote, and says that nothing was to be done")
        self._idle = True

    def changed(self, topic: str, *ids: str) -> None:
        """Say what the views have to look at again."""
        self.changes |= Changes(frozenset({topic}), frozenset(ids))

    def say(self, sentence: str) -> None:
        """Tell the person something beside the deed, which is done all the same."""
        self.changes |= Changes(said=(sentence,))

    def moved(self, motion_id: str, sentence: str) -> None:
        """Say that the deed waits for a second person, and who that may be."""
        self.changes |= Changes(frozenset({"motions"}), said=(sentence,), waits=(motion_id,))

    def new_id(self) -> str:
        """A UUIDv7 as text; ids sort by birth, whichever process gave them."""
        if self._newest is None:
            self._newest = newest_id(self.conn)
        return new_id(self.now, after=self._newest)

    def with_file(self, apply: Callable[[], None], revert: Callable[[], None]) -> None:
        """Replace a file just before the commit, and put it back if the commit fails."""
        self._files.append((apply, revert))

    def after_commit(self, do: Callable[[], object]) -> None:
        """Run `do` once everything is committed; it may begin a unit of work of its own."""
        self.afterwards.append(do)

    def complete(self, commit: Callable[[], None]) -> None:
        """Apply the files and commit; UnauditedWrite when no entry says what was done."""
        is_told = self._audited or (self._idle and not self.rows_written)
        if not is_told or self._signed:
            raise UnauditedWrite(f"{self.deed} wrote without an audit entry")
        applied: list[Callable[[], None]] = []
        try:
            for apply, revert in self._files:
                apply()
                applied.append(revert)
            if self.is_sealed:
                self._mark = _sealed(self.conn, self.signer, self._begun_at, self.head)
            with committing(self._database):
                commit()
        except BaseException:
            for revert in reversed(applied):
                revert()
            raise


@contextmanager
def reading(engine: Engine, database: Path) -> Iterator[Reader]:
    """A connection on one snapshot; what is read does not change meanwhile."""
    with translated_sql(database), snapshot(engine) as conn:
        yield conn


@contextmanager
def writing(
    engine: Engine,
    database: Path,
    *,
    signer: Signer,
    deed: str,
    now: datetime,
    deed_id: str = "",
) -> Iterator[UnitOfWork]:
    """The only way to write. Unavailable when others write for longer than the waiting time.

    `deed_id` is the identity under which whoever asks will ask again; without it one is made.
    """
    folder = database.parent
    with translated_sql(database), engine.connect() as plain:
        conn = Writer(Reader(plain.execution_options(**{WRITES: True})))
        try:
            transaction = conn.begin()
        except DBAPIError as error:
            if is_busy(error):
                raise _occupied(folder) from error
            raise
        leave_note(folder, WRITER_NOTE, user=signer.name, deed=deed, now=now)
        with uncollected(), transaction:
            _require_sealing(conn, signer)
            work = UnitOfWork(
                conn,
                database,
                signer=signer,
                deed=deed,
                now=now,
                deed_id=deed_id,
            )
            try:
                yield work
            finally:
                # Gone before the commit: afterwards it could be the next writer's note.
                remove_note(folder, WRITER_NOTE)
            with translated(database):
                work.complete(transaction.commit)
    for do in work.afterwards:
        do()


def _require_sealing(conn: Reader, signer: Signer) -> None:
    """Unavailable while the statements are broken, NotAllowed for a key that seals no more."""
    registry = load_registry(conn)
    if registry.broken:
        raise Unavailable(
            registry.broken,
            remedy=_("The casebook can be read and not changed. Restore the newest backup."),
        )
    if registry.heads and not signer.makes_key:
        require_sealing(registry, signer.public_key)


def require_sealing(registry: Registry, public_key: str) -> None:
    """NotAllowed for a key that is retired, as by a new password in another session."""
    key = registry.keys.get(public_key)
    if key is None or key.until is not None:
        raise NotAllowed(
            _("Your signing key is no longer in force: nothing was saved."),
            remedy=_("Sign in again, with the newest password."),
        )


def _sealed(conn: Writer, signer: Signer, begun_at: int, head: Head) -> MachineMark:
    """One seal over all entries of a unit, by who did the deed; both heads as they then are.

    Unavailable where the last seal of the same key is not one that its owner made, and where what
    was there before the unit is not sealed up to its end: nobody answers for the entries of others.
    """
    registry = load_registry(conn)
    require_sealing(registry, signer.public_key)
    if sealed_chain.end_of_seals(conn) != begun_at:
        raise Unavailable(
            _("Up to entry {seq}, the newest one, the audit chain is not as its seals say.").format(
                seq=begun_at
            ),
            remedy=_("Nothing was saved. Run the check, and tell an administrator."),
        )
    is_made = sealed_chain.write_seal(
        conn,
        registry.casebook,
        key=signer.public_key,
        sign=signer.sign,
        head=(head.seq, head.sha256),
    )
    if not is_made:
        raise Unavailable(
            _("The audit chain bears a seal of your key that you did not make."),
            remedy=_("Nothing was saved. Run the check, and tell an administrator."),
        )
    newest = registry.heads[-1].sha256
    return MachineMark(registry.casebook, head.seq, head.sha256, len(registry.heads), newest)


def _occupied(folder: Path) -> Unavailable:
    note = read_note(folder, WRITER_NOTE)
    remedy = _("Nothing was saved. Try again when that is finished.")
    if note is None:
        return Unavailable(_("Somebody else is writing in the casebook."), remedy=remedy)
    return Unavailable(
        _("{user} is writing in the casebook (“{deed}”) since {since}.").format(
            user=note.user, deed=note.deed, since=note.since
        ),
        remedy=remedy,
    )
