"""WCO data model export declarations (as UK CDS uses them) and requests on earlier ones.

Elements are found by local name; the declaration may stand alone, in MetaData or in a
submission request. Codes: UN/EDIFACT 1225 (function), WCO DEC (types COR and INV).
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from itertools import islice
from types import MappingProxyType

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
from landwaiter.formats.base.readers import wco_members
from landwaiter.formats.base.values import read_commodity, read_figures, read_moment
from landwaiter.formats.base.xml_document import XmlNode
from landwaiter.formats.intake.document_codes import licence_reference
from landwaiter.formats.intake.wco_groups import (
    DECLARATION_PARTIES,
    ITEM_PARTIES,
    containers,
    documents,
    goods_location,
    parties,
    routing,
    transport,
)
from landwaiter.formats.intake.xml_groups import whole
from landwaiter.formats.intake.xml_items import item_number, refuse_repeated_numbers
from landwaiter.i18n import _

FORMAT = "wco"
NUMBER = "SequenceNumeric"
CHANGES_SHOWN = 200

REQUESTS: Mapping[tuple[str, str | None], RequestKind] = MappingProxyType(
    {
        ("13", "COR"): RequestKind.CORRECTION,
        ("13", "INV"): RequestKind.INVALIDATION,
    }
)
ORIGINAL = "9"
COMMODITY_CODES: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"TSP": read_commodity, "TRC": partial(read_figures, count=2)}
)
"""Classification types of the combined nomenclature and of the two TARIC figures."""
CUS_CODE = "CV"


def read_declaration(
    message: XmlNode,
) -> ReadDeclaration | ReadRequest | None:
    """What one Declaration element is; None when the findings hold a fault."""
    function, kind = message.text("FunctionCode"), message.text("TypeCode")
    if function in (None, ORIGINAL):
        return _original(message)
    if (function, kind) in REQUESTS:
        return _request(message, REQUESTS[function, kind])
    message.one("FunctionCode").reject(
        _("Function code and type {kind} are neither a declaration nor a known request.").format(
            kind=kind or "–"
        ),
        value=function,
        remedy=_("Read are function 9, and function 13 with type COR or INV."),
    )
    return None


def _original(message: XmlNode) -> ReadDeclaration | None:
    declaration = _declaration(message)
    if not (declaration.mrn or declaration.functional_reference):
        message.reject(
            _("The declaration has neither an MRN (ID) nor a FunctionalReferenceID."),
            remedy=_("Ask the sender for the message with its reference."),
        )
    return whole(message, declaration)


def _request(message: XmlNode, kind: RequestKind) -> ReadRequest | None:
    mrn = message.text("ID")
    if not mrn:
        message.reject(
            _("The request names no declaration: it has no MRN (ID)."),
            remedy=_("Ask the sender for the MRN of the declaration that is meant."),
        )
    issued = message.value(read_moment, "IssueDateTime", "DateTimeString")
    if message.findings.rejected:
        return None
    request = DeclarationRequest(
        kind=kind,
        format=FORMAT,
        mrn=mrn,
        # Senders repeat the declaration's reference here, which helps where it came without MRN.
        local_reference=message.text("FunctionalReferenceID"),
        declarant_eori=message.text("Submitter", "ID") or message.text("Declarant", "ID"),
        issued=issued,
        reason_code=message.text("Amendment", "ChangeReasonCode"),
        statement=" ".join(
            text
            for node in message.all("AdditionalInformation")
            if (text := node.text("StatementDescription"))
        )
        or None,
        changes=_changes(message),
    )
    return ReadRequest(request, message.line)


def _changes(message: XmlNode) -> tuple[str, ...]:
    """Pointers of the amendments, then the values that come with them."""
    pointers = (
        "/".join(_pointer_step(pointer) for pointer in amendment.all("Pointer"))
        for amendment in message.all("Amendment")
    )
    values = (f"{path} = {text}" for path, text in message.one("GoodsShipment").leaves())
    return (*(p for p in pointers if p), *islice(values, CHANGES_SHOWN))


def _pointer_step(pointer: XmlNode) -> str:
    section = pointer.text("DocumentSectionCode") or "?"
    sequence, tag = pointer.text("SequenceNumeric"), pointer.text("TagID")
    return f"{section}[{sequence or '?'}]" + (f"/{tag}" if tag else "")


def _declaration(message: XmlNode) -> Declaration:
    shipment = message.one("GoodsShipment")
    consignment = shipment.one("Consignment")
    nodes = shipment.all("GovernmentAgencyGoodsItem")
    items = tuple(_item(node) for node in nodes)
    numbers = tuple(item.no for item in items)
    refuse_repeated_numbers(nodes, NUMBER)
    all_documents = (
        *documents(message),
        *documents(shipment),
        *documents(consignment),
        *(d for node, no in zip(nodes, numbers, strict=True) for d in documents(node, no)),
    )
    kind = message.text("TypeCode") or ""
    warehouse = shipment.one("Warehouse")
    return Declaration(
        format=FORMAT,
        **wco_members(DECLARATION, message),
        type=kind[:2] or None,
        additional_type=kind[2:] or None,
        country_routing=(*routing(message.one("Consignment")), *routing(consignment)),
        goods_location=goods_location(consignment.one("GoodsLocation")),
        nature_of_transaction=shipment.text("TransactionNatureCode")
        or next((text for node in nodes if (text := node.text("TransactionNatureCode"))), None),
        container_indicator={"1": True, "0": False}.get(consignment.text("ContainerCode") or ""),
        warehouse=" ".join(text for name in ("TypeCode", "ID") if (text := warehouse.text(name)))
        or None,
        parties=(
            *parties(message, DECLARATION_PARTIES),
            *(
                party
                for node, no in zip(nodes, numbers, strict=True)
                for party in parties(node, ITEM_PARTIES, no)
            ),
        ),
        items=tuple(
            replace(item, licence_ref=licence_reference(all_documents, item.no)) for item in items
        ),
        documents=all_documents,
        containers=containers(consignment),
        transport=transport(message, consignment),
    )


def _item(node: XmlNode) -> Item:
    commodity = node.one("Commodity")
    classes = _classifications(commodity)
    procedures = node.all("GovernmentProcedure")
    return Item(
        no=item_number(node, NUMBER),
        **wco_members(ITEM, node),
        cn=_commodity_code(commodity),
        additional_codes=tuple(
            code for kind, code in classes if kind not in (*COMMODITY_CODES, CUS_CODE)
        ),
        cus_code=next((code for kind, code in classes if kind == CUS_CODE), None),
        un_numbers=tuple(
            text for goods in commodity.all("DangerousGoods") if (text := goods.text("UNDGID"))
        ),
        procedure=next(
            (
                (procedure.text("CurrentCode") or "") + previous
                for procedure in procedures
                if (previous := procedure.text("PreviousCode"))
            ),
            None,
        ),
        additional_procedures=tuple(
            current
            for procedure in procedures
            if not procedure.text("PreviousCode") and (current := procedure.text("CurrentCode"))
        ),
        packages=tuple(
            Packages(**wco_members(PACKAGES, packaging)) for packaging in node.all("Packaging")
        ),
    )


def _classifications(commodity: XmlNode) -> tuple[tuple[str, str], ...]:
    """Kind and code of every classification, in document order."""
    return tuple(
        (node.text("IdentificationTypeCode") or "", code)
        for node in commodity.all("Classification")
        if (code := node.text("ID"))
    )


def _commodity_code(commodity: XmlNode) -> str | None:
    """The combined nomenclature code with the TARIC figures, where both are declared."""
    parts = (
        node.value(read, "ID")
        for kind, read in COMMODITY_CODES.items()
        for node in commodity.all("Classification")
        if node.text("IdentificationTypeCode") == kind
    )
    return "".join(part for part in parts if part) or None
