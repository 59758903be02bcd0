"""A report as received beside what its manifest and its dossier say it holds."""

import io
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pikepdf
from lxml import etree
from openpyxl.utils import get_column_letter

from landwaiter.errors import Fault, Invalid
from landwaiter.i18n import _
from landwaiter.reports.dossier.bundled import ENTRIES, StatedFile, files_in
from landwaiter.reports.dossier.change import ReportChange
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.reports.dossier.signing import (
    ReportSeal,
    ReportSigner,
    read_manifest,
    registry_named,
)
from landwaiter.reports.dossier.wording import worded_in
from landwaiter.reports.paper.filled_form import take_entries_off
from landwaiter.reports.paper.pdf import render_pdf
from landwaiter.reports.paper.pdf_field import take_signature_off
from landwaiter.reports.paper.pdf_seal import (
    PARTS,
    PDF_ENGINE,
    PDF_LAYOUT,
    PageHashes,
    altered_attachments,
    attachment_names,
    document_facts,
    page_hashes,
    read_seal,
)
from landwaiter.reports.paper.portfolio import COLLECTION, attached, file_changes, is_ours
from landwaiter.reports.proof.bundle_check import (
    MOST_ENTRIES,
    attached_anchors,
    chain_changes,
    exhibit_changes,
    folder_changes,
    folder_seal,
    payload_hashes,
)
from landwaiter.reports.workbook.sheet_columns import Value
from landwaiter.reports.workbook.sheets import HIDDEN_SHEET, LAYOUT, SheetHash, sheets, token
from landwaiter.reports.workbook.xlsx import printed_marking, render_xlsx
from landwaiter.reports.workbook.xlsx_looks import format_changes, looks_plain
from landwaiter.reports.workbook.xlsx_parts import part_changes, sheet_changes
from landwaiter.reports.workbook.xlsx_read import opened, read_members, sheet_rows, unreadable
from landwaiter.reports.workbook.xlsx_read import read_seal as read_hidden_seal
from landwaiter.user_file import file_bytes

_NOT_A_PDF = (
    ArithmeticError,
    pikepdf.PdfError,
    zlib.error,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    RuntimeError,
)
"""What the library raises where an object is missing, or of another kind than the format says."""
_MOST_CHANGES = 50
_SHOWN = 120


class State(StrEnum):
    UNCHANGED = "unchanged"
    RESAVED = "resaved"
    """Saved by another program with the same contents."""
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ReportContents:
    kind: str
    state: State
    """UNCHANGED or RESAVED, if there are no changes."""
    changes: tuple[ReportChange, ...]
    seal: ReportSeal
    dossier: Dossier
    looks_proven: bool = True
    """Whether what is shown has the fonts and colours of the report."""
    files: int = 0
    """Of a bundle: how many belong to it beside its pages and its seal."""
    other_layout: bool = False
    """Made by a version that lays out otherwise: whether pages or sheets are those of the dossier
    is not known here."""
    payloads: tuple[str, ...] = ()
    """Of a bundle: the salted hash of what each entry about its case says, by its number."""


@dataclass(frozen=True, slots=True)
class RemadeReport:
    """A report made again from its dossier, and the manifest of what was made."""

    data: bytes
    manifest: Mapping[str, Any]


def compare_pdf(data: bytes, *, file: str) -> ReportContents:
    """What differs in a PDF; Invalid if it is none, is encrypted or carries no dossier."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            names = attachment_names(pdf)
            held = read_seal(pdf, file=file)
            named = certificate_named(read_manifest(held.manifest))
            if named:
                take_signature_off(pdf)
            filled = take_entries_off(pdf)
            found = page_hashes(pdf)
            facts = document_facts(pdf)
            altered = altered_attachments(pdf, names)
            stated = files_in(read_manifest(held.manifest))
            beside = list(_beside(pdf, names, stated, held, file))
            entries = attached(pdf, ENTRIES) if stated else b""
    except Fault as fault:
        fault.file = file
        raise
    except pikepdf.PasswordError as error:
        raise Invalid(_("The PDF is encrypted."), file=file) from error
    except _NOT_A_PDF as error:
        raise Invalid(
            _("The file is not a readable PDF: it is damaged or cut off."),
            file=file,
            remedy=_("Ask the sender for the original file."),
        ) from error
    dossier = _dossier(held, file)
    again = rendered_again(partial(render_pdf, files=stated), dossier, held)
    manifest = read_manifest(held.manifest)
    extras = tuple(one for one in found.extras if one not in _expected(stated))
    beyond = [
        *_page_changes(manifest, replace(found, extras=extras)),
        *_fact_changes(again.data, facts),
        *(ReportChange(name, _("it is attached otherwise than it was.")) for name in altered),
        *beside,
    ]
    known = (manifest.get("layout"), manifest.get("engine")) == (PDF_LAYOUT, PDF_ENGINE)
    if known and not beyond:
        beyond = list(_untold_pages(manifest, again.manifest))
    changes = (*_filled_in(filled=filled, alone=not beyond), *beyond)
    same = data.startswith(again.data) if named or stated else again.data == data
    return ReportContents(
        "pdf",
        _state(same=same),
        changes,
        held,
        dossier,
        files=len(stated),
        other_layout=not known,
        payloads=payload_hashes(entries),
    )


def _filled_in(*, filled: bool, alone: bool) -> Iterator[ReportChange]:
    """That somebody wrote into the form, which is another thing than a report that was changed."""
    if filled and alone:
        yield ReportChange(_("form fields"), _("they were filled in; nothing else was changed."))
    elif filled:
        yield ReportChange(_("form fields"), _("they were filled in, and that is not all."))


def _expected(stated: Sequence[StatedFile]) -> frozenset[str]:
    """What the catalogue of a portfolio has beside what every report has."""
    return frozenset((COLLECTION, *(one.name for one in stated))) if stated else frozenset()


def _beside(
    pdf: pikepdf.Pdf,
    names: Sequence[str],
    stated: Sequence[StatedFile],
    held: ReportSeal,
    file: str,
) -> Iterator[ReportChange]:
    """What is not as it was of the files of a portfolio; nothing of any other report."""
    if not stated:
        return
    dossier = _dossier(held, file)
    changes = tuple(file_changes(pdf, names, stated))
    yield from changes
    if not is_ours(pdf):
        yield ReportChange(COLLECTION, _("it is not what a bundle has."))
    yield from exhibit_changes(dossier, stated)
    if not any(one.place == ENTRIES for one in changes):
        anchors = attached_anchors(stated, partial(attached, pdf))
        yield from chain_changes(attached(pdf, ENTRIES), dossier, anchors)


def compare_folder(folder: Path) -> ReportContents:
    """What differs in the folder of a bundle; Invalid if it is none."""
    held = folder_seal(folder)
    dossier = _dossier(held, folder.name)
    changes = tuple(_bounded(folder_changes(folder, held, dossier)))
    count = len(files_in(read_manifest(held.manifest)))
    try:
        entries = file_bytes(folder / ENTRIES, most=MOST_ENTRIES)
    except Fault:
        entries = b""  # that it is gone is said already
    return ReportContents(
        "folder",
        _state(same=True),
        changes,
        held,
        dossier,
        files=count,
        payloads=payload_hashes(entries),
    )


def certificate_named(manifest: Mapping[str, Any]) -> str:
    """SHA-256 of the certificate with which the report says it is signed; empty: none."""
    return str(manifest.get("certificate", ""))


def _fact_changes(again: bytes, now: Mapping[str, str]) -> Iterator[ReportChange]:
    """Title, author, subject and language that are not those of the report made again."""
    with pikepdf.open(io.BytesIO(again)) as pdf:
        wanted = document_facts(pdf)
    for name, was in wanted.items():
        if now[name] != was:
            yield ReportChange(_FACTS[name](), was=_shown(was), now=_shown(now[name]))


_FACTS = {
    "title": lambda: _("title of the document"),
    "author": lambda: _("author of the document"),
    "subject": lambda: _("subject of the document"),
    "language": lambda: _("language of the document"),
}


def compare_xlsx(data: bytes, *, file: str) -> ReportContents:
    """What differs in a workbook; Invalid if it is none, is hostile or carries no dossier."""
    members = read_members(data, file=file)
    with opened(data, file=file) as book:
        held = read_hidden_seal(book, file=file)
        dossier = _dossier(held, file)
        manifest = read_manifest(held.manifest)
        wrong = _wrong_sheets(book, manifest, file)
        known = manifest.get("layout") == LAYOUT
        changes = tuple(_bounded(_value_changes(book, wrong, manifest, dossier, file)))
        again = None if changes else rendered_again(render_xlsx, dossier, held)
        if again is not None and known:
            changes = tuple(_bounded(_untold_sheets(manifest, again.manifest)))
        same = again is not None and read_members(again.data, file=file) == members
        plain = same
        if not same:
            besides = wrong if known else book.sheetnames
            names = _sheets_of(manifest).keys()
            shown, plain = _display(book, data, dossier, names=names, besides=besides, file=file)
            changes = tuple(_bounded(iter((*changes, *shown))))
            plain = plain and known
    return ReportContents(
        "xlsx",
        _state(same=same),
        changes,
        held,
        dossier,
        looks_proven=plain,
        other_layout=not known,
    )


def _display(
    book: Any,
    data: bytes,
    dossier: Dossier,
    *,
    names: Collection[str],
    besides: Collection[str],
    file: str,
) -> tuple[list[ReportChange], bool]:
    """What a workbook shows otherwise than its report, and whether fonts and fills are plain."""
    with worded_in(dossier.spoken()):
        marking = printed_marking(dossier)
    try:
        changes = [
            *part_changes(data),
            *sheet_changes(book, data, names=names, marking=marking),
            *format_changes(book, dossier, besides=besides),
        ]
        return changes, looks_plain(book, data)
    except (etree.LxmlError, LookupError, ValueError) as error:
        raise unreadable(file) from error


def _state(*, same: bool) -> State:
    return State.UNCHANGED if same else State.RESAVED


def _dossier(held: ReportSeal, file: str) -> Dossier:
    try:
        return Dossier.from_bytes(held.dossier)
    except Fault as fault:
        fault.file = file
        raise


def rendered_again(render: Any, dossier: Dossier, held: ReportSeal) -> RemadeReport:
    """The file made again from its dossier, with the signature it carries."""
    manifest, made = read_manifest(held.manifest), []

    def sign(of_what_was_made: bytes) -> bytes:
        made.append(of_what_was_made)
        return held.signature

    signer = ReportSigner(
        name=str(manifest.get("signer", "")),
        public_key=_bytes_of(str(manifest.get("key", ""))),
        sign=sign,
        certificate=certificate_named(manifest),
        registry=registry_named(manifest),
    )
    data = bytes(render(dossier, signer=signer))
    return RemadeReport(data, read_manifest(made[0]))


def _untold_pages(stated: Mapping[str, Any], made: Mapping[str, Any]) -> Iterator[ReportChange]:
    """Pages that were signed and are not those of the dossier, whoever signed them."""
    pairs = zip_longest(_list(stated, "pages"), _list(made, "pages"))
    for number, (is_stated, is_made) in enumerate(pairs, start=1):
        if is_stated != is_made:
            place = _("page {page}").format(page=number)
            yield ReportChange(place, _("it is not what the dossier says."))
    if stated.get("shared") != made.get("shared"):
        yield ReportChange(_("fonts and resources"), _("they are not those of a report."))
    for part in PARTS:
        if _parts_of(stated).get(part) != _parts_of(made).get(part):
            yield ReportChange(_PART_NAMES[part](), _("it is not what the dossier says."))


def _untold_sheets(stated: Mapping[str, Any], made: Mapping[str, Any]) -> Iterator[ReportChange]:
    """The same of sheets."""
    wanted, signed = _sheets_of(made), _sheets_of(stated)
    for name in dict.fromkeys((*wanted, *signed)):
        one, other = wanted.get(name, {}), signed.get(name, {})
        if one.get("sha256") != other.get("sha256"):
            yield ReportChange(name, _("it is not what the dossier says."))


def _bytes_of(figures: str) -> bytes:
    try:
        return bytes.fromhex(figures)
    except ValueError:
        return b""


def _page_changes(manifest: Mapping[str, Any], found: PageHashes) -> Iterator[ReportChange]:
    wanted = [str(page) for page in _list(manifest, "pages")]
    for number, (was, now) in enumerate(zip_longest(wanted, found.pages), start=1):
        if was != now:
            yield ReportChange(_("page {page}").format(page=number), _page_words(was, now, wanted))
    if manifest.get("shared") != found.shared:
        yield ReportChange(
            _("fonts and resources"), _("they are not those the report was made with.")
        )
    for part in PARTS:
        if _parts_of(manifest).get(part) != found.parts[part]:
            yield ReportChange(
                _PART_NAMES[part](), _("they are not those the report was made with.")
            )
    for extra in found.extras:
        yield ReportChange(extra, _("it was added to the file."))


def _parts_of(manifest: Mapping[str, Any]) -> Mapping[str, Any]:
    parts = manifest.get("parts")
    return parts if isinstance(parts, dict) else {}


_PART_NAMES = {
    "structure": lambda: _("tags and structure of the document"),
    "metadata": lambda: _("metadata of the document (XMP)"),
    "bookmarks": lambda: _("bookmarks"),
    "form": lambda: _("form and its fields"),
    "colours": lambda: _("colour profile of the document"),
    "settings": lambda: _("settings of the document"),
    "program": lambda: _("dates and program of the document"),
}


def _page_words(was: str | None, now: str | None, wanted: Sequence[str]) -> str:
    if now is None:
        return _("it was removed.")
    if now in wanted:
        return _("here stands what was page {page}.").format(page=wanted.index(now) + 1)
    return _("it was added.") if was is None else _("its contents were changed.")


def _wrong_sheets(book: Any, manifest: Mapping[str, Any], file: str) -> tuple[str, ...]:
    """The sheets whose values are not those of the manifest."""
    return tuple(
        name
        for name, entry in _sheets_of(manifest).items()
        if name in book.sheetnames and _digest(book[name], file) != entry.get("sha256")
    )


def _value_changes(
    book: Any,
    wrong: Sequence[str],
    manifest: Mapping[str, Any],
    dossier: Dossier,
    file: str,
) -> Iterator[ReportChange]:
    wanted = _sheets_of(manifest)
    for name in book.sheetnames:
        if name not in wanted and name != HIDDEN_SHEET:
            yield ReportChange(name, _("the sheet was added."))
    for name in wanted:
        if name not in book.sheetnames:
            yield ReportChange(name, _("the sheet was removed."))
    if wrong:
        yield from _cell_changes(book, wrong, manifest, dossier, file)


def _sheets_of(manifest: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    entries = [entry for entry in _list(manifest, "sheets") if isinstance(entry, dict)]
    return {str(entry.get("name")): entry for entry in entries}


def _digest(page: Any, file: str) -> str:
    digest = SheetHash()
    for row in sheet_rows(page, file=file):
        digest.add(row)
    return digest.hex()


def _cell_changes(
    book: Any, changed: Sequence[str], manifest: Mapping[str, Any], dossier: Dossier, file: str
) -> Iterator[ReportChange]:
    """The cells that differ from what the dossier gives; only the sheet if it gives otherwise."""
    if manifest.get("layout") != LAYOUT:
        for name in changed:
            yield ReportChange(
                name, _("a cell was changed; another version of Landwaiter can name it.")
            )
        return
    named = _named_cells(book, changed, dossier, file)
    for name in changed:
        yield from named.get(name) or [
            ReportChange(name, _("its values are not those of the manifest."))
        ]


def _named_cells(
    book: Any, changed: Sequence[str], dossier: Dossier, file: str
) -> dict[str, list[ReportChange]]:
    """The different cells by sheet; a sheet the dossier does not give has none."""
    named = {}
    with worded_in(dossier.spoken()):
        for sheet in sheets(dossier):
            rows = [sheet.heads, *([entry.value for entry in row] for row in sheet.rows)]
            if sheet.name in changed:
                found = sheet_rows(book[sheet.name], file=file)
                named[sheet.name] = list(_bounded(_row_changes(sheet.name, rows, found)))
    return named


def _row_changes(
    sheet: str, wanted: Sequence[Sequence[Value]], found: Iterator[tuple[Value, ...]]
) -> Iterator[ReportChange]:
    for number, (was_row, now_row) in enumerate(zip_longest(wanted, found, fillvalue=()), start=1):
        for column, (was, now) in enumerate(zip_longest(was_row, now_row), start=1):
            if token(was) != token(now):
                place = f"{sheet}!{get_column_letter(column)}{number}"
                yield ReportChange(place, was=_shown(was), now=_shown(now))


def _shown(value: Value) -> str:
    if value is None or value == "":
        return _("empty")
    if isinstance(value, str):
        text = value.replace("\x1d", _("the formula "))
        return f"“{text[:_SHOWN]}…”" if len(text) > _SHOWN else f"“{text}”"
    said = token(value)
    return said[1:].removesuffix("T00:00:00") if said[0] in "dn" else str(value)


def _bounded(changes: Iterator[ReportChange]) -> Iterator[ReportChange]:
    for number, change in enumerate(changes):
        if number == _MOST_CHANGES:
            yield ReportChange("…", _("more differences are not listed."))
            return
        yield change


def _list(manifest: Mapping[str, Any], name: str) -> Sequence[Any]:
    value = manifest.get(name)
    return value if isinstance(value, list) else []
