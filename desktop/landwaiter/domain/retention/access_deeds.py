"""Deeds on requests of persons for their data: searched, judged, withheld, blacked out, given."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Protocol

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import APPROVERS, Ask, Choices, Deed, FileUse
from landwaiter.domain.reports.report_fields import Pdf, Xlsx
from landwaiter.domain.retention.access_request import GROUNDS, Sameness
from landwaiter.domain.retention.retention_periods import Regime
from landwaiter.i18n import _

SUBJECT = "retention"


class EntryInRequest(Protocol):
    """One place with what may be the person's data."""

    @property
    def no(self) -> int: ...
    @property
    def same(self) -> Sameness: ...


class RequestWithEntries(Protocol):
    """A request with what was found for it."""

    @property
    def entries(self) -> Sequence[EntryInRequest]: ...
    @property
    def answered_on(self) -> dt.date | None: ...


def _not_judged(answer: RequestWithEntries, actor: Actor) -> str:
    left = [str(one.no) for one in answer.entries if one.same is Sameness.OPEN]
    if not left:
        return ""
    return _("Entries are not judged yet: {entries}.").format(entries=", ".join(left))


def _not_open(answer: RequestWithEntries, actor: Actor) -> str:
    if answer.answered_on is not None:
        return _("The request was answered on {day}: it is open no more.").format(
            day=answer.answered_on.isoformat()
        )
    return _not_judged(answer, actor)


class PlaceUnderLaw(Protocol):
    """A place whose data a law protects; None: no case says which."""

    @property
    def regime(self) -> Regime | None: ...


def _grounds(place: PlaceUnderLaw) -> Choices:
    fitting = [one for one in GROUNDS if place.regime is None or place.regime in one.regimes]
    return tuple((one.code, f"{_(one.title)} ({one.basis})") for one in fitting)


Number = Annotated[
    int, Ask("Access request", hint="Number of the request.", given=True, option="n")
]
EntryNumbers = Annotated[
    tuple[int, ...], Ask("Entries found", hint="Numbers of entries.", given=True, option="entry…")
]


@dataclass(frozen=True, slots=True)
class FindPerson:
    """Search every row and file for a person, in any spelling, and keep what is found."""

    name: Annotated[str, Ask("Name", Content.PERSONAL, hint="Give the name in full.", given=True)]
    identifier: Annotated[str | None, Ask("Identifier", Content.PERSONAL)] = None
    born: Annotated[
        str | None, Ask("Born", Content.PERSONAL, hint="1970, 1970-01 or 1970-01-18.")
    ] = None
    kind: Annotated[str | None, Ask("Kind", Content.OPEN, hint="person or organisation.")] = (
        "person"
    )
    received: Annotated[
        dt.date | None, Ask("Received", hint="When it was asked; default: today.")
    ] = None


@dataclass(frozen=True, slots=True)
class JudgeEntries:
    """Say of entries whether they are about the person who asks."""

    number: Number
    entries: EntryNumbers
    same: Annotated[
        bool,
        Ask("Person", hint="Whether it is the person who asks.", yes_no=("same", "different")),
    ]
    reason: Annotated[str, Ask("Reason", Content.DELIBERATION)] = ""


@dataclass(frozen=True, slots=True)
class WithholdEntries:
    """Withhold entries on a ground that law allows."""

    number: Number
    entries: EntryNumbers
    ground: Annotated[
        str,
        Ask(
            "Ground",
            Content.OPEN,
            hint="See `grounds`; empty: give it out again.",
            blank=True,
            law=True,
            offered=_grounds,
        ),
    ]
    provision: Annotated[
        str, Ask("National provision", Content.OPEN, hint="National act and article.")
    ] = ""


@dataclass(frozen=True, slots=True)
class BlackOutWords:
    """Black out words that are about others; other parties of a case are blacked out anyway."""

    number: Number
    entries: EntryNumbers
    words: Annotated[
        str, Ask("Words about others", Content.PERSONAL, hint="About others.", least=2)
    ]


@dataclass(frozen=True, slots=True)
class ShowWords:
    """Give out words that were blacked out: they are the person's own, or public."""

    number: Number
    entries: EntryNumbers
    words: Annotated[str, Ask("Words", Content.PERSONAL)]


@dataclass(frozen=True, slots=True)
class GiveOut:
    """Write what the person is given, and log the disclosure."""

    number: Number
    file: Annotated[
        Path,
        Ask(
            "File",
            Content.INTERNAL,
            hint="Ends in .txt, .pdf or .xlsx.",
            given=True,
            file=FileUse.WRITTEN,
        ),
    ]
    to: Annotated[str, Ask("To whom", Content.PERSONAL)]
    basis: Annotated[str, Ask("Basis", Content.OPEN, hint="Reg. (EU) 2016/679 Art. 15")]


@dataclass(frozen=True, slots=True)
class ReportAccessAnswer:
    """The answer to an open request for access, to be read before it is given out: what is held on
    the person, where it came from, who was told, and on which ground something is withheld."""

    number: Number
    pdf: Pdf = None
    xlsx: Xlsx = None


_TOPICS = ("access", "disclosures")
FIND_PERSON: Deed[FindPerson, None] = Deed(
    FindPerson,
    name="access.searched",
    subject=SUBJECT,
    title="Search for a person's request",
    done="The search is kept as a request.",
    told="Searched for a person's request",
    command="access-request find",
    roles=APPROVERS,
    topics=("audit",),
)
JUDGE_ENTRIES: Deed[JudgeEntries, None] = Deed(
    JudgeEntries,
    name="access.judged",
    subject=SUBJECT,
    title="Say whose data it is",
    done="It is judged.",
    told="Entry of a request judged",
    command="access-request mark",
    roles=APPROVERS,
    topics=_TOPICS,
)
WITHHOLD_ENTRIES: Deed[WithholdEntries, None] = Deed(
    WithholdEntries,
    name="access.refused",
    subject=SUBJECT,
    title="Withhold",
    done="It is withheld.",
    told="Entry of a request withheld",
    command="access-request refuse",
    roles=APPROVERS,
    topics=_TOPICS,
)
BLACK_OUT_WORDS: Deed[BlackOutWords, None] = Deed(
    BlackOutWords,
    name="access.redacted",
    subject=SUBJECT,
    title="Black out",
    done="The words are blacked out.",
    told="Words of a request blacked out",
    command="access-request redact",
    roles=APPROVERS,
    topics=_TOPICS,
)
SHOW_WORDS: Deed[ShowWords, None] = Deed(
    ShowWords,
    name="access.shown",
    subject=SUBJECT,
    title="Show words again",
    done="The words are given out.",
    told="Words of a request shown again",
    command="access-request redact --show",
    roles=APPROVERS,
    topics=_TOPICS,
)
GIVE_OUT: Deed[GiveOut, RequestWithEntries] = Deed(
    GiveOut,
    name="access.given_out",
    subject=SUBJECT,
    title="Give out",
    done="The file is written and logged.",
    told="Disclosure logged",
    audited="disclosure.made",
    command="access-request give",
    roles=APPROVERS,
    topics=_TOPICS,
    refuses=_not_judged,
)
REPORT_ACCESS_ANSWER: Deed[ReportAccessAnswer, RequestWithEntries] = Deed(
    ReportAccessAnswer,
    name="access.report_made",
    subject=SUBJECT,
    title="Answer to a request for access",
    done="The report is made.",
    told="Answer to a request for access made",
    command="report access-answer",
    roles=APPROVERS,
    topics=("reports",),
    refuses=_not_open,
)
DEEDS = (
    FIND_PERSON,
    JUDGE_ENTRIES,
    WITHHOLD_ENTRIES,
    BLACK_OUT_WORDS,
    SHOW_WORDS,
    GIVE_OUT,
    REPORT_ACCESS_ANSWER,
)
EVENTS: dict[str, str] = {}
"""What else stands in the audit trail of this subject, and its title."""
