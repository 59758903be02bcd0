"""Which column of a CSV file of declarations is which of ours, and what parts its cells."""

from collections.abc import Mapping

from landwaiter.errors import Invalid
from landwaiter.formats.base.csv_table import DELIMITERS, CsvTable, plain_name, read_headers
from landwaiter.formats.intake.csv_columns import BY_NAME, COLUMNS, REQUIRED, CsvColumn
from landwaiter.i18n import _

CONTENT_MARK = 2
"""A header with fewer known columns than this is taken for another kind of file."""


def mapped_columns(mapping: Mapping[str, str], file: str) -> dict[str, CsvColumn]:
    """File column (compared form) → our column."""
    named: dict[str, CsvColumn] = {}
    for ours, theirs in mapping.items():
        column = BY_NAME.get(plain_name(ours))
        if column is None:
            raise Invalid(
                _("The mapping names a column that Landwaiter does not have."),
                file=file,
                field=ours,
                remedy=_("Known columns: {columns}.").format(
                    columns=", ".join(column.name for column in COLUMNS)
                ),
            )
        if plain_name(theirs) in named or column in named.values():
            raise Invalid(
                _("The mapping names a column twice."),
                file=file,
                field=ours,
                value=theirs,
                remedy=_("Give each of your columns to one of ours."),
            )
        named[plain_name(theirs)] = column
    return named


def best_delimiter(text: str, named: Mapping[str, CsvColumn], file: str) -> str:
    """The delimiter under which the header shows most known columns."""
    known = {
        delimiter: sum(name in named or name in BY_NAME for name in header)
        for delimiter, header in read_headers(text).items()
    }
    best = max(DELIMITERS, key=lambda delimiter: known[delimiter])
    if known[best] < CONTENT_MARK:
        raise Invalid(
            _("The content is not one of the kinds of file that hold declarations."),
            file=file,
            row=1,
            remedy=_(
                "Give an AES message (CC515C, CC513C, CC514C), a WCO declaration, or a CSV file "
                "whose first row names columns such as mrn, cn8 and description."
            ),
        )
    return best


def known_columns(table: CsvTable, named: Mapping[str, CsvColumn]) -> dict[str, CsvColumn]:
    """File column → our column; Invalid when one that is needed or mapped is missing."""
    missing = [name for name in named if name not in table.header]
    if missing:
        raise Invalid(
            _("The mapping names a column that the file does not have."),
            file=table.file,
            row=1,
            field=missing[0],
            remedy=_("Columns of the file: {columns}.").format(columns=", ".join(table.header)),
        )
    taken = {column.name for column in named.values()}
    columns = dict(named)
    for name in table.header:
        column = BY_NAME.get(name)
        if name in columns or column is None or column.name in taken:
            continue
        taken.add(column.name)
        columns[name] = column
    for group in REQUIRED:
        if not taken.intersection(group):
            raise Invalid(
                _("A required column is missing."),
                file=table.file,
                row=1,
                field=" | ".join(group),
                remedy=_("Add the column, or say in a mapping which of your columns it is."),
            )
    return columns
