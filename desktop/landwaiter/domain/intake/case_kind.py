"""As what a case comes in."""

from enum import StrEnum

from landwaiter.domain.base.terms import low
from landwaiter.i18n import _


class CaseKind(StrEnum):
    EXPORT = "export"
    TRANSIT = "transit"
    BROKERING = "brokering"
    TECHNICAL_ASSISTANCE = "technical_assistance"
    INTANGIBLE = "intangible"
    RESEARCH = "research"
    ACQUISITION = "acquisition"
    AUDIT = "audit"
    INCIDENT = "incident"


def kind_word(kind: CaseKind) -> str:
    """The kind inside a sentence; an audit of the customs is not the audit trail."""
    return _("post-clearance audit") if kind is CaseKind.AUDIT else low(kind)
