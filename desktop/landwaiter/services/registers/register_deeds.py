"""What people do with the registers: list, add, revoke, load, import; changes take two persons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from landwaiter.canonical import instant
from landwaiter.domain.law.denial_review import review_due
from landwaiter.domain.registers.register_columns import RegisterKind
from landwaiter.domain.registers.register_entries import (
    Balance,
    RecordedEntry,
    RegisterContent,
    RegisterEntry,
    RegisterLoad,
    WriteOff,
    balances,
    checked_issuer,
)
from landwaiter.domain.registers.registers_on_day import recorded_after
from landwaiter.i18n import _
from landwaiter.services.registers.changes import standing_entry
from landwaiter.services.registers.table_file import TableReading, Tell, read_register_file
from landwaiter.services.warm.session import Session
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
    entries: int
    recorded_at: str
    author: str


@dataclass(frozen=True, slots=True)
class RegisterView:
    """One register as of a day."""

    register: RegisterKind
    day: date
    rows: tuple[RegisterRow, ...]
    issuers: tuple[IssuerRow, ...]


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


def register_view(
    session: Session,
    register: RegisterKind,
    *,
    issuer: str = "",
    text: str = "",
    day: date | None = None,
) -> RegisterView:
    """The entries of a register as of a day, today when none is given, and what is loaded."""
    on = day or session.today()
    with session.reading() as conn:
        content = session.references.registers.content(conn)
    words = text.casefold().split()
    rows = (_row(content, one, on) for one in content.standing(register))
    wanted = tuple(
        row
        for row in rows
        if (not issuer or row.issuer == checked_issuer(issuer)) and _has(row, words)
    )
    return RegisterView(register, on, wanted, _issuers(content, register))


def _has(row: RegisterRow, words: Sequence[str]) -> bool:
    said = " ".join((row.issuer, row.ref, row.who, row.what, row.destination)).casefold()
    return all(word in said for word in words)


_WHO: Mapping[RegisterKind, tuple[str, ...]] = {
    RegisterKind.LICENCES: ("holder", "consignee", "end_user"),
    RegisterKind.DENIALS: ("consignee", "end_user"),
    RegisterKind.INFORMED: ("exporter",),
    RegisterKind.FINDINGS: ("exporter",),
}
_WHAT: Mapping[RegisterKind, tuple[str, ...]] = {
    RegisterKind.LICENCES: (),
    RegisterKind.DENIALS: ("item", "parameters"),
    RegisterKind.INFORMED: ("basis", "items", "end_users"),
    RegisterKind.FINDINGS: ("offence",),
}
_FIRST: Mapping[RegisterKind, str] = {
    RegisterKind.LICENCES: "valid_from",
    RegisterKind.DENIALS: "notified",
    RegisterKind.INFORMED: "valid_from",
    RegisterKind.FINDINGS: "date",
}


def _row(content: RegisterContent, one: RecordedEntry, on: date) -> RegisterRow:
    values, register = one.entry.values, one.register
    codes = [line["code"] for line in one.entry.items if "code" in line]
    lines = balances(one.entry, content.taken(one.issuer, one.ref, day=on))
    return RegisterRow(
        register=register,
        issuer=one.issuer,
        ref=one.ref,
        who=" → ".join(values[name] for name in _WHO[register] if name in values),
        what=", ".join(
            dict.fromkeys([*codes, *(values[n] for n in _WHAT[register] if n in values)])
        ),
        destination=values.get("destination", ""),
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


def _issuers(content: RegisterContent, register: RegisterKind) -> tuple[IssuerRow, ...]:
    standing = content.standing(register)
    names = {one.issuer for one in standing}
    names |= {one.issuer for one in content.loads if one.register is register}
    return tuple(
        _issuer(content.load_of(register, name), register, name, len([e for e in standing
                if e.issuer == name]))
        for name in sorted(names)
    )  # fmt: skip


def _issuer(
    load: RegisterLoad | None, register: RegisterKind, name: str, entries: int
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


def entry_history(session: Session, register: RegisterKind, issuer: str, ref: str) -> EntryHistory:
    """Every statement on a reference with its write-offs; NotFound where there is none."""
    with session.reading() as conn:
        content = session.references.registers.content(conn)
    newest = standing_entry(content, register, issuer, ref)
    name = newest.issuer
    is_licence = register is RegisterKind.LICENCES
    today = session.today()
    return EntryHistory(
        versions=content.versions(register, name, newest.ref),
        balances=balances(newest.entry, content.taken(name, newest.ref)) if is_licence else (),
        write_offs=tuple(
            one
            for one in content.write_offs
            if is_licence and (one.issuer, one.ref) == (name, newest.ref)
        ),
        review=_review(newest, today),
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
