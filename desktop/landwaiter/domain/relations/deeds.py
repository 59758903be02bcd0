"""Deeds on relations of states and on shares: stated, and ended with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Protocol

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import WORKERS, Ask, Deed, Reason
from landwaiter.domain.entities.deeds import DayOfReading, Graded
from landwaiter.domain.relations.relation import RelationKind
from landwaiter.domain.relations.share import ShareOrigin
from landwaiter.i18n import _

SUBJECT = "relations"
SURE = "How sure it is: established, assessed, reported, alleged."


class EndingStatement(Protocol):
    """A statement, and why it counts no longer; empty while it stands."""

    @property
    def ended(self) -> str: ...


def _over(row: EndingStatement, actor: Actor) -> str:
    if not row.ended:
        return ""
    return _("The statement was ended already: {reason}").format(reason=row.ended)


CertaintyWord = Annotated[Certainty, Ask("Certainty", hint=SURE, law=True)]
SourceText = Annotated[
    str, Ask("Source", Content.OPEN, hint="Where it comes from: treaty, register, paper …")
]
NoteText = Annotated[str, Ask("Note", Content.INTERNAL, hint="What else should be known.")]
EvidenceLabel = Annotated[
    str, Ask("Evidence", Content.INTERNAL, hint="The piece of evidence it rests on: REF/E-01.")
]
StatedWords = Annotated[
    str, Ask("In their words", Content.PERSONAL, hint="Their reservation: incomplete data.")
]
"""Of the same class as of statements on entities: an officer types it, of a source that may be a
person, and nothing keeps names out of it. The stricter one: who may not read it sees in the
sentence that a reservation stood there, so that none reads surer than it is."""


@dataclass(frozen=True, slots=True)
class StateRelation:
    """State what two or more states do together, with source and certainty; it feeds no flag."""

    kind: Annotated[RelationKind, Ask("Kind", given=True)]
    states: Annotated[
        tuple[str, ...],
        Ask(
            "States",
            Content.OPEN,
            hint="Codes: CN,RU. Who gives stands first.",
            given=True,
            parted=",",
        ),
    ]
    certainty: CertaintyWord
    source: SourceText
    others: Annotated[
        str, Ask("Others", Content.OPEN, hint="Not named there: over 90 countries.")
    ] = ""
    from_others: Annotated[
        str, Ask("From others", Content.OPEN, hint="Who gives and is not named there.")
    ] = ""
    name: Annotated[
        str, Ask("Name", Content.OPEN, hint="Of the treaty, the exercise, the system.")
    ] = ""
    since: Annotated[
        str | None, Ask("Since", Content.OPEN, hint="2022-10-18, 2022-10 or 2022.")
    ] = None
    until: Annotated[str | None, Ask("Until", Content.OPEN, hint="As exactly as it is known.")] = (
        None
    )
    recurring: Annotated[str, Ask("Recurring", Content.OPEN, hint="How often: every year.")] = ""
    place: Annotated[str, Ask("Place", Content.OPEN, hint="Such as Sea of Japan.")] = ""
    service: Annotated[str, Ask("Service", Content.OPEN, hint="Navy, air force …")] = ""
    equipment: Annotated[
        str, Ask("Equipment", Content.OPEN, hint="What is used, built or supplied.")
    ] = ""
    figure: Annotated[
        str, Ask("Figure", Content.OPEN, hint="A number as worded there; no percentage.")
    ] = ""
    unit: Annotated[str, Ask("Unit", Content.OPEN, hint="Of the figure: places a year.")] = ""
    grade: Graded = field(kw_only=True)
    read_on: DayOfReading = field(kw_only=True)
    wording: StatedWords = ""
    note: NoteText = ""
    evidence: EvidenceLabel = ""


@dataclass(frozen=True, slots=True)
class EndRelation:
    """End a statement on a relation of states; it stays readable with the reason."""

    statement: Annotated[
        str,
        Ask("Statement", Content.OPEN, hint="Its identity, as `relation list` has it.", given=True),
    ]
    reason: Reason


@dataclass(frozen=True, slots=True)
class StateShare:
    """State a percentage with what it counts; of a publisher's the parts may not be known."""

    counted: Annotated[
        str,
        Ask(
            "What is counted", Content.OPEN, hint="TIV delivered to CN by RU.", given=True, least=3
        ),
    ]
    states: Annotated[
        tuple[str, ...], Ask("States", Content.OPEN, hint="It is about: CN,RU.", parted=",")
    ]
    population: Annotated[
        str, Ask("Of what", Content.OPEN, hint="What the denominator counts.", least=3)
    ]
    period_from: Annotated[
        str, Ask("Since", Content.OPEN, hint="2018, 2018-01 or 2018-01-01.", option="from")
    ]
    period_to: Annotated[
        str, Ask("Until", Content.OPEN, hint="The last year, month or day.", option="to")
    ]
    edition: Annotated[
        str, Ask("Edition", Content.OPEN, hint="Of the source: generated 2025-03-13.")
    ]
    method: Annotated[
        str, Ask("Method", Content.OPEN, hint="How it is computed; or that nobody says.")
    ]
    computed_by: Annotated[ShareOrigin, Ask("Computed by", option="by", law=True)]
    certainty: CertaintyWord
    source: SourceText
    quoted: Annotated[
        str | None, Ask("Publisher's figure", Content.OPEN, unit="%", hint="As printed.")
    ] = None
    numerator: Annotated[str | None, Ask("Numerator", Content.OPEN, hint="A number: 3938.3.")] = (
        None
    )
    denominator: Annotated[
        str | None, Ask("Denominator", Content.OPEN, hint="A number: 5152.8.")
    ] = None
    unit: Annotated[str, Ask("Unit", Content.OPEN, hint="Of both: TIV, EUR, pieces.")] = ""
    lower: Annotated[
        str | None, Ask("At least", Content.OPEN, unit="%", hint="Lower end of a range.")
    ] = None
    upper: Annotated[
        str | None, Ask("At most", Content.OPEN, unit="%", hint="Upper end of a range.")
    ] = None
    grade: Graded = field(kw_only=True)
    read_on: DayOfReading = field(kw_only=True)
    wording: StatedWords = ""
    note: NoteText = ""
    evidence: EvidenceLabel = ""


@dataclass(frozen=True, slots=True)
class EndShare:
    """End a share; it stays readable with the reason."""

    share: Annotated[
        str, Ask("Share", Content.OPEN, hint="Its identity, as `share list` has it.", given=True)
    ]
    reason: Reason


_TOPICS = (SUBJECT,)
STATE_RELATION: Deed[StateRelation, None] = Deed(
    StateRelation,
    name="relation.stated",
    subject=SUBJECT,
    title="State a relation of states",
    done="The relation is stated.",
    told="Relation of states stated",
    command="relation add",
    roles=WORKERS,
    topics=_TOPICS,
)
END_RELATION: Deed[EndRelation, EndingStatement] = Deed(
    EndRelation,
    name="relation.ended",
    subject=SUBJECT,
    title="End a relation of states",
    done="The relation is ended.",
    told="Relation of states ended",
    command="relation end",
    roles=WORKERS,
    topics=_TOPICS,
    refuses=_over,
)
STATE_SHARE: Deed[StateShare, None] = Deed(
    StateShare,
    name="share.stated",
    subject=SUBJECT,
    title="State a share",
    done="The share is stated.",
    told="Share stated",
    command="share add",
    roles=WORKERS,
    topics=_TOPICS,
)
END_SHARE: Deed[EndShare, EndingStatement] = Deed(
    EndShare,
    name="share.ended",
    subject=SUBJECT,
    title="End a share",
    done="The share is ended.",
    told="Share ended",
    command="share end",
    roles=WORKERS,
    topics=_TOPICS,
    refuses=_over,
)
DEEDS = (STATE_RELATION, END_RELATION, STATE_SHARE, END_SHARE)
EVENTS: Mapping[str, str] = {}
