"""What messages of customs state beside the MRN, and where: a table for each system.

NCTS: paths from the root element, as the schemas have them. AES: the schemas are not public, so the
local names of elements, wherever they stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class StatedField:
    """One thing that a message states."""

    name: str
    """Under which name it is learned."""
    path: str
    """NCTS: from the root element; AES: a local name. A group may stand several times."""
    parts: tuple[str, ...] = ()
    """Of a group: what is told of it, from the group on."""


def _one(name: str, path: str, *parts: str) -> StatedField:
    return StatedField(name, path, parts)


DATE, DESTINATION, RESULT = "date", "destination", "result"
_OPERATION = "TransitOperation"
_INVALIDATION = (
    _one(DATE, "Invalidation/decisionDateAndTime"),
    _one("requested", "Invalidation/requestDateAndTime"),
    _one("decision", "Invalidation/decision"),
    _one("by_customs", "Invalidation/initiatedByCustoms"),
    _one("reason", "Invalidation/justification"),
)
_REJECTION = (
    _one(DATE, f"{_OPERATION}/rejectionDateAndTime"),
    _one("rejected", f"{_OPERATION}/businessRejectionType"),
    _one("reason_code", f"{_OPERATION}/rejectionCode"),
    _one("reason", f"{_OPERATION}/rejectionReason"),
    _one("errors", "FunctionalError", "errorPointer", "errorCode", "errorReason"),
)
NCTS_FIELDS: Final[Mapping[str, tuple[StatedField, ...]]] = MappingProxyType(
    {
        "CC009C": _INVALIDATION,
        "CC028C": (_one(DATE, f"{_OPERATION}/declarationAcceptanceDate"),),
        "CC029C": (
            _one(DATE, f"{_OPERATION}/releaseDate"),
            _one("accepted", f"{_OPERATION}/declarationAcceptanceDate"),
            _one(DESTINATION, "Consignment/countryOfDestination"),
            _one(RESULT, "ControlResult/code"),
            _one("remarks", "ControlResult/text"),
        ),
        "CC035C": (
            _one(DATE, "RecoveryNotification/recoveryNotificationDate"),
            _one("reason", "RecoveryNotification/recoveryNotificationText"),
            _one("amount", "RecoveryNotification", "amountClaimed", "currency"),
        ),
        "CC043C": (
            _one(DESTINATION, "Consignment/countryOfDestination"),
            _one("office", "CustomsOfficeOfDestinationActual/referenceNumber"),
            _one("unloading_goes_on", "CTLControl/continueUnloading"),
            _one("incidents", "Consignment/Incident", "code", "text", "Location/country"),
        ),
        "CC044C": (
            _one(DATE, "UnloadingRemark/unloadingDate"),
            _one("office", "CustomsOfficeOfDestinationActual/referenceNumber"),
            _one("conform", "UnloadingRemark/conform"),
            _one("unloaded_in_full", "UnloadingRemark/unloadingCompletion"),
            _one("seals", "UnloadingRemark/stateOfSeals"),
            _one("remarks", "UnloadingRemark/unloadingRemark"),
            _one("also_reported", f"{_OPERATION}/otherThingsToReport"),
        ),
        "CC045C": (_one(DATE, f"{_OPERATION}/writeOffDate"),),
        "CC051C": (
            _one("submitted", f"{_OPERATION}/declarationSubmissionDateAndTime"),
            _one("reason_code", f"{_OPERATION}/noReleaseMotivationCode"),
            _one("reason", f"{_OPERATION}/noReleaseMotivationText"),
        ),
        "CC055C": (
            _one(
                "guarantees",
                "GuaranteeReference",
                "GRN",
                "InvalidGuaranteeReason/code",
                "InvalidGuaranteeReason/text",
            ),
        ),
        "CC056C": _REJECTION,
        "CC057C": _REJECTION,
        "CC060C": (
            _one(DATE, f"{_OPERATION}/controlNotificationDateAndTime"),
            _one("notification", f"{_OPERATION}/notificationType"),
            _one("controls", "TypeOfControls", "type", "text"),
            _one("documents_asked_for", "RequestedDocument", "documentType", "description"),
        ),
        "CC170C": (
            _one(
                "location",
                "Consignment/LocationOfGoods",
                "typeOfLocation",
                "qualifierOfIdentification",
                "UNLocode",
                "authorisationNumber",
                "additionalIdentifier",
            ),
            _one(
                "means",
                "Consignment/DepartureTransportMeans",
                "typeOfIdentification",
                "identificationNumber",
                "nationality",
            ),
        ),
        "CC182C": (
            _one(DATE, f"{_OPERATION}/incidentNotificationDateAndTime"),
            _one("office", "CustomsOfficeOfIncidentRegistration/referenceNumber"),
            _one("incidents", "Consignment/Incident", "code", "text", "Location/country"),
            _one(
                "transhipped_to",
                "Consignment/Incident/Transhipment/TransportMeans",
                "typeOfIdentification",
                "identificationNumber",
                "nationality",
            ),
        ),
    }
)
"""Root element → what is read of it beside MRN and LRN."""

AES_DAYS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "CC504C": ("amendmentAcceptanceDateAndTime",),
        "CC507C": ("arrivalNotificationDateAndTime", "arrivalDateAndTime", "arrivalDate"),
        "CC509C": ("decisionDateAndTime",),
        "CC511C": ("presentationOfTheGoodsDateAndTime", "presentationDate"),
        "CC528C": ("declarationAcceptanceDate", "declarationAcceptanceDateAndTime"),
        "CC556C": ("rejectionDateAndTime",),
        "CC557C": ("rejectionDateAndTime",),
        "CC560C": ("controlNotificationDateAndTime",),
        "CC561C": ("controlNotificationDateAndTime",),
    }
)
"""Root element → the local names of its day, the first that stands somewhere."""
AES_EXIT_DAYS: Final = ("exitDate", "exitDateAndTime", "releaseDate", "releaseDateAndTime")
"""Those of every other message."""
AES_FIELDS: Final = (
    _one(DESTINATION, "countryOfDestination"),
    _one("requested", "requestDateAndTime"),
    _one("decision", "decision"),
    _one("by_customs", "initiatedByCustoms"),
    _one("reason", "justification"),
    _one("rejected", "businessRejectionType"),
    _one("reason_code", "rejectionCode"),
    _one("reason", "rejectionReason"),
    _one("errors", "FunctionalError", "errorPointer", "errorCode", "errorReason"),
    _one("notification", "notificationType"),
    _one("controls", "TypeOfControls", "type", "text"),
    _one("documents_asked_for", "RequestedDocument", "documentType", "description"),
    _one("exit_information", "exitInformationCode"),
)
"""What is read of every message of AES whose meaning is known."""
AES_RESULTS: Final = ("code", "controlResultCode", "exitControlResultCode", "exitStatus")
