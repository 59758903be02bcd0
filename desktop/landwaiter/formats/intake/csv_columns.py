"""The columns of our CSV of declarations: names, other names, level and kind of value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Any

from landwaiter.domain.intake.declaration import Role
from landwaiter.formats.base.values import (
    read_commodity,
    read_country,
    read_currency,
    read_decimal,
    read_integer,
    read_moment,
)

SEPARATOR = "|"
"""Between several values in one cell."""


class ColumnLevel(Enum):
    """Whether a column speaks of the whole declaration or of the row's goods item."""

    DECLARATION = "declaration"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class CsvColumn:
    name: str
    holds: str
    level: ColumnLevel = ColumnLevel.DECLARATION
    read: Callable[..., Any] = str
    aliases: tuple[str, ...] = ()
    several: bool = False
    """Several values may stand in the cell; rows of one declaration add up."""


def _item(
    name: str,
    holds: str,
    read: Callable[..., Any] = str,
    *aliases: str,
    several: bool = False,
) -> CsvColumn:
    return CsvColumn(name, holds, ColumnLevel.ITEM, read, aliases, several)


PARTY_ROLES = (
    Role.EXPORTER,
    Role.DECLARANT,
    Role.REPRESENTATIVE,
    Role.CONSIGNOR,
    Role.CONSIGNEE,
    Role.CARRIER,
    Role.BUYER,
)

PARTY_COLUMNS = tuple(
    column
    for role in PARTY_ROLES
    for column in (
        CsvColumn(f"{role}_name", f"name of the {role}", aliases=(str(role),)),
        CsvColumn(
            f"{role}_eori",
            f"EORI or other identification number of the {role}",
            aliases=(f"{role}_id", f"{role}_identifier"),
        ),
        CsvColumn(f"{role}_country", f"country of the {role}", read=read_country),
        CsvColumn(
            f"{role}_address", f"street and number of the {role}", aliases=(f"{role}_street",)
        ),
        CsvColumn(f"{role}_postcode", f"postcode of the {role}"),
        CsvColumn(f"{role}_city", f"city of the {role}"),
    )
)

COLUMNS: tuple[CsvColumn, ...] = (
    CsvColumn("declaration", "any text that is the same in all rows of one declaration"),
    CsvColumn("mrn", "movement reference number"),
    CsvColumn("lrn", "local reference number", aliases=("local_reference",)),
    CsvColumn("functional_reference", "reference of a WCO declaration"),
    CsvColumn(
        "accepted",
        "acceptance, date or date with time",
        read=read_moment,
        aliases=("acceptance", "acceptance_date", "accepted_at"),
    ),
    CsvColumn("type", "declaration type, such as EX", aliases=("declaration_type",)),
    CsvColumn("additional_type", "additional declaration type, such as A"),
    CsvColumn("office_export", "customs office of export", aliases=("export_office",)),
    CsvColumn("office_presentation", "customs office of presentation"),
    CsvColumn("office_exit", "customs office of exit", aliases=("exit_office",)),
    CsvColumn("country_export", "country of export", read=read_country),
    CsvColumn(
        "country_destination",
        "country of destination",
        read=read_country,
        aliases=("destination", "destination_country"),
    ),
    CsvColumn(
        "country_routing",
        "countries of routing in order",
        read=read_country,
        aliases=("routing", "routing_countries"),
        several=True,
    ),
    *PARTY_COLUMNS,
    CsvColumn("delivery_terms", "Incoterms code", aliases=("incoterm", "incoterms")),
    CsvColumn("delivery_place", "place of delivery"),
    CsvColumn("goods_location", "location of the goods"),
    CsvColumn("total_gross_mass_kg", "gross mass of the declaration", read=read_decimal),
    CsvColumn("total_packages", "number of packages of the declaration", read=read_integer),
    CsvColumn("invoice_total", "amount invoiced; needs invoice_currency", read=read_decimal),
    CsvColumn("invoice_currency", "currency of invoice_total", read=read_currency),
    CsvColumn("nature_of_transaction", "code of the nature of transaction"),
    CsvColumn("ucr", "unique consignment reference"),
    CsvColumn(
        "container",
        "container numbers; seals may follow: MSCU6639870:SEAL1+SEAL2",
        aliases=("containers", "container_no"),
        several=True,
    ),
    CsvColumn(
        "transport_mode",
        "mode at the border: 1 sea, 2 rail, 3 road, 4 air …",
        aliases=("mode_border", "transport_mode_border"),
    ),
    CsvColumn(
        "transport_id_type",
        "10 IMO, 11 ship name, 20 wagon, 30 road vehicle, 40 flight, 41 aircraft",
    ),
    CsvColumn("transport_id", "identification of the means of transport"),
    CsvColumn("transport_name", "name of the vessel", aliases=("vessel", "vessel_name")),
    CsvColumn("transport_nationality", "flag or country of registration", read=read_country),
    CsvColumn("declaration_docs", "documents of the whole declaration, as in docs", several=True),
    _item("item_no", "number of the goods item", read_integer, "no", "item", "goods_item"),
    _item(
        "cn8",
        "commodity code of 6, 8 or 10 figures",
        read_commodity,
        "cn",
        "cn_code",
        "hs_code",
        "commodity_code",
    ),
    _item("description", "description of the goods", str, "goods", "goods_description"),
    _item("net_mass_kg", "net mass in kilograms", read_decimal, "net_mass", "net_mass_(kg)"),
    _item(
        "gross_mass_kg", "gross mass in kilograms", read_decimal, "gross_mass", "gross_mass_(kg)"
    ),
    _item("supplementary_units", "quantity in supplementary units", read_decimal),
    _item("value_eur", "statistical value in euro", read_decimal),
    _item("value", "statistical value; needs currency", read_decimal, "statistical_value"),
    _item("currency", "currency of value", read_currency),
    _item("origin", "country of origin", read_country, "country_origin"),
    _item(
        "item_destination",
        "country of destination of this item where it differs",
        read_country,
    ),
    _item("procedure", "requested and previous procedure, such as 1000"),
    _item("additional_procedures", "additional procedures", several=True),
    _item("docs", "documents: CODE or CODE:reference", str, "documents", several=True),
    _item("licence_ref", "reference of the export licence", str, "license_ref", "licence"),
    _item("package_kind", "kind of packages, such as BX"),
    _item("package_number", "number of packages", read_integer, "packages"),
    _item("package_marks", "shipping marks"),
    _item("additional_codes", "TARIC or national additional codes", several=True),
    _item("cus_code", "CUS code of a chemical"),
    _item("un_numbers", "UN numbers of dangerous goods", several=True),
)

BY_NAME: Mapping[str, CsvColumn] = MappingProxyType(
    {
        **{alias: column for column in COLUMNS for alias in column.aliases},
        **{column.name: column for column in COLUMNS},
    }
)

REQUIRED: tuple[tuple[str, ...], ...] = (
    ("mrn", "lrn", "functional_reference"),
    ("cn8", "description"),
)
"""Of each group at least one column must be there."""
