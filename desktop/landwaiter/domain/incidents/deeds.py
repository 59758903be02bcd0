"""Deeds on incidents: made, stated, attributed, linked, ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import WORKERS, Ask, Deed, Lookup, Reason
from landwaiter.domain.entities.deeds import (
    DayOfReading,
    EvidenceLabel,
    Graded,
    NoteText,
    SourceText,
    StandingStatement,
)
from landwaiter.domain.incidents.incident import (
    STATED,
    AttributionGrade,
    IncidentKind,
    LinkRole,
    StatementKind,
)
from landwaiter.i18n import _

SUBJECT = "incidents"

IncidentName = Annotated[
    str, Ask("Incident", Content.OPEN, hint="Its title or identity.", given=True, option="incident")
]
HowSure = Annotated[
    Certainty,
    Ask("Certainty", hint="established, assessed, reported or alleged; never surer.", law=True),
]
FirstMoment = Annotated[
    str | None,
    Ask("Since", Content.OPEN, hint="2026, 2026-03, 2026-03-27 or 2026-03-27T01:20Z, in UTC."),
]
LastMoment = Annotated[
    str | None, Ask("Until", Content.OPEN, hint="As exactly as it is known, in UTC.")
]


@dataclass(frozen=True, slots=True)
class MakeIncident:
    """A new incident beside all cases: background, until an officer makes it a ground of one."""

    title: Annotated[str, Ask("Title", Content.OPEN, given=True)]
    kind: Annotated[IncidentKind, Ask("Kind")]
    since: Annotated[
        str,
        Ask(
            "Happened from",
            Content.OPEN,
            hint="2026, 2026-03, 2026-03-27 or 2026-03-27T01:20Z, in UTC.",
        ),
    ]
    source: SourceText
    certainty: HowSure
    until: Annotated[
        str | None, Ask("Happened to", Content.OPEN, hint="As exactly as it is known.")
    ] = None
    grade: Graded = field(kw_only=True)
    read_on: DayOfReading = field(kw_only=True)
    note: NoteText = ""
    evidence: EvidenceLabel = ""


@dataclass(frozen=True, slots=True)
class StateOfIncident:
    """State one thing of an incident: when, where, what was hit, by which means, what damage."""

    incident: IncidentName
    kind: Annotated[
        StatementKind,
        Ask("What", hint="happened, place, object, means …", given=True, among=STATED),
    ]
    source: SourceText
    certainty: HowSure
    value: Annotated[
        str, Ask("In words", Content.PERSONAL, hint="Of `happened` nothing but the days.")
    ] = ""
    country: Annotated[
        str,
        Ask(
            "Country",
            Content.OPEN,
            hint="Of a place: two letters.",
            lookup=Lookup.COUNTRIES,
            free=True,
        ),
    ] = ""
    coordinates: Annotated[
        str, Ask("Coordinates", Content.OPEN, hint="Of a place, in degrees: 12.5, -7.25.")
    ] = ""
    grade: Graded = field(kw_only=True)
    read_on: DayOfReading = field(kw_only=True)
    since: FirstMoment = None
    until: LastMoment = None
    note: NoteText = ""
    evidence: EvidenceLabel = ""


@dataclass(frozen=True, slots=True)
class AttributeIncident:
    """State who says who did it, in their own words; it stands beside what others say."""

    incident: IncidentName
    by: Annotated[str, Ask("Who said it", Content.PERSONAL)]
    wording: Annotated[
        str, Ask("Wording", Content.PERSONAL, hint="As quoted, no surer than it was.", long=True)
    ]
    attribution: Annotated[AttributionGrade, Ask("How far they go", law=True)]
    source: SourceText
    certainty: HowSure
    to: Annotated[str, Ask("To whom", Content.PERSONAL)] = ""
    whom: Annotated[
        str, Ask("About whom or what", Content.PERSONAL, hint="Whom or what they name.")
    ] = ""
    day: Annotated[
        str | None, Ask("Said on", Content.OPEN, hint="2026-03-27, 2026-03 or 2026.")
    ] = None
    grade: Graded = field(kw_only=True)
    read_on: DayOfReading = field(kw_only=True)
    note: NoteText = ""
    evidence: EvidenceLabel = ""


@dataclass(frozen=True, slots=True)
class TellIncident:
    """State that somebody was told of the incident, when, and by whom."""

    incident: IncidentName
    who: Annotated[str, Ask("Who was told", Content.PERSONAL)]
    source: SourceText
    certainty: HowSure
    by: Annotated[str, Ask("By whom", Content.PERSONAL)] = ""
    day: Annotated[
        str | None, Ask("When", Content.OPEN, hint="2026-03-27, or 2026-03-27T01:20Z, in UTC.")
    ] = None
    grade: Graded = field(kw_only=True)
    read_on: DayOfReading = field(kw_only=True)
    note: NoteText = ""
    evidence: EvidenceLabel = ""


@dataclass(frozen=True, slots=True)
class LinkIncident:
    """State that an entity had a part in it, or that a case has to do with it."""

    incident: IncidentName
    source: SourceText
    certainty: HowSure
    entity: Annotated[str, Ask("Entity", Content.PERSONAL, hint="Its name or identity.")] = ""
    role: Annotated[LinkRole, Ask("It was", hint="means: a vessel …")] = LinkRole.INVOLVED
    case: Annotated[
        str, Ask("Case", Content.OPEN, hint="Its reference, in place of an entity.")
    ] = ""
    grade: Graded = field(kw_only=True)
    read_on: DayOfReading = field(kw_only=True)
    note: NoteText = ""
    evidence: EvidenceLabel = ""


@dataclass(frozen=True, slots=True)
class EndOfIncident:
    """End a statement on an incident, a link, or the record itself; it stays readable."""

    statement: Annotated[
        str,
        Ask("Statement", Content.OPEN, hint="Its identity, as `incident show` has it.", given=True),
    ]
    reason: Reason


def _over(row: StandingStatement, actor: Actor) -> str:
    if not row.ended:
        return ""
    return _("The statement was ended already: {reason}").format(reason=row.ended)


_TOPICS = (SUBJECT, "entities")
MAKE_INCIDENT: Deed[MakeIncident, None] = Deed(
    MakeIncident,
    name="incident.made",
    subject=SUBJECT,
    title="New incident",
    done="The incident is entered.",
    told="Incident entered",
    command="incident add",
    roles=WORKERS,
    topics=_TOPICS,
)
STATE_OF_INCIDENT: Deed[StateOfIncident, None] = Deed(
    StateOfIncident,
    name="incident.stated",
    subject=SUBJECT,
    title="State something of an incident",
    done="It is stated.",
    told="Stated of an incident",
    command="incident state",
    roles=WORKERS,
    topics=_TOPICS,
)
ATTRIBUTE_INCIDENT: Deed[AttributeIncident, None] = Deed(
    AttributeIncident,
    name="incident.attributed",
    subject=SUBJECT,
    title="State who attributes an incident",
    done="It is stated who said it, beside what others say.",
    told="Attribution of an incident stated",
    command="incident attribute",
    roles=WORKERS,
    topics=_TOPICS,
)
TELL_INCIDENT: Deed[TellIncident, None] = Deed(
    TellIncident,
    name="incident.told",
    subject=SUBJECT,
    title="State who was told of an incident",
    done="It is stated who was told.",
    told="Who was told of an incident",
    command="incident told",
    roles=WORKERS,
    topics=_TOPICS,
)
LINK_INCIDENT: Deed[LinkIncident, None] = Deed(
    LinkIncident,
    name="incident.linked",
    subject=SUBJECT,
    title="Link an incident",
    done="The link is stated.",
    told="Incident linked",
    command="incident link",
    roles=WORKERS,
    topics=_TOPICS,
)
END_OF_INCIDENT: Deed[EndOfIncident, StandingStatement] = Deed(
    EndOfIncident,
    name="incident.ended",
    subject=SUBJECT,
    title="End a statement on an incident",
    done="The statement is ended.",
    told="Statement on an incident ended",
    command="incident end",
    roles=WORKERS,
    topics=_TOPICS,
    refuses=_over,
)
DEEDS = (
    MAKE_INCIDENT,
    STATE_OF_INCIDENT,
    ATTRIBUTE_INCIDENT,
    TELL_INCIDENT,
    LINK_INCIDENT,
    END_OF_INCIDENT,
)
EVENTS: Mapping[str, str] = {}
