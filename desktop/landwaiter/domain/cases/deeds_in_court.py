"""Deeds on what others decide of a case: the prosecutor who leads it, the appeal and its end."""

from dataclasses import dataclass
from typing import Annotated

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor
from landwaiter.domain.cases.appeals import (
    FOLLOWS,
    LAWS,
    TITLES,
    appealable,
    may_follow,
    newest_step,
    steps_on,
)
from landwaiter.domain.cases.case import Case, Stage
from landwaiter.domain.cases.court import GROUNDS, AppealLaw, AppealStep, OutgoingKind
from landwaiter.domain.cases.deed_on_case import CaseDeed, Reference
from landwaiter.domain.cases.deeds_on_goods import Today
from landwaiter.domain.cases.prosecution import KINDS, lead_of
from landwaiter.domain.cases.stages import DECIDED, EVERY
from landwaiter.domain.deeds.shape import HEADS, WORKERS, Ask, Choices, Reason
from landwaiter.i18n import _

SUBJECT = "cases"
GROUP = "court"
_APPROVED = frozenset({DECIDED, Stage.EXECUTED, Stage.CLOSED})
_OWN_DEEDS = frozenset({AppealStep.SERVED, AppealStep.LODGED})
"""Steps with a deed of their own: they say who."""


def _kinds(case: Case) -> Choices:
    return tuple((one.value, _(title)) for one, title in KINDS.items())


def _laws(case: Case) -> Choices:
    return tuple((one.value, _(title)) for one, title in LAWS.items())


def _next_steps(case: Case) -> Choices:
    last = newest_step(case)
    return tuple(
        (step.value, _(TITLES[step]))
        for step in FOLLOWS
        if step not in _OWN_DEEDS and may_follow(step, last)
    )


ProsecutorNumber = Annotated[str, Ask("Reference of the prosecutor", Content.INTERNAL)]
LawOfAppeal = Annotated[
    AppealLaw | None,
    Ask("Law", unsaid="by the tracks and outcomes", offered=_laws, law=True),
]


@dataclass(frozen=True, slots=True)
class LeadByProsecutor:
    """Record that a prosecutor leads the case: what goes out needs consent from then on."""

    reference: Reference
    prosecutor: Annotated[str, Ask("Prosecutor", Content.PERSONAL)]
    number: ProsecutorNumber
    date: Today = None


@dataclass(frozen=True, slots=True)
class EndLead:
    """Take the lead of the prosecutor back."""

    reference: Reference
    reason: Reason


@dataclass(frozen=True, slots=True)
class RecordConsent:
    """Record what the prosecutor consents to."""

    reference: Reference
    what: Annotated[OutgoingKind, Ask("Consent to", offered=_kinds)]
    number: ProsecutorNumber
    purpose: Annotated[str, Ask("For what", Content.INTERNAL, long=True)]
    date: Today = None


@dataclass(frozen=True, slots=True)
class ServeDecision:
    """Record on whom and when the decision was served: the period to appeal runs from there."""

    reference: Reference
    to: Annotated[str, Ask("Served on", Content.PERSONAL)]
    number: Annotated[str, Ask("Reference of the service", Content.PERSONAL)] = ""
    law: LawOfAppeal = None
    date: Today = None


@dataclass(frozen=True, slots=True)
class LodgeAppeal:
    """Record that the decision is appealed, by whom and under which reference."""

    reference: Reference
    by: Annotated[str, Ask("Lodged by", Content.PERSONAL)]
    number: Annotated[str, Ask("Reference of the appeal", Content.PERSONAL)]
    reason: Annotated[str, Ask("Grounds, as the appeal states them", GROUNDS, long=True)] = ""
    law: LawOfAppeal = None
    date: Today = None


@dataclass(frozen=True, slots=True)
class FollowAppeal:
    """Record what became of the appeal; each step follows another."""

    reference: Reference
    step: Annotated[AppealStep, Ask("Step", offered=_next_steps, law=True)]
    reason: Reason
    number: Annotated[str, Ask("Reference", Content.PERSONAL)] = ""
    date: Today = None


def _led(case: Case, actor: Actor) -> str:
    lead = lead_of(case)
    return _("{prosecutor} leads it already.").format(prosecutor=lead.prosecutor) if lead else ""


def _not_led(case: Case, actor: Actor) -> str:
    return "" if lead_of(case) else _("no prosecutor leads it.")


def _not_served(case: Case, actor: Actor) -> str:
    return _why_not(case, AppealStep.SERVED)


def _not_lodged(case: Case, actor: Actor) -> str:
    return _why_not(case, AppealStep.LODGED)


def _why_not(case: Case, step: AppealStep) -> str:
    """Why the decision that stands cannot be served or appealed now."""
    decision = appealable(case)
    if decision is None:
        return _("there is no approved decision.")
    known = steps_on(case, decision.id)
    last = known[-1] if known else None
    if may_follow(step, last):
        return ""
    return _("it does not follow “{last}”.").format(last=_(TITLES[last.step]) if last else "")


def _no_appeal(case: Case, actor: Actor) -> str:
    last = newest_step(case)
    if last is None or last.step is AppealStep.SERVED:
        return _("no appeal was lodged.")
    if not _next_steps(case):
        return _("nothing follows “{last}”.").format(last=_(TITLES[last.step]))
    return ""


LEAD_BY_PROSECUTOR: CaseDeed[LeadByProsecutor] = CaseDeed(
    LeadByProsecutor,
    name="case.lead_by_prosecutor",
    subject=SUBJECT,
    title="Record that a prosecutor leads the case",
    done="The prosecutor leads the case.",
    command="case act REF lead-by-prosecutor",
    roles=WORKERS,
    group=GROUP,
    stages=EVERY,
    lacks=_led,
)
END_LEAD: CaseDeed[EndLead] = CaseDeed(
    EndLead,
    name="case.end_lead",
    subject=SUBJECT,
    title="Take back that a prosecutor leads the case",
    done="No prosecutor leads the case.",
    command="case act REF end-lead",
    roles=HEADS,
    group=GROUP,
    stages=EVERY,
    lacks=_not_led,
)
RECORD_CONSENT: CaseDeed[RecordConsent] = CaseDeed(
    RecordConsent,
    name="case.record_consent",
    subject=SUBJECT,
    title="Record the prosecutor's consent",
    done="The consent is recorded.",
    command="case act REF record-consent",
    roles=WORKERS,
    group=GROUP,
    stages=EVERY,
    lacks=_not_led,
)
SERVE_DECISION: CaseDeed[ServeDecision] = CaseDeed(
    ServeDecision,
    name="case.serve_decision",
    subject=SUBJECT,
    title="Record the service of the decision",
    done="The service is recorded.",
    command="case act REF serve-decision",
    roles=WORKERS,
    group=GROUP,
    stages=_APPROVED,
    lacks=_not_served,
)
LODGE_APPEAL: CaseDeed[LodgeAppeal] = CaseDeed(
    LodgeAppeal,
    name="case.lodge_appeal",
    subject=SUBJECT,
    title="Record an appeal",
    done="The appeal is recorded.",
    command="case act REF lodge-appeal",
    roles=WORKERS,
    group=GROUP,
    stages=_APPROVED,
    lacks=_not_lodged,
)
FOLLOW_APPEAL: CaseDeed[FollowAppeal] = CaseDeed(
    FollowAppeal,
    name="case.follow_appeal",
    subject=SUBJECT,
    title="Record a step of the appeal",
    done="The step of the appeal is recorded.",
    command="case act REF follow-appeal",
    roles=WORKERS,
    group=GROUP,
    stages=EVERY,
    lacks=_no_appeal,
)
DEEDS = (
    LEAD_BY_PROSECUTOR,
    END_LEAD,
    RECORD_CONSENT,
    SERVE_DECISION,
    LODGE_APPEAL,
    FOLLOW_APPEAL,
)
EVENTS: dict[str, str] = {}
