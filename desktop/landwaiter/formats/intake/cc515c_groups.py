"""The repeated groups of AES messages: parties, documents, containers, means of transport."""

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
from landwaiter.formats.base.readers import aes_members, nested, own
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
    stated = aes_members(PARTY, node)
    address = node.one("Address") or node.one("PostcodeAddress")
    street = (
        address.text("streetAndNumber"),
        address.text("street"),
        address.text("houseNumber"),
    )
    contact = node.one("ContactPerson")
    return DeclaredParty(
        role=role,
        **own(stated),
        address=Address(
            street=" ".join(part for part in street if part) or None, **nested(stated, "address")
        ),
        item_no=item_no,
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
        Document(kind=kind, item_no=item_no, **{**stated, "code": stated["code"] or ""})
        for group, kind in DOCUMENT_GROUPS
        for stated in (aes_members(DOCUMENT, document) for document in node.all(group))
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
    stated = aes_members(TRANSPORT, node)
    name = stated.pop("name") or ship_name(stated["id_type"], stated["identifier"])
    return TransportMeans(stage, mode=mode, **stated, name=name)
