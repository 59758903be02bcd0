"""Kinds of case as a table: what each asks for, leaves out, and says of itself.

The table is a shipped file (`resources/kinds/case_kinds.toml`) that is checked when it is read.
A kind names what it leaves out, so that a stage, act, clock, section of the screen or table of a
report that comes later is there for every kind until one leaves it out.
"""

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from landwaiter.domain.base.terms import yes_no
from landwaiter.domain.intake.declaration import Role
from landwaiter.errors import Invalid
from landwaiter.i18n import _

PARTED = ";"
"""Between the cells of a row that is written on one line."""


class FieldType(StrEnum):
    """What a field of a kind holds; all but rows are text in a fixed form."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    COUNTRY = "country"
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"
    PARTY = "party"
    """A name; the field `…_country` beside it, where there is one, says where."""
    INCIDENT = "incident"
    """Title or identity of a record of an incident; kept as both."""
    ROWS = "rows"
    """One line per row, cells parted by semicolons."""


@dataclass(frozen=True, slots=True)
class KindColumn:
    """One cell of a row."""

    name: str
    title: str
    type: FieldType = FieldType.TEXT


@dataclass(frozen=True, slots=True)
class KindField:
    """One thing that a kind of case asks for."""

    name: str
    title: str
    type: FieldType = FieldType.TEXT
    required: bool = False
    """A decision is proposed only once it is stated, if only as asked for and not known."""
    hint: str = ""
    choices: tuple[str, ...] = ()
    unjudged: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """A choice that no rule reads, and the sentence that says so in every report."""
    role: Role | None = None
    """A party, or each row of a table of parties, joins the case in this role."""
    columns: tuple[KindColumn, ...] = ()
    declared: str = ""
    """Where a declaration says it: a name in DECLARED; empty: it never does."""
    enrichment: str = ""
    """It is kept as enrichment of this name, so that rules read it as they always did."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of the table: a kind of case."""

    name: str
    title: str
    basis: str
    """Where the law speaks of it."""
    about: str
    """One sentence for who opens a case."""
    fields: tuple[KindField, ...]
    triage_days: int
    """The office's own target: working days from receipt to the end of triage."""
    without_stages: frozenset[str] = frozenset()
    without_acts: frozenset[str] = frozenset()
    without_clocks: frozenset[str] = frozenset()
    without_sections: frozenset[str] = frozenset()
    without_tables: frozenset[str] = frozenset()

    def field(self, name: str) -> KindField | None:
        return next((field for field in self.fields if field.name == name), None)

    def named(self, name: str) -> KindField:
        """The field of this name; Invalid where the kind asks for no such thing."""
        found = self.field(name)
        if found is None:
            raise Invalid(
                _("A case of the kind “{kind}” has no such field.").format(kind=_(self.title)),
                field=name,
                remedy=_("It has {fields}.").format(
                    fields=", ".join(field.name for field in self.fields)
                ),
            )
        return found


def parsed(field: KindField, text: str) -> Any:
    """The value behind what was typed; None where nothing was; Invalid where it does not fit."""
    stripped = text.strip()
    if not stripped:
        return None
    return _PARSERS[field.type](field, stripped)


def _text(_field: KindField, text: str) -> str:
    return text


def _date(field: KindField, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise _unfit(field, text, _("Give the date as 2026-03-27.")) from error


def _country(field: KindField, text: str) -> str:
    code = text.upper()
    if not re.fullmatch(r"[A-Z]{2}", code):
        raise _unfit(field, text, _("Give two letters, such as CN."))
    return code


def _number(field: KindField, text: str) -> str:
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise _unfit(field, text, _("Give a number such as 24.9.")) from error
    if not number.is_finite():
        raise _unfit(field, text, _("Give a number such as 24.9."))
    return format(number, "f")


def _yes_no(field: KindField, text: str) -> bool:
    said = yes_no(text)
    if said is None:
        raise _unfit(field, text, _("Give yes or no."))
    return said


def _choice(field: KindField, text: str) -> str:
    word = text.lower().replace(" ", "_").replace("-", "_")
    if word not in field.choices:
        raise _unfit(
            field, text, _("Use one of {choices}.").format(choices=", ".join(field.choices))
        )
    return word


def _rows(field: KindField, text: str) -> list[dict[str, Any]]:
    lines = [line for line in text.splitlines() if line.strip()]
    return [_row(field, line, number) for number, line in enumerate(lines, start=1)]


def _row(field: KindField, line: str, number: int) -> dict[str, Any]:
    cells = [cell.strip() for cell in line.split(PARTED)]
    if len(cells) > len(field.columns) or not cells[0]:
        raise Invalid(
            _("This row does not fit the columns of “{title}”.").format(title=_(field.title)),
            field=field.name,
            row=number,
            value=line,
            remedy=_("Give, parted by semicolons: {columns}.").format(
                columns="; ".join(_(column.title) for column in field.columns)
            ),
        )
    row: dict[str, Any] = {}
    for column, cell in zip(field.columns, cells, strict=False):
        if cell:
            row[column.name] = _PARSERS[column.type](
                KindField(f"{field.name}.{column.name}", column.title, column.type), cell
            )
    return row


def _unfit(field: KindField, value: str, remedy: str) -> Invalid:
    return Invalid(
        _("“{title}” does not take this.").format(title=_(field.title)),
        field=field.name,
        value=value,
        remedy=remedy,
    )


_PARSERS: Mapping[FieldType, Callable[[KindField, str], Any]] = {
    FieldType.TEXT: _text,
    FieldType.LONG: _text,
    FieldType.DATE: _date,
    FieldType.COUNTRY: _country,
    FieldType.NUMBER: _number,
    FieldType.YES_NO: _yes_no,
    FieldType.CHOICE: _choice,
    FieldType.PARTY: _text,
    FieldType.INCIDENT: _text,
    FieldType.ROWS: _rows,
}


@dataclass(frozen=True, slots=True)
class NamedParty:
    """A party that a field names, before it is on the case."""

    role: Role
    name: str
    country: str | None
    field: str


def parties_named(kind: Kind, values: Mapping[str, Any]) -> Iterator[NamedParty]:
    """Every party that the values of a kind's fields name, in the order of the fields."""
    for field in kind.fields:
        value = values.get(field.name)
        if field.role is None or not value:
            continue
        for name, country in _names(field, value, values):
            if name:
                yield NamedParty(field.role, name, country, field.name)


def _names(
    field: KindField, value: Any, values: Mapping[str, Any]
) -> Iterator[tuple[str, str | None]]:
    if field.type is FieldType.ROWS:
        first = field.columns[0].name
        for row in value:
            yield str(row.get(first) or "").strip(), row.get("country")
    elif isinstance(value, Mapping):
        yield str(value.get("name") or "").strip(), value.get("country")
    else:
        yield str(value).strip(), values.get(f"{field.name}_country")
