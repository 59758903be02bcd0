"""Deeds that state what was found out on a case: facts learned, answers on the goods, hits, flags,
parties."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Any

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor
from landwaiter.domain.base.terms import capital
from landwaiter.domain.cases.case import Case, Evaluation, FlagResult, Severity
from landwaiter.domain.cases.deed_on_case import (
    NOT_MOVER,
    CaseDeed,
    ReasonText,
    Reference,
)
from landwaiter.domain.cases.deeds import GONE
from landwaiter.domain.cases.deeds_on_goods import TODAY, AnyItemNumber, ItemNumber, Today
from landwaiter.domain.cases.four_eyes import DIFFERENT_SCORE, Office, setting
from landwaiter.domain.cases.ground import GroundKind, standing_grounds
from landwaiter.domain.cases.stages import WORKING
from landwaiter.domain.deeds.shape import APPROVERS, WORKERS, Ask, Choices, Reason, Second
from landwaiter.domain.evidence.custody import piece_number
from landwaiter.domain.law.control_codes import json_or_text
from landwaiter.domain.lists.listing import JudgementValue
from landwaiter.i18n import _

SUBJECT, HITS, FLAGS, ENTITIES, CASES = "interviews", "hits", "flags", "entities", "cases"
LEARNED = (
    "end_user",
    "end_use",
    "end_use.site",
    "intermediary",
    "owner",
    "bank",
    "notify",
    "consignee.kind",
    "consignee.incorporated",
    "intermediary.incorporated",
    "contract",
    "documents",
    "invoice",
    "exports",
    "params",
    "payment.payer",
    "payment.country",
)
"""Fields that rules read; any other may be stated."""

FactValue = Annotated[
    Any, Ask("Value", Content.BUSINESS, hint="a party: name, CC; or JSON", reads=json_or_text)
]
SourceText = Annotated[str, Ask("Source", Content.OPEN, hint="Where it was learned.")]


def _hits(case: Case) -> Choices:
    return tuple((hit.id, f"{hit.match.name} ↔ {hit.listing.name}") for hit in case.hits)


def _judged(case: Case) -> Choices:
    return tuple(
        (hit.id, f"{hit.match.name} ↔ {hit.listing.name}") for hit in case.hits if hit.judgement
    )


def _raised(case: Case) -> Choices:
    return tuple((f.rule, f.rule) for f in case.flags if f.evaluation is Evaluation.RAISED)


def _parties(case: Case, *, linked: bool) -> Choices:
    return tuple(
        (party.id, f"{capital(party.role)}, {party.name}")
        for party in case.parties
        if bool(party.link) is linked
    )


def _linked(case: Case) -> Choices:
    return _parties(case, linked=True)


def _unlinked(case: Case) -> Choices:
    return _parties(case, linked=False)


def _learned(case: Case) -> Choices:
    return tuple((name, capital(name.replace(".", " "))) for name in LEARNED)


def _answered(case: Case) -> Choices:
    standing = dict.fromkeys(one.parameter for one in case.answers if one.stands)
    return tuple((name, capital(name)) for name in standing)


def _grounds(case: Case) -> Choices:
    return tuple((one.id, one.quoted) for one in standing_grounds(case.grounds))


def _pieces(case: Case) -> Choices:
    return tuple((str(piece.no), f"{piece.label}, {piece.name}") for piece in case.evidence)


@dataclass(frozen=True, slots=True)
class JudgeHit:
    """Say whether a party is the one that is listed: same, different or unsure."""

    reference: Reference
    hit: Annotated[str, Ask("Hit", Content.OPEN, offered=_hits)]
    outcome: Annotated[JudgementValue, Ask("Outcome", law=True)]
    reason: Reason


@dataclass(frozen=True, slots=True)
class RevokeJudgement:
    """Take a judgement back: the hit waits again."""

    reference: Reference
    hit: Annotated[str, Ask("Hit", Content.OPEN, offered=_judged)]
    reason: ReasonText


@dataclass(frozen=True, slots=True)
class ScreenParties:
    """Hold the parties against the lists as they are today."""

    reference: Reference


@dataclass(frozen=True, slots=True)
class SubstantiateFlag:
    """Say that a flag is right, and why."""

    reference: Reference
    flag: Annotated[str, Ask("Red flag", Content.OPEN, hint="Such as RF-P05.", offered=_raised)]
    reason: Reason


@dataclass(frozen=True, slots=True)
class DismissFlag:
    """Say that a flag means nothing here, and why."""

    reference: Reference
    flag: Annotated[str, Ask("Red flag", Content.OPEN, hint="Such as RF-P05.", offered=_raised)]
    reason: Reason


@dataclass(frozen=True, slots=True)
class EvaluateFlags:
    """Have the rules look at the case as it is today."""

    reference: Reference


@dataclass(frozen=True, slots=True)
class Enrich:
    """Add what was learned beside the declaration, with its source; a party joins the case."""

    reference: Reference
    field: Annotated[str, Ask("What was learned", Content.OPEN, offered=_learned, free=True)]
    value: FactValue
    source: SourceText
    item: AnyItemNumber = None
    date: Today = None


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """State a deciding value of an item, with who stated it, in which document, on which day."""

    reference: Reference
    item: ItemNumber
    field: Annotated[str, Ask("What was learned", Content.OPEN, offered=_learned, free=True)]
    value: FactValue
    source: SourceText
    basis: Annotated[str, Ask("Basis", Content.OPEN)]
    date: Today = None
    evidence: Annotated[int | None, Ask("Evidence", offered=_pieces, reads=piece_number)] = None


@dataclass(frozen=True, slots=True)
class RevokeAnswer:
    """Take the newest answer on a deciding value back; the one before it counts again."""

    reference: Reference
    item: ItemNumber
    field: Annotated[str, Ask("Answer", Content.OPEN, offered=_answered)]
    reason: Reason


@dataclass(frozen=True, slots=True)
class AssessCatchAll:
    """State the answers of the guided assessment of Art. 4 and 5, as JSON."""

    reference: Reference
    value: Annotated[
        Any, Ask("Value", Content.BUSINESS, hint="Question → answer, as JSON.", reads=json_or_text)
    ]
    item: AnyItemNumber = None
    source: Annotated[str, Ask("Source", Content.OPEN, hint="Where it was learned.")] = ""
    date: Annotated[dt.date | None, Ask("Date", hint=TODAY)] = None


@dataclass(frozen=True, slots=True)
class LinkParty:
    """Say which entity a party is; without one, the one with its identifier, or a new one."""

    reference: Reference
    party: Annotated[str, Ask("Party", Content.OPEN, offered=_unlinked)]
    basis: Annotated[str, Ask("Basis", Content.PERSONAL)]
    to: Annotated[
        str | None,
        Ask(
            "Entity",
            Content.PERSONAL,
            hint="Empty: the one with the same identifier, or a new one.",
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class UnlinkParty:
    """Say that a party is not this entity."""

    reference: Reference
    party: Annotated[str, Ask("Party", Content.OPEN, offered=_linked)]
    reason: ReasonText


@dataclass(frozen=True, slots=True)
class MakeGround:
    """Say that background matters on this case, and why: it is quoted as it stands now."""

    reference: Reference
    what: Annotated[GroundKind, Ask("Kind of background")]
    statement: Annotated[
        str,
        Ask(
            "Statement",
            Content.OPEN,
            hint="Its identity, as its list has it; of an incident also its title.",
        ),
    ]
    reason: Reason


@dataclass(frozen=True, slots=True)
class WithdrawGround:
    """Say that background is a ground of this case no longer; what was said stays readable."""

    reference: Reference
    ground: Annotated[str, Ask("Ground", Content.OPEN, offered=_grounds)]
    reason: Reason


def _no_ground(case: Case, actor: Actor) -> str:
    return "" if _grounds(case) else _("no background is a ground of it.")


def _no_hit(case: Case, actor: Actor) -> str:
    return "" if case.hits else _("there is no hit.")


def _none_judged(case: Case, actor: Actor) -> str:
    return "" if _judged(case) else _("no hit has been judged.")


def _none_linked(case: Case, actor: Actor) -> str:
    return "" if _linked(case) else _("no party is linked.")


def _flag(case: Case, said: DismissFlag) -> FlagResult | None:
    raised = (flag for flag in case.flags if flag.evaluation is Evaluation.RAISED)
    return next((flag for flag in raised if flag.rule == said.flag.upper()), None)


def _critical_flag(case: Case, said: DismissFlag, office: Office) -> bool:
    flag = _flag(case, said)
    return flag is not None and flag.severity is Severity.CRITICAL


def _high_flag_and_released(case: Case, said: DismissFlag, office: Office) -> bool:
    flag = _flag(case, said)
    released = any(item.status in GONE for item in case.items)
    return flag is not None and flag.severity is Severity.HIGH and released


def _different_above(case: Case, said: JudgeHit, office: Office) -> bool:
    hit = next((hit for hit in case.hits if hit.id == said.hit), None)
    above = int(setting(office, DIFFERENT_SCORE))
    return said.outcome is JudgementValue.DIFFERENT and hit is not None and hit.match.score >= above


JUDGE: CaseDeed[JudgeHit] = CaseDeed(
    JudgeHit,
    name="case.judge",
    subject=HITS,
    title="Judge a hit",
    done="The hit is judged.",
    command="case act REF judge",
    roles=WORKERS,
    group="hit",
    stages=WORKING,
    substance=True,
    lacks=_no_hit,
    second=(
        Second(
            "Hit judged different",
            "the score is {value} thousandths or more",
            APPROVERS,
            NOT_MOVER,
            _different_above,
            DIFFERENT_SCORE,
            motion="judge",
        ),
    ),
    undo=True,
)
REVOKE_JUDGEMENT: CaseDeed[RevokeJudgement] = CaseDeed(
    RevokeJudgement,
    name="case.revoke_judgement",
    subject=HITS,
    title="Revoke a judgement",
    done="The judgement is revoked.",
    command="case act REF revoke-judgement",
    roles=WORKERS,
    group="hit",
    stages=WORKING,
    substance=True,
    lacks=_none_judged,
)
SCREEN: CaseDeed[ScreenParties] = CaseDeed(
    ScreenParties,
    name="case.screen",
    subject=HITS,
    title="Screen the parties again",
    done="The parties are screened.",
    command="case act REF screen",
    roles=WORKERS,
    group="hit",
    stages=WORKING,
    substance=True,
    screens=True,
)
SUBSTANTIATE: CaseDeed[SubstantiateFlag] = CaseDeed(
    SubstantiateFlag,
    name="case.substantiate",
    subject=FLAGS,
    title="Substantiate a flag",
    done="The flag is substantiated.",
    command="case act REF substantiate",
    roles=WORKERS,
    group="flag",
    stages=WORKING,
    substance=True,
    undo=True,
)
DISMISS_FLAG: CaseDeed[DismissFlag] = CaseDeed(
    DismissFlag,
    name="case.dismiss_flag",
    subject=FLAGS,
    title="Dismiss a flag",
    done="The flag is dismissed.",
    command="case act REF dismiss-flag",
    roles=WORKERS,
    group="flag",
    stages=WORKING,
    substance=True,
    second=(
        Second(
            "Dismissal of a flag",
            "the flag is critical",
            APPROVERS,
            NOT_MOVER,
            _critical_flag,
            motion="dismiss_flag",
        ),
        Second(
            "Dismissal of a flag",
            "the flag is high and goods are released",
            APPROVERS,
            NOT_MOVER,
            _high_flag_and_released,
            motion="dismiss_flag",
        ),
    ),
    undo=True,
)
EVALUATE: CaseDeed[EvaluateFlags] = CaseDeed(
    EvaluateFlags,
    name="case.evaluate",
    subject=FLAGS,
    title="Evaluate the flags again",
    done="The flags are evaluated.",
    command="case act REF evaluate",
    roles=WORKERS,
    group="flag",
    stages=WORKING,
    substance=True,
)
ENRICH: CaseDeed[Enrich] = CaseDeed(
    Enrich,
    name="case.enrich",
    subject=SUBJECT,
    title="Add what was learned",
    done="What was learned is added.",
    command="case act REF enrich",
    roles=WORKERS,
    group="enrichment",
    stages=WORKING,
    substance=True,
    screens=True,
    undo=True,
)
ANSWER_QUESTION: CaseDeed[AnswerQuestion] = CaseDeed(
    AnswerQuestion,
    name="case.answer_question",
    subject=SUBJECT,
    title="Answer a question on the goods",
    done="The answer is kept.",
    command="case act REF answer-question",
    roles=WORKERS,
    group="enrichment",
    stages=WORKING,
    substance=True,
    undo=True,
)
REVOKE_ANSWER: CaseDeed[RevokeAnswer] = CaseDeed(
    RevokeAnswer,
    name="case.revoke_answer",
    subject=SUBJECT,
    title="Revoke an answer on the goods",
    done="The answer is revoked.",
    command="case act REF revoke-answer",
    roles=WORKERS,
    group="enrichment",
    stages=WORKING,
    substance=True,
)
ASSESS_CATCH_ALL: CaseDeed[AssessCatchAll] = CaseDeed(
    AssessCatchAll,
    name="case.assess_catch_all",
    subject=SUBJECT,
    title="Assess an unlisted item",
    done="The assessment is stated.",
    command="case act REF assess-catch-all",
    roles=WORKERS,
    group="enrichment",
    stages=WORKING,
    substance=True,
)
LINK: CaseDeed[LinkParty] = CaseDeed(
    LinkParty,
    name="case.link",
    subject=ENTITIES,
    title="Link a party to an entity",
    done="The party is linked.",
    command="case act REF link",
    roles=WORKERS,
    group="entity",
    stages=WORKING,
    substance=True,
    screens=True,
)
UNLINK: CaseDeed[UnlinkParty] = CaseDeed(
    UnlinkParty,
    name="case.unlink",
    subject=ENTITIES,
    title="Revoke a link",
    done="The link is revoked.",
    command="case act REF unlink",
    roles=WORKERS,
    group="entity",
    stages=WORKING,
    substance=True,
    screens=True,
    lacks=_none_linked,
)
MAKE_GROUND: CaseDeed[MakeGround] = CaseDeed(
    MakeGround,
    name="case.ground",
    subject=CASES,
    title="Make background a ground",
    done="The background is a ground of the case.",
    command="case act REF ground",
    roles=WORKERS,
    group="ground",
    stages=WORKING,
    substance=True,
)
WITHDRAW_GROUND: CaseDeed[WithdrawGround] = CaseDeed(
    WithdrawGround,
    name="case.withdraw_ground",
    subject=CASES,
    title="Withdraw a ground",
    done="The ground is withdrawn.",
    command="case act REF withdraw-ground",
    roles=WORKERS,
    group="ground",
    stages=WORKING,
    substance=True,
    lacks=_no_ground,
)
DEEDS = (
    JUDGE,
    REVOKE_JUDGEMENT,
    SCREEN,
    SUBSTANTIATE,
    DISMISS_FLAG,
    EVALUATE,
    ENRICH,
    ANSWER_QUESTION,
    REVOKE_ANSWER,
    ASSESS_CATCH_ALL,
    LINK,
    UNLINK,
    MAKE_GROUND,
    WITHDRAW_GROUND,
)
EVENTS: dict[str, str] = {}
