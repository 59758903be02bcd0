"""Which column of somebody's table is which of ours, and how its cells are written."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from landwaiter.errors import Invalid
from landwaiter.i18n import _

FIELDS: Mapping[str, Callable[[], str]] = {
    "id": lambda: _("number of the entry"),
    "name": lambda: _("name"),
    "first_name": lambda: _("given names"),
    "last_name": lambda: _("surname"),
    "original_name": lambda: _("name in its own script"),
    "aliases": lambda: _("other names"),
    "weak_aliases": lambda: _("weak other names"),
    "former_names": lambda: _("former names"),
    "kind": lambda: _("kind: person, company, vessel"),
    "country": lambda: _("country or nationality"),
    "born": lambda: _("date of birth"),
    "birth_place": lambda: _("place of birth"),
    "address": lambda: _("address, or a part of it"),
    "passport": lambda: _("passport number"),
    "national_id": lambda: _("number of an identity card"),
    "registration": lambda: _("company or registration number"),
    "tax": lambda: _("tax number"),
    "identifier": lambda: _("another identifier"),
    "imo": lambda: _("IMO number"),
    "mmsi": lambda: _("MMSI"),
    "lei": lambda: _("LEI"),
    "uscc": lambda: _("unified social credit code"),
    "flag": lambda: _("flag"),
    "owner": lambda: _("owner"),
    "position": lambda: _("position or title"),
    "programme": lambda: _("programme or act"),
    "listed_on": lambda: _("day of the listing"),
    "note": lambda: _("reason or remark"),
}
"""Our fields and what they are."""
NAMING = ("name", "last_name", "original_name")
"""One of these is needed."""
ENCODINGS = (
    "utf-8",
    "utf-16",
    "windows-1250",
    "windows-1252",
    "iso-8859-2",
    "windows-1251",
    "gb18030",
)
DELIMITERS = (",", ";", "\t", "|")
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Our field → names of the file's columns, in the order in which their cells are joined."""

    fields: Mapping[str, tuple[str, ...]]
    kind: str = ""
    """Kind of all entries, where no column says it."""
    country: str = ""
    """Country of all entries that state none."""
    separator: str = ";"
    """Between several values in one cell."""
    header_row: int = 1
    encoding: str = "utf-8"
    delimiter: str = ""
    """Empty: the one under which the header has all columns."""
    sheet: str = ""
    """Of a workbook; empty: the first one with rows."""

    def as_json(self) -> dict[str, Any]:
        """What is kept under a name."""
        options = {name: getattr(self, name) for name in _OPTIONS}
        return {"fields": {name: list(columns) for name, columns in self.fields.items()}} | options


_OPTIONS = ("kind", "country", "separator", "header_row", "encoding", "delimiter", "sheet")


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """One column of a file and what it may be."""

    column: str
    field: str
    """Empty: it is left out."""
    why: str
    """One sentence; empty where nothing is proposed."""
    samples: tuple[str, ...]
    filled: int
    """Of the rows looked at, those with a value."""


def mapping_from(data: Mapping[str, Any]) -> ColumnMapping:
    """The mapping in what `as_json` gave, or in a flat table of our field = their column,
    or columns joined with ` + `.

    Invalid for an unknown field, one without columns, or where no column is the name.
    """
    given = data.get("fields")
    fields = (
        given
        if isinstance(given, Mapping)
        else {name: value for name, value in data.items() if name not in _OPTIONS}
    )
    checked = {str(name): _columns(str(name), value) for name, value in fields.items()}
    if not any(name in checked for name in NAMING):
        raise Invalid(
            _("The mapping says of no column that it is the name."),
            field="name",
            remedy=_("Say which column is the name, such as name = Bezeichnung."),
        )
    options = {name: data[name] for name in _OPTIONS if name in data}
    return ColumnMapping(checked, **_checked(options))


def _columns(name: str, value: Any) -> tuple[str, ...]:
    if name not in FIELDS:
        raise Invalid(
            _("The mapping names a field that a listing does not have."),
            field=name,
            remedy=_("Known fields: {fields}.").format(fields=", ".join(FIELDS)),
        )
    given = value.split(" + ") if isinstance(value, str) else value
    columns = tuple(map(str, given)) if isinstance(given, list | tuple) else ()
    columns = tuple(column.strip() for column in columns if column.strip())
    if not columns:
        raise Invalid(
            _("The mapping gives no column for this field."),
            field=name,
            remedy=_("Name a column of the file, or leave the field out."),
        )
    return columns


def _checked(options: dict[str, Any]) -> dict[str, Any]:
    encoding, row = options.get("encoding", "utf-8"), options.get("header_row", 1)
    if encoding not in ENCODINGS:
        raise Invalid(
            _("There is no such encoding here."),
            field="encoding",
            value=str(encoding),
            remedy=_("Use one of {known}.").format(known=", ".join(ENCODINGS)),
        )
    if not (isinstance(row, int) or str(row).isdigit()) or int(row) < 1:
        raise Invalid(
            _("The row of the header is a number from 1."), field="header_row", value=str(row)
        )
    texts = {name: str(value) for name, value in options.items() if name != "header_row"}
    return {**texts, "header_row": int(row)}


def check_name(name: str) -> str:
    """A name a mapping is kept under; Invalid for another form."""
    if not _NAME.fullmatch(name):
        raise Invalid(
            _("A mapping is named in small letters, figures, hyphens and underlines."),
            field="mapping",
            value=name,
            remedy=_("Name it after the publisher, such as ministry_list."),
        )
    return name
