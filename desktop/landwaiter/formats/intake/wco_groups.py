"""The repeated groups of WCO messages: parties, documents, containers, means of transport."""

from datetime import date

from landwaiter.domain.intake.consignment_facts import DOCUMENT, PARTY, TRANSPORT
from landwaiter.domain.intake.declaration import (
    Address,
    Container,
    DeclaredParty,
    Document,
    DocumentKind,
    Role,
    TransportMeans,
)
from landwaiter.formats.base.readers import nested, own, wco_members
from landwaiter.formats.base.values import read_date
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
SCHEMES = (
    ("AdditionalDocument", DocumentKind.SUPPORTING),
    ("PreviousDocument", DocumentKind.PREVIOUS),
    ("TransportContractDocument", DocumentKind.TRANSPORT),
)


def parties(node: XmlNode, table: Places, item_no: int | None = None) -> tuple[DeclaredParty, ...]:
    return parties_at(node, table, _party, item_no)


def _party(node: XmlNode, role: Role, item_no: int | None) -> DeclaredParty:
    stated = wco_members(PARTY, node)
    street = ", ".join(node.one("Address").texts("Line")) or None
    return DeclaredParty(
        role=role,
        **own(stated),
        address=Address(street=street, **nested(stated, "address")),
        item_no=item_no,
        contact=node.text("Contact", "Name"),
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
        **wco_members(DOCUMENT, node),
        valid_to=node.value(_day, "EffectiveDateTime", "DateTimeString"),
        status=node.text("LPCOExemptionCode")
        or (category or None if kind is DocumentKind.PREVIOUS else None),
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
    stated = wco_members(TRANSPORT, node)
    name = stated.pop("name") or ship_name(stated["id_type"], stated["identifier"])
    return TransportMeans(stage, **stated, name=name)


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
