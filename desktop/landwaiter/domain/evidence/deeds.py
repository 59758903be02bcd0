"""Deeds on evidence that is kept: given out as a file, wiped for good."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Protocol

from landwaiter.domain.deeds.shape import (
    APPROVERS,
    EVERYBODY,
    WORKERS,
    Ask,
    Deed,
    FileUse,
    Reason,
    Second,
)

SUBJECT = "evidence"


class OnCase(Protocol):
    """A piece of evidence with the case it belongs to."""

    @property
    def reference(self) -> str: ...


Reference = Annotated[str, Ask("Case", given=True, option="ref")]
Number = Annotated[int, Ask("Its number on the case", given=True, option="n")]


@dataclass(frozen=True, slots=True)
class ExportEvidence:
    """Write the original, verified, to a new file; the audit chain says who took it."""

    reference: Reference
    number: Number
    file: Annotated[Path, Ask("File", given=True, file=FileUse.WRITTEN)]
    reason: Annotated[str, Ask("For whom and why", hint="For whom, why.")] = ""


@dataclass(frozen=True, slots=True)
class WipeEvidence:
    """Ask that a file goes for good: a second person seconds it; its row and hash stay."""

    reference: Reference
    number: Number
    reason: Reason


EXPORT_EVIDENCE: Deed[ExportEvidence, None] = Deed(
    ExportEvidence,
    name="case.evidence_exported",
    subject=SUBJECT,
    title="Export evidence",
    done="The original is written.",
    told="Evidence exported",
    command="evidence export",
    roles=EVERYBODY,
    topics=("audit", "cases"),
)
WIPE_EVIDENCE: Deed[WipeEvidence, OnCase] = Deed(
    WipeEvidence,
    name="wipe_evidence",
    subject=SUBJECT,
    title="Wipe evidence for good",
    done="The evidence is wiped.",
    told="Evidence wiped",
    command="evidence wipe",
    roles=WORKERS,
    topics=("cases",),
    second=(
        Second(
            "Wiping of evidence",
            "always",
            APPROVERS,
            "its mover, and who has a conflict of interest",
        ),
    ),
)
DEEDS = (EXPORT_EVIDENCE, WIPE_EVIDENCE)
EVENTS = {"case.evidence_viewed": "Evidence viewed"}
"""What else stands in the audit trail of this subject, and its title."""
