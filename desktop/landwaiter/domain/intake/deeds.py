"""Deeds by which cases come: declarations taken in, a case opened without one."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from landwaiter.domain.deeds.shape import KEEPERS, Ask, Deed, FileUse
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.i18n import N_

SUBJECT = "intake"


@dataclass(frozen=True, slots=True)
class TakeIn:
    """Declarations in: EU AES, WCO/CDS and CSV, told apart by their content."""

    files: Annotated[tuple[Path, ...], Ask("Declarations", given=True, file=FileUse.READ)]
    mapping: Annotated[Mapping[str, str] | None, Ask("Our CSV column = theirs", seen=True)] = None
    dry_run: Annotated[bool, Ask("Say what would happen")] = False
    partial: Annotated[bool, Ask("Keep the good rows of a file with bad ones")] = False
    source: Annotated[str, Ask("Source", seen=True)] = "declaration"
    received: Annotated[dt.date | None, Ask("Received", seen=True)] = None
    kind: Annotated[CaseKind, Ask("Kind", seen=True)] = CaseKind.EXPORT


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Open a case that has no customs declaration."""

    kind: Annotated[CaseKind, Ask("Kind", law=True)]
    source: Annotated[str, Ask("Who referred it")] = "referral"
    received: Annotated[dt.date | None, Ask("Received", hint="Default: today.")] = None
    title: Annotated[str, Ask("Title", hint="One line.")] = ""
    project: Annotated[
        Mapping[str, Any],
        Ask("Fields of the kind", option="field", columns=lambda _given: ()),
    ] = field(default_factory=dict)
    """Field of the kind → its value."""


TAKE_IN: Deed[TakeIn, None] = Deed(
    TakeIn,
    name="intake.taken_in",
    subject=SUBJECT,
    title="Take in declarations",
    done="The declarations are taken in.",
    told="Declarations taken in",
    command="intake",
    roles=KEEPERS,
    topics=("cases",),
)
OPEN_CASE: Deed[OpenCase, None] = Deed(
    OpenCase,
    name="case.opened",
    subject=SUBJECT,
    title="Open a case",
    done="The case is open.",
    told="Case created",
    command="case new",
    roles=KEEPERS,
    topics=("cases",),
)
DEEDS = (TAKE_IN, OPEN_CASE)
EVENTS: dict[str, str] = {
    "case.declaration_amended": N_("Declaration amended"),
    "case.declaration_reread": N_("Declaration read again"),
    "case.correction_attached": N_("Correction attached"),
    "case.invalidation_attached": N_("Invalidation attached"),
    "case.exit_message_attached": N_("Exit message attached"),
}
"""What else stands in the audit trail of this subject, and its title."""
