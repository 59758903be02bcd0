"""Are these reports what was signed? Answers without a casebook, naming what was changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from landwaiter.canonical import sha256_hex
from landwaiter.errors import Invalid, NotFound, Unavailable
from landwaiter.i18n import _
from landwaiter.reports import key_sheet as key_sheets
from landwaiter.reports.approval import Approval, Signed, approval_of, signed_parts
from landwaiter.reports.change import Change
from landwaiter.reports.compare import Contents, State, compare_pdf, compare_xlsx
from landwaiter.reports.dossier import Dossier
from landwaiter.reports.key_sheet import KeySheet, SheetKey
from landwaiter.reports.signing import Seal, read_manifest, signature_holds

__all__ = ["Approval", "Change", "Checked", "Origin", "State", "Verification", "verify_reports"]

_MOST_BYTES = 256 * 1024**2
_READERS = {b"%PDF-": compare_pdf, b"PK\x03\x04": compare_xlsx}


class Origin(StrEnum):
    """What is known of where the reports come from."""

    PROVEN = "proven"
    NOT_PROVEN = "not_proven"
    """Consistent in itself; no key sheet was given."""
    REFUTED = "refuted"
    """The key sheet does not answer for the key, or a file is changed or falsely signed."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found of one file."""

    file: str
    kind: str
    """pdf or xlsx."""
    state: State
    changes: tuple[Change, ...]
    signature_valid: bool
    manifest_fits: bool
    """The manifest is about the embedded dossier."""
    signer: str
    key: str
    dossier: str
    dossier_sha256: str
    report_type: str
    reference: str
    made_at: datetime
    approval: Approval
    decided: tuple[Signed, ...] = ()
    """The signatures under an approved decision, for which the key sheet must answer too."""
    looks_proven: bool = True
    """False: fonts, colours or fills are not those of the report; its values may still be."""

    @property
    def consistent(self) -> bool:
        return (
            self.state is not State.CHANGED
            and self.signature_valid
            and self.manifest_fits
            and self.approval is not Approval.FAILS
        )


@dataclass(frozen=True, slots=True)
class Verification:
    files: tuple[Checked, ...]
    same_dossier: bool | None
    """None: only one file was given."""
    origin: Origin
    office: str
    """Of the key sheet; empty without one."""
    closing: str
    """The last sentence."""

    @property
    def passed(self) -> bool:
        """True if nothing was found wrong; a missing key sheet is no fault."""
        return (
            all(file.consistent for file in self.files)
            and self.same_dossier is not False
            and self.origin is not Origin.REFUTED
        )

    def sentences(self) -> tuple[str, ...]:
        """Everything found, in the order a reader wants it."""
        found = [sentence for file in self.files for sentence in _file_sentences(file)]
        if self.same_dossier is not None:
            found.append(_SAME[self.same_dossier]())
        return (*found, self.closing)


def verify_reports(paths: Sequence[Path], *, key_sheet: Path | None) -> Verification:
    """What the reports at `paths` are worth; Invalid if one is no readable report."""
    sheet = key_sheets.read(key_sheet) if key_sheet else None
    files = tuple(_check(path) for path in paths)
    same = len({file.dossier_sha256 for file in files}) == 1 if len(files) > 1 else None
    origin, closing = _origin(files, same, sheet)
    return Verification(files, same, origin, sheet.office if sheet else "", closing)


def _check(path: Path) -> Checked:
    data = _read(path)
    reader = next((compare for head, compare in _READERS.items() if data.startswith(head)), None)
    if reader is None:
        raise Invalid(
            _("The file is neither a PDF nor an Excel file."),
            file=path.name,
            remedy=_("Give the report as it was received."),
        )
    contents = reader(data, file=path.name)
    return _checked(path.name, contents)


def _checked(file: str, contents: Contents) -> Checked:
    held: Seal = contents.seal
    manifest = read_manifest(held.manifest)
    dossier = contents.dossier
    digest = sha256_hex(held.dossier)
    key = str(manifest.get("key", ""))
    return Checked(
        file=file,
        kind=contents.kind,
        state=State.CHANGED if contents.changes else contents.state,
        changes=contents.changes,
        signature_valid=signature_holds(
            public_key=key, signature=held.signature, data=held.manifest
        ),
        manifest_fits=_fits(manifest, dossier, digest, contents.kind),
        signer=str(manifest.get("signer", "")),
        key=key,
        dossier=dossier.id,
        dossier_sha256=digest,
        report_type=dossier.report_type,
        reference=dossier.reference,
        made_at=dossier.made_at,
        approval=approval_of(dossier),
        decided=signed_parts(dossier),
        looks_proven=contents.looks_proven,
    )


def _fits(manifest: Mapping[str, Any], dossier: Dossier, digest: str, kind: str) -> bool:
    wanted = {
        "file": kind,
        "dossier_sha256": digest,
        "dossier": dossier.id,
        "reference": dossier.reference,
        "report_type": dossier.report_type,
    }
    return all(manifest.get(name) == value for name, value in wanted.items())


def _origin(
    files: Sequence[Checked], same: bool | None, sheet: KeySheet | None
) -> tuple[Origin, str]:
    if same is False or not all(file.consistent for file in files):
        return Origin.REFUTED, _("Not consistent: origin not proven.")
    if sheet is None:
        return Origin.NOT_PROVEN, _("Consistent; origin not proven.")
    for file in files:
        why_not = _why_not_proven(file, sheet)
        if why_not:
            return Origin.REFUTED, why_not
    first = files[0]
    name = sheet.find(first.key)[0].name
    return Origin.PROVEN, _(
        "Origin proven: signed by {name}, key {key}…, key sheet of {office}."
    ).format(name=name, key=first.key[:16], office=sheet.office)


def _why_not_proven(file: Checked, sheet: KeySheet) -> str:
    """Why the sheet does not answer for the report and its decision; empty if it does."""
    report = Signed(file.signer, file.key, file.made_at, _("the report"))
    parts = [report, *file.decided]
    return next((why for part in parts if (why := _why_not_on(part, file, sheet))), "")


def _why_not_on(part: Signed, file: Checked, sheet: KeySheet) -> str:
    entries = [entry for entry in sheet.find(part.key) if entry.name == part.name]
    valid = [entry for entry in entries if entry.holds_at(part.at)]
    reason = next((why for fails, why in _TESTS if fails(part, entries, valid)), None)
    if reason is None:
        return ""
    return reason().format(
        key=part.key[:16],
        name=part.name,
        what=part.what,
        file=file.file,
        office=sheet.office,
        author=part.author,
    )


def _lacks_role(part: Signed, valid: Sequence[SheetKey]) -> bool:
    held = {role for entry in valid for role in entry.roles_at(part.at)}
    return bool(part.roles) and part.roles.isdisjoint(held)


_Fails = Callable[[Signed, Sequence[SheetKey], Sequence[SheetKey]], bool]
_TESTS: tuple[tuple[_Fails, Callable[[], str]], ...] = (
    (
        lambda _part, entries, _valid: not entries,
        lambda: _(
            "Consistent; origin not proven: the key {key}… of {name}, who signed {what} in "
            "{file}, is not in the key sheet of {office}."
        ),
    ),
    (
        lambda _part, _entries, valid: not valid,
        lambda: _(
            "Consistent; origin not proven: the key {key}… of {name} was not valid when {what} "
            "in {file} was signed."
        ),
    ),
    (
        lambda part, _entries, valid: _lacks_role(part, valid),
        lambda: _(
            "Consistent; origin not proven: {name} was neither reviewer nor head by the key sheet "
            "of {office} when {what} in {file} was signed."
        ),
    ),
    (
        lambda part, entries, _valid: any(part.author in entry.vouchers for entry in entries),
        lambda: _(
            "Consistent; origin not proven: {author} issued or confirmed the key {key}… of {name}, "
            "which therefore cannot sign {what} in {file}."
        ),
    ),
)
"""In which cases the key sheet does not answer for a signature, and what is said then."""


_SAME = {
    True: lambda: _("The files are made from the same dossier."),
    False: lambda: _("The files are made from different dossiers."),
}
_STATE = {
    State.UNCHANGED: lambda: _("{file}: unchanged."),
    State.RESAVED: lambda: _("{file}: re-saved with the same values."),
    State.CHANGED: lambda: _("{file}: changed."),
}
_APPROVAL = {
    Approval.NONE: lambda: _("{file}: the dossier holds no approval."),
    Approval.VERIFIES: lambda: _("{file}: the approval signature verifies."),
    Approval.FAILS: lambda: _("{file}: the approval signature does not verify."),
}


def _file_sentences(file: Checked) -> list[str]:
    found = [_STATE[file.state]().format(file=file.file)]
    if not file.looks_proven:
        found.append(
            _(
                "{file}: its appearance is not proven: fonts, colours or fills are not those of "
                "the report."
            ).format(file=file.file)
        )
    found += [
        _("{file}: {change}").format(file=file.file, change=change.sentence())
        for change in file.changes
    ]
    template = (
        _("{file}: signed by {signer}, key {key}…; the signature verifies.")
        if file.signature_valid
        else _("{file}: said to be signed by {signer}, key {key}…; the signature does not verify.")
    )
    found.append(template.format(file=file.file, signer=file.signer, key=file.key[:16]))
    if not file.manifest_fits:
        found.append(
            _("{file}: the manifest is not about the embedded dossier.").format(file=file.file)
        )
    found.append(_APPROVAL[file.approval]().format(file=file.file))
    return found


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Invalid(_("The file is larger than 256 MiB."), file=path.name)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NotFound(_("There is no such file."), file=str(path)) from error
    except OSError as error:
        raise Unavailable(_("The file cannot be read."), file=str(path)) from error
