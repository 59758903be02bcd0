"""Deeds on reference data: packs, bundles and their roots, tasks that a new edition sets."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Protocol

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import (
    ADMINISTRATOR,
    APPROVERS,
    KEEPERS,
    OFFICE,
    SHORTEST_REASON,
    WORKERS,
    Ask,
    Column,
    Deed,
    FileUse,
    Second,
)
from landwaiter.i18n import N_, _

SUBJECT = "law"
ENDS = ("done", "dismissed")
"""How a task ends."""


class OpenTask(Protocol):
    """A task of a new edition."""

    @property
    def state(self) -> str: ...
    @property
    def ended_by(self) -> str: ...


def _over(task: OpenTask, actor: Actor) -> str:
    if task.state == "open":
        return ""
    return _("This task was ended by {person} already.").format(person=task.ended_by)


def _no_columns(given: Mapping[str, Any]) -> Sequence[Column]:
    """A kind of official file has its own, which only the file tells."""
    return ()


@dataclass(frozen=True, slots=True)
class ImportPack:
    """A new edition of a pack, from a pack or an official file; the older editions stay."""

    path: Annotated[
        Path,
        Ask(
            "Pack",
            Content.INTERNAL,
            hint="Folder or zip of a pack, or an official file.",
            given=True,
            file=FileUse.READ,
        ),
    ]
    kind: Annotated[
        str,
        Ask(
            "Kind", Content.OPEN, hint="Of official file, as “pack kinds” lists them.", option="as"
        ),
    ] = ""
    edition: Annotated[str, Ask("Edition", Content.OPEN, hint="As the authority names it.")] = ""
    valid_from: Annotated[dt.date | None, Ask("First day it holds")] = None
    valid_to: Annotated[dt.date | None, Ask("Last day it holds")] = None
    title: Annotated[str, Ask("Title", Content.OPEN, hint="Title of the pack.")] = ""
    source: Annotated[str, Ask("Source", Content.OPEN, hint="Where it was published.")] = ""
    licence: Annotated[str, Ask("Terms of use", Content.OPEN)] = ""
    trust: Annotated[
        str,
        Ask(
            "Trust",
            Content.OPEN,
            hint="transcribed or own knowledge; official only by a publisher's signature.",
        ),
    ] = ""
    mapping: Annotated[
        Mapping[str, str] | None,
        Ask(
            "Mapping",
            Content.INTERNAL,
            hint="TOML or JSON: our column = theirs.",
            columns=_no_columns,
        ),
    ] = None
    sheet: Annotated[
        str, Ask("Sheet", Content.INTERNAL, hint="The sheet to read, where several would do.")
    ] = ""
    reason: Annotated[
        str, Ask("Reason", Content.DELIBERATION, least=SHORTEST_REASON, long=True)
    ] = ""


@dataclass(frozen=True, slots=True)
class ImportShippedPacks:
    """The packs that came with this version, where they are new."""


@dataclass(frozen=True, slots=True)
class TakeBundle:
    """Take in every pack of a bundle, or none: they count at once."""

    file: Annotated[Path, Ask("Bundle", Content.INTERNAL, given=True, file=FileUse.READ)]


@dataclass(frozen=True, slots=True)
class AcceptRoot:
    """Let a publisher's root count here: one asks, another runs the same command and agrees."""

    file: Annotated[
        Path, Ask("Root", Content.INTERNAL, hint="ROOT.json", given=True, file=FileUse.READ)
    ]
    fingerprint: Annotated[
        str, Ask("Fingerprint", Content.OPEN, hint="As the publisher told it on another way.")
    ]
    reason: Annotated[str, Ask("Reason", Content.DELIBERATION, long=True)] = ""


@dataclass(frozen=True, slots=True)
class EndTask:
    """The case was looked at: the task is done, or dismissed with a reason."""

    task: Annotated[str, Ask("Task", Content.OPEN, hint="As “pack tasks” shows it.", given=True)]
    state: Annotated[str, Ask("Status", Content.OPEN, among=ENDS, free=True, option="as")] = "done"
    reason: Annotated[
        str, Ask("Reason", Content.DELIBERATION, hint="Needed to dismiss it.", long=True)
    ] = ""


_TOPICS = ("reference",)
IMPORT_PACK: Deed[ImportPack, None] = Deed(
    ImportPack,
    name="import_pack",
    subject=SUBJECT,
    title="Import a pack",
    done="The pack is imported.",
    told="Pack agreed to",
    command="pack import",
    roles=KEEPERS,
    topics=_TOPICS,
    second=(
        Second("Import of a pack of the office's own making", "always", APPROVERS, "its mover"),
    ),
)
IMPORT_SHIPPED: Deed[ImportShippedPacks, None] = Deed(
    ImportShippedPacks,
    name="import_packs",
    audited="pack.imported",
    subject=SUBJECT,
    title="Import the packs of this version",
    done="The packs are imported.",
    command="pack import --shipped",
    roles=KEEPERS,
    topics=_TOPICS,
)
TAKE_BUNDLE: Deed[TakeBundle, None] = Deed(
    TakeBundle,
    name="bundle.taken",
    subject=SUBJECT,
    title="Take a reference bundle in",
    done="The bundle is taken in.",
    told="Reference bundle taken in",
    command="bundle take",
    roles=KEEPERS,
    topics=_TOPICS,
)
ACCEPT_ROOT: Deed[AcceptRoot, None] = Deed(
    AcceptRoot,
    name="accept_root",
    subject=SUBJECT,
    title="Accept a root of reference bundles",
    done="The root is accepted: bundles that it vouches for can be taken in.",
    told="Root of reference bundles accepted",
    command="bundle accept",
    roles=OFFICE,
    topics=_TOPICS,
    second=(
        Second("Root of reference bundles", "always", APPROVERS | {ADMINISTRATOR}, "its mover"),
    ),
)
END_TASK: Deed[EndTask, OpenTask] = Deed(
    EndTask,
    name="task.ended",
    subject=SUBJECT,
    title="End the task",
    done="The task is ended.",
    told="Task of a new edition ended",
    command="pack end-task",
    roles=WORKERS,
    topics=("cases",),
    refuses=_over,
)
DEEDS = (IMPORT_PACK, IMPORT_SHIPPED, TAKE_BUNDLE, ACCEPT_ROOT, END_TASK)
EVENTS = {
    "task.opened": N_("New edition to look at"),
    "pack.imported": N_("Pack imported"),
    "import.staged": N_("Import staged for a second person"),
    "bundle.root_followed": N_("New root of reference bundles, signed by the one before"),
}
"""What else stands in the audit trail of this subject, and its title."""
