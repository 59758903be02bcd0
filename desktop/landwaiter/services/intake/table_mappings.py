"""What tables of senders are: proposed for a file, kept by name, and their rows that stay out."""

import csv
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, Final

from landwaiter.domain.base.facts import Fact
from landwaiter.domain.goods.facts import ITEM, PACKAGES
from landwaiter.domain.intake.consignment_facts import PARTY, TRANSPORT
from landwaiter.domain.intake.facts import DECLARATION
from landwaiter.domain.intake.table_mapping import (
    TableInstructions,
    TableMapping,
    table_mapping_from,
)
from landwaiter.domain.intake.table_proposal import TableProposal
from landwaiter.errors import Invalid
from landwaiter.formats.base.declaration_file import RowOut
from landwaiter.formats.base.encoded_text import UTF_16_MARKS, encoded_text, is_utf8
from landwaiter.formats.base.encodings import TOLD_BY, older_encoding
from landwaiter.formats.base.marked_file import PIECE, Beat, MarkedFile
from landwaiter.formats.base.xml_document import looks_like_xml
from landwaiter.formats.intake.csv_columns import (
    BY_NAME,
    COLUMNS,
    PARTY_ROLES,
    ColumnLevel,
    column_of,
)
from landwaiter.formats.intake.declaration_table import known_by, table_with_head
from landwaiter.formats.intake.declarations import is_blank, table_source
from landwaiter.formats.intake.mapped_columns import mapped_columns
from landwaiter.formats.intake.table_proposals import known_heading, propose
from landwaiter.i18n import N_, _, capitalised
from landwaiter.services.deeds.kept_mappings import KeptMappings
from landwaiter.services.intake.table_files import grids_of, marked_file, stream_of
from landwaiter.services.warm.session import Session
from landwaiter.whole_file import whole_file

MAPPINGS: Final = KeptMappings("declaration_mapping.", table_mapping_from)
_NOTHING = TableMapping()


_OWN_COLUMNS: Final[Mapping[str, str]] = {
    "declaration": N_("Group of rows"),
    "container": N_("Containers"),
    "declaration_docs": N_("Documents of the declaration"),
    "item_no": N_("Number of the item"),
    "value": N_("Statistical value"),
    "currency": N_("Currency of the value"),
    "invoice_currency": N_("Currency of the invoice"),
    "value_eur": N_("Statistical value in euro"),
    "docs": N_("Documents"),
}
"""Columns that are no single fact, or whose fact is called shorter than a list of columns needs."""


def column_titles() -> Mapping[str, str]:
    """Our columns, in their order, with what each is called."""
    plain: tuple[Fact[Any], ...] = (*DECLARATION, *TRANSPORT, *ITEM, *PACKAGES)
    facts = {
        **{column_of(fact): _(fact.title) for fact in plain},
        **{
            column_of(fact, role.value): capitalised(
                _("{party}: {field}").format(party=_(role.value), field=_(fact.title))
            )
            for role in PARTY_ROLES
            for fact in PARTY
        },
        **{name: _(title) for name, title in _OWN_COLUMNS.items()},
    }
    return {column.name: facts[column.name] for column in COLUMNS}


def is_of_item(column: str) -> bool:
    """Whether a column of ours speaks of one goods item."""
    return BY_NAME[column].level is ColumnLevel.ITEM


def table_to_map(paths: Sequence[Path]) -> Path | None:
    """The one file among these whose columns a person has to look at, or whose rows.

    None where the files are read as they are: messages, tables as ours, or several files.
    """
    if len(paths) != 1:
        return None
    (path,) = paths
    file = _file_at(path)
    if looks_like_xml(file.head):
        return None
    try:
        stream = stream_of(file, TableInstructions())
        deque(stream.declarations(), maxlen=0)
    except Invalid:
        return path
    return path if stream.told.rejected or stream.told.out else None


def propose_mapping(
    path: Path, told: TableMapping = _NOTHING, beat: Beat = lambda: None
) -> TableProposal:
    """What the columns of a file may be; what `told` states is kept.

    Invalid for a file that is no table.
    """
    file = _file_at(path, beat)
    grids = grids_of(file, beat)
    if not (told.encoding or grids):
        told = replace(told, encoding=_encoding(file))
    known = known_heading(told, path.name)
    return propose(table_source(file, told, known, grids=grids), told)


def _encoding(file: MarkedFile) -> str:
    if looks_like_xml(file.head):
        raise Invalid(
            _("The file is XML: it is read without a mapping."),
            file=file.file,
            remedy=_("Take it in as it is."),
        )
    if file.head.startswith(UTF_16_MARKS):
        return "utf-16"
    if is_utf8(file):
        if b"\x00" in file.head:
            encoded_text(file)  # refuses it, with what it is
        return "utf-8"
    return older_encoding(b"".join(islice(file.pieces(), TOLD_BY // PIECE)))


def _file_at(path: Path, beat: Beat = lambda: None) -> MarkedFile:
    file = marked_file(path, beat)
    if is_blank(file):
        raise Invalid(
            _("The file is empty."),
            file=path.name,
            remedy=_("Give a table with a row that names the columns."),
        )
    return file


def mappings(session: Session) -> Mapping[str, TableMapping]:
    """Every mapping the office keeps, by its name."""
    with session.reading() as conn:
        return MAPPINGS.all(conn)


def mapping_kept(session: Session, name: str) -> TableMapping:
    """The mapping kept under a name; NotFound where there is none."""
    with session.reading() as conn:
        return MAPPINGS.named(conn, name)


def check_columns(mapping: TableMapping, name: str) -> None:
    """Invalid for a mapping that names a column that we do not have, or one twice."""
    mapped_columns(mapping, name)


_REASON = "landwaiter_why"
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def write_left_out(
    path: Path, to: Path, mapping: TableMapping | None, out: tuple[RowOut, ...]
) -> int:
    """The rows of a table that stay out, as they came and with why, in a file for the sender.

    Gives how many there are.
    """
    file = _file_at(path)
    grids = grids_of(file)
    told = TableInstructions(mapping).mapping or _NOTHING
    known = known_by(mapped_columns(told, path.name))
    source = table_source(file, told, known, grids=grids)
    table = table_with_head(source, mapping, known)
    why = {one.row: one.why for one in out}
    count = 0
    with whole_file(to) as aside, aside.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=source.delimiter or ";")
        writer.writerow(["row", *table.headings, _REASON])
        for number, cells in table.rows():
            if number in why:
                padded = [*cells, *[""] * (len(table.headings) - len(cells))]
                writer.writerow([number, *map(_harmless, padded), str(why[number])])
                count += 1
    return count


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = cell.replace("\x1d", "")
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
