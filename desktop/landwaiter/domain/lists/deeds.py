"""Deeds on watch lists: brought in, removed, screened against again; mappings of their columns."""

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.shape import APPROVERS, KEEPERS, Ask, Deed, FileUse, Second
from landwaiter.domain.lists.column_mapping import ColumnMapping, mapping_from
from landwaiter.i18n import N_

SUBJECT = "lists"
CONFIRM = "confirm_list"
"""The motion by which another person looks at a list that judges already."""


def _mapping(text: str) -> ColumnMapping:
    return mapping_from(json.loads(text))


@dataclass(frozen=True, slots=True)
class ImportList:
    """The files together as a new edition of one list; the older editions stay."""

    files: Annotated[
        tuple[Path, ...], Ask("Files", Content.INTERNAL, given=True, file=FileUse.READ)
    ]
    list_id: Annotated[str, Ask("List", Content.OPEN, hint="Short name.")]
    kind: Annotated[
        str, Ask("Kind", Content.OPEN, hint="Where it stays other, the file decides.")
    ] = "other"
    title: Annotated[str, Ask("Title", Content.OPEN, hint="Title of the list.")] = ""
    edition: Annotated[
        str, Ask("Edition", Content.OPEN, hint="Default: its day of publication.")
    ] = ""
    source: Annotated[str, Ask("Source", Content.OPEN, hint="Who publishes it.")] = ""
    licence: Annotated[str, Ask("Terms of use", Content.OPEN)] = ""
    trust: Annotated[str, Ask("Trust", Content.OPEN)] = "transcribed"
    published: Annotated[dt.date | None, Ask("Published", hint="Default: as the file says.")] = None
    confidential: Annotated[
        bool, Ask("Confidential", hint="No report names it; it is never indexed on the disk.")
    ] = False
    only: Annotated[
        str, Ask("Only", Content.OPEN, hint="Entries of this annex, programme or list alone.")
    ] = ""
    count: Annotated[
        int | None, Ask("Number of entries", hint="Entries by the publisher; others are refused.")
    ] = None
    mapping: Annotated[ColumnMapping | None, Ask("Mapping", Content.INTERNAL, reads=_mapping)] = (
        None
    )
    sure: Annotated[
        bool, Ask("Whole", hint="The files are whole, though they look cut.", option="yes")
    ] = False


@dataclass(frozen=True, slots=True)
class RemoveList:
    """Screen no longer against a list, or an edition of it; what was found with it stays."""

    list_id: Annotated[
        str, Ask("List", Content.OPEN, hint="As “list show” names it.", given=True, option="list")
    ]
    edition: Annotated[str, Ask("Edition", Content.OPEN, hint="Only this edition of it.")] = ""


@dataclass(frozen=True, slots=True)
class Rescreen:
    """Screen open cases again for what lists say otherwise; goes on where it was stopped."""


@dataclass(frozen=True, slots=True)
class KeepMapping:
    """Keep a mapping under a name for the next edition; one kept before is replaced."""

    name: Annotated[str, Ask("Name", Content.INTERNAL, option="save")]
    mapping: Annotated[ColumnMapping, Ask("Mapping", Content.INTERNAL, reads=_mapping)]


@dataclass(frozen=True, slots=True)
class ForgetMapping:
    """Keep a mapping no longer; editions that were read with it stay."""

    name: Annotated[str, Ask("Name", Content.INTERNAL, option="forget")]


_TOPICS = ("reference",)
_SETTING = "office.setting_changed"
IMPORT_LIST: Deed[ImportList, None] = Deed(
    ImportList,
    name="list.imported",
    subject=SUBJECT,
    title="Import a watch list",
    done="The list is imported.",
    told="Watch list confirmed by another person",
    command="list import",
    roles=KEEPERS,
    topics=_TOPICS,
    second=(
        Second(
            "Watch list taken in: it judges at once",
            "afterwards",
            APPROVERS,
            "its mover",
            motion=CONFIRM,
        ),
    ),
)
REMOVE_LIST: Deed[RemoveList, None] = Deed(
    RemoveList,
    name="remove_list",
    subject=SUBJECT,
    title="Remove a watch list",
    done="The list is removed.",
    told="Removal of a watch list carried out",
    command="list remove",
    roles=KEEPERS,
    topics=_TOPICS,
    second=(Second("Removal of a watch list", "always", APPROVERS, "its mover"),),
)
RESCREEN: Deed[Rescreen, None] = Deed(
    Rescreen,
    name="list.rescreened",
    subject=SUBJECT,
    title="Screen open cases again",
    done="Open cases are screened again.",
    told="Open cases screened again for a list",
    command="list rescreen",
    roles=KEEPERS,
    topics=("reference", "cases"),
)
KEEP_MAPPING: Deed[KeepMapping, None] = Deed(
    KeepMapping,
    name="list_mapping.kept",
    audited=_SETTING,
    subject=SUBJECT,
    title="Keep a mapping of columns",
    done="The mapping is kept.",
    command="list columns",
    roles=KEEPERS,
    topics=("settings",),
)
FORGET_MAPPING: Deed[ForgetMapping, None] = Deed(
    ForgetMapping,
    name="list_mapping.forgotten",
    audited=_SETTING,
    subject=SUBJECT,
    title="Keep a mapping no longer",
    done="The mapping is kept no longer.",
    command="list mappings",
    roles=KEEPERS,
    topics=("settings",),
)
DEEDS = (IMPORT_LIST, REMOVE_LIST, RESCREEN, KEEP_MAPPING, FORGET_MAPPING)
EVENTS = {
    "list.imported": N_("List imported"),
    "list.removed": N_("List removed"),
    "list.returned": N_("Removed edition of a list imported again"),
    "case.rescreened": N_("Screened again for a list that changed"),
}
"""What else stands in the audit trail of this subject, and its title."""
