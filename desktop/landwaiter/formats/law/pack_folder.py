"""A reference pack from a folder or a zip: `pack.toml` beside one CSV file.

`pack.toml` has the keys of `KEYS`; dates are TOML dates or ISO 8601 texts. The hash is taken
over the canonical content, so line endings, column order and packing do not change it.
"""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.law.pack import Pack, Trust
from landwaiter.errors import Invalid, NotFound, Unavailable
from landwaiter.formats.base.csv_table import cells_by_name, decode, read_table
from landwaiter.formats.law.pack_zip import MAX_FILE, zipped_files
from landwaiter.i18n import _, plural
from landwaiter.user_file import open_file

MANIFEST = "pack.toml"
NEEDED = ("id", "kind", "edition", "title", "source", "licence", "trust", "data")
KEYS = (*NEEDED, "valid_from", "valid_to")

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "control_results": ("code", "words"),
    "correlation": ("control_code",),
    "glossary": ("head", "language", "term", "kind"),
    "high_priority_list": ("hs6", "tier"),
    "legal_bases": ("basis", "about", "outcomes"),
    "licence_register": ("issuer", "ref"),
    "denial_register": ("id",),
}
"""Columns without which the rows of a kind say nothing that a rule can read."""
CHOICES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "glossary": {
        "kind": ("name", "phrase", "maker", "context", "not"),
        "controlled": ("", "often", "mostly"),
    },
}
"""Columns, by kind of pack, that hold one of a few words."""
UNIQUE: Mapping[str, tuple[str, ...]] = {
    "control_list": ("code",),
    "control_results": ("code",),
    "correlation": ("hs6", "control_code"),
    "document_codes": ("code",),
    "flag_rules": ("id",),
    "high_priority_list": ("hs6",),
}
"""What names a row, by kind of pack; in other kinds no row may stand there twice."""


def read_pack(path: Path | Traversable) -> Pack:
    """The pack in a folder or zip file.

    Raises NotFound where there is none, Invalid with file, row, field, value and remedy for a
    manifest or data file that cannot be accepted.
    """
    name = path.name
    if path.is_dir():
        manifest = _read(path / MANIFEST)
        settings = _settings(manifest, f"{name}/{MANIFEST}")
        data = _read(path / settings["data"])
    elif path.is_file() or (isinstance(path, Path) and path.exists()):
        return pack_of_zip(_read(path), name)
    else:
        raise NotFound(
            _("There is no pack here."),
            file=str(path),
            remedy=_("Give a folder or a zip file that holds pack.toml."),
        )
    return _pack(settings, data, name)


def pack_of_zip(content: bytes, name: str) -> Pack:
    """The pack in a zip; the same faults, with `name` as the file."""
    files = zipped_files(content, file=name)
    settings = _settings(_inside(files, MANIFEST, name), f"{name}/{MANIFEST}")
    return _pack(settings, _inside(files, settings["data"], name), name)


def _read(file: Path | Traversable) -> bytes:
    try:
        with open_file(file) if isinstance(file, Path) else file.open("rb") as stream:
            data: bytes = stream.read(MAX_FILE + 1)
    except (FileNotFoundError, NotFound):
        raise NotFound(
            _("The pack lacks a file."),
            file=file.name,
            remedy=_("Copy the pack again, with pack.toml and its data file."),
        ) from None
    except OSError as error:
        raise Unavailable(
            _("The file cannot be read: {reason}.").format(reason=error.strerror or error),
            file=file.name,
            remedy=_("Check that it is there and that you may read it."),
        ) from None
    if len(data) > MAX_FILE:
        raise Invalid(
            _("The file is larger than {limit} MB.").format(limit=MAX_FILE // 2**20),
            file=file.name,
            remedy=_("A pack holds one table; check that this is one."),
        )
    return data


def _inside(files: Mapping[str, bytes], name: str, archive: str) -> bytes:
    if name not in files:
        raise NotFound(
            _("The pack lacks a file."),
            file=f"{archive}/{name}",
            remedy=_("Copy the pack again, with pack.toml and its data file."),
        )
    return files[name]


def _settings(data: bytes, file: str) -> dict[str, Any]:
    """The manifest with every needed key, or Invalid."""
    try:
        settings = tomllib.loads(decode(data, file=file).replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Invalid(
            _("The manifest is not TOML: {reason}.").format(reason=error),
            file=file,
            remedy=_("Correct it at that place."),
        ) from None
    for key in settings:
        if key not in KEYS:
            raise Invalid(
                _("The manifest has a key that is not known."),
                file=file,
                field=key,
                remedy=_("Known keys: {keys}.").format(keys=", ".join(KEYS)),
            )
    for key in NEEDED:
        value = settings.get(key)
        # An edition is often written as a bare date.
        if isinstance(value, date) and not isinstance(value, datetime) and key == "edition":
            settings[key] = value = value.isoformat()
        if not isinstance(value, str) or not value.strip():
            raise Invalid(
                _("The manifest lacks a text."),
                file=file,
                field=key,
                value=None if value is None else str(value),
                remedy=_('Write {key} = "…".').format(key=key),
            )
    _refuse_path(settings["data"], file)
    return settings


def _refuse_path(name: str, file: str) -> None:
    if name in (".", "..", MANIFEST) or any(sign in name for sign in "/\\:\x00"):
        raise Invalid(
            _("The data file must be named alone and lie beside the manifest."),
            file=file,
            field="data",
            value=name,
            remedy=_('Write data = "data.csv".'),
        )


def _pack(settings: Mapping[str, Any], data: bytes, name: str) -> Pack:
    manifest, data_file = f"{name}/{MANIFEST}", f"{name}/{settings['data']}"
    texts = {key: settings[key].strip() for key in NEEDED if key not in ("data", "trust")}
    content: dict[str, Any] = {
        **texts,
        "trust": _trust(settings["trust"], manifest),
        "valid_from": _date(settings, "valid_from", manifest),
        "valid_to": _date(settings, "valid_to", manifest),
        "rows": _rows(data, texts["kind"], data_file),
    }
    begins, ends = content["valid_from"], content["valid_to"]
    if begins and ends and ends < begins:
        raise Invalid(
            _("The pack ends before it begins."),
            file=manifest,
            field="valid_to",
            value=ends.isoformat(),
            remedy=_("Correct valid_from or valid_to."),
        )
    pack = Pack(**content, sha256=sha256_hex(canonical_bytes(content)))
    if pack.kind == "calendar":
        _refuse_unfit_calendar(pack, manifest, data_file)
    return pack


def _refuse_unfit_calendar(pack: Pack, manifest: str, data_file: str) -> None:
    """Invalid for what would stop every clock of its state."""
    for key in ("valid_from", "valid_to"):
        if getattr(pack, key) is None:
            raise Invalid(
                _("A calendar pack must state the years it covers."),
                file=manifest,
                field=key,
                remedy=_("Give valid_from and valid_to in its pack.toml."),
            )
    for number, row in enumerate(pack.rows, start=2):
        try:
            date.fromisoformat(row.get("date", ""))
        except ValueError:
            raise Invalid(
                _("A holiday has no such date."),
                file=data_file,
                row=number,
                field="date",
                value=row.get("date"),
                remedy=_("Write it as 2026-03-27."),
            ) from None


def _trust(text: str, file: str) -> Trust:
    try:
        return Trust(text)
    except ValueError:
        raise Invalid(
            _("There is no such trust."),
            file=file,
            field="trust",
            value=text,
            remedy=_("Use one of: {values}.").format(values=", ".join(Trust)),
        ) from None


def _date(settings: Mapping[str, Any], key: str, file: str) -> date | None:
    value = settings.get(key)
    if value in (None, ""):
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise Invalid(
            _("There is no such date."),
            file=file,
            field=key,
            value=str(value),
            remedy=_("Write it as 2026-03-27."),
        ) from None


def _rows(data: bytes, kind: str, file: str) -> tuple[Mapping[str, str], ...]:
    """Rows by column name; Invalid for a row of another width or one that repeats."""
    text = decode(data, file=file).replace("\r\n", "\n").replace("\r", "\n")
    table = read_table(text, file=file, delimiter=",")
    for column in COLUMNS.get(kind, ()):
        if column not in table.header:
            raise Invalid(
                _("The table lacks a column that packs of this kind have."),
                file=file,
                row=1,
                field=column,
                remedy=_("Add it, or name the column that holds it so."),
            )
    key = tuple(column for column in UNIQUE.get(kind, ()) if column in table.header)
    seen: dict[tuple[str, ...], int] = {}
    rows: list[Mapping[str, str]] = []
    for number, cells in table.rows():
        row = cells_by_name(table.header, cells)
        if row is None:
            raise Invalid(
                plural(
                    len(cells),
                    "The row has {n} cell, the header {wanted}.",
                    "The row has {n} cells, the header {wanted}.",
                    wanted=len(table.header),
                ),
                file=file,
                row=number,
                remedy=_("Check the quotation marks and delimiters of this row."),
            )
        _refuse_unknown_word(row, kind, file, number)
        named = tuple(row[column] for column in (key or table.header) if column)
        first = seen.setdefault(named, number)
        if first != number:
            raise Invalid(
                _("The row repeats row {first}.").format(first=first),
                file=file,
                row=number,
                field=", ".join(key) or None,
                value=", ".join(named[: len(key)]) or None,
                remedy=_("Keep one of them."),
            )
        rows.append(row)
    if not rows:
        raise Invalid(_("The data file has no rows."), file=file, remedy=_("Copy the pack again."))
    return tuple(rows)


def _refuse_unknown_word(row: Mapping[str, str], kind: str, file: str, number: int) -> None:
    for column, words in CHOICES.get(kind, {}).items():
        if column in row and row[column] not in words:
            raise Invalid(
                _("There is no such word in this column."),
                file=file,
                row=number,
                field=column,
                value=row[column],
                remedy=_("Use one of: {values}.").format(
                    values=", ".join(word or _("nothing") for word in words)
                ),
            )
