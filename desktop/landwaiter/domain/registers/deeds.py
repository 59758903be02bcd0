"""Deeds on the registers: stated by one person, in force once another has signed."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Protocol

from landwaiter.domain.base.days import told_day
from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import (
    APPROVERS,
    KEEPERS,
    WORKERS,
    Ask,
    Choices,
    Deed,
    FileUse,
    Reason,
    Second,
)
from landwaiter.domain.registers.register_columns import (
    COLUMNS,
    RegisterColumn,
    RegisterKind,
    of_entry,
    of_item,
)
from landwaiter.domain.registers.register_entries import RegisterEntry
from landwaiter.i18n import _

SUBJECT = "registers"
CHANGE = "change_register"
"""The motion of every change of a register."""
_BY_TWO = Second("Change of a register", "always", APPROVERS, "its mover", motion=CHANGE)
_REVOCABLE = tuple(kind for kind in RegisterKind if kind is not RegisterKind.FINDINGS)


class InRegister(Protocol):
    """An entry as it stands in its register."""

    @property
    def register(self) -> RegisterKind: ...
    @property
    def entry(self) -> RegisterEntry: ...


class WriteOffInHistory(Protocol):
    """What was written off a licence, as its history shows it."""

    @property
    def undone(self) -> bool: ...


def _final(row: InRegister, actor: Actor) -> str:
    if row.register is RegisterKind.FINDINGS:
        return _("A final finding is not revoked; it is stated anew with final = no.")
    day = row.entry.values.get("revoked", "")
    return _("It is revoked already, from {day} on.").format(day=told_day(day)) if day else ""


def _no_licence(row: InRegister, actor: Actor) -> str:
    is_licence = row.register is RegisterKind.LICENCES
    return "" if is_licence else _("Only licences are written off.")


def _undone(one: WriteOffInHistory, actor: Actor) -> str:
    return _("This write-off is undone already.") if one.undone else ""


def _entry_columns(given: Mapping[str, Any]) -> Sequence[RegisterColumn]:
    return of_entry(given["register"])


def _line_columns(given: Mapping[str, Any]) -> Sequence[RegisterColumn]:
    return of_item(given["register"])


def _table_columns(given: Mapping[str, Any]) -> Sequence[RegisterColumn]:
    """What is given is the heading of each in the table, and no value."""
    return tuple(replace(one, read=str.strip, required=False) for one in COLUMNS[given["register"]])


def _lines(row: InRegister) -> Choices:
    codes = (line.get("code", "") for line in row.entry.items)
    return tuple((str(no), f"{no}: {code}") for no, code in enumerate(codes, start=1))


def _first(row: InRegister) -> str:
    return "1"


Register = Annotated[RegisterKind, Ask("Register", given=True)]
Issuer = Annotated[str, Ask("Issuer", Content.OPEN, hint="State by two letters, or an authority.")]
Reference = Annotated[
    str, Ask("Reference", Content.OPEN, given=True, hint="As its issuer writes it.")
]


@dataclass(frozen=True, slots=True)
class AddEntry:
    """State an entry whole: a new one, or anew on a reference that is there."""

    register: Register
    issuer: Issuer
    field: Annotated[
        Mapping[str, str],
        Ask("Values", Content.PERSONAL, hint="Repeatable; see template.", columns=_entry_columns),
    ]
    reason: Reason
    line: Annotated[
        tuple[Mapping[str, str], ...],
        Ask(
            "Lines",
            Content.BUSINESS,
            hint="One line of a licence, such as code=2B001.",
            columns=_line_columns,
        ),
    ] = ()


@dataclass(frozen=True, slots=True)
class RevokeEntry:
    """End an entry from a day on; for the days before it goes on to count."""

    register: Annotated[RegisterKind, Ask("Register", given=True, among=_REVOCABLE)]
    ref: Reference
    issuer: Issuer
    day: Annotated[dt.date, Ask("First day without it", option="from")]
    reason: Reason


@dataclass(frozen=True, slots=True)
class StateLoad:
    """State that the register of an issuer is here as a whole, be it empty; or no longer."""

    register: Register
    issuer: Annotated[
        str, Ask("Issuer", Content.OPEN, given=True, hint="As it is written in the register.")
    ]
    as_of: Annotated[dt.date, Ask("As it stood on")]
    source: Annotated[
        str,
        Ask(
            "Source",
            Content.OPEN,
            hint="Where the register came from, such as a letter of 1 March.",
        ),
    ]
    reason: Reason
    loaded: Annotated[
        bool,
        Ask(
            "The register is",
            hint="Here, or not kept any more from this day on.",
            yes_no=("here", "no-longer"),
            law=True,
        ),
    ] = True


@dataclass(frozen=True, slots=True)
class ImportTable:
    """Import a table: every row checked, all of it or nothing, by two persons."""

    register: Register
    path: Annotated[
        Path,
        Ask(
            "Table",
            Content.INTERNAL,
            hint="CSV or .xlsx.",
            given=True,
            option="file",
            file=FileUse.READ,
        ),
    ]
    issuer: Issuer
    reason: Reason
    mapping: Annotated[
        Mapping[str, str] | None,
        Ask(
            "Mapping",
            Content.INTERNAL,
            hint="TOML or JSON: our column = theirs.",
            columns=_table_columns,
        ),
    ] = None
    as_of: Annotated[
        dt.date | None, Ask("Whole register as of", hint="It is the issuer's whole register.")
    ] = None
    source: Annotated[str, Ask("Source", Content.OPEN, hint="Where the register came from.")] = ""
    sha256: Annotated[
        str, Ask("Entries", Content.OPEN, hint="SHA-256 of the entries as previewed.")
    ] = ""


@dataclass(frozen=True, slots=True)
class WriteOffExport:
    """State what an export took from a licence."""

    ref: Reference
    issuer: Issuer
    day: Annotated[dt.date, Ask("Day on which the goods left")]
    reason: Reason
    line: Annotated[int, Ask("Line of the licence", offered=_lines, now=_first)] = 1
    quantity: Annotated[Decimal | None, Ask("Quantity", Content.BUSINESS)] = None
    value: Annotated[Decimal | None, Ask("Value", Content.BUSINESS)] = None
    case: Annotated[
        str, Ask("Reference of the case", Content.OPEN, hint="Empty: no case here.")
    ] = ""
    item: Annotated[int | None, Ask("Item of the case")] = None
    mrn: Annotated[str, Ask("MRN", Content.OPEN)] = ""
    over: Annotated[bool, Ask("More than is left", hint="Keep it, and mark it.")] = False


@dataclass(frozen=True, slots=True)
class UndoWriteOff:
    """Say that a write-off does not hold; it stays readable."""

    write_off: Annotated[
        str, Ask("Write-off", Content.OPEN, given=True, option="id", hint="As show lists it.")
    ]
    reason: Reason


_TOPICS = (SUBJECT,)
_CHANGED = "The register is changed."
_TOLD = "Register changed"
ADD_ENTRY: Deed[AddEntry, None] = Deed(
    AddEntry,
    name="register.add",
    subject=SUBJECT,
    title="Add an entry",
    done=_CHANGED,
    told=_TOLD,
    command="register {register} add",
    roles=KEEPERS,
    topics=_TOPICS,
    second=(_BY_TWO,),
)
REVOKE_ENTRY: Deed[RevokeEntry, InRegister] = Deed(
    RevokeEntry,
    name="register.revoke",
    subject=SUBJECT,
    title="Revoke the entry",
    done=_CHANGED,
    told=_TOLD,
    command="register {register} revoke",
    roles=KEEPERS,
    topics=_TOPICS,
    refuses=_final,
    second=(_BY_TWO,),
)
STATE_LOADED: Deed[StateLoad, None] = Deed(
    StateLoad,
    name="register.loaded",
    subject=SUBJECT,
    title="State what is loaded",
    done=_CHANGED,
    told=_TOLD,
    command="register {register} loaded",
    roles=KEEPERS,
    topics=_TOPICS,
    second=(_BY_TWO,),
)
IMPORT_TABLE: Deed[ImportTable, None] = Deed(
    ImportTable,
    name="register.import",
    subject=SUBJECT,
    title="Import a table",
    done=_CHANGED,
    told=_TOLD,
    command="register {register} import",
    roles=KEEPERS,
    topics=_TOPICS,
    second=(_BY_TWO,),
)
WRITE_OFF: Deed[WriteOffExport, InRegister] = Deed(
    WriteOffExport,
    name="licence.written_off",
    subject=SUBJECT,
    title="Write off an export",
    done="Written off.",
    told="Licence written off",
    command="register licences write-off",
    roles=WORKERS,
    topics=_TOPICS,
    refuses=_no_licence,
)
UNDO_WRITE_OFF: Deed[UndoWriteOff, WriteOffInHistory] = Deed(
    UndoWriteOff,
    name="licence.write_off_undone",
    subject=SUBJECT,
    title="Undo the write-off",
    done="The write-off is undone.",
    told="Write-off undone",
    command="register licences undo",
    roles=WORKERS,
    topics=_TOPICS,
    refuses=_undone,
)
DEEDS = (ADD_ENTRY, REVOKE_ENTRY, STATE_LOADED, IMPORT_TABLE, WRITE_OFF, UNDO_WRITE_OFF)
EVENTS: Mapping[str, str] = {}
