"""The key sheet: the signed statements of an office about its people and keys, for recipients.

It holds every statement with the audit entry that seals it, and is read by the reader of the
casebook itself: it cannot claim of anybody what the statements do not.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from landwaiter.canonical import canonical_bytes
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.reports.dossier.codec import from_plain, to_plain
from landwaiter.reports.dossier.signing import ReportSigner, signature_holds
from landwaiter.reports.proof.audit_entries import (
    EntryText,
    KnownEntries,
    UnreadableEntry,
    entry_in,
)
from landwaiter.trust.registry import Registry
from landwaiter.trust.signed import SignedContent
from landwaiter.trust.statements import read as read_statements
from landwaiter.user_file import file_bytes

KIND = "landwaiter key sheet"
VERSION = 2
_MOST_BYTES = 64 * 1024 * 1024
"""Some 30,000 statements."""


@dataclass(frozen=True, slots=True)
class SheetStatement:
    """A statement as it was signed, with the audit entry that seals it."""

    text: str
    signatures: tuple[tuple[str, ...], ...]
    """Pairs of public key and signature, both hexadecimal."""
    entry: str
    """The canonical text of the entry, of which the casebook keeps the hash."""


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A key sheet as it is written."""

    office: str
    casebook: str
    """The SHA-256 of the founding, which is the first statement."""
    made_at: datetime
    expires: datetime
    """For signatures after this moment it no longer answers: keys may have been retired since."""
    statements: tuple[SheetStatement, ...]
    v: int = VERSION
    kind: str = KIND
    signer: str = ""
    key: str = ""
    """The signer's Ed25519 public key, 64 hexadecimal figures."""
    signature: str = ""
    """Over the sheet without this field, 128 hexadecimal figures."""


@dataclass(frozen=True, slots=True)
class KeySheet:
    """A key sheet as it was read: who wrote it when, and what its statements vouch for."""

    office: str
    made_at: datetime
    expires: datetime
    signer: str
    key: str
    registry: Registry
    entries: KnownEntries

    def begins(self, other: "KeySheet") -> bool:
        """Whether the statements of the other one begin with those of this one."""
        return other.registry.heads[: len(self.registry.heads)] == self.registry.heads


def write(sheet: SheetFile, signer: ReportSigner) -> bytes:
    """The key sheet as canonical JSON with a line feed at its end, signed by its writer."""
    sheet = replace(sheet, signer=signer.name, key=signer.public_key.hex())
    sheet = replace(sheet, signature=signer.sign(_signed_bytes(sheet)).hex())
    return _bytes(sheet) + b"\n"


def _bytes(sheet: SheetFile) -> bytes:
    return canonical_bytes({**to_plain(sheet), "v": sheet.v, "kind": sheet.kind})


def _signed_bytes(sheet: SheetFile) -> bytes:
    return _bytes(replace(sheet, signature=""))


def read(path: Path) -> KeySheet:
    """The key sheet of a file; Invalid where it is none, was changed, or does not hold."""
    refused = partial(Invalid, file=path.name)
    value = _load(path)
    if not isinstance(value, dict) or value.get("kind") != KIND or value.get("v") != VERSION:
        raise refused(
            _("The file is no key sheet of version {version}.").format(version=VERSION),
            remedy=_("Ask the office for its key sheet."),
        )
    try:
        sheet = from_plain(SheetFile, value)
        _refuse_changed(sheet)
        return _opened(sheet)
    except Invalid as fault:
        fault.file = path.name
        raise
    except ValueError as error:
        raise refused(_("The file has letters that no text has.")) from error


def _refuse_changed(sheet: SheetFile) -> None:
    """It must be what the key that it names signed."""
    try:
        figures = bytes.fromhex(sheet.signature)
    except ValueError:
        figures = b""
    if not signature_holds(public_key=sheet.key, signature=figures, data=_signed_bytes(sheet)):
        raise Invalid(
            _("The key sheet is not what {signer} signed: it was changed.").format(
                signer=sheet.signer
            ),
            field="signature",
            remedy=_again(),
        )


def _opened(sheet: SheetFile) -> KeySheet:
    """With its statements read; its own writer must count by them."""
    entries = KnownEntries(tuple(_entries(sheet.statements)))
    records = [_record(number, one) for number, one in enumerate(sheet.statements)]
    registry = read_statements(records, entries)
    broken = registry.broken
    if not broken and entries.contradict:
        broken = _("The audit entries in it contradict each other.")
    if broken or not registry.heads:
        raise Invalid(
            _("The key sheet does not hold. {why}").format(
                why=broken or _("There is no statement in it.")
            ),
            field="statements",
            remedy=_again(),
        )
    if registry.casebook != sheet.casebook:
        raise Invalid(
            _("The key sheet names another casebook than its statements."), field="casebook"
        )
    if registry.in_force(sheet.key) is None or registry.name_of(sheet.key) != sheet.signer:
        raise Invalid(
            _("The key of {signer}, who signed the key sheet, does not count by it.").format(
                signer=sheet.signer
            ),
            field="key",
            remedy=_again(),
        )
    return KeySheet(
        sheet.office, sheet.made_at, sheet.expires, sheet.signer, sheet.key, registry, entries
    )


def _again() -> str:
    return _("Ask the office for its key sheet again, by another way than the report.")


def _entries(statements: Sequence[SheetStatement]) -> Sequence[EntryText]:
    found = []
    for number, one in enumerate(statements):
        try:
            found.append(entry_in(one.entry))
        except UnreadableEntry as fault:
            raise Invalid(
                _("This is no entry of an audit chain."), field=f"statements[{number}].entry"
            ) from fault
    return found


def _record(number: int, statement: SheetStatement) -> SignedContent:
    try:
        pairs = tuple((key, signature) for key, signature in statement.signatures)
    except ValueError as fault:
        raise Invalid(
            _("A signature is a key and its figures."), field=f"statements[{number}].signatures"
        ) from fault
    return SignedContent(statement.text.encode(), pairs)


def _load(path: Path) -> Any:
    data = file_bytes(path, most=_MOST_BYTES, refused=_("The file is too large for a key sheet."))
    try:
        return json.loads(data, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise Invalid(_("The file is not readable JSON."), file=path.name) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """No member is named twice: two readers could read two things."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found
