"""NCTS transit declaration CC015C, its amendment CC013C and the request to invalidate it CC014C.

Paths are those of the schemas (phase 6). The holder of the transit procedure is the declarant: the
declaration is lodged in its name (UCC Art. 5(15)). What a house consignment states counts for each
of its goods items; where there is one alone, for the whole declaration.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo
from functools import partial
from types import MappingProxyType
from typing import Any, Final, TypeVar

from landwaiter.domain.goods.facts import ITEM, PACKAGES
from landwaiter.domain.intake.declaration import (
    Declaration,
    DeclarationRequest,
    DeclaredParty,
    Document,
    Item,
    Packages,
    RequestKind,
    Role,
    TransportMeans,
)
from landwaiter.formats.base.declaration_file import ReadDeclaration, ReadRequest
from landwaiter.formats.base.readers import aes_members
from landwaiter.formats.base.values import read_country, read_decimal, read_figures, read_moment
from landwaiter.formats.base.xml_document import XmlNode
from landwaiter.formats.intake.cc515c_groups import (
    containers,
    documents,
    indicator,
    parties,
    routing,
    transport,
)
from landwaiter.formats.intake.document_codes import licence_reference
from landwaiter.formats.intake.member_state import zone_or_utc
from landwaiter.formats.intake.message_numbers import number_in, refuse_unnamed
from landwaiter.formats.intake.xml_groups import Places, refuse_without_goods, whole
from landwaiter.formats.intake.xml_items import item_number, refuse_repeated_numbers

FORMAT: Final = "ncts"
NUMBER = "declarationGoodsItemNumber"
OPERATION = "TransitOperation"
T = TypeVar("T")

PATHS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "type": f"{OPERATION}/declarationType",
        "additional_type": f"{OPERATION}/additionalDeclarationType",
        "office_departure": "CustomsOfficeOfDeparture/referenceNumber",
        "office_destination": "CustomsOfficeOfDestinationDeclared/referenceNumber",
        "office_exit": "CustomsOfficeOfExitForTransitDeclared/referenceNumber",
        "ucr": "Consignment/referenceNumberUCR",
        "freight_payment": "Consignment/TransportCharges/methodOfPayment",
    }
)
"""Member of the declaration → where it stands, of texts that are taken as they are."""
MOMENTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "accepted": f"{OPERATION}/declarationAcceptanceDate",
        "issued": "preparationDateAndTime",
    }
)
_ON_TOP: Places = (
    (("HolderOfTheTransitProcedure",), Role.DECLARANT),
    (("Representative",), Role.REPRESENTATIVE),
    (("Consignment", "Carrier"), Role.CARRIER),
)
_ON_CONSIGNMENT: Places = (
    (("Consignor",), Role.CONSIGNOR),
    (("Consignee",), Role.CONSIGNEE),
    (("AdditionalSupplyChainActor",), Role.SUPPLY_CHAIN_ACTOR),
)
_ITEM_MEMBERS = tuple(fact for fact in ITEM if fact.name not in ("invoice_value", "origin"))
"""What a goods item of transit states; it has neither values nor an origin."""


@dataclass(frozen=True, slots=True)
class _House:
    """A house consignment with its goods items."""

    node: XmlNode
    items: tuple[XmlNode, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(item_number(node, NUMBER) for node in self.items)


def read_declaration(message: XmlNode) -> ReadDeclaration | None:
    """The declaration of one CC015C element; None when the findings hold a fault."""
    declaration = declaration_of(message)
    refuse_unnamed(message, declaration.mrn, declaration.lrn)
    return whole(message, declaration)


def read_amendment(message: XmlNode) -> ReadRequest | None:
    """The request of one CC013C element, with the declaration as it shall read."""
    amended = declaration_of(message)
    refuse_without_goods(message, amended)
    return _request(message, RequestKind.CORRECTION, amended)


def read_invalidation(message: XmlNode) -> ReadRequest | None:
    """The request of one CC014C element."""
    return _request(message, RequestKind.INVALIDATION, None)


def _request(
    message: XmlNode, kind: RequestKind, amended: Declaration | None
) -> ReadRequest | None:
    invalidation = message.one("Invalidation")
    moment = partial(read_moment, zone=_zone(message))
    request = DeclarationRequest(
        kind=kind,
        format=FORMAT,
        mrn=number_in(message, "MRN"),
        local_reference=number_in(message, "LRN"),
        declarant_eori=message.text("HolderOfTheTransitProcedure", "identificationNumber"),
        issued=invalidation.value(moment, "requestDateAndTime")
        or message.value(moment, "preparationDateAndTime"),
        reason_code=message.text(OPERATION, "amendmentTypeFlag"),
        statement=invalidation.text("justification"),
    )
    refuse_unnamed(message, request.mrn, request.local_reference)
    if message.findings.rejected:
        return None
    return ReadRequest(request, message.line, amended)


def declaration_of(message: XmlNode) -> Declaration:
    """The declaration that a message states whole; faults go to the findings."""
    consignment = message.one("Consignment")
    houses = _houses(consignment)
    nodes = tuple(node for house in houses for node in house.items)
    refuse_repeated_numbers(nodes, NUMBER)
    all_documents = tuple(_documents(message, consignment, houses))
    moment = partial(read_moment, zone=_zone(message))
    stated: dict[str, Any] = {
        **{name: message.text(*path.split("/")) for name, path in PATHS.items()},
        **{name: message.value(moment, *path.split("/")) for name, path in MOMENTS.items()},
    }
    return Declaration(
        format=FORMAT,
        mrn=number_in(message, "MRN"),
        lrn=number_in(message, "LRN"),
        **stated,
        offices_transit=tuple(
            office
            for node in message.all("CustomsOfficeOfTransitDeclared")
            if (office := node.text("referenceNumber"))
        ),
        country_export=_agreed(consignment, houses, "countryOfDispatch"),
        country_destination=_agreed(consignment, houses, "countryOfDestination"),
        country_routing=routing(consignment),
        goods_location=" ".join(text for _path, text in consignment.one("LocationOfGoods").leaves())
        or None,
        gross_mass_kg=consignment.value(read_decimal, "grossMass"),
        container_indicator=indicator(consignment.text("containerIndicator")),
        parties=tuple(_parties(message, consignment, houses)),
        items=tuple(
            replace(item, licence_ref=licence_reference(all_documents, item.no))
            for house in houses
            for item in _items(consignment, houses, house)
        ),
        documents=all_documents,
        containers=containers(consignment),
        transport=_transport(consignment, houses),
    )


def _houses(consignment: XmlNode) -> tuple[_House, ...]:
    return tuple(
        _House(node, tuple(node.all("ConsignmentItem")))
        for node in consignment.all("HouseConsignment")
    )


def _zone(message: XmlNode) -> tzinfo:
    """Instants without an offset are in the time of the state of the office of departure."""
    return zone_or_utc((message.text("CustomsOfficeOfDeparture", "referenceNumber") or "")[:2])


def _agreed(consignment: XmlNode, houses: tuple[_House, ...], name: str) -> str | None:
    """The country of the consignment, else the one that all houses and their items state."""
    stated = consignment.value(read_country, name)
    if stated or not houses:
        return stated
    found = {
        item.value(read_country, name) or house.node.value(read_country, name)
        for house in houses
        for item in house.items
    }
    return found.pop() if len(found) == 1 else None


def _parties(
    message: XmlNode, consignment: XmlNode, houses: tuple[_House, ...]
) -> Iterator[DeclaredParty]:
    yield from parties(message, _ON_TOP)
    yield from parties(consignment, _ON_CONSIGNMENT)
    yield from _of_houses(houses, lambda node, no: parties(node, _ON_CONSIGNMENT, no))
    for house in houses:
        for node, no in zip(house.items, house.numbers, strict=True):
            yield from parties(node, _ON_CONSIGNMENT, no)


def _documents(
    message: XmlNode, consignment: XmlNode, houses: tuple[_House, ...]
) -> Iterator[Document]:
    yield from documents(message)
    yield from documents(consignment)
    yield from _of_houses(houses, documents)
    for house in houses:
        for node, no in zip(house.items, house.numbers, strict=True):
            yield from documents(node, no)


def _of_houses(
    houses: tuple[_House, ...], read: Callable[[XmlNode, int | None], Iterable[T]]
) -> Iterator[T]:
    """What a house states: for the whole declaration where it is the only one, else per item."""
    for house in houses:
        numbers: tuple[int | None, ...] = (None,) if len(houses) == 1 else house.numbers
        for no in numbers:
            yield from read(house.node, no)


def _transport(consignment: XmlNode, houses: tuple[_House, ...]) -> tuple[TransportMeans, ...]:
    means = [*transport(consignment)]
    for house in houses:
        means += [one for one in transport(house.node) if one not in means]
    return tuple(means)


def _items(consignment: XmlNode, houses: tuple[_House, ...], house: _House) -> Iterator[Item]:
    whole_way = _agreed(consignment, houses, "countryOfDestination")
    for node in house.items:
        stated: dict[str, Any] = aes_members(_ITEM_MEMBERS, node)
        stated["destination"] = stated["destination"] or house.node.value(
            read_country, "countryOfDestination"
        )
        if stated["destination"] == whole_way:
            stated["destination"] = None
        stated["ucr"] = stated["ucr"] or house.node.text("referenceNumberUCR")
        yield Item(
            no=item_number(node, NUMBER),
            **stated,
            cn=_commodity_code(node.one("Commodity", "CommodityCode")),
            un_numbers=tuple(
                text
                for goods in node.one("Commodity").all("DangerousGoods")
                if (text := goods.text("UNNumber"))
            ),
            packages=tuple(
                Packages(**aes_members(PACKAGES, packaging)) for packaging in node.all("Packaging")
            ),
            transit_type=node.text("declarationType"),
        )


_COMMODITY_PARTS = (("harmonizedSystemSubHeadingCode", 6), ("combinedNomenclatureCode", 2))


def _commodity_code(code: XmlNode) -> str | None:
    """HS6 and the two figures of the CN, as one code."""
    parts = (
        code.value(partial(read_figures, count=count), name) for name, count in _COMMODITY_PARTS
    )
    return "".join(part for part in parts if part) or None
