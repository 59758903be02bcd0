"""What the rows of one declaration in CSV come to: items, parties, documents, transport."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from landwaiter.domain.intake.declaration import (
    Address,
    Container,
    Declaration,
    DeclaredParty,
    Document,
    Item,
    Money,
    Packages,
    TransportMeans,
)
from landwaiter.formats.intake.csv_columns import PARTY_ROLES
from landwaiter.formats.intake.document_codes import kind_of
from landwaiter.formats.intake.transport_means import ship_name

FORMAT = "csv"

IDENTITY = ("mrn", "declarant_eori", "exporter_eori")

Values = Mapping[str, Any]
"""Column → value as its column reads it."""


@dataclass(slots=True, eq=False)
class Draft:
    """The rows of one declaration as they come together."""

    row: int
    common: dict[str, Any] = field(default_factory=dict)
    items: dict[int, Item] = field(default_factory=dict)
    """By item number."""
    documents: list[Document] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    faulty: bool = False
    identity: dict[str, str] = field(default_factory=dict)
    """MRN, declarant and exporter as far as its rows state them."""

    def goes_with(self, raw: Mapping[str, str]) -> bool:
        """Whether a row with the same reference may belong here: nothing stated differs."""
        return all(raw.get(name, value) == value for name, value in self.identity.items())

    def learn(self, raw: Mapping[str, str]) -> None:
        for name in IDENTITY:
            if name in raw:
                self.identity.setdefault(name, raw[name])


def csv_item(no: int, values: Values, value: Money | None) -> Item:
    packages = Packages(
        values.get("package_kind"), values.get("package_number"), values.get("package_marks")
    )
    return Item(
        no=no,
        cn=values.get("cn8"),
        description=values.get("description"),
        net_mass_kg=values.get("net_mass_kg"),
        gross_mass_kg=values.get("gross_mass_kg"),
        supplementary_units=values.get("supplementary_units"),
        statistical_value=value,
        additional_codes=values.get("additional_codes", ()),
        cus_code=values.get("cus_code"),
        un_numbers=values.get("un_numbers", ()),
        origin=values.get("origin"),
        destination=values.get("item_destination"),
        procedure=values.get("procedure"),
        additional_procedures=values.get("additional_procedures", ()),
        packages=(packages,) if packages != Packages() else (),
        licence_ref=values.get("licence_ref"),
    )


def csv_document(text: str, item_no: int | None) -> Document:
    code, _colon, reference = (part.strip() for part in text.partition(":"))
    return Document(kind_of(code.upper()), code.upper(), reference or None, item_no=item_no)


def csv_declaration(draft: Draft) -> Declaration:
    common = draft.common
    amount, currency = common.get("invoice_total"), common.get("invoice_currency")
    return Declaration(
        format=FORMAT,
        mrn=common.get("mrn"),
        lrn=common.get("lrn"),
        functional_reference=common.get("functional_reference"),
        type=common.get("type"),
        additional_type=common.get("additional_type"),
        accepted=common.get("accepted"),
        office_export=common.get("office_export"),
        office_presentation=common.get("office_presentation"),
        office_exit=common.get("office_exit"),
        country_export=common.get("country_export"),
        country_destination=common.get("country_destination"),
        country_routing=common.get("country_routing", ()),
        delivery_terms=common.get("delivery_terms"),
        delivery_place=common.get("delivery_place"),
        goods_location=common.get("goods_location"),
        gross_mass_kg=common.get("total_gross_mass_kg"),
        total_packages=common.get("total_packages"),
        invoice_total=Money(amount, currency) if amount is not None and currency else None,
        nature_of_transaction=common.get("nature_of_transaction"),
        ucr=common.get("ucr"),
        parties=_parties(common),
        items=tuple(draft.items.values()),
        documents=(
            *(csv_document(text, None) for text in common.get("declaration_docs", ())),
            *draft.documents,
        ),
        containers=tuple(_container(text) for text in common.get("container", ())),
        transport=_transport(common),
    )


def _parties(common: Values) -> tuple[DeclaredParty, ...]:
    found = (
        DeclaredParty(
            role,
            name=common.get(f"{role}_name"),
            identifier=common.get(f"{role}_eori"),
            address=Address(
                street=common.get(f"{role}_address"),
                postcode=common.get(f"{role}_postcode"),
                city=common.get(f"{role}_city"),
                country=common.get(f"{role}_country"),
            ),
        )
        for role in PARTY_ROLES
    )
    return tuple(party for party in found if party != DeclaredParty(party.role))


def _container(text: str) -> Container:
    identifier, _colon, seals = text.partition(":")
    return Container(
        identifier.strip(), tuple(seal.strip() for seal in seals.split("+") if seal.strip())
    )


def _transport(common: Values) -> tuple[TransportMeans, ...]:
    id_type, identifier = common.get("transport_id_type"), common.get("transport_id")
    means = TransportMeans(
        "border",
        mode=common.get("transport_mode"),
        id_type=id_type,
        identifier=identifier,
        nationality=common.get("transport_nationality"),
        name=common.get("transport_name") or ship_name(id_type, identifier),
    )
    return (means,) if means != TransportMeans("border") else ()
