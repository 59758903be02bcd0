"""The repeated groups of AES messages: parties, documents, containers, means of transport."""

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
    (("Representative",), Role.REPRESENTATIVE),
    (("GoodsShipment", "AdditionalSupplyChainActor"), Role.SUPPLY_CHAIN_ACTOR),
    (("GoodsShipment", "Consignor"), Role.CONSIGNOR),
    (("GoodsShipment", "Consignee"), Role.CONSIGNEE),
    (("GoodsShipment", "Consignment", "Carrier"), Role.CARRIER),
    (("GoodsShipment", "Consignment", "Consignor"), Role.CONSIGNOR),
    (("GoodsShipment", "Consignment", "Consignee"), Role.CONSIGNEE),
    (
        ("GoodsShipment", "Consignment", "AdditionalSupplyChainActor"),
        Role.SUPPLY_CHAIN_ACTOR,
    ),
)
ITEM_PARTIES: Places = (
    (("Consignor",), Role.CONSIGNOR),
    (("Consignee",), Role.CONSIGNEE),
    (("AdditionalSupplyChainActor",), Role.SUPPLY_CHAIN_ACTOR),
)
DOCUMENT_GROUPS = (
    ("Authorisation", DocumentKind.AUTHORISATION),
    ("PreviousDocument", DocumentKind.PREVIOUS),
    ("SupportingDocument", DocumentKind.SUPPORTING),
    ("TransportDocument", DocumentKind.TRANSPORT),
    ("AdditionalReference", DocumentKind.ADDITIONAL_REFERENCE),
    ("AdditionalInformation", DocumentKind.ADDITIONAL_INFORMATION),
)


def indicator(text: str | None) -> bool | None:
    return {"1": True, "true": True, "0": False, "false": False}.get(text or "")


def routing(consignment: XmlNode) -> tuple[str, ...]:
    return routing_at(consignment, "CountryOfRoutingOfConsignment", "country")


def repeated(node: XmlNode, group: str, leaf: str) -> tuple[str, ...]:
    """Values of a repeated group, whether the leaf stands inside a group or alone."""
    values = (
        child.text() or child.text(leaf) or child.text(group)
        for name in dict.fromkeys((group, leaf))
        for child in node.all(name)
    )
    return tuple(value for value in values if value)


def parties(node: XmlNode, table: Places, item_no: int | None = None) -> tuple[DeclaredParty, ...]:
    return parties_at(node, table, _party, item_no)


def _party(node: XmlNode, role: Role, item_no: int | None) -> DeclaredParty:
    address = node.one("Address") or node.one("PostcodeAddress")
    street = (
        address.text("streetAndNumber"),
        address.text("street"),
        address.text("houseNumber"),
    )
    contact = node.one("ContactPerson")
    return DeclaredParty(
        role=role,
        name=node.text("name"),
        identifier=node.text("identificationNumber"),
        address=Address(
            street=" ".join(part for part in street if part) or None,
            postcode=address.text("postcode"),
            city=address.text("city"),
            country=address.value(read_country, "country"),
        ),
        item_no=item_no,
        qualifier=node.text("role") or node.text("status"),
        contact=", ".join(
            text for name in ("name", "phoneNumber", "eMailAddress") if (text := contact.text(name))
        )
        or None,
    )


def authorisation_holders(message: XmlNode) -> tuple[DeclaredParty, ...]:
    return tuple(
        DeclaredParty(Role.AUTHORISATION_HOLDER, identifier=holder, qualifier=node.text("type"))
        for node in message.all("Authorisation")
        if (holder := node.text("holderOfAuthorisation"))
    )


def documents(node: XmlNode, item_no: int | None = None) -> tuple[Document, ...]:
    return tuple(
        Document(
            kind=kind,
            code=document.text("type") or document.text("code") or "",
            reference=document.text("referenceNumber"),
            text=document.text("text") or document.text("complementOfInformation"),
            issuer=document.text("issuingAuthorityName"),
            valid_to=document.value(read_date, "validityDate"),
            quantity=document.value(read_decimal, "quantity"),
            item_no=item_no,
        )
        for group, kind in DOCUMENT_GROUPS
        for document in node.all(group)
    )


def containers(consignment: XmlNode) -> tuple[Container, ...]:
    return containers_at(consignment, number="containerIdentificationNumber", seal="identifier")


def transport(consignment: XmlNode) -> tuple[TransportMeans, ...]:
    stages = (
        ("ActiveBorderTransportMeans", "border", "modeOfTransportAtTheBorder"),
        ("DepartureTransportMeans", "departure", "inlandModeOfTransport"),
    )
    found: list[TransportMeans] = []
    for group, stage, mode_name in stages:
        mode = consignment.text(mode_name)
        means = [_means(node, stage, mode) for node in consignment.all(group)]
        found += means or ([TransportMeans(stage, mode=mode)] if mode else [])
    return tuple(found)


def _means(node: XmlNode, stage: str, mode: str | None) -> TransportMeans:
    id_type, identifier = node.text("typeOfIdentification"), node.text("identificationNumber")
    return TransportMeans(
        stage,
        mode=mode,
        id_type=id_type,
        identifier=identifier,
        nationality=node.value(read_country, "nationality"),
        name=node.text("name") or ship_name(id_type, identifier),
    )
