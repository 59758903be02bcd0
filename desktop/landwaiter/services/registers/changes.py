"""Changes of a register: one deed under four eyes, whether typed, imported, revoked or loaded."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from landwaiter.canonical import sha256_hex
from landwaiter.domain.base.days import told_day
from landwaiter.domain.deeds.shape import KEEPERS
from landwaiter.domain.registers import entry_words
from landwaiter.domain.registers.register_columns import TITLES, RegisterKind, of_entry, of_item
from landwaiter.domain.registers.register_entries import (
    RecordedEntry,
    RegisterContent,
    RegisterEntry,
    Values,
    checked_entry,
)
from landwaiter.domain.registers.register_entries import checked_issuer as issuer_of
from landwaiter.errors import Conflict, Invalid, NotFound
from landwaiter.i18n import _
from landwaiter.services.base.staging import stage_content
from landwaiter.services.registers.register_tasks import open_register_tasks
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import add, add_many, from_json, from_plain, to_json
from landwaiter.storage.registers import register_rows as stored

MOST_INLINE = 40
"""Entries that the text of a motion spells out; more are named by reference and hash."""

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LoadStatement:
    """That a register is here as of a day, or is no longer kept."""

    as_of: date
    loaded: bool
    source: str


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """What is to be written into the register of one issuer."""

    register: RegisterKind
    issuer: str
    entries: tuple[RegisterEntry, ...] = ()
    loaded: LoadStatement | None = None

    @property
    def sha256(self) -> str:
        return stored.entries_sha256(self.entries)


def change_args(session: Session, change: RegisterChange) -> Given:
    """What the motion says; many entries are staged in the vault, few stand in its text."""
    many = len(change.entries) > MOST_INLINE
    return {
        "register": change.register.value,
        "issuer": change.issuer,
        "count": len(change.entries),
        "sha256": change.sha256,
        "refs": [one.ref for one in change.entries],
        "loaded": None
        if change.loaded is None
        else {
            "as_of": change.loaded.as_of.isoformat(),
            "loaded": change.loaded.loaded,
            "source": change.loaded.source,
        },
        **(
            {"staged": _stage(session, change.entries)}
            if many
            else {"entries": [_plain(one) for one in change.entries]}
        ),
    }


def _plain(entry: RegisterEntry) -> Given:
    return {"values": dict(entry.values), "items": [dict(line) for line in entry.items]}


def _stage(session: Session, entries: Sequence[RegisterEntry]) -> str:
    """Keep the entries in the vault until a second person has seen what they are."""
    data = to_json([_plain(one) for one in entries]).encode()
    return stage_content(session, "register.staged", io.BytesIO(data), roles=KEEPERS)


def entries_of(session: Session, args: Given) -> tuple[RegisterEntry, ...]:
    """The entries that a motion is about; Conflict when they are not those it names."""
    if "staged" in args:
        vault = session.casebook.vault
        data = vault.read(vault.name_of(str(args["staged"])))
        found = from_json(data, tuple[RegisterEntry, ...])
    else:
        found = from_plain(list(args["entries"]), tuple[RegisterEntry, ...])
    if stored.entries_sha256(found) != args["sha256"]:
        raise Conflict(
            _("The entries are not those that were moved."),
            remedy=_("Decline the motion, and have it moved anew."),
        )
    return found


def change_title(args: Given, facts: Given) -> str:
    register = _(TITLES[RegisterKind(args["register"])])
    loaded = args["loaded"]
    if loaded is not None and not args["count"]:
        said = (
            _("{register} of {issuer}: the register is here as of {day}")
            if loaded["loaded"]
            else _("{register} of {issuer}: the register is no longer kept, from {day} on")
        )
        return said.format(register=register, issuer=args["issuer"], day=told_day(loaded["as_of"]))
    said = _("{register} of {issuer}: new {new}, changed {changed}, revoked {revoked}")
    return said.format(register=register, issuer=args["issuer"], **facts["counts"])


def change_object(args: Given) -> str:
    return f"register/{args['register']}/{args['issuer']}"


def change_facts(session: Session, conn: Reader, args: Given) -> Given:
    """What stands on the same references now; Conflict where nothing would change."""
    register, issuer = RegisterKind(args["register"]), issuer_of(str(args["issuer"]))
    content = session.references.registers.content(conn)
    entries = entries_of(session, args)
    standing = _standing(content, register, issuer)
    before = {one.ref: standing.get(one.ref, "") for one in entries}
    if entries and all(before[one.ref] == stored.entry_sha256(one) for one in entries):
        raise Conflict(
            _("The register says all of this already."), remedy=_("Nothing needs to be done.")
        )
    return {"before": sha256_hex(to_json(before).encode()), "counts": _counts(entries, before)}


def _standing(content: RegisterContent, register: RegisterKind, issuer: str) -> Mapping[str, str]:
    return {
        one.ref: stored.entry_sha256(one.entry)
        for one in content.standing(register)
        if one.issuer == issuer
    }


def _counts(entries: Sequence[RegisterEntry], before: Mapping[str, str]) -> Mapping[str, int]:
    moved = [one for one in entries if before[one.ref] != stored.entry_sha256(one)]
    revoked = [one for one in moved if "revoked" in one.values]
    return {
        "new": sum(not before[one.ref] and one not in revoked for one in moved),
        "changed": sum(bool(before[one.ref]) and one not in revoked for one in moved),
        "revoked": len(revoked),
        "same": len(entries) - len(moved),
    }


def carry_out_change(session: Session, work: UnitOfWork, args: Given, motion_id: str) -> Given:
    """Write the entries that say something new, and the load."""
    register, issuer = RegisterKind(args["register"]), issuer_of(str(args["issuer"]))
    before = session.references.registers.content(work.conn)
    standing = _standing(before, register, issuer)
    author, reason = stored.moved_by(work.conn, motion_id)
    stated = {
        "register": register,
        "issuer": issuer,
        "batch": args["sha256"],
        "motion_id": motion_id,
        "author": author,
        "at": work.now,
    }
    new = [
        one
        for one in entries_of(session, args)
        if standing.get(one.ref) != stored.entry_sha256(one)
    ]
    add_many(
        work.conn,
        "register_entry",
        [
            {
                **stated,
                "id": work.new_id(),
                "ref": one.ref,
                "content": _plain(one),
                "sha256": stored.entry_sha256(one),
                "reason": reason,
            }
            for one in new
        ],
    )
    stored.keep_words(
        work.conn,
        register,
        issuer,
        ((one.ref, entry_words.words_of(register, issuer, one)) for one in new),
    )
    loaded = args["loaded"]
    if loaded is not None:
        add(
            work.conn,
            "register_load",
            **stated,
            id=work.new_id(),
            as_of=loaded["as_of"],
            loaded=int(loaded["loaded"]),
            source=loaded["source"],
        )
    work.changed("registers", f"{register.value}/{issuer}")
    for sentence in open_register_tasks(
        session, work, register, issuer, before=before, entries=new, whole=loaded is not None
    ):
        work.say(sentence)
    return {
        "register": register,
        "issuer": issuer,
        "entries": len(new),
        "refs": [one.ref for one in new],
        "sha256": args["sha256"],
        "loaded": loaded,
    }


def new_entry(
    register: RegisterKind, issuer: str, given: Values, items: Sequence[Values] = ()
) -> RegisterChange:
    """One entry as typed; Invalid with the first name or value that does not fit."""
    _known_names("field", (column.name for column in of_entry(register)), given)
    for line in items:
        _known_names("line", (column.name for column in of_item(register)), line)
    return RegisterChange(register, issuer_of(issuer), (checked_entry(register, given, items),))


def _known_names(field: str, names: Iterable[str], given: Values) -> None:
    """A name that no column has would be lost without a word."""
    known = tuple(names)
    for name in given:
        if name not in known:
            raise Invalid(
                _("The register has no such value."),
                field=field,
                value=name,
                remedy=_("There are: {names}.").format(names=", ".join(known)),
            )


def revoked(row: RecordedEntry, day: date) -> RegisterChange:
    """A standing entry, no longer valid from a day on."""
    ended = {**row.entry.values, "revoked": day.isoformat()}
    entry = checked_entry(row.register, ended, row.entry.items)
    return RegisterChange(row.register, row.issuer, (entry,))


def standing_entry(
    content: RegisterContent, register: RegisterKind, issuer: str, ref: str
) -> RecordedEntry:
    """The newest statement on a reference, or NotFound."""
    versions = content.versions(register, issuer_of(issuer), ref.strip())
    if not versions:
        raise no_such_entry(ref)
    return versions[-1]


def no_such_entry(ref: str) -> NotFound:
    """The fault of a reference on which nothing was stated."""
    return NotFound(
        _("The register has no such entry."),
        field="ref",
        value=ref,
        remedy=_("List the register to see its references."),
    )
