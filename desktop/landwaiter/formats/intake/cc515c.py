"""EU AES export declaration CC515C, its amendment CC513C and its invalidation CC514C.

Elements are found by local name, so prefixes, order of groups and envelopes do not matter.
Structure: EU customs data model for exports (UCC Annex B, columns B1 to B4).
"""

from dataclasses import replace
from datetime import date, datetime, tzinfo
from functools import partial

from landwaiter.domain.goods.facts import ITEM, PACKAGES
from landwaiter.domain.intake.declaration import (
    Declaration,
    DeclarationRequest,
    Item,
    Packages,
    RequestKind,
)
from landwaiter.domain.intake.facts import DECLARATION
from landwaiter.formats.base.declaration_file import ReadDeclaration, ReadRequest
from landwaiter.formats.base.readers import aes_members
from landwaiter.formats.base.values import read_currency, read_figures, read_moment
from landwaiter.formats.base.xml_document import XmlNode
from landwaiter.formats.intake.cc515c_groups import (
    DECLARATION_PARTIES,
    ITEM_PARTIES,
    authorisation_holders,
    containers,
    documents,
    indicator,
    parties,
    repeated,
    routing,
    transport,
)
from landwaiter.formats.intake.document_codes import licence_reference
from landwaiter.formats.intake.member_state import currency_of, zone_or_utc
from landwaiter.formats.intake.xml_groups import refuse_without_goods, whole
from landwaiter.formats.intake.xml_items import item_number, money, refuse_repeated_numbers
from landwaiter.i18n import _

FORMAT = "cc515c"
NUMBER = "declarationGoodsItemNumber"


def read_declaration(message: XmlNode) -> ReadDeclaration | None:
    """The declaration of one CC515C element; None when the findings hold a fault."""
    declaration = _declaration(message)
    operation = message.one("ExportOperation")
    if not (declaration.mrn or declaration.lrn):
        (operation or message).reject(
            _("The declaration has neither an MRN nor an LRN."),
            remedy=_("Ask the sender for the message with its LRN."),
        )
    return whole(message, declaration)


def read_amendment(message: XmlNode) -> ReadRequest | None:
    """The request of one CC513C element, with the declaration as it shall read."""
    amended = _declaration(message)
    refuse_without_goods(message, amended)
    return _request(message, RequestKind.CORRECTION, amended)


def read_invalidation(message: XmlNode) -> ReadRequest | None:
    """The request of one CC514C element."""
    return _request(message, RequestKind.INVALIDATION, None)


def _request(
    message: XmlNode, kind: RequestKind, amended: Declaration | None
) -> ReadRequest | None:
    operation, invalidation = message.one("ExportOperation"), message.one("Invalidation")
    request = DeclarationRequest(
        kind=kind,
        format=FORMAT,
        mrn=operation.text("MRN") or message.text("MRN"),
        local_reference=operation.text("LRN") or message.text("LRN"),
        declarant_eori=message.text("Declarant", "identificationNumber")
        or message.text("Exporter", "identificationNumber"),
        issued=_issued(message, invalidation),
        reason_code=invalidation.text("reason") or operation.text("amendmentTypeFlag"),
        statement=invalidation.text("justification"),
    )
    if not (request.mrn or request.local_reference):
        (operation or message).reject(
            _("The request names no declaration: it has neither an MRN nor an LRN."),
            remedy=_("Ask the sender for the MRN of the declaration that is meant."),
        )
    if message.findings.rejected:
        return None
    return ReadRequest(request, message.line, amended)


def _issued(message: XmlNode, invalidation: XmlNode) -> datetime | None:
    moment = partial(read_moment, zone=_zone(message))
    return invalidation.value(moment, "requestDateAndTime") or message.value(
        moment, "preparationDateAndTime"
    )


def _declaration(message: XmlNode) -> Declaration:
    operation = message.one("ExportOperation")
    shipment = message.one("GoodsShipment")
    consignment = shipment.one("Consignment")
    stated = aes_members(DECLARATION, message, _zone(message))
    items = shipment.all("GoodsItem") or message.all("GoodsItem")
    currency = _currency(message, stated["accepted"] or stated["issued"])
    read_items = tuple(_item(node, currency) for node in items)
    numbers = tuple(item.no for item in read_items)
    refuse_repeated_numbers(items, NUMBER)
    all_documents = (
        *documents(message),
        *documents(shipment),
        *documents(consignment),
        *(d for node, no in zip(items, numbers, strict=True) for d in documents(node, no)),
    )
    return Declaration(
        format=FORMAT,
        **stated,
        country_routing=routing(consignment),
        goods_location=" ".join(text for _path, text in consignment.one("LocationOfGoods").leaves())
        or None,
        invoice_total=money(
            operation, "totalAmountInvoiced", operation.value(read_currency, "invoiceCurrency")
        ),
        container_indicator=indicator(consignment.text("containerIndicator")),
        warehouse=" ".join(
            text for name in ("type", "identifier") if (text := shipment.text("Warehouse", name))
        )
        or None,
        parties=(
            *parties(message, DECLARATION_PARTIES),
            *authorisation_holders(message),
            *(
                party
                for node, no in zip(items, numbers, strict=True)
                for party in parties(node, ITEM_PARTIES, no)
            ),
        ),
        items=tuple(
            replace(item, licence_ref=licence_reference(all_documents, item.no))
            for item in read_items
        ),
        documents=all_documents,
        containers=containers(consignment),
        transport=transport(consignment),
    )


def _zone(message: XmlNode) -> tzinfo:
    """Instants without an offset are in the time of the state of the export office."""
    office = message.text("CustomsOfficeOfExport", "referenceNumber") or ""
    return zone_or_utc(office[:2])


def _currency(message: XmlNode, moment: datetime | None) -> str | None:
    """The currency of the statistical values: as stated, else that of the office's state."""
    stated = message.value(read_currency, "CurrencyExchange", "internalCurrencyUnit")
    if stated:
        return stated
    office = message.text("CustomsOfficeOfExport", "referenceNumber") or ""
    on: date | None = moment.date() if moment else None
    return currency_of(office[:2], on)


def _item(node: XmlNode, currency: str | None) -> Item:
    commodity = node.one("Commodity")
    code = commodity.one("CommodityCode")
    return Item(
        no=item_number(node, NUMBER),
        **aes_members(ITEM, node),
        cn=_commodity_code(code),
        statistical_value=money(node, "statisticalValue", currency),
        additional_codes=(
            *repeated(code, "TARICAdditionalCode", "taricAdditionalCode"),
            *repeated(code, "NationalAdditionalCode", "nationalAdditionalCode"),
        ),
        un_numbers=tuple(
            text for goods in commodity.all("DangerousGoods") if (text := goods.text("UNNumber"))
        ),
        procedure="".join(
            text
            for name in ("requestedProcedure", "previousProcedure")
            if (text := node.text("Procedure", name))
        )
        or None,
        additional_procedures=repeated(
            node.one("Procedure"), "AdditionalProcedure", "additionalProcedure"
        ),
        packages=tuple(
            Packages(**aes_members(PACKAGES, packaging)) for packaging in node.all("Packaging")
        ),
    )


COMMODITY_PARTS = (
    ("harmonizedSystemSubHeadingCode", 6),
    ("combinedNomenclatureCode", 2),
    ("TARICCode", 2),
)


def _commodity_code(code: XmlNode) -> str | None:
    """HS6, the two figures of the CN and those of TARIC, as one code."""
    parts = (
        code.value(partial(read_figures, count=count), name) for name, count in COMMODITY_PARTS
    )
    return "".join(part for part in parts if part) or None
