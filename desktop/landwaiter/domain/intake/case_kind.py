"""As what a case comes in."""

from enum import StrEnum


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
