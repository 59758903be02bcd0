"""Reports and slips on a case, by the words that name them, and what they are printed on."""

from enum import StrEnum


class CaseReport(StrEnum):
    """The types of report on a case."""

    CASE = "case"
    REFERRAL = "referral"
    CONSULTATION = "consultation"
    DENIAL = "denial"
    APPEAL = "appeal"
    INCIDENT = "incident"
    SEIZURE = "seizure"
    AES_FEEDBACK = "aes-feedback"
    MINISTRY = "ministry"
    AUDIT = "audit"


class SlipKind(StrEnum):
    """What a slip orders; the word is that of its command, and kept with each."""

    HOLD = "hold-slip"
    RELEASE = "release-slip"


class SheetSize(StrEnum):
    """What a document is printed on."""

    A4 = "A4"
    A5 = "A5"
    LABEL = "label"
    """100 × 150 mm."""
