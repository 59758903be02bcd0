"""How a table of declarations is read: what its columns are, how it is written, what was mended."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from landwaiter.domain.deeds.shape import SHORTEST_REASON
from landwaiter.errors import Invalid
from landwaiter.i18n import _, plural

ENCODINGS = ("utf-8", "utf-16", "windows-1250", "windows-1252", "iso-8859-2")
DELIMITERS = (",", ";", "\t", "|")
DECIMALS = (".", ",")
DATE_ORDERS = ("dmy", "mdy")
DEEPEST_HEAD = 30
"""Rows among which the one that names the columns is looked for."""
MOST_CORRECTIONS = 200
"""Kept of one column."""
CHECKED = ("mrn", "container")
"""Numbers with a check digit: what was wrong once is another number the next time."""
NO_HEAD = -1
"""The row of the head in a table that has none: its columns are called A, B, C …"""
_HEADLESS = "none"
"""The same in a mapping that a person writes."""
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_TABULATOR = ("tab", "\\t")


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What a sender's table is. What is empty, the file itself has to settle."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Our column → the file's own; `cn8#2` is the code of a row's second goods item."""
    header_row: int = 0
    """NO_HEAD: no row names them, and the first is a declaration."""
    encoding: str = ""
    delimiter: str = ""
    decimal: str = ""
    date_order: str = ""
    sheet: str = ""
    corrections: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Our column → a value that could not be read → what a person read instead the last time."""

    def correction_of(self, column: str, value: str) -> str | None:
        """What was read the last time instead of this value: offered, never taken by itself."""
        return self.corrections.get(column.partition("#")[0], {}).get(value)

    def without_corrections(self) -> "TableMapping":
        """By what the file is read: what is only offered changes nothing."""
        return replace(self, corrections={})

    def learned(self, mends: Iterable["Mend"]) -> "TableMapping":
        """With what a person read instead of values of this sender; the newest count."""
        known = {name: dict(values) for name, values in self.corrections.items()}
        for one in mends:
            column = one.column.partition("#")[0]
            if not (one.was and one.value) or one.was == one.value or column in CHECKED:
                continue
            of_column = known.setdefault(column, {})
            of_column.pop(one.was, None)
            of_column[one.was] = one.value
            for oldest in list(of_column)[:-MOST_CORRECTIONS]:
                del of_column[oldest]
        return replace(self, corrections=known)

    def as_json(self) -> dict[str, Any]:
        """What is kept under a name, and what a mapping file holds."""
        said = {name: getattr(self, name) for name in _OPTIONS if getattr(self, name)}
        if self.header_row == NO_HEAD:
            said["header_row"] = _HEADLESS
        if self.corrections:
            said["corrections"] = {name: dict(one) for name, one in self.corrections.items()}
        return {"columns": dict(self.columns)} | said


_OPTIONS = ("header_row", "encoding", "delimiter", "decimal", "date_order", "sheet")
_AMONG: Mapping[str, tuple[str, ...]] = {
    "encoding": ENCODINGS,
    "delimiter": DELIMITERS,
    "decimal": DECIMALS,
    "date_order": DATE_ORDERS,
}


@dataclass(frozen=True, slots=True)
class Mend:
    """A value that a person put beside the one in the file."""

    row: int
    column: str
    """Ours."""
    value: str
    was: str = ""
    """As the file has it."""
    reason: str = ""
    """Why a number is taken as it stands although its check digit is wrong."""


@dataclass(frozen=True, slots=True)
class TableInstructions:
    """Everything by which the same bytes give the same declarations again."""

    mapping: TableMapping | None = None
    mends: tuple[Mend, ...] = ()


def table_mapping_from(data: Mapping[str, Any]) -> TableMapping:
    """The mapping in what `as_json` gave, or in a flat table of our column = theirs and options.

    Invalid for an option that is none of those there are, or a column that is no text.
    """
    given = data.get("columns")
    own = given if isinstance(given, Mapping) else _flat(data)
    if isinstance(given, Mapping):
        _refuse_strangers(data)
    for name, column in own.items():
        if not (isinstance(column, str) and column.strip()):
            raise Invalid(
                _("A mapping gives one column name as text for each of ours."),
                field=str(name),
                value=str(column)[:80],
            )
    options = {name: str(data[name]) for name in _OPTIONS if data.get(name)}
    if options.get("delimiter", "").lower() in _TABULATOR:
        options["delimiter"] = "\t"
    for name, among in _AMONG.items():
        if name in options and options[name] not in among:
            raise Invalid(
                _("There is no such value of this option."),
                field=name,
                value=options[name],
                remedy=_("Use one of {known}.").format(known=_said(among)),
            )
    row = _row_of(options.pop("header_row", "0"))
    columns = {str(name): str(theirs) for name, theirs in own.items()}
    corrections = _corrections(data.get("corrections") or {})
    return TableMapping(columns, row, **options, corrections=corrections)


def _corrections(data: Any) -> dict[str, dict[str, str]]:
    if not (
        isinstance(data, Mapping)
        and all(
            isinstance(values, Mapping) and all(isinstance(one, str) for one in values.values())
            for values in data.values()
        )
    ):
        raise Invalid(_("There is no such value of this option."), field="corrections")
    return {str(name): dict(values) for name, values in data.items()}


def _flat(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in (*_OPTIONS, "corrections")}


def _refuse_strangers(data: Mapping[str, Any]) -> None:
    strange = [name for name in data if name not in (*_OPTIONS, "columns", "corrections")]
    if strange:
        raise Invalid(
            _("A mapping has no such option."),
            field=str(strange[0]),
            remedy=_("Use one of {known}.").format(known=_said(("columns", *_OPTIONS))),
        )


def _said(known: Iterable[str]) -> str:
    return " ".join("tab" if one == "\t" else one for one in known)


def _row_of(text: str) -> int:
    if text.lower() == _HEADLESS:
        return NO_HEAD
    if not text.isdigit() or int(text) > DEEPEST_HEAD:
        raise Invalid(
            _("The row of the header is a number from 1 to {most}.").format(most=DEEPEST_HEAD),
            field="header_row",
            value=text[:80],
        )
    return int(text)


def check_mapping_name(name: str) -> str:
    """A name a mapping is kept under; Invalid for another form."""
    if not _NAME.fullmatch(name):
        raise Invalid(
            _("A mapping is named in small letters, figures, hyphens and underlines."),
            field="mapping",
            value=name,
            remedy=_("Name it after the sender, such as customs_agency_baltyk."),
        )
    return name


_MEND = re.compile(r"(?P<row>[0-9]{1,7}):(?P<column>[A-Za-z0-9_#]+)=(?P<value>.*)", re.DOTALL)


_AS_STATED = re.compile(r"(?P<row>[0-9]{1,7}):(?P<column>[A-Za-z0-9_#]+)=(?P<reason>.*)", re.DOTALL)


def as_stated_from(text: str) -> Mend:
    """`17:mrn=the paper says so`: the row, our column, and why it is taken as it stands."""
    found = _AS_STATED.fullmatch(text.strip())
    if found is None or not found["reason"].strip():
        raise Invalid(
            _("This does not say which value of which row is taken as it stands, and why."),
            field="as-stated",
            value=text[:80],
            remedy=_("Write the row, our column and the reason, such as 17:mrn=REASON."),
        )
    return Mend(int(found["row"]), found["column"], "", reason=found["reason"].strip())


def check_reasons(mends: Iterable[Mend]) -> None:
    """Invalid for a reason that is too short for another person to judge by."""
    for one in mends:
        if one.reason and len(one.reason.strip()) < SHORTEST_REASON:
            raise Invalid(
                plural(
                    SHORTEST_REASON,
                    "{title}: at least {n} character.",
                    "{title}: at least {n} characters.",
                    title=_("Reason"),
                ),
                row=one.row,
                field=one.column,
                value=one.reason,
                remedy=_("Say it in full: another person judges by it."),
            )


def joined_mends(mends: Iterable[Mend]) -> tuple[Mend, ...]:
    """One mend for each place: a value that is typed may be taken as it stands as well."""
    found: dict[tuple[int, str], Mend] = {}
    for one in mends:
        before = found.get((one.row, one.column))
        said = replace(before, reason=one.reason) if before and one.reason else one
        found[one.row, one.column] = said
    return tuple(found.values())


def mend_from(text: str) -> Mend:
    """`17:cn8=84821090`: the row, our column, and what is read instead."""
    found = _MEND.fullmatch(text.strip())
    if found is None:
        raise Invalid(
            _("This does not say which value of which row is mended."),
            field="mend",
            value=text[:80],
            remedy=_("Write the row, our column and the value, such as 17:cn8=84821090."),
        )
    return Mend(int(found["row"]), found["column"], found["value"].strip())
