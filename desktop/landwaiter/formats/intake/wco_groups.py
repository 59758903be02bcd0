"""The repeated groups of WCO messages: parties, documents, containers, means of transport."""

from datetime import date

from landwaiter.domain.intake.declaration import (
    Address,
    Container,
    DeclaredParty,
    Document,
    DocumentKind,
    Role,
    TransportMeans,
)
from landwaiter.formats.base.values import read_country, read_date, read_decimal
from landwaiter.formats.base.xml_document import XmlNode
from landwaiter.formats.intake.transport_means import ship_name
from landwaiter.formats.intake.xml_groups import Places, containers_at, parties_at, routing_at

DECLARATION_PARTIES: Places = (
    (("Exporter",), Role.EXPORTER),
    (("Declarant",), Role.DECLARANT),
    (("Agent",), Role.REPRESENTATIVE),
    (("Submitter",), Role.SUBMITTER),
    (("AuthorisationHolder",), Role.AUTHORISATION_HOLDER),
    (("Consignment", "Carrier"), Role.CARRIER),
    (("GoodsShipment", "Exporter"), Role.EXPORTER),
    (("GoodsShipment", "Consignor"), Role.CONSIGNOR),
    (("GoodsShipment", "Consignee"), Role.CONSIGNEE),
    (("GoodsShipment", "Buyer"), Role.BUYER),
    (("GoodsShipment", "AEOMutualRecognitionParty"), Role.SUPPLY_CHAIN_ACTOR),
    (("GoodsShipment", "Consignment", "Carrier"), Role.CARRIER),
    (("GoodsShipment", "Consignment", "Consignor"), Role.CONSIGNOR),
    (("GoodsShipment", "Consignment", "Consignee"), Role.CONSIGNEE),
    (("GoodsShipment", "Consignment", "NotifyParty"), Role.NOTIFY),
)
ITEM_PARTIES: Places = (
    (("Consignor",), Role.CONSIGNOR),
    (("Consignee",), Role.CONSIGNEE),
    (("Buyer",), Role.BUYER),
    (("AEOMutualRecognitionParty",), Role.SUPPLY_CHAIN_ACTOR),
)
QUALIFIERS = ("FunctionCode", "CategoryCode", "RoleCode")
SCHEMES = (
    ("AdditionalDocument", DocumentKind.SUPPORTING),
    ("PreviousDocument", DocumentKind.PREVIOUS),
    ("TransportContractDocument", DocumentKind.TRANSPORT),
)


def parties(node: XmlNode, table: Places, item_no: int | None = None) -> tuple[DeclaredParty, ...]:
    return parties_at(node, table, _party, item_no)


def _party(node: XmlNode, role: Role, item_no: int | None) -> DeclaredParty:
    address, contact = node.one("Address"), node.one("Contact")
    return DeclaredParty(
        role=role,
        name=node.text("Name"),
        identifier=node.text("ID"),
        address=Address(
            street=", ".join(address.texts("Line")) or None,
            postcode=address.text("PostcodeID"),
            city=address.text("CityName"),
            country=address.value(read_country, "CountryCode"),
        ),
        item_no=item_no,
        qualifier=next((text for name in QUALIFIERS if (text := node.text(name))), None),
        contact=contact.text("Name"),
    )


def documents(node: XmlNode, item_no: int | None = None) -> tuple[Document, ...]:
    """Documents and statements that stand directly in this element."""
    found = (
        _document(document, kind, item_no)
        for group, kind in SCHEMES
        for document in node.all(group)
    )
    statements = (
        Document(
            kind=DocumentKind.ADDITIONAL_INFORMATION,
            code=statement.text("StatementCode") or "",
            text=statement.text("StatementDescription"),
            status=statement.text("StatementTypeCode"),
            item_no=item_no,
        )
        for statement in node.all("AdditionalInformation")
    )
    return (*found, *statements)


def _document(node: XmlNode, kind: DocumentKind, item_no: int | None) -> Document:
    category, code = node.text("CategoryCode") or "", node.text("TypeCode") or ""
    # A previous document's category says what it is (Y, Z); its type code stands alone.
    joined = code if kind is DocumentKind.PREVIOUS else category + code
    return Document(
        kind=DocumentKind.ADDITIONAL_REFERENCE
        if kind is DocumentKind.SUPPORTING and category == "Y"
        else kind,
        code=joined,
        reference=node.text("ID"),
        text=node.text("Name"),
        issuer=node.text("Submitter", "Name"),
        valid_to=node.value(_day, "EffectiveDateTime", "DateTimeString"),
        status=node.text("LPCOExemptionCode")
        or (category or None if kind is DocumentKind.PREVIOUS else None),
        quantity=node.value(read_decimal, "WriteOff", "QuantityQuantity"),
        item_no=item_no,
    )


def containers(consignment: XmlNode) -> tuple[Container, ...]:
    return containers_at(consignment, number="ID", seal="ID")


def routing(consignment: XmlNode) -> tuple[str, ...]:
    return routing_at(consignment, "Itinerary", "RoutingCountryCode")


def transport(message: XmlNode, consignment: XmlNode) -> tuple[TransportMeans, ...]:
    """Means at the border, then those of departure."""
    return (
        *(_means(node, "border") for node in message.all("BorderTransportMeans")),
        *(_means(node, "border") for node in consignment.all("BorderTransportMeans")),
        *(_means(node, "departure") for node in consignment.all("DepartureTransportMeans")),
    )


def _means(node: XmlNode, stage: str) -> TransportMeans:
    id_type, identifier = node.text("IdentificationTypeCode"), node.text("ID")
    return TransportMeans(
        stage,
        mode=node.text("ModeCode"),
        id_type=id_type,
        identifier=identifier,
        nationality=node.value(read_country, "RegistrationNationalityCode"),
        name=node.text("Name") or ship_name(id_type, identifier),
    )


def goods_location(node: XmlNode) -> str | None:
    """Country, type of location, qualifier and place, joined as CDS prints them."""
    parts = (
        node.text("Address", "CountryCode"),
        node.text("TypeCode"),
        node.text("Address", "TypeCode"),
        node.text("Name"),
        node.text("ID"),
    )
    return "".join(part for part in parts if part) or None


def _day(text: str) -> date:
    return read_date(text[:8])
