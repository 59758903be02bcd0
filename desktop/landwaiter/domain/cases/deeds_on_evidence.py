"""Deeds on the evidence of a case: a file entered, its custody, its grading, its source."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor
from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.deed_on_case import CaseDeed, Reference, pieces
from landwaiter.domain.cases.deeds_on_goods import Today
from landwaiter.domain.cases.deeds_on_tracks import read_action, waiting_requests
from landwaiter.domain.cases.life_cycle import MailJudgement
from landwaiter.domain.cases.stages import EVERY, WORKING
from landwaiter.domain.deeds.shape import WORKERS, Ask, Choices
from landwaiter.domain.evidence.custody import (
    CONFIDENCE,
    GRADES,
    CustodyKind,
    grade_words,
    piece_number,
)
from landwaiter.domain.law.control_codes import json_or_text
from landwaiter.i18n import _

SUBJECT = "evidence"


def _grades(case: Case) -> Choices:
    return tuple((grade, grade_words(grade)) for grade in GRADES)


def _mails(case: Case) -> Choices:
    mails = (one for one in case.evidence if one.mail and one.wipe is None)
    return tuple((str(one.no), f"{one.label}, {one.name}") for one in mails)


PieceNumber = Annotated[int, Ask("Evidence", offered=pieces, reads=piece_number)]
CustodyPlace = Annotated[str, Ask("Place", Content.SOURCE)]
CustodySeal = Annotated[str, Ask("Seal number", Content.SOURCE)]
CustodyNote = Annotated[str, Ask("Reason", Content.SOURCE, long=True)]
"""A deed says its class before it is known whether the source spoke in confidence."""


@dataclass(frozen=True, slots=True)
class AddEvidence:
    """Enter a file that lies in the vault already as evidence of a case."""

    reference: Reference
    value: Annotated[
        Mapping[str, Any],
        Ask(
            "File",
            Content.SOURCE,
            hint="name, sha256, size and media_type; grade, in_confidence and redacts if known.",
            reads=json_or_text,
        ),
    ]
    source: Annotated[str, Ask("Received from", Content.SOURCE)]
    date: Annotated[dt.date | None, Ask("Received on", hint="empty: today")] = None
    place: CustodyPlace = ""
    seal: CustodySeal = ""


@dataclass(frozen=True, slots=True)
class RecordCustody:
    """Record one more link of the chain: what happened, when, where, with whom."""

    reference: Reference
    evidence: PieceNumber
    outcome: Annotated[CustodyKind, Ask("What happened", law=True)]
    to: Annotated[str, Ask("To whom", Content.SOURCE)] = ""
    place: CustodyPlace = ""
    seal: CustodySeal = ""
    date: Today = None
    reason: CustodyNote = ""


@dataclass(frozen=True, slots=True)
class GradeEvidence:
    """Grade source and information; to grade again needs a reason."""

    reference: Reference
    evidence: PieceNumber
    outcome: Annotated[str, Ask("Source and information", among=GRADES, offered=_grades, law=True)]
    reason: CustodyNote = ""


@dataclass(frozen=True, slots=True)
class ConfideSource:
    """Keep the source of a piece in confidence, or, with a reason, no longer."""

    reference: Reference
    evidence: PieceNumber
    outcome: Annotated[str, Ask("The source is kept", among=CONFIDENCE, law=True)]
    reason: CustodyNote = ""


@dataclass(frozen=True, slots=True)
class JudgeMail:
    """Say how much of a request a mail answers; only all of it ends the request."""

    reference: Reference
    evidence: Annotated[int, Ask("Mail", offered=_mails, reads=piece_number)]
    action: Annotated[
        str,
        Ask(
            "Request",
            Content.OPEN,
            hint="Open request, or its kind.",
            offered=waiting_requests,
            reads=read_action,
        ),
    ]
    outcome: Annotated[MailJudgement, Ask("It answers", law=True)]
    reason: Annotated[str, Ask("What it answers", Content.INTERNAL, long=True)] = ""
    date: Today = None


def _no_mail(case: Case, actor: Actor) -> str:
    if not _mails(case):
        return _("there is no mail.")
    return "" if waiting_requests(case) else _("no request is open.")


def _no_evidence(case: Case, actor: Actor) -> str:
    return "" if case.evidence else _("there is no evidence.")


ADD_EVIDENCE: CaseDeed[AddEvidence] = CaseDeed(
    AddEvidence,
    name="case.add_evidence",
    subject=SUBJECT,
    title="Add evidence",
    done="The evidence is entered.",
    command="evidence add",
    roles=WORKERS,
    group="evidence",
    stages=WORKING,
    substance=True,
)
RECORD_CUSTODY: CaseDeed[RecordCustody] = CaseDeed(
    RecordCustody,
    name="case.record_custody",
    subject=SUBJECT,
    title="Record custody",
    done="The custody is recorded.",
    command="case act REF record-custody",
    roles=WORKERS,
    group="evidence",
    stages=EVERY,
    lacks=_no_evidence,
)
GRADE_EVIDENCE: CaseDeed[GradeEvidence] = CaseDeed(
    GradeEvidence,
    name="case.grade_evidence",
    subject=SUBJECT,
    title="Grade evidence",
    done="The evidence is graded.",
    command="case act REF grade-evidence",
    roles=WORKERS,
    group="evidence",
    stages=EVERY,
    lacks=_no_evidence,
)
CONFIDE_SOURCE: CaseDeed[ConfideSource] = CaseDeed(
    ConfideSource,
    name="case.confide_source",
    subject=SUBJECT,
    title="Keep a source in confidence",
    done="It is recorded how the source is kept.",
    command="case act REF confide-source",
    roles=WORKERS,
    group="evidence",
    stages=EVERY,
    lacks=_no_evidence,
)
JUDGE_MAIL: CaseDeed[JudgeMail] = CaseDeed(
    JudgeMail,
    name="case.judge_mail",
    subject=SUBJECT,
    title="Say what a mail answers",
    done="It is recorded what the mail answers.",
    command="case act REF judge-mail",
    roles=WORKERS,
    group="evidence",
    stages=EVERY,
    lacks=_no_mail,
)
DEEDS = (ADD_EVIDENCE, RECORD_CUSTODY, GRADE_EVIDENCE, CONFIDE_SOURCE, JUDGE_MAIL)
EVENTS: dict[str, str] = {}
