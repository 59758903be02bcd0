"""Declarations from CSV with named columns: one row a goods item."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from landwaiter.domain.intake.declaration import Money
from landwaiter.errors import Invalid
from landwaiter.formats.base.csv_table import CsvTable, cells_by_name, decode, read_table
from landwaiter.formats.base.declaration_file import DeclarationFile, Findings, ReadDeclaration
from landwaiter.formats.base.values import UnreadableValue, has_offset, read_decimal, read_moment
from landwaiter.formats.intake.csv_columns import (
    BY_NAME,
    REQUIRED,
    SEPARATOR,
    ColumnLevel,
    CsvColumn,
)
from landwaiter.formats.intake.csv_draft import (
    FORMAT,
    Draft,
    Values,
    csv_declaration,
    csv_document,
    csv_item,
)
from landwaiter.formats.intake.csv_header import best_delimiter, known_columns, mapped_columns
from landwaiter.formats.intake.member_state import zone_of, zone_or_utc
from landwaiter.i18n import _, plural

DraftKey = tuple[str, ...]


def read_csv(data: bytes, *, file: str, mapping: Mapping[str, str]) -> DeclarationFile:
    """Every declaration of the file; one with a faulty row is rejected whole.

    Raises Invalid when the file is not CSV in UTF-8, or a column that is needed is missing.
    """
    text = decode(data, file=file)
    named = mapped_columns(mapping, file)
    table = read_table(text, file=file, delimiter=best_delimiter(text, named, file))
    columns = known_columns(table, named)
    findings = Findings(file)
    unknown = [name for name in table.header if name and name not in columns]
    if unknown:
        findings.warn(
            _("These columns are not known and were left out: {columns}.").format(
                columns=", ".join(unknown)
            )
        )
    rows = Rows(table, columns, findings)
    for number, cells in table.rows():
        rows.take(number, cells)
    drafts = rows.drafts
    for draft in drafts:
        _refuse_nameless(draft, findings)
    declarations = tuple(
        ReadDeclaration(csv_declaration(draft), draft.row, tuple(draft.warnings))
        for draft in drafts
        if not draft.faulty
    )
    if not drafts and not findings.rejected:
        raise Invalid(
            _("The file has a header and no rows."),
            file=file,
            row=1,
            remedy=_("Export it again with its declarations."),
        )
    return DeclarationFile(
        FORMAT, declarations, (), tuple(findings.rejected), tuple(findings.warnings)
    )


@dataclass(slots=True)
class Rows:
    """Gathers the rows of one file into drafts of declarations."""

    table: CsvTable
    columns: Mapping[str, CsvColumn]
    findings: Findings
    drafts: list[Draft] = field(default_factory=list)
    by_key: dict[DraftKey, Draft] = field(default_factory=dict)

    def take(self, number: int, cells: list[str]) -> None:
        """Add one row to its declaration; a fault in it marks the whole declaration."""
        before = len(self.findings.rejected)
        raw = self._raw(number, cells)
        draft = self._draft(raw, number)
        if draft is None:
            self.findings.reject(
                _("The row says of no declaration which it belongs to."),
                row=number,
                field="mrn | lrn",
                remedy=_("Repeat the MRN, or the LRN, in every row of a declaration."),
            )
            return
        if len(self.findings.rejected) == before:
            values = _values(raw, number, self.table.delimiter, draft, self.findings)
            _merge(draft, values, raw, number, self.findings)
            _add_item(draft, values, number, self.findings)
        draft.faulty |= len(self.findings.rejected) > before

    def _draft(self, raw: Mapping[str, str], number: int) -> Draft | None:
        """The declaration the row belongs to, a new one if need be; None when it names none."""
        keys = _keys(raw)
        if not keys:
            return None
        draft = next((known for key in keys if (known := self._known(key, raw))), None)
        if draft is None:
            draft = Draft(number)
            self.drafts.append(draft)
        draft.learn(raw)
        self.by_key.update(dict.fromkeys(keys, draft))
        return draft

    def _known(self, key: DraftKey, raw: Mapping[str, str]) -> Draft | None:
        draft = self.by_key.get(key)
        return draft if draft and (key[0] != "reference" or draft.goes_with(raw)) else None

    def _raw(self, number: int, cells: list[str]) -> dict[str, str]:
        """Cells that are not blank, by our column."""
        header = self.table.header
        by_name = cells_by_name(header, cells)
        if by_name is None:
            self.findings.reject(
                plural(
                    len(cells),
                    "The row has {n} cell, the header {wanted}.",
                    "The row has {n} cells, the header {wanted}.",
                    wanted=len(header),
                ),
                row=number,
                remedy=_("Check the quotation marks and delimiters of this row."),
            )
            by_name = dict(zip(header, cells, strict=False))
        return {
            self.columns[name].name: text
            for name, text in by_name.items()
            if text and name in self.columns
        }


def _keys(raw: Mapping[str, str]) -> tuple[DraftKey, ...]:
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
    raw: Mapping[str, str], number: int, delimiter: str, draft: Draft, findings: Findings
) -> dict[str, Any]:
    """The row's values by column; a cell that cannot be read is rejected and left out."""
    office = raw.get("office_export") or draft.common.get("office_export")
    country = (office or raw.get("mrn", "")[2:4])[:2].upper()
    if "accepted" in raw and not has_offset(raw["accepted"]) and zone_of(country) is None:
        draft.warnings.append(_("The acceptance states no time zone; it is taken as UTC."))
    values: dict[str, Any] = {}
    for name, text in raw.items():
        column = BY_NAME[name]
        read = column.read
        if read is read_moment:
            read = partial(read_moment, zone=zone_or_utc(country))
        elif read is read_decimal:
            read = partial(_read_number, delimiter=delimiter)
        try:
            values[name] = _cell(column, text, read)
        except UnreadableValue as fault:
            findings.reject(fault.message, row=number, field=name, value=text, remedy=fault.remedy)
    return values


def _cell(column: CsvColumn, text: str, read: Any) -> Any:
    if not column.several:
        return read(text)
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


def _merge(
    draft: Draft, values: Values, raw: Mapping[str, str], number: int, findings: Findings
) -> None:
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
                row=number,
                field=name,
                value=raw[name],
                remedy=_("Give one value for the whole declaration."),
            )


ADDED_UP = ("container", "declaration_docs")
"""Lists that a declaration may spread over its rows."""


def _add_item(draft: Draft, values: Values, number: int, findings: Findings) -> None:
    no = values.get("item_no") or len(draft.items) + 1
    if no in draft.items:
        findings.reject(
            _("Two rows of the declaration have the same item number."),
            row=number,
            field="item_no",
            value=str(no),
            remedy=_("Number the items of a declaration 1, 2, 3 …"),
        )
    if not (values.get("cn8") or values.get("description")):
        findings.reject(
            _("The row has neither a commodity code nor a description."),
            row=number,
            field="cn8 | description",
            remedy=_("Fill in at least one of them."),
        )
    draft.items[no] = csv_item(no, values, _value(values, number, findings))
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


def _value(values: Values, number: int, findings: Findings) -> Money | None:
    euro, amount, currency = (values.get(name) for name in ("value_eur", "value", "currency"))
    if euro is not None and amount is not None:
        findings.reject(
            _("The row has a value and a value_eur."),
            row=number,
            field="value",
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
            row=number,
            field="currency",
            value=str(amount),
            remedy=_("Fill in the column currency, or use value_eur."),
        )
        return None
    return Money(amount, currency)
