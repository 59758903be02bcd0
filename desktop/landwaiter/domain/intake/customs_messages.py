"""The messages of customs that are read, as data: what each is called, what it does here.

A message is named by its root element alone; what it says of its own type is not looked at. None of
them starts a clock of Art. 21(4), ends a hold or changes a decision: that is done by persons.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from landwaiter.i18n import N_

CUSTOMS_MESSAGES_FIELD: Final = "customs_messages"
"""Field of enrichment under which a case has what they say; exits have one of their own."""
EXIT_MESSAGES: Final = "exit_messages"
STANDING_FIELDS: Final = (CUSTOMS_MESSAGES_FIELD, EXIT_MESSAGES)
"""Fields that may say where the goods are."""
_NAME = re.compile(r"CC[0-9]{3}[A-Z]")
_OTHER_VERSION = re.compile(r"CC[0-9]{3}[ABD-Z]")


class MessageSystem(StrEnum):
    AES = "AES"
    NCTS = "NCTS"


class MessageEffect(StrEnum):
    """What a message does in the casebook."""

    DECLARATION = "declaration"
    AMENDMENT = "correction"
    INVALIDATION = "invalidation"
    EXIT = "exit"
    """Learned as an exit message, which the rules on exits read."""
    TELLS = "note"
    """Learned and shown; no rule reads it."""
    KEPT = "kept"
    """Its meaning is not established: it is kept on its declaration, and that is all."""


class MessageTrust(StrEnum):
    """How it is known what a message is and where it says what."""

    PUBLISHED = "published"
    """Read in the schema of the message, or in the data model of the acts (UCC Annex B)."""
    SECOND_HAND = "reported"
    """Said by one source beside the authority."""
    MEMORY = "remembered"
    NOT_ESTABLISHED = "unknown"


@dataclass(frozen=True, slots=True)
class CustomsMessage:
    code: str
    """Its root element."""
    title: str
    sender: str
    effect: MessageEffect
    trust: MessageTrust

    @property
    def system(self) -> MessageSystem:
        return MessageSystem.AES if self.code[2] in "56" else MessageSystem.NCTS

    @property
    def is_release(self) -> bool:
        """Whether customs let the goods go by it."""
        return self.code in _RELEASES


_RELEASES: Final = frozenset({"CC029C", "CC525C", "CC529C"})
_DECLARANT = N_("declarant")
_EXPORT = N_("office of export")
_EXIT = N_("office of exit")
_AT_EXIT = N_("trader at the exit")
_HOLDER = N_("holder of the transit procedure")
_DEPARTURE = N_("office of departure")
_DESTINATION = N_("office of destination")
_TRADER = N_("trader at the destination")
_INCIDENT = N_("office of the incident")
_CARRIER = N_("carrier")
_UNKNOWN = N_("not known")

_E, _T = MessageEffect, MessageTrust
_TABLE: Final = (
    ("CC013C", N_("Amendment of a transit declaration"), _HOLDER, _E.AMENDMENT, _T.PUBLISHED),
    ("CC009C", N_("Decision on an invalidation"), _DEPARTURE, _E.TELLS, _T.PUBLISHED),
    ("CC014C", N_("Invalidation asked for"), _HOLDER, _E.INVALIDATION, _T.PUBLISHED),
    ("CC015C", N_("Transit declaration"), _HOLDER, _E.DECLARATION, _T.PUBLISHED),
    ("CC028C", N_("MRN allocated"), _DEPARTURE, _E.TELLS, _T.PUBLISHED),
    ("CC029C", N_("Release for transit"), _DEPARTURE, _E.EXIT, _T.PUBLISHED),
    ("CC035C", N_("Recovery of a debt"), _DEPARTURE, _E.TELLS, _T.PUBLISHED),
    ("CC043C", N_("Permission to unload"), _DESTINATION, _E.EXIT, _T.PUBLISHED),
    ("CC044C", N_("Remarks on the unloading"), _TRADER, _E.EXIT, _T.PUBLISHED),
    ("CC045C", N_("Transit written off"), _DEPARTURE, _E.EXIT, _T.PUBLISHED),
    ("CC051C", N_("No release for transit"), _DEPARTURE, _E.TELLS, _T.PUBLISHED),
    ("CC055C", N_("Guarantee not valid"), _DEPARTURE, _E.TELLS, _T.PUBLISHED),
    ("CC056C", N_("Rejected by the office of departure"), _DEPARTURE, _E.TELLS, _T.PUBLISHED),
    ("CC057C", N_("Rejected by the office of destination"), _DESTINATION, _E.TELLS, _T.PUBLISHED),
    ("CC060C", N_("Control announced"), _DEPARTURE, _E.TELLS, _T.PUBLISHED),
    ("CC170C", N_("Goods presented"), _HOLDER, _E.TELLS, _T.PUBLISHED),
    ("CC182C", N_("Incident on the way"), _INCIDENT, _E.TELLS, _T.PUBLISHED),
    ("CC504C", N_("Amendment accepted"), _EXPORT, _E.TELLS, _T.SECOND_HAND),
    ("CC507C", N_("Arrival at the exit"), _AT_EXIT, _E.TELLS, _T.MEMORY),
    ("CC509C", N_("Decision on an invalidation"), _EXPORT, _E.TELLS, _T.SECOND_HAND),
    ("CC511C", N_("Goods presented"), _DECLARANT, _E.TELLS, _T.SECOND_HAND),
    ("CC513C", N_("Amendment of an export declaration"), _DECLARANT, _E.AMENDMENT, _T.PUBLISHED),
    ("CC514C", N_("Invalidation asked for"), _DECLARANT, _E.INVALIDATION, _T.PUBLISHED),
    ("CC515C", N_("Export declaration"), _DECLARANT, _E.DECLARATION, _T.PUBLISHED),
    ("CC518C", N_("Exit results"), _EXIT, _E.EXIT, _T.MEMORY),
    ("CC522C", N_("No release for exit"), _EXIT, _E.TELLS, _T.MEMORY),
    ("CC525C", N_("Release for exit"), _EXIT, _E.EXIT, _T.MEMORY),
    ("CC528C", N_("MRN allocated"), _EXPORT, _E.TELLS, _T.SECOND_HAND),
    ("CC529C", N_("Release for export"), _EXPORT, _E.EXIT, _T.SECOND_HAND),
    ("CC548C", N_("Meaning not established"), _UNKNOWN, _E.KEPT, _T.NOT_ESTABLISHED),
    ("CC551C", N_("No release for export"), _EXPORT, _E.TELLS, _T.SECOND_HAND),
    ("CC556C", N_("Rejected by the office of export"), _EXPORT, _E.TELLS, _T.SECOND_HAND),
    ("CC557C", N_("Rejected by the office of exit"), _EXIT, _E.TELLS, _T.SECOND_HAND),
    ("CC560C", N_("Control announced"), _EXPORT, _E.TELLS, _T.SECOND_HAND),
    ("CC561C", N_("Control at the exit announced"), _EXIT, _E.TELLS, _T.MEMORY),
    ("CC570C", N_("Re-export notification"), _CARRIER, _E.TELLS, _T.MEMORY),
    ("CC571C", N_("Re-export notification registered"), _EXIT, _E.TELLS, _T.MEMORY),
    ("CC573C", N_("Re-export notification amended"), _CARRIER, _E.TELLS, _T.MEMORY),
    ("CC582C", N_("Goods sought that did not leave"), _EXPORT, _E.TELLS, _T.SECOND_HAND),
    ("CC583C", N_("Answer on goods that did not leave"), _DECLARANT, _E.TELLS, _T.SECOND_HAND),
    ("CC584C", N_("Meaning not established"), _UNKNOWN, _E.KEPT, _T.NOT_ESTABLISHED),
    ("CC590C", N_("Exit notified"), _AT_EXIT, _E.EXIT, _T.SECOND_HAND),
    ("CC591C", N_("Meaning not established"), _UNKNOWN, _E.KEPT, _T.NOT_ESTABLISHED),
    ("CC599C", N_("Exit confirmed"), _EXPORT, _E.EXIT, _T.SECOND_HAND),
    ("CC604C", N_("Amendment of an exit summary accepted"), _EXIT, _E.TELLS, _T.SECOND_HAND),
    ("CC613C", N_("Exit summary declaration amended"), _CARRIER, _E.TELLS, _T.SECOND_HAND),
    ("CC614C", N_("Exit summary declaration invalidated"), _CARRIER, _E.TELLS, _T.MEMORY),
    ("CC615C", N_("Exit summary declaration"), _CARRIER, _E.TELLS, _T.SECOND_HAND),
    ("CC616C", N_("Exit summary declaration rejected"), _EXIT, _E.TELLS, _T.SECOND_HAND),
    ("CC628C", N_("Exit summary declaration registered"), _EXIT, _E.TELLS, _T.SECOND_HAND),
)
CUSTOMS_MESSAGES: Final[Mapping[str, CustomsMessage]] = MappingProxyType(
    {row[0]: CustomsMessage(*row) for row in _TABLE}
)
"""Root element → the message."""


def message_named(name: str) -> CustomsMessage | None:
    """The message of a root element; one whose meaning nobody established where it has the form."""
    known = CUSTOMS_MESSAGES.get(name)
    if known is not None or not _NAME.fullmatch(name) or is_of_other_version(name):
        return known
    return CustomsMessage(
        name, N_("Meaning not established"), _UNKNOWN, _E.KEPT, _T.NOT_ESTABLISHED
    )


def is_of_other_version(name: str) -> bool:
    """Whether a root element is a message's as another version of the systems wrote it."""
    return _OTHER_VERSION.fullmatch(name) is not None
