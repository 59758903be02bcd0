"""Deeds on entities: made, stated, linked, ended, merged, told apart, brought in and given out."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Protocol

from landwaiter.domain.base.certainty import MEANING, Certainty
from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import EVERYBODY, WORKERS, Ask, Deed, FileUse, Lookup, Reason
from landwaiter.domain.deeds.shape import Column as AnyColumn
from landwaiter.domain.entities.entity import ENTITY_KINDS, FACT_KINDS, LINK_KINDS
from landwaiter.domain.entities.stated_values import TITLES
from landwaiter.i18n import N_, _

SUBJECT = "entities"
MOST_STEPS = 20
"""Along links, from the entities that are named."""


class Mark(StrEnum):
    """Whether views of an entity are recorded, whatever it is."""

    SENSITIVE = "sensitive"
    ORDINARY = "ordinary"


class StandingStatement(Protocol):
    """A statement, and why it counts no longer; empty while it stands."""

    @property
    def ended(self) -> str: ...


def _over(row: StandingStatement, actor: Actor) -> str:
    if not row.ended:
        return ""
    return _("The statement was ended already: {reason}").format(reason=row.ended)


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of what a statement says."""

    name: str
    required: bool
    holds: str = ""

    @property
    def title(self) -> str:
        return TITLES.get(self.name, self.name)

    @property
    def read(self) -> type[str]:
        return str

    @property
    def is_day(self) -> bool:
        """Never: its days may be as vague as 2026-03."""
        return False

    @property
    def is_country(self) -> bool:
        return self.name == "country"


def _parts(given: Mapping[str, Any]) -> Sequence[AnyColumn]:
    kind = FACT_KINDS.get(given.get("kind", ""))
    if kind is None:
        return ()
    return (*(_Part(one, True) for one in kind.needs), *(_Part(one, False) for one in kind.may))


def _beside(given: Mapping[str, Any]) -> Sequence[AnyColumn]:
    kind = LINK_KINDS.get(given.get("kind", ""))
    return tuple(_Part(one, False) for one in kind.may) if kind is not None else ()


def _steps(text: str) -> int:
    steps = int(text)
    if not 0 <= steps <= MOST_STEPS:
        raise ValueError(text)
    return steps


Entity = Annotated[
    str,
    Ask(
        "Entity",
        Content.PERSONAL,
        hint="Name or identity of the entity.",
        given=True,
        option="name",
    ),
]
Other = Annotated[
    str, Ask("The other one", Content.PERSONAL, hint="Its name or identity.", given=True)
]
SourceText = Annotated[
    str, Ask("Source", Content.OPEN, hint="Where it comes from: register, paper …")
]
Grade = Annotated[str, Ask("Grade", Content.OPEN, hint="Source A to F, information 1 to 6.")]
Sureness = Annotated[
    Certainty | None,
    Ask(
        "Certainty",
        hint="How sure: established, assessed, reported or alleged.",
        unsaid="not said",
        means=MEANING,
    ),
]
ReadOn = Annotated[dt.date | None, Ask("Read on", hint="When the source was read.", today=True)]
Graded = Annotated[str, Ask("Grade", Content.OPEN, hint="A1 to F6; F6: it cannot be judged.")]
"""Of statements that need one."""
DayOfReading = Annotated[dt.date, Ask("Read on", hint="When the source was read.", today=True)]
Reservation = Annotated[
    str, Ask("In their words", Content.PERSONAL, hint="Their reservation: incomplete data.")
]
SinceDay = Annotated[
    str | None, Ask("Since", Content.OPEN, hint="First day: 2026-03-27, 2026-03 or 2026.")
]
Until = Annotated[
    str | None, Ask("Until", Content.OPEN, hint="Last day, as exactly as it is known.")
]
NoteText = Annotated[str, Ask("Note", Content.INTERNAL, hint="What else should be known.")]
EvidenceLabel = Annotated[
    str, Ask("Evidence", Content.INTERNAL, hint="The piece of evidence it rests on: REF/E-01.")
]


@dataclass(frozen=True, slots=True)
class MakeEntity:
    """A new entity beside all cases."""

    name: Annotated[str, Ask("Name", Content.PERSONAL, given=True)]
    kind: Annotated[str, Ask("Kind", Content.OPEN, among=ENTITY_KINDS, free=True, law=True)]
    source: SourceText
    country: Annotated[
        str | None,
        Ask(
            "Country",
            Content.OPEN,
            hint="Two letters, such as NO.",
            lookup=Lookup.COUNTRIES,
            free=True,
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class StateFact:
    """State one thing of an entity, with source and grading: a name, number, address, flag …"""

    entity: Entity
    kind: Annotated[str, Ask("Kind", Content.OPEN, hint="See `entity kinds`.", given=True)]
    source: SourceText
    value: Annotated[str, Ask("Value", Content.PERSONAL, hint="Its main field.", given=True)] = ""
    field: Annotated[
        Mapping[str, str] | None,
        Ask("Fields", Content.PERSONAL, hint="Other fields; repeatable.", columns=_parts),
    ] = None
    grade: Grade = ""
    since: SinceDay = None
    until: Until = None
    note: NoteText = ""
    evidence: EvidenceLabel = ""
    certainty: Sureness = None
    wording: Reservation = ""
    read_on: ReadOn = None

    @property
    def said(self) -> Mapping[str, str]:
        """All fields; a bare value fills the last one that the kind needs."""
        main = FACT_KINDS[self.kind].needs[-1] if self.kind in FACT_KINDS else "text"
        return {**(self.field or {}), **({main: self.value} if self.value else {})}


@dataclass(frozen=True, slots=True)
class LinkEntities:
    """State that an entity owns, controls, directs, manages … another."""

    entity: Entity
    kind: Annotated[
        str,
        Ask(
            "Kind",
            Content.OPEN,
            hint="owns, directs …: `entity kinds`.",
            given=True,
            among=tuple(LINK_KINDS),
            free=True,
        ),
    ]
    other: Other
    source: SourceText
    percent: Annotated[
        str | None,
        Ask(
            "Share, %", Content.BUSINESS, hint="With `owns`: 51, 25-50, “at least 25”, “over 50” …"
        ),
    ] = None
    test: Annotated[
        str, Ask("Control by", Content.OPEN, hint="With `controls` …: board majority, veto …")
    ] = ""
    grade: Grade = ""
    since: SinceDay = None
    until: Until = None
    note: NoteText = ""
    evidence: EvidenceLabel = ""
    certainty: Sureness = None
    field: Annotated[
        Mapping[str, str] | None,
        Ask(
            "Fields",
            Content.PERSONAL,
            hint="What else it carries: item, entry, project …",
            columns=_beside,
        ),
    ] = None
    wording: Reservation = ""
    read_on: ReadOn = None


@dataclass(frozen=True, slots=True)
class EndStatement:
    """End a statement or a link; it stays readable with the reason."""

    statement: Annotated[
        str,
        Ask("Statement", Content.OPEN, hint="Its identity, as `entity show` has it.", given=True),
    ]
    reason: Reason


@dataclass(frozen=True, slots=True)
class MergeEntities:
    """Say that two entities are one; nothing is moved, and it can be taken back."""

    kept: Annotated[
        str, Ask("Entity kept", Content.PERSONAL, hint="Stands for both from now on.", given=True)
    ]
    gone: Annotated[
        str, Ask("The other one", Content.PERSONAL, hint="Is the same as the first.", given=True)
    ]
    reason: Reason


@dataclass(frozen=True, slots=True)
class UnmergeEntity:
    """Take a merge back: the entity stands for itself again, exactly as it was."""

    gone: Annotated[
        str,
        Ask(
            "Merged entity",
            Content.PERSONAL,
            hint="The merged entity, or the merge, by identity.",
            given=True,
        ),
    ]
    reason: Reason


@dataclass(frozen=True, slots=True)
class TellApart:
    """State that two alike entities are two; they are proposed as duplicates no more."""

    entity: Entity
    other: Other
    reason: Reason
    grade: Grade = ""


@dataclass(frozen=True, slots=True)
class MarkEntity:
    """Say whether each view of an entity is recorded from now on, or none, whatever it is."""

    mark: Annotated[Mark, Ask("This entity is")]
    entity: Entity
    reason: Reason


@dataclass(frozen=True, slots=True)
class ImportEntities:
    """Entities with ownership and directorship, as statements of their source."""

    file: Annotated[
        Path,
        Ask(
            "File",
            Content.INTERNAL,
            hint="FollowTheMoney, JSON lines.",
            given=True,
            file=FileUse.READ,
        ),
    ]
    source: Annotated[str, Ask("Source", Content.OPEN, hint="From whom it is.")]
    grade: Annotated[str, Ask("Grade", Content.OPEN, hint="A1 to F6: source and information.")] = ""


@dataclass(frozen=True, slots=True)
class ExportEntities:
    """Entities and the links between them, as FollowTheMoney JSON lines."""

    file: Annotated[
        Path,
        Ask(
            "File",
            Content.INTERNAL,
            hint="New file, FollowTheMoney.",
            given=True,
            file=FileUse.WRITTEN,
        ),
    ]
    names: Annotated[
        tuple[str, ...],
        Ask("Entities", Content.PERSONAL, hint="Only these; else every one.", given=True),
    ] = ()
    depth: Annotated[int, Ask("Steps", hint="From those named: 0 to 20.", reads=_steps)] = 1


_TOPICS = (SUBJECT,)
_BOTH = (SUBJECT, "cases")
MAKE_ENTITY: Deed[MakeEntity, None] = Deed(
    MakeEntity,
    name="entity.made",
    subject=SUBJECT,
    title="New entity",
    done="The entity is made.",
    told="Entity made",
    command="entity add",
    roles=WORKERS,
    topics=_TOPICS,
)
STATE_FACT: Deed[StateFact, None] = Deed(
    StateFact,
    name="entity.stated",
    subject=SUBJECT,
    title="State something of an entity",
    done="It is stated.",
    told="Stated of an entity",
    command="entity state",
    roles=WORKERS,
    topics=_TOPICS,
)
LINK_ENTITIES: Deed[LinkEntities, None] = Deed(
    LinkEntities,
    name="entity.linked",
    subject=SUBJECT,
    title="Link two entities",
    done="The link is stated.",
    told="Entities linked",
    command="entity link",
    roles=WORKERS,
    topics=_TOPICS,
)
END_STATEMENT: Deed[EndStatement, StandingStatement] = Deed(
    EndStatement,
    name="entity.ended",
    subject=SUBJECT,
    title="End a statement",
    done="The statement is ended.",
    told="Statement on an entity ended",
    command="entity end",
    roles=WORKERS,
    topics=_TOPICS,
    refuses=_over,
)
MERGE_ENTITIES: Deed[MergeEntities, None] = Deed(
    MergeEntities,
    name="entity.merged",
    subject=SUBJECT,
    title="Merge two entities",
    done="The entities are one.",
    told="Entities merged",
    command="entity merge",
    roles=WORKERS,
    topics=_BOTH,
)
UNMERGE_ENTITY: Deed[UnmergeEntity, None] = Deed(
    UnmergeEntity,
    name="entity.unmerged",
    subject=SUBJECT,
    title="Take a merge back",
    done="The merge is taken back.",
    told="Merge of entities taken back",
    command="entity unmerge",
    roles=WORKERS,
    topics=_BOTH,
)
TELL_APART: Deed[TellApart, None] = Deed(
    TellApart,
    name="entity.told_apart",
    subject=SUBJECT,
    title="Tell two entities apart",
    done="The entities are told apart.",
    told="Entities told apart",
    command="entity distinct",
    roles=WORKERS,
    topics=_TOPICS,
)
MARK_ENTITY: Deed[MarkEntity, None] = Deed(
    MarkEntity,
    name="entity.marked",
    subject=SUBJECT,
    title="Mark an entity",
    done="The entity is marked.",
    told="Entity marked",
    command="entity {mark}",
    roles=WORKERS,
    topics=_TOPICS,
)
IMPORT_ENTITIES: Deed[ImportEntities, None] = Deed(
    ImportEntities,
    name="entities.imported",
    subject=SUBJECT,
    title="Import entities and links",
    done="The entities are imported.",
    told="Entities imported",
    command="entity import",
    roles=WORKERS,
    topics=_TOPICS,
)
EXPORT_ENTITIES: Deed[ExportEntities, None] = Deed(
    ExportEntities,
    name="entities.exported",
    subject=SUBJECT,
    title="Export entities and links",
    done="The file is written.",
    told="Entities exported",
    command="entity export",
    roles=EVERYBODY,
    topics=("audit",),
)
DEEDS = (
    MAKE_ENTITY,
    STATE_FACT,
    LINK_ENTITIES,
    END_STATEMENT,
    MERGE_ENTITIES,
    UNMERGE_ENTITY,
    TELL_APART,
    MARK_ENTITY,
    IMPORT_ENTITIES,
    EXPORT_ENTITIES,
)
EVENTS = {
    "entity.viewed": N_("Sensitive entity viewed"),
    "entity.imported": N_("Entity came by an import"),
}
"""What else stands in the audit trail of this subject, and its title."""
