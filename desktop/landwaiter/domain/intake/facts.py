"""What a declaration states as a whole, in the order in which people read it."""

from collections.abc import Callable
from typing import Any

from landwaiter.domain.base.facts import (
    SHOWN,
    Audience,
    Content,
    DeclaredColumn,
    Fact,
    FactOrigin,
    ValueKind,
)
from landwaiter.domain.intake.declaration import Declaration, Role, TransportMeans

_KEY = SHOWN | Audience.KEY
_BESIDE_ROUTE = Audience.TERMINAL | Audience.KEY
"""On screen the card of the route shows it."""


def _exporter(one: Declaration) -> str | None:
    found = one.parties_in(Role.EXPORTER)
    return found[0].identifier if found else None


def _routing(one: Declaration) -> tuple[str, ...]:
    return one.country_routing


def _containers(one: Declaration) -> tuple[str, ...]:
    return tuple(container.identifier for container in one.containers)


def _means(one: Declaration) -> tuple[TransportMeans, ...]:
    return one.transport


def _computed(
    name: str, title: str, content: Content, value: Callable[[Declaration], Any], **more: Any
) -> Fact[Declaration]:
    return Fact(name, title, content, origin=FactOrigin.COMPUTED, value=value, **more)


DECLARATION: tuple[Fact[Declaration], ...] = (
    Fact("format", "Format of the file", Content.OPEN, ValueKind.CODE, seen=Audience.NOWHERE),
    Fact(
        "mrn",
        "MRN",
        Content.OPEN,
        ValueKind.CODE,
        seen=_KEY,
        csv=DeclaredColumn("movement reference number"),
        aes=("ExportOperation/MRN", "MRN"),
        wco=("ID",),
    ),
    Fact(
        "lrn",
        "Local reference",
        Content.OPEN,
        ValueKind.CODE,
        seen=Audience.NOWHERE,
        csv=DeclaredColumn("local reference number", ("local_reference",)),
        aes=("ExportOperation/LRN", "LRN"),
    ),
    Fact(
        "functional_reference",
        "Functional reference",
        Content.OPEN,
        ValueKind.CODE,
        seen=Audience.NOWHERE,
        csv=DeclaredColumn("reference of a WCO declaration"),
        wco=("FunctionalReferenceID",),
    ),
    _computed(
        "local_reference",
        "Own reference",
        Content.OPEN,
        lambda d: d.local_reference,
        kind=ValueKind.CODE,
        seen=_KEY,
    ),
    Fact(
        "type",
        "Type",
        Content.OPEN,
        ValueKind.CODE,
        csv=DeclaredColumn("declaration type, such as EX", ("declaration_type",)),
        aes=("ExportOperation/declarationType",),
    ),
    Fact(
        "additional_type",
        "Additional type",
        Content.OPEN,
        ValueKind.CODE,
        csv=DeclaredColumn("additional declaration type, such as A"),
        aes=("ExportOperation/additionalDeclarationType",),
    ),
    Fact(
        "accepted",
        "Accepted",
        Content.OPEN,
        ValueKind.INSTANT,
        seen=_KEY,
        csv=DeclaredColumn(
            "acceptance, date or date with time", ("acceptance", "acceptance_date", "accepted_at")
        ),
        aes=(
            "ExportOperation/declarationAcceptanceDateAndTime",
            "ExportOperation/declarationAcceptanceDate",
            "ExportOperation/acceptanceDateAndTime",
            "ExportOperation/acceptanceDate",
            "declarationAcceptanceDateAndTime",
            "declarationAcceptanceDate",
            "acceptanceDateAndTime",
            "acceptanceDate",
        ),
        wco=("AcceptanceDateTime/DateTimeString",),
    ),
    Fact(
        "issued",
        "Issued",
        Content.OPEN,
        ValueKind.INSTANT,
        aes=("preparationDateAndTime",),
        wco=("IssueDateTime/DateTimeString",),
    ),
    _computed(
        "exporter_eori",
        "Exporter EORI",
        Content.PERSONAL,
        _exporter,
        kind=ValueKind.CODE,
        seen=Audience.TERMINAL | Audience.KEY,
    ),
    Fact(
        "office_export",
        "Office of export",
        Content.OPEN,
        ValueKind.CODE,
        seen=_KEY,
        csv=DeclaredColumn("customs office of export", ("export_office",)),
        aes=("CustomsOfficeOfExport/referenceNumber",),
        wco=("DeclarationOffice/ID",),
    ),
    Fact(
        "office_presentation",
        "Office of presentation",
        Content.OPEN,
        ValueKind.CODE,
        csv=DeclaredColumn("customs office of presentation"),
        aes=("CustomsOfficeOfPresentation/referenceNumber",),
        wco=("PresentationOffice/ID",),
    ),
    Fact(
        "office_exit",
        "Office of exit",
        Content.OPEN,
        ValueKind.CODE,
        seen=_KEY,
        csv=DeclaredColumn("customs office of exit", ("exit_office",)),
        aes=("CustomsOfficeOfExitDeclared/referenceNumber",),
        wco=("ExitOffice/ID",),
    ),
    Fact(
        "supervising_office",
        "Supervising office",
        Content.OPEN,
        ValueKind.CODE,
        aes=("SupervisingCustomsOffice/referenceNumber",),
        wco=("SupervisingOffice/ID",),
    ),
    Fact(
        "country_export",
        "Country of export",
        Content.OPEN,
        ValueKind.COUNTRY,
        seen=Audience.TERMINAL,
        csv=DeclaredColumn("country of export"),
        aes=("GoodsShipment/countryOfExport",),
        wco=("GoodsShipment/ExportCountry/ID",),
    ),
    _computed(
        "route",
        "Route",
        Content.OPEN,
        _routing,
        kind=ValueKind.CODE,
        several=True,
        between=" → ",
        seen=_BESIDE_ROUTE,
    ),
    _computed(
        "way",
        "Route",
        Content.OPEN,
        _routing,
        kind=ValueKind.COUNTRY,
        several=True,
        between=" → ",
        seen=Audience.NOWHERE,
    ),
    Fact(
        "country_destination",
        "Country of destination",
        Content.OPEN,
        ValueKind.COUNTRY,
        brief="Destination",
        seen=_BESIDE_ROUTE,
        csv=DeclaredColumn("country of destination", ("destination", "destination_country")),
        aes=("GoodsShipment/countryOfDestination",),
        wco=("GoodsShipment/Destination/CountryCode",),
    ),
    Fact(
        "country_routing",
        "Countries of routing",
        Content.OPEN,
        ValueKind.COUNTRY,
        several=True,
        seen=Audience.NOWHERE,
        csv=DeclaredColumn("countries of routing in order", ("routing", "routing_countries")),
    ),
    _computed(
        "container",
        "Container",
        Content.OPEN,
        _containers,
        kind=ValueKind.CODE,
        several=True,
        seen=_BESIDE_ROUTE,
    ),
    _computed(
        "means",
        "Means of transport",
        Content.OPEN,
        _means,
        kind=ValueKind.MEANS,
        seen=_BESIDE_ROUTE,
    ),
    Fact(
        "delivery_terms",
        "Terms of delivery",
        Content.BUSINESS,
        ValueKind.CODE,
        csv=DeclaredColumn("Incoterms code", ("incoterm", "incoterms")),
        aes=("GoodsShipment/DeliveryTerms/incotermCode",),
        wco=("GoodsShipment/TradeTerms/ConditionCode",),
    ),
    Fact(
        "delivery_place",
        "Place of delivery",
        Content.OPEN,
        brief="Delivery place",
        seen=_KEY,
        csv=DeclaredColumn("place of delivery"),
        aes=("GoodsShipment/DeliveryTerms/location", "GoodsShipment/DeliveryTerms/UNLocode"),
        wco=("GoodsShipment/TradeTerms/LocationName", "GoodsShipment/TradeTerms/LocationID"),
    ),
    Fact(
        "delivery_locode",
        "Place of delivery, UN/LOCODE",
        Content.OPEN,
        ValueKind.CODE,
        aes=("GoodsShipment/DeliveryTerms/UNLocode",),
        wco=("GoodsShipment/TradeTerms/LocationID",),
    ),
    Fact(
        "goods_location",
        "Location of the goods",
        Content.OPEN,
        brief="Goods location",
        seen=_KEY,
        csv=DeclaredColumn("location of the goods"),
    ),
    Fact(
        "gross_mass_kg",
        "Gross mass in kg",
        Content.OPEN,
        ValueKind.MASS,
        brief="Gross mass",
        csv=DeclaredColumn("gross mass of the declaration", name="total_gross_mass_kg"),
        aes=("GoodsShipment/Consignment/grossMass",),
        wco=("TotalGrossMassMeasure",),
    ),
    Fact(
        "total_packages",
        "Packages",
        Content.OPEN,
        ValueKind.COUNT,
        csv=DeclaredColumn("number of packages of the declaration"),
        wco=("TotalPackageQuantity",),
    ),
    Fact(
        "declared_item_count",
        "Items declared",
        Content.OPEN,
        ValueKind.COUNT,
        wco=("GoodsItemQuantity",),
    ),
    Fact(
        "invoice_total",
        "Invoiced in all",
        Content.BUSINESS,
        ValueKind.MONEY,
        csv=DeclaredColumn("amount invoiced; needs invoice_currency", currency="invoice_currency"),
        wco=("InvoiceAmount",),
    ),
    Fact(
        "exchange_rate",
        "Exchange rate",
        Content.OPEN,
        ValueKind.NUMBER,
        aes=("CurrencyExchange/exchangeRate",),
    ),
    Fact(
        "nature_of_transaction",
        "Nature of the transaction",
        Content.OPEN,
        ValueKind.CODE,
        csv=DeclaredColumn("code of the nature of transaction"),
        aes=("GoodsShipment/natureOfTransaction",),
    ),
    Fact("container_indicator", "In containers at the border", Content.OPEN, ValueKind.YES_NO),
    Fact(
        "ucr",
        "UCR",
        Content.OPEN,
        ValueKind.CODE,
        csv=DeclaredColumn("unique consignment reference"),
        aes=(
            "GoodsShipment/Consignment/referenceNumberUCR",
            "GoodsShipment/referenceNumberUCR",
        ),
        wco=("GoodsShipment/UCR/TraderAssignedReferenceID",),
    ),
    Fact(
        "freight_payment",
        "Payment of the freight",
        Content.BUSINESS,
        ValueKind.CODE,
        aes=("GoodsShipment/Consignment/TransportCharges/methodOfPayment",),
        wco=(
            "Consignment/Freight/PaymentMethodCode",
            "GoodsShipment/Consignment/Freight/PaymentMethodCode",
        ),
    ),
    Fact("warehouse", "Warehouse", Content.OPEN),
    Fact("office_departure", "Office of departure", Content.OPEN, ValueKind.CODE, seen=_KEY),
    Fact("office_destination", "Office of destination", Content.OPEN, ValueKind.CODE, seen=_KEY),
    Fact(
        "offices_transit",
        "Offices of transit",
        Content.OPEN,
        ValueKind.CODE,
        several=True,
        between=" → ",
    ),
)
