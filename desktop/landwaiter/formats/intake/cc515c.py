"""EU AES export declaration CC515C, its amendment CC513C and its invalidation CC514C.

Elements are found by local name, so prefixes, order of groups and envelopes do not matter.
Structure: EU customs data model for exports (UCC Annex B, columns B1 to B4).
"""

from dataclasses import replace
from datetime import date, datetime, tzinfo
from functools import partial

from landwaiter.domain.intake.declaration import (
    Declaration,
    DeclarationRequest,
    Item,
    Packages,
    RequestKind,
)
from landwaiter.formats.base.declaration_file import ReadDeclaration, ReadRequest
from landwaiter.formats.base.values import (
    read_country,
    read_currency,
    read_decimal,
    read_figures,
    read_integer,
    read_moment,
)
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
from landwaiter.formats.intake.xml_groups import whole
from landwaiter.formats.intake.xml_items import item_number, money, refuse_repeated_numbers
from landwaiter.i18n import _

FORMAT = "cc515c"
NUMBER = "declarationGoodsItemNumber"

ACCEPTANCE = (
    "declarationAcceptanceDateAndTime",
    "declarationAcceptanceDate",
    "acceptanceDateAndTime",
    "acceptanceDate",
)
"""CC515C is written before acceptance; national variants and later copies carry its date."""


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
    return _request(message, RequestKind.CORRECTION, _declaration(message))


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
    moment = partial(read_moment, zone=_zone(message))
    accepted = next(
        (
            found
            for place in (operation, message)
            for name in ACCEPTANCE
            if (found := place.value(moment, name))
        ),
        None,
    )
    issued = message.value(moment, "preparationDateAndTime")
    items = shipment.all("GoodsItem") or message.all("GoodsItem")
    currency = _currency(message, accepted or issued)
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
        mrn=operation.text("MRN") or message.text("MRN"),
        lrn=operation.text("LRN") or message.text("LRN"),
        type=operation.text("declarationType"),
        additional_type=operation.text("additionalDeclarationType"),
        accepted=accepted,
        issued=issued,
        office_export=message.text("CustomsOfficeOfExport", "referenceNumber"),
        office_presentation=message.text("CustomsOfficeOfPresentation", "referenceNumber"),
        office_exit=message.text("CustomsOfficeOfExitDeclared", "referenceNumber"),
        supervising_office=message.text("SupervisingCustomsOffice", "referenceNumber"),
        country_export=shipment.value(read_country, "countryOfExport"),
        country_destination=shipment.value(read_country, "countryOfDestination"),
        country_routing=routing(consignment),
        delivery_terms=shipment.text("DeliveryTerms", "incotermCode"),
        delivery_place=shipment.text("DeliveryTerms", "location")
        or shipment.text("DeliveryTerms", "UNLocode"),
        delivery_locode=shipment.text("DeliveryTerms", "UNLocode"),
        goods_location=" ".join(text for _path, text in consignment.one("LocationOfGoods").leaves())
        or None,
        gross_mass_kg=consignment.value(read_decimal, "grossMass"),
        invoice_total=money(
            operation, "totalAmountInvoiced", operation.value(read_currency, "invoiceCurrency")
        ),
        exchange_rate=message.value(read_decimal, "CurrencyExchange", "exchangeRate"),
        nature_of_transaction=shipment.text("natureOfTransaction"),
        container_indicator=indicator(consignment.text("containerIndicator")),
        ucr=consignment.text("referenceNumberUCR") or shipment.text("referenceNumberUCR"),
        freight_payment=consignment.text("TransportCharges", "methodOfPayment"),
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
    measure = commodity.one("GoodsMeasure") or node.one("GoodsMeasure")
    return Item(
        no=item_number(node, NUMBER),
        cn=_commodity_code(code),
        description=commodity.text("descriptionOfGoods"),
        net_mass_kg=measure.value(read_decimal, "netMass"),
        gross_mass_kg=measure.value(read_decimal, "grossMass"),
        supplementary_units=measure.value(read_decimal, "supplementaryUnits"),
        statistical_value=money(node, "statisticalValue", currency),
        invoice_value=money(node, "itemAmountInvoiced"),
        additional_codes=(
            *repeated(code, "TARICAdditionalCode", "taricAdditionalCode"),
            *repeated(code, "NationalAdditionalCode", "nationalAdditionalCode"),
        ),
        cus_code=commodity.text("cusCode"),
        un_numbers=tuple(
            text for goods in commodity.all("DangerousGoods") if (text := goods.text("UNNumber"))
        ),
        origin=node.value(read_country, "Origin", "countryOfOrigin"),
        region_of_dispatch=node.text("Origin", "regionOfDispatch"),
        destination=node.value(read_country, "countryOfDestination"),
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
            Packages(
                kind=packaging.text("typeOfPackages"),
                number=packaging.value(read_integer, "numberOfPackages"),
                marks=packaging.text("shippingMarks"),
            )
            for packaging in node.all("Packaging")
        ),
        ucr=node.text("referenceNumberUCR"),
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
