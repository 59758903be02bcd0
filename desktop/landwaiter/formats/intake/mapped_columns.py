"""Which column of a table of declarations is which of ours."""

from collections.abc import Mapping
from dataclasses import dataclass

from landwaiter.domain.intake.table_mapping import TableMapping
from landwaiter.errors import Invalid
from landwaiter.formats.base.csv_table import plain_name
from landwaiter.formats.intake.csv_columns import (
    BY_NAME,
    COLUMNS,
    REQUIRED,
    ColumnLevel,
    CsvColumn,
)
from landwaiter.formats.intake.declaration_table import DeclarationTable
from landwaiter.i18n import _

_PLACE = "#"
"""Before the number of the goods item, where a row states several beside each other."""


@dataclass(frozen=True, slots=True)
class ColumnPlace:
    """A column of ours, and which goods item of its row it speaks of; 0: each of them."""

    column: CsvColumn
    item: int = 0

    @property
    def name(self) -> str:
        return place_name(self.column.name, self.item)


def place_name(column: str, item: int) -> str:
    """`cn8#2` of the second goods item of a row."""
    return f"{column}{_PLACE}{item}" if item else column


def place_named(name: str) -> ColumnPlace | None:
    """The place that a mapping or a mend names; None where we have none of that name."""
    plain, _sign, number = plain_name(name).partition(_PLACE)
    column = BY_NAME.get(plain)
    if column is None or (_sign and not (number.isdigit() and 0 < int(number) < 1000)):
        return None
    if number and column.level is not ColumnLevel.ITEM:
        return None
    return ColumnPlace(column, int(number or 0))


def mapped_columns(mapping: TableMapping | None, file: str) -> dict[str, ColumnPlace]:
    """File column (compared form) → our column."""
    named: dict[str, ColumnPlace] = {}
    for ours, theirs in (mapping.columns if mapping else {}).items():
        place = place_named(ours)
        if place is None:
            raise Invalid(
                _("The mapping names a column that Landwaiter does not have."),
                file=file,
                field=ours,
                remedy=_("Known columns: {columns}.").format(
                    columns=", ".join(column.name for column in COLUMNS)
                ),
            )
        if plain_name(theirs) in named or place in named.values():
            raise Invalid(
                _("The mapping names a column twice."),
                file=file,
                field=ours,
                value=theirs,
                remedy=_("Give each of your columns to one of ours."),
            )
        named[plain_name(theirs)] = place
    return named


def known_columns(
    table: DeclarationTable, named: Mapping[str, ColumnPlace]
) -> dict[str, ColumnPlace]:
    """File column → our column; Invalid when one that is needed or mapped is missing."""
    missing = [name for name in named if name not in table.names]
    if missing:
        raise Invalid(
            _("The mapping names a column that the file does not have."),
            file=table.file,
            row=table.head_row or None,
            field=missing[0],
            remedy=_("Columns of the file: {columns}.").format(
                columns=", ".join(filter(None, table.names))
            ),
        )
    taken = {place.column.name for place in named.values()}
    columns = dict(named)
    for name in table.names:
        column = BY_NAME.get(name)
        if name in columns or column is None or column.name in taken:
            continue
        taken.add(column.name)
        columns[name] = ColumnPlace(column)
    for group in REQUIRED:
        if not taken.intersection(group):
            raise Invalid(
                _("A required column is missing."),
                file=table.file,
                row=table.head_row or None,
                field=" | ".join(group),
                remedy=_("Add the column, or say in a mapping which of your columns it is."),
            )
    return columns
