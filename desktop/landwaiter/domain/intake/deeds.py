"""Deeds by which cases come: declarations taken in, a case opened without one."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Final, Protocol

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import KEEPERS, TAKERS, Ask, Deed, FileUse, Reason
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.table_mapping import Mend, TableMapping, table_mapping_from
from landwaiter.i18n import N_, _

SUBJECT = "intake"
_SETTING = "office.setting_changed"

WATCH_EVERY: Final = 5
"""Seconds between two looks into a watched folder."""
DECLARED: Final = "declaration"
"""Where a case comes from that nobody says anything else of."""


@dataclass(frozen=True, slots=True)
class TakeIn:
    """Declarations in: EU AES and NCTS, WCO/CDS and tables, told apart by content."""

    files: Annotated[
        tuple[Path, ...], Ask("Declarations", Content.OPEN, given=True, file=FileUse.READ)
    ]
    mapping: Annotated[
        TableMapping | None, Ask("What the columns of tables are", Content.INTERNAL, seen=True)
    ] = None
    mends: Annotated[tuple[Mend, ...], Ask("Values mended", Content.BUSINESS, seen=True)] = ()
    dry_run: Annotated[bool, Ask("Say what would happen")] = False
    partial: Annotated[bool, Ask("Keep the good rows of a file with bad ones")] = False
    source: Annotated[str, Ask("Source", Content.SOURCE, seen=True)] = DECLARED
    received: Annotated[dt.date | None, Ask("Received", seen=True)] = None
    kind: Annotated[CaseKind, Ask("Kind", seen=True)] = CaseKind.EXPORT


@dataclass(frozen=True, slots=True)
class WatchFolder:
    """Take in what is dropped into a folder; what was done and what was refused moves below it."""

    folder: Annotated[Path, Ask("Folder", Content.INTERNAL, given=True)]
    sift: Annotated[bool, Ask("Sift", hint="Judge without a case each.")] = False
    once: Annotated[bool, Ask("Once", hint="End when nothing more is there.")] = False
    every: Annotated[int, Ask("Seconds", hint="Between two looks.")] = WATCH_EVERY
    mapping: Annotated[
        TableMapping | None, Ask("What the columns of tables are", Content.INTERNAL, seen=True)
    ] = None


@dataclass(frozen=True, slots=True)
class DealWithFile:
    """Say that a refused file of a watched folder is dealt with otherwise than by taking it in."""

    file: Annotated[
        str, Ask("File", Content.OPEN, hint="Its identity, see `watch list`.", given=True)
    ]
    reason: Reason


class RefusedStanding(Protocol):
    """A refused file as it stands."""

    @property
    def is_settled(self) -> bool: ...


def _is_settled(row: RefusedStanding, actor: Actor) -> str:
    return _("Nobody has to deal with the file any more.") if row.is_settled else ""


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Open a case that has no customs declaration."""

    kind: Annotated[CaseKind, Ask("Kind", law=True)]
    source: Annotated[str, Ask("Who referred it", Content.SOURCE)] = "referral"
    received: Annotated[dt.date | None, Ask("Received", hint="Default: today.")] = None
    title: Annotated[str, Ask("Title", Content.PERSONAL, hint="One line.")] = ""
    project: Annotated[
        Mapping[str, Any],
        Ask("Fields of the kind", Content.INTERNAL, option="field", columns=lambda _given: ()),
    ] = field(default_factory=dict)
    """Field of the kind → its value."""


def _mapping(text: str) -> TableMapping:
    return table_mapping_from(json.loads(text))


@dataclass(frozen=True, slots=True)
class KeepTableMapping:
    """Keep for a sender what the columns of its tables are; one kept before is replaced."""

    name: Annotated[str, Ask("Name", Content.INTERNAL, given=True)]
    mapping: Annotated[TableMapping, Ask("Mapping", Content.INTERNAL, reads=_mapping)]


@dataclass(frozen=True, slots=True)
class ForgetTableMapping:
    """Keep the mapping of a sender no longer; declarations that were read with it stay."""

    name: Annotated[str, Ask("Name", Content.INTERNAL, given=True)]


TAKE_IN: Deed[TakeIn, None] = Deed(
    TakeIn,
    name="intake.taken_in",
    subject=SUBJECT,
    title="Take in declarations",
    done="The declarations are taken in.",
    told="Declarations taken in",
    command="intake",
    roles=TAKERS,
    topics=("cases",),
)
WATCH_FOLDER: Deed[WatchFolder, None] = Deed(
    WatchFolder,
    name="intake.watched",
    subject=SUBJECT,
    title="Watch a folder",
    done="What came is taken in.",
    told="Files of a watched folder taken in or refused",
    command="watch",
    roles=TAKERS,
    topics=("cases", "watched"),
)
DEAL_WITH_FILE: Deed[DealWithFile, RefusedStanding] = Deed(
    DealWithFile,
    name="intake.file_settled",
    subject=SUBJECT,
    title="Say that a refused file is dealt with",
    done="The file is off the list.",
    told="Refused file of a watched folder dealt with",
    command="watch settle",
    roles=KEEPERS,
    topics=("watched",),
    refuses=_is_settled,
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
KEEP_TABLE_MAPPING: Deed[KeepTableMapping, None] = Deed(
    KeepTableMapping,
    name="declaration_mapping.kept",
    audited=_SETTING,
    subject=SUBJECT,
    title="Keep the mapping of a sender",
    done="The mapping is kept.",
    command="intake mapping save",
    roles=KEEPERS,
    topics=("settings",),
)
FORGET_TABLE_MAPPING: Deed[ForgetTableMapping, None] = Deed(
    ForgetTableMapping,
    name="declaration_mapping.forgotten",
    audited=_SETTING,
    subject=SUBJECT,
    title="Keep the mapping of a sender no longer",
    done="The mapping is kept no longer.",
    command="intake mapping remove",
    roles=KEEPERS,
    topics=("settings",),
)
DEEDS = (TAKE_IN, WATCH_FOLDER, DEAL_WITH_FILE, OPEN_CASE, KEEP_TABLE_MAPPING, FORGET_TABLE_MAPPING)
EVENTS: dict[str, str] = {
    "case.declaration_amended": N_("Declaration amended"),
    "case.declaration_reread": N_("Declaration read again"),
    "case.correction_attached": N_("Correction attached"),
    "case.invalidation_attached": N_("Invalidation attached"),
    "case.exit_message_attached": N_("Exit message attached"),
    "case.customs_message_attached": N_("Message of customs attached"),
    "intake.message_waits": N_("Message waits for its declaration"),
    "intake.wait_ended": N_("Message waits no more"),
}
"""What else stands in the audit trail of this subject, and its title."""
