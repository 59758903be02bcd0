"""Are these reports what was signed? Answers without a casebook, naming what was changed."""
# ruff: noqa: PLC0415 (the library of PAdES is slow to import, and most reports have none)

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography import x509

from landwaiter.canonical import sha256_hex
from landwaiter.errors import Fault, Invalid
from landwaiter.i18n import _, form_of, plural, spoken
from landwaiter.reports.dossier.bundled import ENTRIES, PAGES
from landwaiter.reports.dossier.change import ReportChange
from landwaiter.reports.dossier.dossier import ChainHead, Dossier
from landwaiter.reports.dossier.passages import WithheldPassage, passages_in
from landwaiter.reports.dossier.sealed import (
    NamedAnnex,
    SealedEntry,
    annexes_named,
    entries_of_annex,
    passages_of_annex,
)
from landwaiter.reports.dossier.sections import redaction_said
from landwaiter.reports.dossier.shown import WordsState, words_of
from landwaiter.reports.dossier.signing import (
    ReportSeal,
    read_manifest,
    redaction_named,
    registry_named,
    signature_holds,
)
from landwaiter.reports.dossier.wording import worded_in
from landwaiter.reports.proof import key_sheet as key_sheets
from landwaiter.reports.proof.approval import (
    ApprovalWorth,
    approval_of,
    countersignature_of,
    says_approved,
)
from landwaiter.reports.proof.certificate import read_authorities
from landwaiter.reports.proof.compare import (
    ReportContents,
    State,
    certificate_named,
    compare_folder,
    compare_pdf,
    compare_xlsx,
)
from landwaiter.reports.proof.origin import Origin, origin_of
from landwaiter.reports.proof.sources import sheet_sentences
from landwaiter.user_file import file_bytes

if TYPE_CHECKING:
    from landwaiter.reports.proof.pades_check import Pades

__all__ = [
    "ApprovalWorth",
    "CheckedFile",
    "Origin",
    "ReportChange",
    "State",
    "Verification",
    "verify_reports",
]

_MOST_BYTES = 256 * 1024**2
_READERS = {b"%PDF-": compare_pdf, b"PK\x03\x04": compare_xlsx}


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What was found of one file."""

    file: str
    kind: str
    """pdf, xlsx, or folder of a bundle."""
    state: State
    changes: tuple[ReportChange, ...]
    signature_valid: bool
    manifest_fits: bool
    """The manifest is about the embedded dossier."""
    signer: str
    key: str
    dossier: str
    dossier_sha256: str
    report_type: str
    reference: str
    content: Dossier
    registry: ChainHead
    """The newest statement about people and keys when it was signed, as it says."""
    approval: ApprovalWorth
    countersignature: ApprovalWorth = ApprovalWorth.NONE
    looks_proven: bool = True
    """False: fonts, colours or fills are not those of the report; its values may still be."""
    other_layout: bool = False
    """Another version made it: whether it shows what its dossier says is not known here."""
    files: int = 0
    """Of a bundle: how many belong to it beside its pages and its seal."""
    payloads: tuple[str, ...] = ()
    """Of a bundle: the salted hash of what each entry about its case says, by its number."""
    words: WordsState = WordsState.KNOWN
    pades: "Pades | None" = None
    """The signature with the office's certificate; None: there is none and none is named."""

    @property
    def consistent(self) -> bool:
        return (
            self.state is not State.CHANGED
            and self.words is not WordsState.OTHERS
            and (self.pades is None or self.pades.sound)
            and self.signature_valid
            and self.manifest_fits
            and ApprovalWorth.FAILS not in (self.approval, self.countersignature)
        )


@dataclass(frozen=True, slots=True)
class HeldPassage:
    """A passage that was disclosed later, held against a report that withheld one there."""

    file: str
    place: str
    is_withheld: bool
    """It is the one that was withheld, to the letter."""

    def sentence(self) -> str:
        said = (
            _("{file}: the passage at {place} is what was withheld there.")
            if self.is_withheld
            else _("{file}: the passage at {place} is not what was withheld there.")
        )
        return said.format(file=self.file, place=self.place)


@dataclass(frozen=True, slots=True)
class HeldAnnex:
    """An annex under seal, held against a report."""

    file: str
    """Of the report."""
    annex: str
    """Of the annex."""
    is_named: bool
    """The report names it by its number and its hash."""

    def sentence(self) -> str:
        said = (
            _("{file}: it names the annex under seal {annex}, which is this one.")
            if self.is_named
            else _("{file}: it does not name {annex} as its annex under seal.")
        )
        return said.format(file=self.file, annex=self.annex)


@dataclass(frozen=True, slots=True)
class Verification:
    files: tuple[CheckedFile, ...]
    same_dossier: bool | None
    """None: only one file was given."""
    origin: Origin
    office: str
    """Of the key sheet that answers; of the first that does not; empty without one."""
    closing: str
    """The last sentence."""
    sheets: tuple[str, ...] = ()
    """What is to be said of the key sheets themselves."""
    passages: tuple[HeldPassage, ...] = ()
    """What was disclosed later, held against each file."""
    annex: CheckedFile | None = None
    """Where an annex under seal disclosed it."""
    annexes: tuple[HeldAnnex, ...] = ()
    """It, held against each file."""

    @property
    def passed(self) -> bool:
        """True if nothing was found wrong; a missing or expired key sheet is no fault."""
        return (
            all(file.consistent for file in self.files)
            and self.same_dossier is not False
            and self.origin is not Origin.REFUTED
            and all(one.is_withheld for one in self.passages)
            and (self.annex is None or self.annex.consistent)
            and all(one.is_named for one in self.annexes)
        )

    @property
    def annex_told(self) -> Mapping[str, Any] | None:
        """The annex under seal as a JSON object, without what it says."""
        one = self.annex
        if one is None:
            return None
        names = ("file", "dossier", "dossier_sha256", "state", "consistent")
        return {name: getattr(one, name) for name in names}

    @property
    def proven(self) -> bool:
        """True if a key sheet answers for every signature."""
        return self.origin is Origin.PROVEN

    def sentences(self) -> tuple[str, ...]:
        """Everything found, in the order a reader wants it."""
        found = [sentence for file in self.files for sentence in _file_sentences(file)]
        if self.same_dossier is not None:
            found.append(_SAME[self.same_dossier]())
        found += _file_sentences(self.annex) if self.annex else []
        found += [one.sentence() for one in self.annexes]
        found += [one.sentence() for one in self.passages]
        return (*found, *self.sheets, self.closing)


def verify_reports(
    paths: Sequence[Path],
    *,
    key_sheet: Path | Sequence[Path] | None,
    authorities: Sequence[Path] = (),
    passages: Path | None = None,
    today: datetime | None = None,
) -> Verification:
    """What the reports at `paths` are worth; Invalid if one is no readable report.

    `key_sheet` is one or several, also of several offices; `today` tells which have expired.
    `authorities` are files with the certificates in which a PAdES signature must have its root.
    """
    given = (key_sheet,) if isinstance(key_sheet, Path) else tuple(key_sheet or ())
    sheets = tuple(key_sheets.read(path) for path in given)
    roots = read_authorities(tuple(authorities))
    files = tuple(file for path in paths for file in _checked_at(path, roots))
    same = len({file.dossier_sha256 for file in files}) == 1 if len(files) > 1 else None
    verdict = origin_of(files, same, sheets)
    said = (*sheet_sentences(sheets, today), *verdict.cautions)
    shown = _disclosed(passages, roots) if passages else _Disclosed(())
    return Verification(
        files,
        same,
        verdict.origin,
        verdict.office,
        verdict.closing,
        said,
        passages=tuple(held for file in files for held in shown.held_by(file)),
        annex=shown.annex,
        annexes=tuple(_named_by(file, shown.annex) for file in files) if shown.annex else (),
    )


@dataclass(frozen=True, slots=True)
class _Disclosed:
    """What was disclosed later, and the annex under seal that did; None: a file of passages."""

    passages: tuple[WithheldPassage, ...]
    entries: tuple[SealedEntry, ...] = ()
    annex: CheckedFile | None = None

    def held_by(self, file: CheckedFile) -> Iterator[HeldPassage]:
        yield from (_held(file, one) for one in self.passages)
        for one in self.entries if file.payloads else ():
            hashes = dict(enumerate(file.payloads, start=1))
            is_held = hashes.get(_number(one.of_case)) == one.payload_sha256
            yield HeldPassage(file.file, f"{ENTRIES} {one.of_case}", is_held)


def _number(text: str) -> int:
    """0, which no entry has, of what is none."""
    return int(text) if text.isascii() and text.isdigit() else 0


def _disclosed(path: Path, roots: Sequence[x509.Certificate]) -> _Disclosed:
    """Of an annex under seal, or as `report withheld --json` writes it."""
    data = _read(path)
    if not data.startswith(b"%PDF-"):
        return _Disclosed(_passages(data, path))
    annex = _check(path, roots)
    passages = passages_of_annex(annex.content, file=path.name)
    return _Disclosed(passages, tuple(entries_of_annex(annex.content)), annex)


def _named_by(file: CheckedFile, annex: CheckedFile) -> HeldAnnex:
    this = NamedAnnex(annex.dossier, annex.dossier_sha256)
    return HeldAnnex(file.file, annex.file, this in set(annexes_named(file.content)))


def _passages(data: bytes, path: Path) -> tuple[WithheldPassage, ...]:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Invalid(_("The file is not readable JSON."), file=path.name) from error
    held = value.get("passages") if isinstance(value, dict) else None
    return passages_in(held, file=path.name)


def _held(file: CheckedFile, passage: WithheldPassage) -> HeldPassage:
    """Whether a passage is what the report was held to."""
    part = file.content.redaction
    marks = {one.commitment for one in part.withheld} if part else set()
    return HeldPassage(file.file, passage.place, passage.commitment in marks)


def _checked_at(path: Path, roots: Sequence[x509.Certificate]) -> tuple[CheckedFile, ...]:
    """A report; of the folder of a bundle itself, and the pages in it, which are a report of their
    own. Pages that cannot be read are a change of the folder, which is told with all others."""
    found, pages = _check(path, roots), path / PAGES
    if not path.is_dir() or not pages.is_file():
        return (found,)
    try:
        return (found, _check(pages, roots))
    except Fault as fault:
        if not found.changes:  # the folder was sealed with it
            raise
        change = ReportChange(PAGES, fault.message)
        return (replace(found, changes=(*found.changes, change)),)


def _check(path: Path, roots: Sequence[x509.Certificate]) -> CheckedFile:
    if path.is_dir():
        return _checked(path.absolute().name, compare_folder(path))
    data = _read(path)
    reader = next((compare for head, compare in _READERS.items() if data.startswith(head)), None)
    if reader is None:
        raise Invalid(
            _("The file is neither a PDF nor an Excel file."),
            file=path.name,
            remedy=_("Give the report as it was received."),
        )
    contents = reader(data, file=path.name)
    checked = _checked(path.name, contents)
    named = certificate_named(read_manifest(contents.seal.manifest))
    if contents.kind != "pdf" or not (named or b"/ByteRange" in data):
        return checked
    from landwaiter.reports.proof.pades_check import pades_of

    return replace(
        checked, pades=pades_of(data, named=named, roots=roots, at=contents.dossier.made_at)
    )


def _checked(file: str, contents: ReportContents) -> CheckedFile:
    held: ReportSeal = contents.seal
    manifest = read_manifest(held.manifest)
    dossier = contents.dossier
    digest = sha256_hex(held.dossier)
    key = str(manifest.get("key", ""))
    return CheckedFile(
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
        content=dossier,
        registry=registry_named(manifest),
        approval=approval_of(dossier),
        countersignature=countersignature_of(dossier),
        looks_proven=contents.looks_proven,
        other_layout=contents.other_layout,
        files=contents.files,
        payloads=contents.payloads,
        words=words_of(dossier),
    )


def _fits(manifest: Mapping[str, Any], dossier: Dossier, digest: str, kind: str) -> bool:
    wanted = {
        "file": kind,
        "dossier_sha256": digest,
        "dossier": dossier.id,
        "reference": dossier.reference,
        "report_type": form_of(dossier.report_type),
        "casebook": dossier.casebook,
        "redaction": None,
        **redaction_named(dossier),
    }
    return all(manifest.get(name) == value for name, value in wanted.items())


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
    ApprovalWorth.NONE: lambda: _("{file}: the dossier holds no approval."),
    ApprovalWorth.VERIFIES: lambda: _("{file}: the approval signature verifies."),
    ApprovalWorth.FAILS: lambda: _("{file}: the approval signature does not verify."),
    ApprovalWorth.TEXT_WITHHELD: lambda: _(
        "{file}: the approval signature verifies, over a text that is withheld here."
    ),
    ApprovalWorth.WITHHELD: lambda: _(
        "{file}: the approval is withheld here: whether it verifies is not known."
    ),
    ApprovalWorth.BY_ONE: lambda: _(
        "{file}: decided by one person, as the report says; the signatures verify."
    ),
}


_WORDS = {
    WordsState.UNKNOWN: lambda: _(
        "{file}: it is printed in “{language}” with the words that it brings along, which are not "
        "known here."
    ),
    WordsState.OTHERS: lambda: _(
        "{file}: it is printed in “{language}” with words that are not those of the catalogue "
        "which it names."
    ),
}
_COUNTERSIGNATURE = {
    ApprovalWorth.WAITS: lambda: _(
        "{file}: the decision is not approved in full: the countersignature of a head is missing."
    ),
    ApprovalWorth.VERIFIES: lambda: _("{file}: the countersignature of the head verifies."),
    ApprovalWorth.WITHHELD: lambda: _(
        "{file}: the countersignature is withheld here: whether it verifies is not known."
    ),
    ApprovalWorth.FAILS: lambda: _("{file}: the countersignature is missing or does not verify."),
}


def _file_sentences(file: CheckedFile) -> list[str]:
    found = [_STATE[file.state]().format(file=file.file), *_bundle_sentences(file)]
    if file.content.redaction:
        with worded_in(spoken()):
            said = redaction_said(file.content.redaction)
        found.append(_("{file}: {sentence}").format(file=file.file, sentence=said))
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
        said = (
            _("{file}: the manifest is not about the dossier that lies beside it.")
            if file.kind == "folder"
            else _("{file}: the manifest is not about the embedded dossier.")
        )
        found.append(said.format(file=file.file))
    if file.words in _WORDS:
        found.append(_WORDS[file.words]().format(file=file.file, language=file.content.language))
    found.append(_APPROVAL[file.approval]().format(file=file.file))
    if file.countersignature is not ApprovalWorth.NONE:
        found.append(_COUNTERSIGNATURE[file.countersignature]().format(file=file.file))
    if _is_not_approved(file):
        found.append(
            _("{file}: the decision is not validly approved, as the report itself says.").format(
                file=file.file
            )
        )
    return [*found, *_pades_sentences(file)]


def _bundle_sentences(file: CheckedFile) -> list[str]:
    """Of a bundle that is as it was sealed, what that means."""
    head = file.content.case_head
    if not file.files or file.state is State.CHANGED or head is None:
        return []
    return [
        plural(
            file.files,
            "{file}: {n} file is as it was sealed, and no other is with it.",
            "{file}: {n} files are as they were sealed, and no other is with them.",
            file=file.file,
        ),
        plural(
            head.seq,
            "{file}: the {n} audit entry of the case is there, as it was hashed.",
            "{file}: all {n} audit entries of the case are there, from the first on.",
            file=file.file,
        ),
    ]


def _is_not_approved(file: CheckedFile) -> bool:
    """Whether somebody signed it as second and the report says that this does not count."""
    is_told = (
        file.approval in (ApprovalWorth.NONE, ApprovalWorth.BY_ONE)
        or file.countersignature is ApprovalWorth.WAITS
    )
    return not is_told and not says_approved(file.content)


def _pades_sentences(file: CheckedFile) -> list[str]:
    if file.pades is None:
        return []
    from landwaiter.reports.proof.pades_check import pades_sentences

    return [
        _("{file}: {sentence}").format(file=file.file, sentence=sentence)
        for sentence in pades_sentences(file.pades)
    ]


def _read(path: Path) -> bytes:
    return file_bytes(path, most=_MOST_BYTES, refused=_("The file is larger than 256 MiB."))
