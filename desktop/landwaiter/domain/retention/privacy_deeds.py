"""Deeds on what the office states of its processing of personal data, on notices, on breaches."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Protocol

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.shape import ANY_SECOND, OFFICE, Ask, Deed, FileUse
from landwaiter.domain.reports.report_fields import Pdf, Xlsx
from landwaiter.domain.reports.subjects import PRIVACY_READERS
from landwaiter.domain.retention.deeds import SUBJECT
from landwaiter.domain.retention.privacy import BreachStep, NoticeTo, PrivacyTopic
from landwaiter.i18n import _


@dataclass(frozen=True, slots=True)
class StatePrivacyTopic:
    """Say one thing of how the office processes personal data; what was said before stays."""

    topic: Annotated[PrivacyTopic, Ask("About", given=True)]
    text: Annotated[str, Ask("Text", Content.OPEN, least=2, long=True)]


@dataclass(frozen=True, slots=True)
class LogBreach:
    """Log a breach of personal data, with when it became known."""

    known: Annotated[dt.datetime, Ask("Known since", hint="In the time of the office.")]
    what: Annotated[str, Ask("What happened", Content.INTERNAL, least=10, long=True)]
    persons: Annotated[
        str, Ask("How many persons and records", Content.INTERNAL, hint="About, or not known.")
    ]
    effects: Annotated[str, Ask("Likely consequences", Content.INTERNAL, long=True)]


Number = Annotated[int, Ask("Breach", hint="Its number.", given=True, option="n")]


@dataclass(frozen=True, slots=True)
class AddToBreach:
    """Add to a breach: who was told, what was done, why not or late; close or open it again."""

    number: Number
    step: Annotated[BreachStep, Ask("What", given=True)]
    at: Annotated[dt.datetime, Ask("When", hint="In the time of the office.")]
    text: Annotated[str, Ask("Text", Content.INTERNAL, least=3, long=True)]


@dataclass(frozen=True, slots=True)
class RecordNotice:
    """Record a notice that informs of the processing: to whom, where it is read, what it says."""

    to: Annotated[NoticeTo, Ask("Who is informed", given=True)]
    version: Annotated[str, Ask("Version", Content.OPEN, hint="As the notice names itself.")]
    at: Annotated[dt.date, Ask("Published or given on")]
    since: Annotated[dt.date, Ask("Counts from")]
    where: Annotated[
        str,
        Ask("Where it can be read", Content.OPEN, hint="Address, register, or letter.", least=2),
    ]
    basis: Annotated[str, Ask("Legal basis", Content.OPEN, hint="Act and article.", least=3)]
    whom: Annotated[
        str, Ask("To whom", Content.PERSONAL, hint="Of a person or an exporter: the name.")
    ] = ""
    text: Annotated[str, Ask("Text", Content.OPEN, hint="As it was given.", long=True)] = ""
    file: Annotated[
        Path | None,
        Ask(
            "File",
            Content.INTERNAL,
            hint="As it was given; it is kept under its hash.",
            file=FileUse.READ,
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class ReportPrivacy:
    """The facts for an assessment of data protection: what is processed, why, how long, who may
    see it, what was done about it."""

    pdf: Pdf = None
    xlsx: Xlsx = None


class BreachStanding(Protocol):
    """A breach as it stands."""

    @property
    def is_closed(self) -> bool: ...
    @property
    def is_telling_settled(self) -> bool:
        """The authority was told of it, or it is said why it was not."""

    @property
    def is_delay_owed(self) -> bool:
        """The authority was told after the hours, and nobody has said why."""


def why_no_step(row: BreachStanding, step: BreachStep) -> tuple[str, str]:
    """Why a step cannot be added now and what to do; two empty texts where it can."""
    if row.is_closed and step is not BreachStep.REOPENED:
        return _("The breach is closed."), _("Open it again first: add “reopened”, and say why.")
    if step is BreachStep.REOPENED and not row.is_closed:
        return _("The breach is not closed."), _("Add to it as it is.")
    if step is BreachStep.CLOSED and not row.is_telling_settled:
        return (
            _("Nobody has said whether the authority was told of the breach."),
            _("Add “authority” with the day, or “untold” with the reason, and close it then."),
        )
    if step is BreachStep.CLOSED and row.is_delay_owed:
        return (
            _("The authority was told late, and nobody has said why."),
            _("Add “delay” with the reason, and close it then."),
        )
    return "", ""


_TOPICS = ("retention", "privacy")
STATE_PROCESSING: Deed[StatePrivacyTopic, None] = Deed(
    StatePrivacyTopic,
    name="privacy.stated",
    subject=SUBJECT,
    title="State how data are processed",
    done="It is stated.",
    told="Processing of personal data stated",
    command="privacy state",
    roles=OFFICE,
    topics=_TOPICS,
)
LOG_BREACH: Deed[LogBreach, None] = Deed(
    LogBreach,
    name="privacy.breach_logged",
    subject=SUBJECT,
    title="Log a breach of personal data",
    done="The breach is logged.",
    told="Breach of personal data logged",
    command="privacy breach",
    roles=ANY_SECOND,
    topics=_TOPICS,
)
ADD_TO_BREACH: Deed[AddToBreach, BreachStanding] = Deed(
    AddToBreach,
    name="privacy.breach_added",
    subject=SUBJECT,
    title="Add to a breach",
    done="It is added.",
    told="Breach of personal data added to",
    command="privacy add",
    roles=ANY_SECOND,
    topics=_TOPICS,
)
RECORD_NOTICE: Deed[RecordNotice, None] = Deed(
    RecordNotice,
    name="privacy.notice_recorded",
    subject=SUBJECT,
    title="Record a notice",
    done="The notice is recorded.",
    told="Notice on the processing of personal data recorded",
    command="privacy notice",
    roles=ANY_SECOND,
    topics=_TOPICS,
)
REPORT_PRIVACY: Deed[ReportPrivacy, None] = Deed(
    ReportPrivacy,
    name="privacy.report_made",
    subject=SUBJECT,
    title="Facts for the assessment",
    done="The report is made.",
    told="Facts for the assessment made",
    command="report privacy",
    roles=PRIVACY_READERS,
    topics=("reports",),
)
DEEDS = (STATE_PROCESSING, LOG_BREACH, ADD_TO_BREACH, RECORD_NOTICE, REPORT_PRIVACY)
EVENTS: dict[str, str] = {}
"""What else stands in the audit trail of this subject, and its title."""
