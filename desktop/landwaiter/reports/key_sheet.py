"""The key sheet: which public keys an office answers for, handed over outside the reports."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from landwaiter.canonical import canonical_bytes
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.reports.codec import from_plain, to_plain
from landwaiter.reports.signing import Signer, signature_holds
from landwaiter.user_file import file_bytes

KIND = "landwaiter key sheet"
_KEY = re.compile(r"[0-9a-f]{64}\Z")
_MOST_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """The roles a person held from one moment until before another; no end: since then."""

    roles: tuple[str, ...]
    valid_from: datetime
    valid_to: datetime | None = None

    def holds_at(self, moment: datetime) -> bool:
        return self.valid_from <= moment and (self.valid_to is None or moment < self.valid_to)


@dataclass(frozen=True, slots=True)
class SheetKey:
    """One person's Ed25519 public key and the time for which the office answers for it."""

    name: str
    key: str
    """64 hexadecimal figures."""
    valid_from: datetime
    valid_to: datetime | None = None
    """The first moment for which it answers no longer."""
    roles: tuple[RoleSpan, ...] = ()
    vouchers: tuple[str, ...] = ()
    """Names of who issued or confirmed the key after a reset: it cannot approve their work."""

    def holds_at(self, moment: datetime) -> bool:
        return self.valid_from <= moment and (self.valid_to is None or moment < self.valid_to)

    def roles_at(self, moment: datetime) -> frozenset[str]:
        """The roles its owner held at a moment."""
        return frozenset(role for s in self.roles if s.holds_at(moment) for role in s.roles)


@dataclass(frozen=True, slots=True)
class KeySheet:
    office: str
    made_at: datetime
    keys: tuple[SheetKey, ...]
    v: int = 1
    kind: str = KIND
    expires: datetime | None = None
    """For signatures after this moment it no longer answers: keys may have been retired since."""
    signer: str = ""
    """Who wrote it; empty: it is not signed."""
    key: str = ""
    """The signer's Ed25519 public key, 64 hexadecimal figures."""
    signature: str = ""
    """Over the sheet without this field, 128 hexadecimal figures."""

    def find(self, key: str) -> Sequence[SheetKey]:
        """The entries of one public key (hexadecimal)."""
        return [entry for entry in self.keys if entry.key == key.lower()]


def write(sheet: KeySheet, signer: Signer | None = None) -> bytes:
    """The key sheet as canonical JSON with a line feed at its end, signed by its writer."""
    if signer is not None:
        sheet = replace(sheet, signer=signer.name, key=signer.public_key.hex())
        sheet = replace(sheet, signature=signer.sign(_signed_bytes(sheet)).hex())
    return _bytes(sheet) + b"\n"


def _bytes(sheet: KeySheet) -> bytes:
    return canonical_bytes({**to_plain(sheet), "v": sheet.v, "kind": sheet.kind})


def _signed_bytes(sheet: KeySheet) -> bytes:
    return _bytes(replace(sheet, signature=""))


def read(path: Path) -> KeySheet:
    """The key sheet of a file; Invalid with the field that does not fit."""
    value = _load(path)
    if not isinstance(value, dict) or value.get("kind") != KIND or value.get("v") != 1:
        raise Invalid(
            _("The file is no key sheet of version 1."),
            file=path.name,
            remedy=_("Ask the office for its key sheet."),
        )
    try:
        sheet = from_plain(KeySheet, value)
    except Invalid as fault:
        fault.file = path.name
        raise
    for number, entry in enumerate(sheet.keys):
        if not _KEY.match(entry.key):
            raise Invalid(
                _("The key is not 64 hexadecimal figures."),
                file=path.name,
                field=f"keys[{number}].key",
                value=entry.key[:80],
            )
    _refuse_changed(sheet, path)
    return sheet


def _refuse_changed(sheet: KeySheet, path: Path) -> None:
    """A sheet that names a signer must be what that key signed."""
    if not (sheet.signer or sheet.key or sheet.signature):
        return
    try:
        figures = bytes.fromhex(sheet.signature)
    except ValueError:
        figures = b""
    if not signature_holds(public_key=sheet.key, signature=figures, data=_signed_bytes(sheet)):
        raise Invalid(
            _("The key sheet is not what {signer} signed: it was changed.").format(
                signer=sheet.signer
            ),
            file=path.name,
            field="signature",
            remedy=_("Ask the office for its key sheet again, by another way than the report."),
        )


def _load(path: Path) -> Any:
    data = file_bytes(path, most=_MOST_BYTES, refused=_("The file is too large for a key sheet."))
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Invalid(_("The file is not readable JSON."), file=path.name) from error
