"""Deeds on the audit chain: anchored, time-stamped, exported, the content of an entry erased."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.shape import (
    ANY_SECOND,
    EVERYBODY,
    OFFICE,
    Ask,
    Deed,
    FileUse,
    Reason,
    Second,
)
from landwaiter.i18n import N_

SUBJECT = "audit"


@dataclass(frozen=True, slots=True)
class ExportChain:
    """The chain as JSON Lines for docs/verify_audit.py; narrowed, it is an extract and says so."""

    case: Annotated[str, Ask("Case", Content.OPEN, hint="On this case.")] = ""
    person: Annotated[str, Ask("Person", Content.PERSONAL, hint="By this person.")] = ""
    deed: Annotated[
        str, Ask("Deed", Content.OPEN, hint="Such as case.approve, or the deed's title.")
    ] = ""
    entity: Annotated[
        str, Ask("Entity", Content.PERSONAL, hint="This entity, and all merged with it.")
    ] = ""
    first: Annotated[dt.date | None, Ask("First day", option="from")] = None
    last: Annotated[dt.date | None, Ask("Last day", option="to")] = None


@dataclass(frozen=True, slots=True)
class WriteAnchor:
    """Write the head of the chain down outside the casebook."""

    file: Annotated[
        Path,
        Ask(
            "Anchor",
            Content.INTERNAL,
            hint="A new file, kept elsewhere.",
            given=True,
            file=FileUse.WRITTEN,
        ),
    ]
    request: Annotated[
        Path | None,
        Ask(
            "Time-stamp query",
            Content.INTERNAL,
            hint="Also a time-stamp query for it.",
            file=FileUse.WRITTEN,
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class KeepTimeStamp:
    """Keep the reply of a time-stamp authority (RFC 3161), once it verifies."""

    reply: Annotated[Path, Ask("Reply", Content.OPEN, given=True, file=FileUse.READ)]
    ca: Annotated[
        Path | None,
        Ask(
            "Certificates", Content.OPEN, hint="Certificates you trust, as PEM.", file=FileUse.READ
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class ErasePayload:
    """Ask a second person to have the content of an entry erased; the entry itself stays."""

    seq: Annotated[int, Ask("Audit entry", given=True)]
    reason: Reason


EXPORT_CHAIN: Deed[ExportChain, None] = Deed(
    ExportChain,
    name="audit.exported",
    subject=SUBJECT,
    title="Export the audit chain",
    done="The audit chain is exported.",
    told="Audit trail exported",
    command="audit export",
    roles=EVERYBODY,
    topics=(),
)
WRITE_ANCHOR: Deed[WriteAnchor, None] = Deed(
    WriteAnchor,
    name="audit.anchored",
    subject=SUBJECT,
    title="Anchor the audit chain",
    done="The anchor is written.",
    told="Anchor written",
    command="audit anchor",
    roles=EVERYBODY,
    topics=("audit",),
)
KEEP_TIME_STAMP: Deed[KeepTimeStamp, None] = Deed(
    KeepTimeStamp,
    name="audit.time_stamped",
    subject=SUBJECT,
    title="Keep a time-stamp",
    done="The time-stamp is kept.",
    told="Time-stamp imported",
    command="audit timestamp",
    roles=EVERYBODY,
    topics=("audit",),
)
ERASE_PAYLOAD: Deed[ErasePayload, None] = Deed(
    ErasePayload,
    name="erase_payload",
    subject=SUBJECT,
    title="Erase the content of an entry",
    done="The content is erased.",
    told="Erasing carried out",
    command="audit erase",
    roles=OFFICE,
    topics=("audit",),
    second=(
        Second(
            "Erasing of an audit payload",
            "always",
            ANY_SECOND,
            "its mover, and who has a conflict of interest",
        ),
    ),
)
DEEDS = (EXPORT_CHAIN, WRITE_ANCHOR, KEEP_TIME_STAMP, ERASE_PAYLOAD)
EVENTS = {
    "audit.read": N_("Audit trail read"),
    "audit.payload_erased": N_("Content of an entry erased"),
}
"""What else stands in the audit trail of this subject, and its title."""
