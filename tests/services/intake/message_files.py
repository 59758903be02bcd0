"""Messages of customs as files: those of NCTS as their schemas want them, those of AES invented."""

from collections.abc import Mapping
from typing import Final

from landwaiter.domain.intake.customs_messages import CUSTOMS_MESSAGES, MessageSystem

NAMESPACE = "http://ncts.dgtaxud.ec"
MRN = "26PL302010E10001A8"
TRANSIT_MRN = "26PL445566H1B2C3J1"
"""As the systems of transit number: J, K, L or M before the last figure."""
INVENTED: Final = ("CC017C", "CC025C", "CC502C", "CC566C", "CC598C", "CC618C", "CC999C")
"""Numbers of no message that is known here."""

EXPORTED: Final = (
    "<GoodsShipment><GoodsItem><declarationGoodsItemNumber>1</declarationGoodsItemNumber>"
    "<Commodity><descriptionOfGoods>lathe</descriptionOfGoods></Commodity></GoodsItem>"
    "</GoodsShipment>"
)
"""What an amendment of an export states at least: it is the declaration as it shall read."""

_HOLDER = (
    "<HolderOfTheTransitProcedure><identificationNumber>PL526100001900000</identificationNumber>"
    "{more}</HolderOfTheTransitProcedure>"
)
_DEPARTURE = (
    "<CustomsOfficeOfDeparture><referenceNumber>PL445000</referenceNumber>"
    "</CustomsOfficeOfDeparture>"
)
_ARRIVED = (
    "<CustomsOfficeOfDestinationActual><referenceNumber>LT000001</referenceNumber>"
    "</CustomsOfficeOfDestinationActual>"
    "<TraderAtDestination><identificationNumber>LT1</identificationNumber></TraderAtDestination>"
)
_ADDRESS = (
    "<Address><streetAndNumber>Long street 1</streetAndNumber><postcode>00-001</postcode>"
    "<city>Warsaw</city><country>PL</country></Address>"
)


def operation(inner: str) -> str:
    return f"<TransitOperation>{inner}</TransitOperation>"


def _mrn(mrn: str, more: str = "") -> str:
    return operation(f"<MRN>{mrn}</MRN>{more}")


def consignment(items: str = "", *, kind: str = "", country: str = "BY", house: str = "") -> str:
    """A consignment with one house and an item, whose type is `kind` where the items differ."""
    return (
        f"<Consignment><countryOfDispatch>CN</countryOfDispatch>"
        f"<countryOfDestination>{country}</countryOfDestination>"
        "<containerIndicator>0</containerIndicator><inlandModeOfTransport>3</inlandModeOfTransport>"
        "<grossMass>1040.500000000000</grossMass>"
        f"<Consignor><name>Harbour Tools Ltd</name>{_ADDRESS}</Consignor>"
        f"<Consignee><name>Machine Works Minsk</name>{_ADDRESS.replace('>PL<', '>BY<')}</Consignee>"
        "<DepartureTransportMeans><sequenceNumber>1</sequenceNumber>"
        "<typeOfIdentification>30</typeOfIdentification>"
        "<identificationNumber>WZ 12345</identificationNumber><nationality>PL</nationality>"
        "</DepartureTransportMeans>"
        "<PlaceOfLoading><UNLocode>PLWAW</UNLocode></PlaceOfLoading>"
        "<HouseConsignment><sequenceNumber>1</sequenceNumber><grossMass>1040.5</grossMass>"
        f"{house}{items or transit_item(1, kind)}</HouseConsignment></Consignment>"
    )


def transit_item(number: int, kind: str = "", *, goods: str = "CNC lathe", more: str = "") -> str:
    declared = f"<declarationType>{kind}</declarationType>" if kind else ""
    return (
        f"<ConsignmentItem><goodsItemNumber>{number}</goodsItemNumber>"
        f"<declarationGoodsItemNumber>{number}</declarationGoodsItemNumber>{declared}"
        f"<Commodity><descriptionOfGoods>{goods}</descriptionOfGoods>"
        "<CommodityCode><harmonizedSystemSubHeadingCode>845811</harmonizedSystemSubHeadingCode>"
        "<combinedNomenclatureCode>20</combinedNomenclatureCode></CommodityCode>"
        "<GoodsMeasure><grossMass>1040.5</grossMass><netMass>980</netMass></GoodsMeasure>"
        "</Commodity><Packaging><sequenceNumber>1</sequenceNumber><typeOfPackages>CT</typeOfPackages>"
        f"<numberOfPackages>3</numberOfPackages></Packaging>{more}</ConsignmentItem>"
    )


def transit(
    *, kind: str = "T1", lrn: str = "LW-T-1", mrn: str = "", content: str = "", code: str = "CC015C"
) -> str:
    """A transit declaration, or what else states one whole."""
    numbers = (f"<LRN>{lrn}</LRN>" if lrn else "") + (f"<MRN>{mrn}</MRN>" if mrn else "")
    types = (
        f"<declarationType>{kind}</declarationType>"
        "<additionalDeclarationType>A</additionalDeclarationType>"
    )
    released = (
        "<declarationAcceptanceDate>2026-03-26</declarationAcceptanceDate>"
        "<releaseDate>2026-03-27</releaseDate>"
        if code == "CC029C"
        else ""
    )
    flags = (
        "<security>0</security><reducedDatasetIndicator>0</reducedDatasetIndicator>"
        "<bindingItinerary>0</bindingItinerary>"
    )
    amendment = "<amendmentTypeFlag>0</amendmentTypeFlag>" if code == "CC013C" else ""
    offices = (
        f"{_DEPARTURE}<CustomsOfficeOfDestinationDeclared><referenceNumber>LT000001"
        "</referenceNumber></CustomsOfficeOfDestinationDeclared>"
        "<CustomsOfficeOfTransitDeclared><sequenceNumber>1</sequenceNumber>"
        "<referenceNumber>LT000002</referenceNumber></CustomsOfficeOfTransitDeclared>"
    )
    guarantee = (
        "<Guarantee><sequenceNumber>1</sequenceNumber><guaranteeType>8</guaranteeType></Guarantee>"
    )
    return message(
        code,
        operation(f"{numbers}{types}{released}{flags}{amendment}")
        + offices
        + _HOLDER.format(more="")
        + guarantee
        + (content or consignment()),
    )


def message(code: str, body: str, *, namespace: str = NAMESPACE) -> str:
    """One message with its envelope of sender and time."""
    return (
        f'<n:{code} xmlns:n="{namespace}" PhaseID="NCTS5.0"><messageSender>NTA.PL</messageSender>'
        "<messageRecipient>TRADER</messageRecipient>"
        "<preparationDateAndTime>2026-03-30T08:00:00</preparationDateAndTime>"
        "<messageIdentification>M1</messageIdentification>"
        f"<messageType>{code}</messageType><correlationIdentifier>C1</correlationIdentifier>"
        f"{body}</n:{code}>"
    ).replace("<correlationIdentifier>C1</correlationIdentifier>", _correlation(code))


def _correlation(code: str) -> str:
    """What declarants send answers nothing."""
    sent = ("CC013C", "CC014C", "CC015C", "CC044C", "CC170C")
    return "" if code in sent else "<correlationIdentifier>C1</correlationIdentifier>"


def _rejection(numbers: str) -> str:
    return operation(
        f"{numbers}<businessRejectionType>013</businessRejectionType>"
        "<rejectionDateAndTime>2026-03-28T10:00:00</rejectionDateAndTime>"
        "<rejectionCode>12</rejectionCode><rejectionReason>Not complete</rejectionReason>"
    )


_ERROR = (
    "<FunctionalError><errorPointer>/CC013C/Consignment</errorPointer><errorCode>12</errorCode>"
    "<errorReason>R0001</errorReason></FunctionalError>"
)
_INCIDENT = (
    "<Incident><sequenceNumber>1</sequenceNumber><code>3</code><text>Lorry broke down</text>"
    "<Location><qualifierOfIdentification>U</qualifierOfIdentification>"
    "<UNLocode>LTVNO</UNLocode><country>LT</country></Location>"
    "<Transhipment><containerIndicator>0</containerIndicator><TransportMeans>"
    "<typeOfIdentification>30</typeOfIdentification>"
    "<identificationNumber>ABC 123</identificationNumber><nationality>LT</nationality>"
    "</TransportMeans></Transhipment></Incident>"
)


def _invalidation(mrn: str) -> str:
    return (
        f"{_mrn(mrn)}<Invalidation><requestDateAndTime>2026-03-28T09:00:00</requestDateAndTime>"
        "<decisionDateAndTime>2026-03-28T12:00:00</decisionDateAndTime><decision>1</decision>"
        "<initiatedByCustoms>0</initiatedByCustoms><justification>Sold at home</justification>"
        f"</Invalidation>{_DEPARTURE}{_HOLDER.format(more='')}"
    )


def ncts_bodies(mrn: str) -> Mapping[str, str]:
    """Root element → a body that its schema takes."""
    holder = _HOLDER.format(more="")
    accepted = "<declarationAcceptanceDate>2026-03-26</declarationAcceptanceDate>"
    return {
        "CC009C": _invalidation(mrn),
        "CC014C": _invalidation(mrn),
        "CC028C": operation(f"<LRN>LW-T-1</LRN><MRN>{mrn}</MRN>{accepted}") + _DEPARTURE + holder,
        "CC035C": _mrn(mrn, accepted)
        + "<RecoveryNotification><recoveryNotificationDate>2026-05-02</recoveryNotificationDate>"
        "<recoveryNotificationText>Goods did not arrive</recoveryNotificationText>"
        "<amountClaimed>1200.00</amountClaimed><currency>EUR</currency></RecoveryNotification>"
        + _DEPARTURE
        + "<CustomsOfficeOfRecoveryAtDeparture><referenceNumber>PL445000</referenceNumber>"
        "</CustomsOfficeOfRecoveryAtDeparture>" + holder,
        "CC043C": _mrn(
            mrn, "<security>0</security><reducedDatasetIndicator>0</reducedDatasetIndicator>"
        )
        + _ARRIVED
        + "<CTLControl><continueUnloading>1</continueUnloading></CTLControl>"
        "<Consignment><countryOfDestination>BY</countryOfDestination>"
        f"<containerIndicator>0</containerIndicator>{_INCIDENT}"
        "<HouseConsignment><sequenceNumber>1</sequenceNumber><grossMass>1040.5</grossMass>"
        f"{transit_item(1)}</HouseConsignment></Consignment>",
        "CC044C": _mrn(mrn)
        + _ARRIVED
        + "<UnloadingRemark><conform>0</conform><unloadingCompletion>1</unloadingCompletion>"
        "<unloadingDate>2026-04-01</unloadingDate><stateOfSeals>0</stateOfSeals>"
        "<unloadingRemark>Two packages fewer</unloadingRemark></UnloadingRemark>",
        "CC045C": _mrn(mrn, "<writeOffDate>2026-04-03</writeOffDate>") + _DEPARTURE + holder,
        "CC051C": _mrn(
            mrn,
            "<declarationSubmissionDateAndTime>2026-03-27T08:00:00"
            "</declarationSubmissionDateAndTime><noReleaseMotivationCode>G1</noReleaseMotivationCode>"
            "<noReleaseMotivationText>Goods are controlled</noReleaseMotivationText>",
        )
        + _DEPARTURE
        + holder,
        "CC055C": _mrn(mrn, accepted)
        + _DEPARTURE
        + holder
        + "<GuaranteeReference><sequenceNumber>1</sequenceNumber><GRN>26PL00000000000A1</GRN>"
        "<InvalidGuaranteeReason><sequenceNumber>1</sequenceNumber><code>G02</code>"
        "<text>Used up</text></InvalidGuaranteeReason></GuaranteeReference>",
        "CC056C": _rejection(f"<MRN>{mrn}</MRN>") + _DEPARTURE + holder + _ERROR,
        "CC057C": _rejection(f"<MRN>{mrn}</MRN>").replace(">013<", ">044<") + _ARRIVED + _ERROR,
        "CC060C": _mrn(
            mrn,
            "<controlNotificationDateAndTime>2026-03-27T09:30:00</controlNotificationDateAndTime>"
            "<notificationType>1</notificationType>",
        )
        + _DEPARTURE
        + holder
        + "<TypeOfControls><sequenceNumber>1</sequenceNumber><type>10</type></TypeOfControls>"
        "<TypeOfControls><sequenceNumber>2</sequenceNumber><type>50</type><text>X-ray</text>"
        "</TypeOfControls><RequestedDocument><sequenceNumber>1</sequenceNumber>"
        "<documentType>N380</documentType><description>Invoice</description></RequestedDocument>",
        "CC170C": operation("<LRN>LW-T-1</LRN>")
        + _DEPARTURE
        + holder
        + "<Consignment><LocationOfGoods><typeOfLocation>A</typeOfLocation>"
        "<qualifierOfIdentification>U</qualifierOfIdentification><UNLocode>PLWAW</UNLocode>"
        "</LocationOfGoods><HouseConsignment><sequenceNumber>1</sequenceNumber>"
        "</HouseConsignment></Consignment>",
        "CC182C": _mrn(
            mrn,
            "<incidentNotificationDateAndTime>2026-03-29T17:00:00"
            "</incidentNotificationDateAndTime>",
        )
        + _DEPARTURE
        + "<CustomsOfficeOfIncidentRegistration><referenceNumber>LT000009</referenceNumber>"
        f"</CustomsOfficeOfIncidentRegistration><Consignment>{_INCIDENT}</Consignment>",
    }


def on_declaration(code: str, mrn: str, *, lrn: str = "") -> str:
    """A message of this number on the declaration with that MRN; one of AES is invented."""
    if code in ("CC013C", "CC015C", "CC029C"):
        return transit(mrn=mrn, lrn=lrn, code=code)
    body = ncts_bodies(mrn).get(code)
    if body is not None:
        return message(code, body.replace("LW-T-1", lrn or "LW-T-1"))
    numbers = (f"<LRN>{lrn}</LRN>" if lrn else "") + (f"<MRN>{mrn}</MRN>" if mrn else "")
    return message(
        code,
        f"<ExportOperation>{numbers}<exitDate>2026-03-29</exitDate></ExportOperation>"
        "<CustomsOfficeOfExport><referenceNumber>PL302010</referenceNumber></CustomsOfficeOfExport>"
        "<Invalidation><decision>1</decision><justification>as asked</justification></Invalidation>"
        "<countryOfDestination>CN</countryOfDestination>"
        "<FunctionalError><errorPointer>/x</errorPointer><errorCode>14</errorCode></FunctionalError>"
        + (EXPORTED if code == "CC513C" else ""),
    )


def codes(system: MessageSystem) -> tuple[str, ...]:
    return tuple(one.code for one in CUSTOMS_MESSAGES.values() if one.system is system)
