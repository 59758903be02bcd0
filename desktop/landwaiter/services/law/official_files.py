"""Official files in: looked at first, then taken in as an edition of a pack, whole or not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from landwaiter import resources
from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.law.pack import UNSIGNED, Pack, Trust
from landwaiter.domain.law.pack_differences import compared_packs
from landwaiter.errors import Invalid, NotFound, Unavailable
from landwaiter.formats.base.spreadsheet import CELLS
from landwaiter.formats.law.content import (
    MOST_BYTES,
    OfficialContent,
    content_of,
    is_pack,
    is_workbook,
    workbook_content,
)
from landwaiter.formats.law.importer import Importer, OfficialReading, Row, TableChoices
from landwaiter.formats.law.pack_folder import read_pack
from landwaiter.formats.law.registry import IMPORTERS, TEMPLATES, recognised
from landwaiter.i18n import _
from landwaiter.services.base.decoding import words_of
from landwaiter.services.base.intake_fault import IntakeFault, Progress
from landwaiter.services.law.keeping import why_lowered
from landwaiter.services.law.packs import PackImport, import_pack
from landwaiter.services.warm.session import Session
from landwaiter.storage.base import reference as stored
from landwaiter.user_file import file_bytes

FIRST_ROWS = 12
"""Rows that a preview shows."""
_WITHIN_S = 90.0
_TRUSTS = tuple(Trust)
"""Best first."""


@dataclass(frozen=True, slots=True)
class OfficialHead:
    """What a person says of an official file; empty: as its kind has it."""

    kind: str = ""
    """One of `kinds()`; empty: told by the content."""
    edition: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    title: str = ""
    source: str = ""
    licence: str = ""
    trust: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Our column → the file's own."""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class OfficialKind:
    """A kind of official file, as a person chooses it."""

    name: str
    title: str
    about: str
    pack_kind: str
    trust: str
    has_template: bool


@dataclass(frozen=True, slots=True)
class OfficialPreview:
    """What taking the file in would come to; nothing is written for it."""

    file: str
    importer: str
    pack: str
    kind: str
    title: str
    edition: str
    valid_from: date | None
    valid_to: date | None
    trust: str
    source: str
    licence: str
    read: int
    """Rows or records of the file."""
    rows: int
    """Rows of the pack."""
    columns: tuple[str, ...]
    first: tuple[tuple[str, ...], ...]
    against: str = ""
    """Edition in force on the first day, which it is compared with; empty where there is none."""
    added: int = 0
    removed: int = 0
    renumbered: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: tuple[IntakeFault, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficialImport:
    """What was taken in; with a rejected row nothing was."""

    preview: OfficialPreview
    came: PackImport | None = None


def kinds() -> tuple[OfficialKind, ...]:
    """Every kind of official file that is read."""
    return tuple(
        OfficialKind(
            one.name,
            _(one.title),
            _(one.about),
            one.kind,
            UNSIGNED.trust(one.trust).value,
            bool(one.template),
        )
        for one in IMPORTERS.values()
    )


def template(kind: str) -> str:
    """The empty table of a kind, as CSV; NotFound where it has none."""
    if kind not in TEMPLATES:
        raise NotFound(
            _("There is no template of this kind."),
            field="kind",
            value=kind,
            remedy=_("Use one of {kinds}.").format(kinds=", ".join(TEMPLATES)),
        )
    return (resources.root() / "templates" / f"{kind}.csv").read_text(encoding="utf-8")


def is_pack_path(path: Path) -> bool:
    """Whether a folder or zip is a pack that says edition and validity itself."""
    return path.is_dir() or is_pack(_bytes_of(path))


def preview_pack(session: Session, path: Path) -> OfficialPreview:
    """What importing a pack from its folder or zip would come to."""
    pack = read_pack(path)
    preview = _preview(path.name, "pack", pack, OfficialReading(pack.rows, len(pack.rows)))
    return _compared(session, preview, pack)


def preview_official(
    session: Session, path: Path, head: OfficialHead, *, progress: Progress | None = None
) -> OfficialPreview:
    """First rows, counts, and what would change against the edition in force; nothing is kept.

    Raises Invalid, or Unavailable, for a file that is not read at all; rows that are wrong are in
    `rejected`.
    """
    preview, pack = _read(session, path, head, progress)
    return preview if pack is None else _compared(session, preview, pack)


def import_official(
    session: Session,
    path: Path,
    head: OfficialHead,
    *,
    reason: str = "",
    progress: Progress | None = None,
) -> OfficialImport:
    """The whole file as an edition of its pack; a rejected row keeps nothing.

    It waits for a second person, and is official by nobody's word.
    """
    _refuse_unsaid(path, head)
    preview, pack = _read(session, path, head, progress)
    if pack is None:
        return OfficialImport(preview)
    preview = _compared(session, preview, pack)
    return OfficialImport(preview, import_pack(session, pack, file=str(path), reason=reason))


def refuse_said(head: OfficialHead, path: Path) -> None:
    """Invalid for what is said of a pack, which says all of it itself."""
    if head != OfficialHead():
        raise Invalid(
            _("A pack says its edition, validity, source and trust itself."),
            file=str(path),
            remedy=_("Leave the options out, or correct pack.toml."),
        )


def _refuse_unsaid(path: Path, head: OfficialHead) -> None:
    for name in ("edition", "valid_from"):
        if not getattr(head, name):
            raise Invalid(
                _("An official file does not say what a pack needs: it must be told."),
                file=path.name,
                field=name,
                remedy=_(
                    "Give the edition as the authority names it, and the first day on which it "
                    "holds."
                ),
            )


def _read(
    session: Session, path: Path, head: OfficialHead, progress: Progress | None
) -> tuple[OfficialPreview, Pack | None]:
    tell = progress or (lambda done, total, what: None)
    data = _bytes_of(path)
    content = _content(data, path.name, lambda: tell(0, 0, _("reading the workbook")))
    importer = _importer(content, head.kind)
    reading = importer.read(
        content,
        TableChoices(head.mapping, head.sheet),
        lambda done, total: tell(done, total, _("reading rows")),
    )
    tell(reading.read, reading.read, _("comparing"))
    about = {
        "edition": head.edition,
        "valid_from": head.valid_from,
        "valid_to": head.valid_to,
        "title": head.title or importer.title,
        "licence": head.licence or importer.licence,
        "source": head.source or f"{importer.about} File {path.name}, SHA-256 {sha256_hex(data)}.",
        "trust": _trust(head.trust, importer),
    }
    pack = _pack(session, importer, reading, about)
    preview = _preview(path.name, importer.name, pack, reading)
    return preview, None if reading.rejected else _hashed(pack)


def _bytes_of(path: Path) -> bytes:
    return file_bytes(path, most=MOST_BYTES, remedy=_("Check that this is the file you mean."))


def _content(data: bytes, file: str, tell: Callable[[], None]) -> OfficialContent:
    """A workbook is read by the confined process, everything else here."""
    if not is_workbook(data):
        return content_of(data, file)
    try:
        text, _cut = words_of(CELLS, iter((data,)), tell, within_s=_WITHIN_S)
    except Unavailable as fault:
        raise Unavailable(
            _("The workbook could not be read within the limits of one file."),
            file=file,
            remedy=fault.remedy or _("Save the one table as CSV UTF-8 and take that in."),
        ) from None
    return workbook_content(text, file)


def _importer(content: OfficialContent, kind: str) -> Importer:
    """The one that was asked for, else the one that the content is of."""
    if kind:
        importer = IMPORTERS.get(kind)
        if importer is None:
            raise Invalid(
                _("There is no such kind of official file."),
                field="kind",
                value=kind,
                remedy=_("Use one of {kinds}.").format(kinds=", ".join(IMPORTERS)),
            )
        _refuse_foreign(content, importer)
        return importer
    found = recognised(content)
    if len(found) == 1:
        return found[0]
    if found:
        raise Invalid(
            _("The table may be of several kinds."),
            file=content.file,
            field="kind",
            value=", ".join(one.name for one in found),
            remedy=_("Say which of them it is."),
        )
    raise Invalid(
        _("The content is no pack and no official file that is known."),
        file=content.file,
        remedy=_(
            "Say of which kind it is, and in a mapping which of its columns are ours; or give a "
            "folder or zip with pack.toml."
        ),
    )


def _refuse_foreign(content: OfficialContent, importer: Importer) -> None:
    """Another kind's own file is refused; a table is read, for its columns may be mapped."""
    if importer.recognises(content):
        return
    others = recognised(content)
    if others or not content.grids:
        looks = ", ".join(one.name for one in others)
        raise Invalid(
            _("The content is not of the kind {kind}.").format(kind=importer.name),
            file=content.file,
            field="kind",
            value=looks or None,
            remedy=_("Its own kind is named here; take it in as that.")
            if looks
            else _("Check that this is the file you mean."),
        )


def _trust(said: str, importer: Importer) -> Trust:
    if not said:
        return importer.trust
    try:
        return Trust(said)
    except ValueError:
        raise Invalid(
            _("There is no such trust."),
            field="trust",
            value=said,
            remedy=_("Use one of: {values}.").format(values=", ".join(Trust)),
        ) from None


def _pack(
    session: Session, importer: Importer, reading: OfficialReading, about: Mapping[str, Any]
) -> Pack:
    """The edition without its hash."""
    begins, ends = about["valid_from"], about["valid_to"]
    if begins and ends and ends < begins:
        raise Invalid(
            _("The pack ends before it begins."),
            field="valid_to",
            value=ends.isoformat(),
            remedy=_("Correct the first or the last day."),
        )
    has_own_id = importer.id_of is not None and reading.rows
    name = importer.id_of(reading.rows) if importer.id_of and has_own_id else importer.name
    pack = Pack(id=name, kind=importer.kind, sha256="", rows=reading.rows, **about)
    return _joined(session, importer, pack) if importer.part_of else pack


def _joined(session: Session, importer: Importer, pack: Pack) -> Pack:
    """The pack of several sets in force, with this one in the place of its own.

    The whole is trusted no more than its least part.
    """
    base = _in_force(session, importer.part_of, pack.valid_from)
    if base is None:
        return replace(pack, id=importer.part_of)
    own = {row["set"] for row in pack.rows}
    kept: tuple[Row, ...] = tuple(row for row in base.rows if row["set"] not in own)
    source = "{source} Other sets as in edition {edition}: {others}"
    return replace(
        pack,
        id=importer.part_of,
        rows=(*kept, *pack.rows),
        trust=max(base.trust, pack.trust, key=_TRUSTS.index),
        source=source.format(source=pack.source, edition=base.edition, others=base.source),
    )


def _hashed(pack: Pack) -> Pack:
    """The edition with the hash over its canonical content, as one from a folder has it."""
    names = [name for name in Pack.__dataclass_fields__ if name != "sha256"]
    content = {name: getattr(pack, name) for name in names}
    return replace(pack, sha256=sha256_hex(canonical_bytes(content)))


def _in_force(session: Session, pack_id: str, on: date | None) -> Pack | None:
    with session.reading() as conn:
        row = stored.pack_marks(conn, on or session.today()).get(pack_id)
        return stored.load_pack(conn, row) if row else None


def _preview(file: str, importer: str, pack: Pack, reading: OfficialReading) -> OfficialPreview:
    columns = tuple(pack.rows[0]) if pack.rows else ()
    trust = UNSIGNED.trust(pack.trust)
    lowered = () if trust is pack.trust else (why_lowered(pack.id, pack.edition, trust),)
    return OfficialPreview(
        file=file,
        importer=importer,
        pack=pack.id,
        kind=pack.kind,
        title=pack.title,
        edition=pack.edition,
        valid_from=pack.valid_from,
        valid_to=pack.valid_to,
        trust=trust.value,
        source=pack.source,
        licence=pack.licence,
        read=reading.read,
        rows=len(pack.rows),
        columns=columns,
        first=tuple(tuple(row.get(name, "") for name in columns) for row in pack.rows[:FIRST_ROWS]),
        rejected=tuple(
            IntakeFault(one.row, one.field, one.value, one.message, one.remedy)
            for one in reading.rejected
        ),
        warnings=(*reading.warnings, *lowered),
    )


def _compared(session: Session, preview: OfficialPreview, pack: Pack) -> OfficialPreview:
    """With what it says differently from the edition in force on its first day."""
    base = _in_force(session, pack.id, pack.valid_from)
    if base is None:
        return replace(preview, added=len(pack.rows))
    diff = compared_packs(base, pack)
    return replace(
        preview,
        against=base.edition,
        added=len(diff.added),
        removed=len(diff.removed),
        renumbered=len(diff.renumbered),
        changed=len({one.key for one in diff.changed}),
        unchanged=diff.unchanged,
    )
