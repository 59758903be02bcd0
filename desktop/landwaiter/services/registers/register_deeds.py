"""What people do with the registers: list, add, revoke, load, import; changes take two persons."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from landwaiter.canonical import instant
from landwaiter.domain.law.denial_review import review_due
from landwaiter.domain.registers import entry_words
from landwaiter.domain.registers.register_columns import RegisterKind
from landwaiter.domain.registers.register_entries import (
    Balance,
    RecordedEntry,
    RegisterEntry,
    RegisterLoad,
    WriteOff,
    balances,
    checked_issuer,
)
from landwaiter.domain.registers.registers_on_day import recorded_after
from landwaiter.i18n import _
from landwaiter.services.base.page import Page
from landwaiter.services.registers.changes import no_such_entry
from landwaiter.services.registers.table_file import TableReading, Tell, read_register_file
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.paging import PAGE, key_in, mark_of
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.registers import register_rows as stored


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One entry as it stands on a day."""

    register: RegisterKind
    issuer: str
    ref: str
    who: str
    """Holder, counterparty, addressee or exporter."""
    what: str
    """Items, or what was found."""
    destination: str
    first: date | None
    last: date | None
    revoked: date | None
    state: str
    """in_force, not_yet, expired, revoked, stands, open."""
    review: date | None
    """By when a denial that stands is to be reviewed; None: it is no such entry."""
    left: str
    """What is left of a licence, line by line."""
    over: bool
    """More was written off than the licence authorises."""
    version: int
    recorded_at: str
    author: str
    known_later: bool
    """It was written into the register only after the day that the list is read for."""
    entry: RegisterEntry


@dataclass(frozen=True, slots=True)
class IssuerRow:
    """Whether the register of an issuer is here, and as of when."""

    register: RegisterKind
    issuer: str
    loaded: bool
    as_of: date | None
    source: str
    entries: int | None
    """None where they were not counted."""
    recorded_at: str
    author: str


@dataclass(frozen=True, slots=True)
class EntryHistory:
    """Everything stated on one reference, and what was written off it."""

    versions: tuple[RecordedEntry, ...]
    balances: tuple[Balance, ...]
    write_offs: tuple[WriteOff, ...]
    """Those that hold and those that were undone, the oldest first."""
    review: date | None = None
    """By when a denial that stands is to be reviewed (Art. 16)."""

    @property
    def undone(self) -> frozenset[str]:
        return frozenset(one.undoes for one in self.write_offs if one.undoes)


@dataclass(frozen=True, slots=True)
class EntryState:
    """One entry as it stands today."""

    newest: RecordedEntry
    balances: tuple[Balance, ...]
    review: date | None


@dataclass(frozen=True, slots=True)
class EntryStatementRow:
    """A statement on a reference, and the entry before it; None: it is the first."""

    stated: RecordedEntry
    before: RegisterEntry | None


@dataclass(frozen=True, slots=True)
class WriteOffRow:
    """A write-off, or that one is undone."""

    taken: WriteOff
    undone: bool


def register_page(
    session: Session,
    register: RegisterKind,
    *,
    issuer: str = "",
    text: str = "",
    day: date | None = None,
    after: str | None = None,
    limit: int = PAGE,
    most: int | None = None,
) -> Page[RegisterRow]:
    """The entries of a register as of a day, today when none is given, by issuer and reference.

    The first page of a register that no words narrow tells how many entries it has; beyond `most`
    no more are counted. Where words are looked for the register is read on until a page is full.
    """
    on, words = day or session.today(), text.casefold().split()
    name = checked_issuer(issuer) if issuer else ""
    with session.reading() as conn:
        rows = _rows(conn, register, words, issuer=name, on=on, after=after, chunk=limit + 1)
        found = tuple(islice((row for row in rows if _has(row, words)), limit + 1))
        is_counted = after is None and not words
        total = stored.entry_count(conn, register, issuer=name, most=most) if is_counted else None
    shown = found[:limit]
    mark = mark_of(shown[-1].issuer, shown[-1].ref) if len(found) > limit else None
    is_more = most is not None and total is not None and total > most
    return Page(shown, mark, most if is_more else total, is_more=is_more)


def _rows(
    conn: Reader,
    register: RegisterKind,
    words: Sequence[str],
    *,
    issuer: str,
    on: date,
    after: str | None,
    chunk: int,
) -> Iterator[RegisterRow]:
    """Rows that may say the words, read in chunks of so many.

    Frequent words are looked for issuer by issuer, since each of them may be all of one.
    """
    key: stored.EntryKey | None = None
    if after is not None:
        key = key_in(after, 2)
    found = [(issuer, stored.saying(conn, words, issuer) if words else None)]
    if words and not issuer and found[0][1] is None:
        first = key[0] if key else ""
        names = (name for name in stored.issuers_of(conn, register) if name >= first)
        found = [(name, stored.saying(conn, words, name)) for name in names]
    for name, few in found:
        while entries := stored.standing_page(
            conn, register, issuer=name, words=words, few=few, after=key, limit=chunk
        ):
            taken = _taken(conn, register, entries, on)
            yield from (_row(one, taken.get((one.issuer, one.ref), ()), on) for one in entries)
            key = (entries[-1].issuer, entries[-1].ref)
            if len(entries) < chunk:
                break


def _taken(
    conn: Reader, register: RegisterKind, entries: Sequence[RecordedEntry], on: date
) -> Mapping[stored.EntryKey, list[WriteOff]]:
    """What holds of the write-offs of these licences."""
    found: dict[stored.EntryKey, list[WriteOff]] = {}
    if register is RegisterKind.LICENCES:
        keys = [(one.issuer, one.ref) for one in entries]
        for one in stored.standing_write_offs(conn, keys, day=on.isoformat()):
            found.setdefault((one.issuer, one.ref), []).append(one)
    return found


def register_issuers(
    session: Session, register: RegisterKind, *, counted: bool = True
) -> tuple[IssuerRow, ...]:
    """Whose registers are here, and as of when: as many as there are authorities."""
    with session.reading() as conn:
        loads = stored.newest_loads(conn, register)
        names = sorted({*stored.issuers_of(conn, register), *loads})
        numbers = {
            name: stored.entry_count(conn, register, issuer=name) if counted else None
            for name in names
        }
    return tuple(_issuer(loads.get(name), register, name, numbers[name]) for name in names)


def _has(row: RegisterRow, words: Sequence[str]) -> bool:
    said = entry_words.words_of(row.register, row.issuer, row.entry).casefold()
    return all(word in said for word in words)


_FIRST: Mapping[RegisterKind, str] = {
    RegisterKind.LICENCES: "valid_from",
    RegisterKind.DENIALS: "notified",
    RegisterKind.INFORMED: "valid_from",
    RegisterKind.FINDINGS: "date",
}


def _row(one: RecordedEntry, taken: Iterable[WriteOff], on: date) -> RegisterRow:
    register, lines = one.register, balances(one.entry, taken)
    return RegisterRow(
        register=register,
        issuer=one.issuer,
        ref=one.ref,
        who=entry_words.who(register, one.entry),
        what=entry_words.what(register, one.entry),
        destination=entry_words.destination(one.entry),
        first=one.entry.day(_FIRST[register]),
        last=one.entry.day("valid_to"),
        revoked=one.entry.day("revoked"),
        state=_state(one, on),
        review=_review(one, on),
        left="; ".join(said for line in lines if (said := _left(line))),
        over=any(is_over(line) for line in lines),
        version=one.version,
        recorded_at=instant(one.at.replace(microsecond=0)),
        author=one.author,
        known_later=recorded_after(one, on),
        entry=one.entry,
    )


def _state(one: RecordedEntry, on: date) -> str:
    first, last = one.entry.day(_FIRST[one.register]), one.entry.day("valid_to")
    ended = one.entry.day("revoked")
    if first is not None and on < first:
        return "not_yet"
    if ended is not None and ended <= on:
        return "revoked"
    if last is not None and last < on:
        return "expired"
    if one.register is RegisterKind.FINDINGS:
        return "stands" if one.entry.values.get("final") == "yes" else "open"
    return "stands" if one.register is RegisterKind.DENIALS else "in_force"


def _review(one: RecordedEntry, on: date) -> date | None:
    if one.register is not RegisterKind.DENIALS or _state(one, on) != "stands":
        return None
    return review_due(one.entry.day("notified"), one.entry.day("reviewed"))


def is_over(line: Balance) -> bool:
    """More left than was authorised."""
    return any(left is not None and left < 0 for left in (line.left, line.value_left))


def _left(line: Balance) -> str:
    amounts = ((line.left, line.quantity, line.unit), (line.value_left, line.value, line.currency))
    said = _("{left} of {most} {unit}")
    stated = [
        said.format(left=left, most=most, unit=unit)
        for left, most, unit in amounts
        if most is not None
    ]
    return f"{line.code}: {', '.join(stated)}" if stated else ""


def _issuer(
    load: RegisterLoad | None, register: RegisterKind, name: str, entries: int | None
) -> IssuerRow:
    return IssuerRow(
        register=register,
        issuer=name,
        loaded=load is not None and load.loaded,
        as_of=load.as_of if load else None,
        source=load.source if load else "",
        entries=entries,
        recorded_at=instant(load.at.replace(microsecond=0)) if load else "",
        author=load.author if load else "",
    )


def entry_state(session: Session, register: RegisterKind, issuer: str, ref: str) -> EntryState:
    """An entry as it stands today; NotFound where there is none."""
    with session.reading() as conn:
        newest = _newest(conn, register, issuer, ref)
        return EntryState(newest, _balances(conn, newest), _review(newest, session.today()))


def history_page(
    session: Session,
    register: RegisterKind,
    issuer: str,
    ref: str,
    *,
    after: str | None = None,
    limit: int = PAGE,
) -> Page[WriteOffRow | EntryStatementRow]:
    """What became of an entry: its write-offs, the newest first, then the statements on it."""
    table, last = key_in(after, 2) if after is not None else (_WRITE_OFF, None)
    found: list[WriteOffRow | EntryStatementRow] = []
    with session.reading() as conn:
        newest = _newest(conn, register, issuer, ref)
        key = newest.issuer, newest.ref
        if table == _WRITE_OFF and register is RegisterKind.LICENCES:
            rows = stored.write_offs_page(conn, key, before=last, limit=limit + 1)
            found += (WriteOffRow(*row) for row in rows)
        if len(found) <= limit:
            found += _statements(
                conn,
                newest,
                before=last if table == _STATEMENT else None,
                limit=limit + 1 - len(found),
            )
    shown = tuple(found[:limit])
    return Page(shown, _mark(shown[-1]) if len(found) > limit else None)


_WRITE_OFF, _STATEMENT = "write_off", "statement"


def _mark(row: WriteOffRow | EntryStatementRow) -> str:
    if isinstance(row, WriteOffRow):
        return mark_of(_WRITE_OFF, row.taken.id)
    return mark_of(_STATEMENT, row.stated.id)


def _statements(
    conn: Reader, newest: RecordedEntry, *, before: str | None, limit: int
) -> tuple[EntryStatementRow, ...]:
    """Statements, each with the one before it, which is read besides."""
    key = newest.issuer, newest.ref
    rows = stored.versions_page(conn, newest.register, key, before=before, limit=limit + 1)
    former = (*(one.entry for one in rows[1:]), None)
    return tuple(EntryStatementRow(*pair) for pair in zip(rows, former, strict=True))[:limit]


def _newest(conn: Reader, register: RegisterKind, issuer: str, ref: str) -> RecordedEntry:
    """The newest statement on a reference, or NotFound."""
    key = checked_issuer(issuer), ref.strip()
    found = stored.versions_page(conn, register, key, limit=1)
    if not found:
        raise no_such_entry(ref)
    return found[0]


def _balances(conn: Reader, newest: RecordedEntry) -> tuple[Balance, ...]:
    if newest.register is not RegisterKind.LICENCES:
        return ()
    return balances(newest.entry, stored.standing_write_offs(conn, [(newest.issuer, newest.ref)]))


def entry_history(session: Session, register: RegisterKind, issuer: str, ref: str) -> EntryHistory:
    """Every statement on a reference with its write-offs; NotFound where there is none."""
    with session.reading() as conn:
        newest = _newest(conn, register, issuer, ref)
        key = newest.issuer, newest.ref
        taken = (
            stored.write_offs_page(conn, key, limit=None)
            if register is RegisterKind.LICENCES
            else ()
        )
        return EntryHistory(
            versions=stored.versions_page(conn, register, key, limit=None)[::-1],
            balances=_balances(conn, newest),
            write_offs=tuple(one for one, _undone in reversed(taken)),
            review=_review(newest, session.today()),
        )


@dataclass(frozen=True, slots=True)
class RegisterPreview:
    """What importing a file would do, entry by entry; with a problem in it nothing is kept."""

    read: TableReading
    register: RegisterKind
    issuer: str
    new: tuple[RegisterEntry, ...]
    changed: tuple[tuple[RegisterEntry, RegisterEntry], ...]
    """As it stands, and as the file says it."""
    same: int
    missing: tuple[str, ...]
    """References of the register that the file does not name: they stay as they are."""

    @property
    def sha256(self) -> str:
        """Of the entries that the file says."""
        return stored.entries_sha256(self.read.entries)


def preview_import(
    session: Session,
    path: Path,
    register: RegisterKind,
    issuer: str,
    *,
    mapping: Mapping[str, str] | None = None,
    tell: Tell = lambda _done, _all: None,
) -> RegisterPreview:
    """Read a table file and hold it against the register; nothing is written."""
    name = checked_issuer(issuer)
    read = read_register_file(path, register, mapping=mapping, tell=tell)
    with session.reading() as conn:
        content = session.references.registers.content(conn)
    standing = {one.ref: one.entry for one in content.standing(register) if one.issuer == name}
    hashed = {ref: stored.entry_sha256(entry) for ref, entry in standing.items()}
    moved = [e for e in read.entries if hashed.get(e.ref) != stored.entry_sha256(e)]
    return RegisterPreview(
        read=read,
        register=register,
        issuer=name,
        new=tuple(one for one in moved if one.ref not in standing),
        changed=tuple((standing[one.ref], one) for one in moved if one.ref in standing),
        same=len(read.entries) - len(moved),
        missing=tuple(sorted(set(standing) - {one.ref for one in read.entries})),
    )
