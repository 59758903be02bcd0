"""Declarations from the rows of a table with named columns: one row a goods item, or several."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import islice
from typing import Any, NamedTuple

from landwaiter.domain.base.identifiers import CheckedIdentifier, check
from landwaiter.domain.intake.declaration import Money
from landwaiter.domain.intake.table_mapping import CHECKED, Mend, TableMapping
from landwaiter.errors import Invalid
from landwaiter.formats.base.csv_table import cells_by_name
from landwaiter.formats.base.declaration_file import (
    Findings,
    ReadDeclaration,
    RowOut,
)
from landwaiter.formats.base.spreadsheet import FORMULA
from landwaiter.formats.base.values import (
    UnreadableValue,
    has_offset,
    read_date,
    read_decimal,
    read_moment,
)
from landwaiter.formats.intake.csv_columns import (
    BY_NAME,
    REQUIRED,
    SEPARATOR,
    ColumnLevel,
    CsvColumn,
)
from landwaiter.formats.intake.csv_draft import (
    Draft,
    Values,
    csv_declaration,
    csv_document,
    csv_item,
)
from landwaiter.formats.intake.declaration_table import (
    DeclarationTable,
)
from landwaiter.formats.intake.headings import total_in
from landwaiter.formats.intake.mapped_columns import (
    ColumnPlace,
    place_name,
    place_named,
)
from landwaiter.formats.intake.member_state import zone_of, zone_or_utc
from landwaiter.formats.intake.written_values import (
    NumberCell,
    iso_day,
    read_written_number,
    settled_decimal,
    settled_order,
)
from landwaiter.i18n import _, plural

DraftKey = tuple[str, ...]


@dataclass(frozen=True)
class TableWriting:
    """How the cells of a table are written: stated by its mapping, else settled by the table."""

    table: DeclarationTable
    columns: Mapping[str, ColumnPlace]
    mapping: TableMapping | None

    @cached_property
    def decimal(self) -> str:
        """The decimal sign; empty where neither the mapping nor a number says it."""
        if self.mapping and self.mapping.decimal:
            return self.mapping.decimal
        return settled_decimal(self._cells(_numbers_at(self.table, self.columns)))

    @cached_property
    def _orders(self) -> dict[str, str]:
        return {}

    def order_of(self, place: str) -> str:
        """The order of day and month in a column; empty where nothing says it."""
        if self.mapping and self.mapping.date_order:
            return self.mapping.date_order
        if place not in self._orders:
            at = [
                at
                for at, name in enumerate(self.table.names)
                if name in self.columns and self.columns[name].name == place
            ]
            self._orders[place] = settled_order(self._cells(at))
        return self._orders[place]

    @cached_property
    def _readers(self) -> dict[tuple[str, str], Any]:
        return {}

    @cached_property
    def of_cells(self) -> "dict[tuple[str, int, str], CellReading]":
        """Column, item and country → how such a cell is read."""
        return {}

    def of_cell(self, name: str, item: int, country: str) -> "CellReading":
        """Worked out once: a file has the same columns in all its rows."""
        column, place = BY_NAME[name], place_of(name, item)
        read = self.reader(column, place, country)
        found = CellReading(place, partial(_several, read) if column.several else read)
        self.of_cells[name, item, country] = found
        return found

    def reader(self, column: CsvColumn, place: str, country: str) -> Any:
        """How a cell of a column is read; a table without a mapping is written as ours is."""
        known = (place, country)
        if known not in self._readers:
            self._readers[known] = self._made(column, place, country)
        return self._readers[known]

    def _made(self, column: CsvColumn, place: str, country: str) -> Any:
        read = column.read
        if read is read_moment:
            read = partial(read_moment, zone=zone_or_utc(country))
        if self.mapping is None and not self.table.source.is_workbook:
            if read is read_decimal:
                return partial(_read_number, delimiter=self.table.source.delimiter)
            return read
        if read is read_decimal:
            return lambda text: read_written_number(text, self.decimal)
        if column.read in (read_date, read_moment):
            return lambda text: read(iso_day(text, self.order_of(place)))
        return read

    def _cells(self, at: Sequence[int]) -> Iterator[str]:
        for _number, cells in self.table.rows():
            for position in at:
                if position < len(cells) and (cell := cells[position]).strip():
                    yield cell if isinstance(cell, NumberCell) else cell.strip()


def _numbers_at(table: DeclarationTable, columns: Mapping[str, ColumnPlace]) -> list[int]:
    return [
        at
        for at, name in enumerate(table.names)
        if name in columns and columns[name].column.read is read_decimal
    ]


class CellReading(NamedTuple):
    """How the cells of a column are read."""

    place: str
    """As a fault names the column."""
    read: Callable[[str], Any]


def place_of(name: str, item: int) -> str:
    """The column as a fault names it, of one of several items beside each other."""
    of_item = item and BY_NAME[name].level is ColumnLevel.ITEM
    return place_name(name, item if of_item else 0)


@dataclass(frozen=True, slots=True)
class RawItem:
    """What a row says of one goods item and its declaration: cells that are not blank."""

    row: int
    item: int
    """Which of several beside each other; 0 where the row has one."""
    cells: Mapping[str, str]
    """By our column."""

    def place(self, name: str) -> str:
        """The column as a fault names it."""
        return place_of(name, self.item)


@dataclass(slots=True)
class Rows:
    """Gathers the rows of one file into drafts of declarations."""

    table: DeclarationTable
    writing: TableWriting
    findings: Findings
    mends: Mapping[int, Sequence[Mend]] = field(default_factory=dict)
    """By the row that they mend."""
    drafts: list[Draft] = field(default_factory=list)
    by_key: dict[DraftKey, Draft] = field(default_factory=dict)
    out: dict[int, str] = field(default_factory=dict)
    """Rows that belong to no draft, and why."""
    mended: dict[int, dict[str, Mend]] = field(default_factory=dict)
    """Row → place → what was mended there."""

    def take(self, number: int, cells: Sequence[str]) -> None:
        """Add one row to its declaration; a fault in it marks the whole declaration."""
        if word := self.total(cells):
            self.out[number] = _("It is a total (“{word}”) and no goods item.").format(word=word)
            self.findings.warn(
                _("Row {row} was left out: {why}").format(row=number, why=self.out[number])
            )
            return
        rejected = self.findings.rejected
        before = len(rejected)
        items = self.raw_items(number, cells)
        for raw in items:
            self._take(raw)
        name = items[0].cells.get("mrn") or items[0].cells.get("lrn")
        rejected[before:] = [replace(one, declaration=name) for one in rejected[before:]]

    def _take(self, raw: RawItem) -> None:
        rejected, number = self.findings.rejected, raw.row
        before = len(rejected)
        draft = self._draft(raw)
        if draft is None:
            self.findings.reject(
                _("The row says of no declaration which it belongs to."),
                row=number,
                field="mrn | lrn",
                remedy=_("Repeat the MRN, or the LRN, in every row of a declaration."),
            )
            self.out[number] = rejected[-1].message
            return
        draft.rows.append(number)
        if raw.cells.get("mrn") and number not in draft.numbered:
            draft.numbered.append(number)
        if container := raw.cells.get("container"):
            draft.boxed[number] = container
        draft.mends += self.mended.get(number, {}).values()
        if number not in self.out:
            values = _values(raw, self.writing, draft, self.findings)
            _merge(draft, values, raw, self.findings)
            _add_item(draft, values, raw, self.findings)
        draft.faulty |= len(rejected) > before or number in self.out
        if draft.faulty and not draft.fault:
            draft.fault = self.out.get(number) or rejected[-1].message

    def _draft(self, raw: RawItem) -> Draft | None:
        """The declaration the row belongs to, a new one if need be; None when it names none."""
        keys = keys_of(raw.cells)
        if not keys:
            return None
        draft = next((known for key in keys if (known := self._known(key, raw.cells))), None)
        if draft is None:
            draft = Draft(raw.row)
            self.drafts.append(draft)
        draft.learn(raw.cells)
        self.by_key.update(dict.fromkeys(keys, draft))
        return draft

    def _known(self, key: DraftKey, raw: Mapping[str, str]) -> Draft | None:
        draft = self.by_key.get(key)
        return draft if draft and (key[0] != "reference" or draft.goes_with(raw)) else None

    def total(self, cells: Sequence[str]) -> str:
        """The word by which the row is a sum of others; empty where it states a declaration."""
        texts = (cell for cell in cells if cell.strip() and not isinstance(cell, NumberCell))
        first = tuple(islice(texts, 2))
        word = next((word for cell in first if (word := total_in(cell))), "")
        if not word:
            return ""
        named = dict(zip(self.table.names, cells, strict=False))
        columns = self.writing.columns
        stated = {columns[name].column.name: named[name] for name in named if name in columns}
        keys = ("mrn", "lrn", "functional_reference", "cn8")
        says = any(text.strip() and not total_in(text) for key in keys if (text := stated.get(key)))
        return "" if says else word

    def raw_items(self, number: int, cells: Sequence[str]) -> list[RawItem]:
        """Cells that are not blank, by our column; once for each goods item of the row."""
        common: dict[str, str] = {}
        items: dict[int, dict[str, str]] = {}
        for name, text in self._cells(number, cells).items():
            if text and (place := self.writing.columns.get(name)):
                into = items.setdefault(place.item, {}) if place.item else common
                into[place.column.name] = text
        for mend in self.mends.get(number, ()):
            self._mend(mend, common, items)
        for no, said in {0: common, **items}.items():
            for name in [name for name, text in said.items() if text.startswith(FORMULA)]:
                self._refuse_formula(number, place_name(name, no), said.pop(name))
        stated = {no: said for no, said in items.items() if said}
        if not stated:
            return [RawItem(number, 0, common)]
        return [RawItem(number, no, {**common, **said}) for no, said in sorted(stated.items())]

    def _mend(self, mend: Mend, common: dict[str, str], items: dict[int, dict[str, str]]) -> None:
        place = place_named(mend.column)
        if place is None:
            raise Invalid(
                _("A mend names a column that Landwaiter does not have."),
                file=self.table.file,
                row=mend.row,
                field=mend.column,
                remedy=_("Name one of our columns, such as cn8 or net_mass_kg."),
            )
        if mend.reason and place.name not in CHECKED:
            raise Invalid(
                _("Only an MRN or a container number with a wrong check digit is taken as stated."),
                file=self.table.file,
                row=mend.row,
                field=mend.column,
            )
        into = items.setdefault(place.item, {}) if place.item else common
        was = str(into.pop(place.column.name, "")).removeprefix(FORMULA)
        value = mend.value or (was if mend.reason else "")
        if value:
            into[place.column.name] = value
        told = Mend(mend.row, place.name, value, was, mend.reason)
        self.mended.setdefault(mend.row, {})[place.name] = told

    def _refuse_formula(self, number: int, name: str, text: str) -> None:
        self.findings.reject(
            _("The cell holds a formula or a fault; its value is not computed here."),
            row=number,
            field=name,
            value=text.removeprefix(FORMULA),
            remedy=_("In the spreadsheet, paste the column as values."),
        )
        self.out.setdefault(number, self.findings.rejected[-1].message)

    def _cells(self, number: int, cells: Sequence[str]) -> dict[str, str]:
        names = self.table.names
        if self.table.source.is_workbook:
            padded = [*cells, *[""] * (len(names) - len(cells))]
            return {
                # The sign before a formula counts as a blank.
                name: cell if isinstance(cell, NumberCell) or cell[:1] == FORMULA else cell.strip()
                for name, cell in zip(names, padded, strict=False)
                if name
            }
        by_name = cells_by_name(names, cells)
        if by_name is None:
            self.findings.reject(
                plural(
                    len(cells),
                    "The row has {n} cell, the header {wanted}.",
                    "The row has {n} cells, the header {wanted}.",
                    wanted=len(names),
                ),
                row=number,
                remedy=_("Check the quotation marks and delimiters of this row."),
            )
            self.out[number] = self.findings.rejected[-1].message
            by_name = dict(zip(names, cells, strict=False))
        return by_name

    def settle(self) -> ReadDeclaration | None:
        """The declaration that its rows came to, all of which were taken; None where it is faulty.

        With it the rows of others are forgotten: the next row begins another.
        """
        (draft,) = self.drafts
        self.drafts.clear()
        self.by_key.clear()
        _refuse_nameless(draft, self.findings)
        _check_mrn(draft, self.findings)
        _check_containers(draft, self.findings)
        if draft.faulty:
            for number in draft.rows:
                self.out.setdefault(number, draft.fault)
            return None
        return ReadDeclaration(
            csv_declaration(draft), draft.row, tuple(draft.warnings), tuple(draft.mends)
        )

    def rows_out(self) -> Iterator[RowOut]:
        """Every row that is in no declaration, with the reason of its own or of another row."""
        out = dict(self.out)
        for rejected in self.findings.rejected:
            if isinstance(rejected.row, int):
                out[rejected.row] = rejected.message
        return (RowOut(row, why) for row, why in sorted(out.items()))


def keys_of(raw: Mapping[str, str]) -> tuple[DraftKey, ...]:
    """What rows of one declaration share, surest first; its own column rules out the others."""
    if own := raw.get("declaration"):
        return (("declaration", own),)
    mrn, reference = raw.get("mrn"), raw.get("lrn") or raw.get("functional_reference")
    eori = raw.get("declarant_eori") or raw.get("exporter_eori")
    keys: list[DraftKey] = [("mrn", mrn)] if mrn else []
    if reference and eori:
        keys.append(("reference", reference, eori))
    if reference:
        keys.append(("reference", reference))
    return tuple(keys)


def _values(
    raw: RawItem, writing: TableWriting, draft: Draft, findings: Findings
) -> dict[str, Any]:
    """The row's values by column; a cell that cannot be read is rejected and left out."""
    cells = raw.cells
    office = cells.get("office_export") or draft.common.get("office_export")
    country = (office or cells.get("mrn", "")[2:4])[:2].upper()
    if "accepted" in cells and not has_offset(cells["accepted"]) and zone_of(country) is None:
        draft.warnings.append(_("The acceptance states no time zone; it is taken as UTC."))
    values: dict[str, Any] = {}
    known, item = writing.of_cells, raw.item
    for name, text in cells.items():
        cell = known.get((name, item, country)) or writing.of_cell(name, item, country)
        try:
            values[name] = cell.read(text)
        except UnreadableValue as fault:
            findings.reject(
                fault.message, row=raw.row, field=cell.place, value=str(text), remedy=fault.remedy
            )
    return values


def _several(read: Callable[[str], Any], text: str) -> tuple[Any, ...]:
    return tuple(read(part.strip()) for part in text.split(SEPARATOR) if part.strip())


def _read_number(text: str, *, delimiter: str) -> Any:
    """A number; a decimal comma only where semicolons part the cells."""
    if text.count(",") == 1 and "." not in text:
        if delimiter == ";":
            return read_decimal(text.replace(",", "."))
        raise UnreadableValue(
            _("A comma in a number can be a decimal or a thousands sign."),
            _("Write a decimal point; a decimal comma is read where semicolons part the cells."),
        )
    return read_decimal(text)


def _merge(draft: Draft, values: Values, raw: RawItem, findings: Findings) -> None:
    """Values of the whole declaration: blank cells say nothing, different ones contradict."""
    for name, value in values.items():
        column = BY_NAME[name]
        if column.level is not ColumnLevel.DECLARATION:
            continue
        if name in ADDED_UP:
            draft.common.setdefault(name, {}).update(dict.fromkeys(value))
        elif draft.common.setdefault(name, value) != value:
            findings.reject(
                _("The value differs from that of row {row} of the same declaration.").format(
                    row=draft.row
                ),
                row=raw.row,
                field=name,
                value=raw.cells[name],
                remedy=_("Give one value for the whole declaration."),
            )


ADDED_UP = ("container", "declaration_docs")
"""Lists that a declaration may spread over its rows."""


def _add_item(draft: Draft, values: Values, raw: RawItem, findings: Findings) -> None:
    no = values.get("item_no") or len(draft.items) + 1
    if raw.item and "item_no" in raw.cells:
        # One number for several goods items of a row counts the rows.
        no = len(draft.items) + 1
    if no in draft.items:
        findings.reject(
            _("Two rows of the declaration have the same item number."),
            row=raw.row,
            field="item_no",
            value=str(no),
            remedy=_("Number the items of a declaration 1, 2, 3 …"),
        )
    # A code that could not be read was there: that it is rejected is said once.
    if not (raw.cells.get("cn8") or raw.cells.get("description")):
        findings.reject(
            _("The row has neither a commodity code nor a description."),
            row=raw.row,
            field="cn8 | description",
            remedy=_("Fill in at least one of them."),
        )
    draft.items[no] = csv_item(no, values, _value(values, raw, findings))
    draft.documents += [csv_document(text, no) for text in values.get("docs", ())]


def _refuse_nameless(draft: Draft, findings: Findings) -> None:
    if draft.faulty or any(draft.common.get(name) for name in REQUIRED[0]):
        return
    draft.faulty = True
    findings.reject(
        _("The declaration has neither an MRN nor a reference of its own."),
        row=draft.row,
        field="mrn | lrn",
        remedy=_("Fill in mrn or lrn in one row of the declaration."),
    )
    draft.fault = findings.rejected[-1].message


def _check_mrn(draft: Draft, findings: Findings) -> None:
    """A wrong check digit is mended in each row, or taken as it stands by who says why in one."""
    checked = check("MRN", draft.identity.get("mrn", ""))
    if checked.valid or not checked.well_formed:
        return
    if any(one.column == "mrn" and one.reason for one in draft.mends):
        return
    for row in draft.numbered:
        _refuse_digit(draft, findings, checked, Mend(row, "mrn", draft.identity["mrn"]))


def _check_containers(draft: Draft, findings: Findings) -> None:
    """The same of each container; a number that a person took as it stands may stand again.

    What has not the form of a container number has no digit to check, and is warned of.
    """
    stated = {one.row for one in draft.mends if one.column == "container" and one.reason}
    stand = {one.normalised for row in stated for one in _containers(draft.boxed.get(row, ""))}
    for row, cell in draft.boxed.items():
        wrong = (one for one in _containers(cell) if one.well_formed and not one.valid)
        found = next((one for one in wrong if one.normalised not in stand), None)
        if found is not None:
            _refuse_digit(draft, findings, found, Mend(row, "container", cell))


def _containers(cell: str) -> Iterator[CheckedIdentifier]:
    """The numbers of a cell, without their seals."""
    for part in cell.split(SEPARATOR):
        if number := part.partition(":")[0].strip():
            yield check("CONTAINER", number)


def _refuse_digit(
    draft: Draft, findings: Findings, checked: CheckedIdentifier, stands: Mend
) -> None:
    """A row to mend; `stands` is what stands there."""
    draft.faulty = True
    draft.fault = draft.fault or checked.problem
    findings.reject(
        checked.problem,
        row=stands.row,
        field=stands.column,
        value=stands.value,
        remedy=_(
            "Read it anew in the papers and mend it, or take it as it stands and say why "
            "(--as-stated {row}:{field}=REASON)."
        ).format(row=stands.row, field=stands.column),
        declaration=draft.identity.get("mrn") or draft.identity.get("lrn"),
        may_stand=True,
    )


def _value(values: Values, raw: RawItem, findings: Findings) -> Money | None:
    euro, amount, currency = (values.get(name) for name in ("value_eur", "value", "currency"))
    if euro is not None and amount is not None:
        findings.reject(
            _("The row has a value and a value_eur."),
            row=raw.row,
            field=raw.place("value"),
            value=str(amount),
            remedy=_("Keep one of them."),
        )
    if euro is not None:
        return Money(euro, "EUR")
    if amount is None:
        return None
    if currency is None:
        findings.reject(
            _("The value has no currency."),
            row=raw.row,
            field=raw.place("currency"),
            value=str(amount),
            remedy=_("Fill in the column currency, or use value_eur."),
        )
        return None
    return Money(amount, currency)
