"""Deeds on evidence: a file that is kept, given out again, wiped for good."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Protocol

from landwaiter.domain.base.facts import Content
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
from landwaiter.domain.evidence.custody import piece_number
from landwaiter.i18n import N_

SUBJECT = "evidence"


class OnCase(Protocol):
    """A piece of evidence with the case it belongs to."""

    @property
    def reference(self) -> str: ...


Reference = Annotated[str, Ask("Case", Content.OPEN, given=True, option="ref")]
Number = Annotated[int, Ask("Its number on the case", given=True, option="n", reads=piece_number)]


def _grade(text: str) -> str:
    return text.strip().upper()


@dataclass(frozen=True, slots=True)
class AddFile:
    """Keep a file with a case, and say from whom it came."""

    reference: Reference
    file: Annotated[Path, Ask("File", Content.SOURCE, given=True, file=FileUse.READ)]
    received_from: Annotated[
        str,
        Ask(
            "Received from",
            Content.SOURCE,
            hint="Empty: from you; of a mail, its sender as stated.",
            option="from",
        ),
    ] = ""
    date: Annotated[dt.date | None, Ask("Received on", hint="Empty: today.")] = None
    place: Annotated[str, Ask("Place", Content.SOURCE)] = ""
    seal: Annotated[str, Ask("Seal number", Content.SOURCE)] = ""
    grade: Annotated[
        str,
        Ask("Grading", Content.OPEN, hint="B2: source A to F, information 1 to 6.", reads=_grade),
    ] = ""
    in_confidence: Annotated[bool, Ask("In confidence", hint="Its source never prints.")] = False
    redacts: Annotated[
        int | None,
        Ask(
            "Redacted copy of",
            hint="Number of the evidence that it is a copy of.",
            reads=piece_number,
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class ExportEvidence:
    """Write the original, verified, to a new file; the audit chain says who took it."""

    reference: Reference
    number: Number
    file: Annotated[Path, Ask("File", Content.INTERNAL, given=True, file=FileUse.WRITTEN)]
    reason: Annotated[str, Ask("For whom and why", Content.INTERNAL, hint="For whom, why.")] = ""


@dataclass(frozen=True, slots=True)
class WipeEvidence:
    """Ask that a file goes for good: a second person seconds it; its row and hash stay."""

    reference: Reference
    number: Number
    reason: Reason


ADD_FILE: Deed[AddFile, None] = Deed(
    AddFile,
    name="evidence.file_added",
    audited="case.add_evidence",
    subject=SUBJECT,
    title="Add a file as evidence",
    done="The file is evidence.",
    command="evidence add",
    roles=WORKERS,
    topics=("cases",),
)
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
DEEDS = (ADD_FILE, EXPORT_EVIDENCE, WIPE_EVIDENCE)
EVENTS = {"case.evidence_viewed": N_("Evidence viewed")}
"""What else stands in the audit trail of this subject, and its title."""
