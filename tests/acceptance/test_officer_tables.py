"""Tables of declarations by a customs officer who has not read the code: what each column is."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
import pytest

from landwaiter.domain.intake.table_mapping import NO_HEAD
from landwaiter.domain.intake.table_proposal import TableProposal
from landwaiter.services.intake.table_mappings import propose_mapping

TABLE: Final = Path(__file__).with_name("officer_tables.toml")
OURS: Final = {
    "": "",
    "accepted": "accepted",
    "buyer": "buyer_name",
    "carrier": "carrier_name",
    "cn_code": "cn8",
    "consignee": "consignee_name",
    "consignee_address": "consignee_address",
    "consignee_country": "consignee_country",
    "consignor": "consignor_name",
    "country_of_export": "country_export",
    "currency": "currency",
    "declarant": "declarant_name",
    "description": "description",
    "destination": "country_destination",
    "exporter": "exporter_name",
    "exporter_country": "exporter_country",
    "exporter_eori": "exporter_eori",
    "gross_mass": "gross_mass_kg",
    "invoice_amount": "invoice_amount",
    "item": "item_no",
    "lrn": "lrn",
    "mrn": "mrn",
    "net_mass": "net_mass_kg",
    "office_of_exit": "office_exit",
    "office_of_export": "office_export",
    "origin": "origin",
    "procedure": "procedure",
    "quantity": "supplementary_units",
    "representative": "representative_name",
    "unit": "no column of ours",
    "value": "value",
    "value_in_euro": "value_eur",
}
"""What an officer calls a column → ours."""


@dataclass(frozen=True)
class Table:
    name: str
    text: str
    fields: tuple[str, ...]
    asks: tuple[str, ...] = ()
    kept: bool = False


TABLES: Final = msgspec.convert(
    tomllib.loads(TABLE.read_text(encoding="utf-8"))["table"], tuple[Table, ...]
)


def expected(field: str) -> set[str]:
    """Our columns that will do."""
    names = {OURS[name] for name in field.removesuffix("?").split("|")}
    return names | {""} if field.endswith("?") else names


def proposed_for(table: Table, folder: Path) -> TableProposal:
    path = folder / "table.csv"
    path.write_text(table.text, encoding="utf-8")
    return propose_mapping(path)


def columns_of(table: Table, found: TableProposal) -> list[str]:
    """What each column of the file was proposed as, in their order; "" for one left out."""
    delimiter = found.mapping.delimiter
    if found.mapping.header_row == NO_HEAD:
        return [one.column for one in found.columns]
    by_heading = {one.heading: one.column for one in found.columns}
    head = table.text.splitlines()[found.mapping.header_row - 1].split(delimiter)
    named: list[str] = []
    for at, heading in enumerate(head):
        times = head[: at + 1].count(heading)
        named.append(by_heading.get(heading if times == 1 else f"{heading} ({times})", ""))
    return named


@pytest.mark.parametrize("table", TABLES, ids=lambda one: one.name)
def test_each_column_is_proposed_as_what_an_officer_takes_it_for(
    table: Table, tmp_path: Path
) -> None:
    found = proposed_for(table, tmp_path)
    seen = columns_of(table, found)
    assert len(seen) == len(table.fields)
    wrong = [
        f"column {at + 1} is {ours or 'left out'}, and should be {field or 'left out'}"
        for at, (ours, field) in enumerate(zip(seen, table.fields, strict=True))
        if ours not in expected(field)
    ]
    assert not wrong
    assert [doubt.option.replace("_", " ") for doubt in found.doubts] == list(table.asks)
