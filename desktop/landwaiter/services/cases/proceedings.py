"""Carries out what is recorded of prosecutor and appeal, and tells it in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases import deeds_in_court as deeds
from landwaiter.domain.cases.appeals import (
    FOLLOWS,
    LAWS,
    TITLES,
    appealable,
    law_of,
    may_follow,
    newest_step,
    not_given_back,
    steps_on,
)
from landwaiter.domain.cases.case import Case, Decision
from landwaiter.domain.cases.court import AppealEntry, AppealStep, ProsecutorLead
from landwaiter.domain.cases.deeds_in_court import (
    EndLead,
    FollowAppeal,
    LeadByProsecutor,
    LodgeAppeal,
    RecordConsent,
    ServeDecision,
)
from landwaiter.domain.cases.prosecution import KINDS, lead_of
from landwaiter.errors import Invalid, NotAllowed
from landwaiter.i18n import _, joined, plural
from landwaiter.services.cases.clocks import APPEAL_DAYS
from landwaiter.services.deeds.case_handler import CaseDoing, CaseHandler, Payload
from landwaiter.storage.base import records
from landwaiter.storage.base.settings import setting


@dataclass(frozen=True, slots=True)
class ProceedingRow:
    """One thing that was recorded of prosecutor or appeal."""

    day: date
    what: str
    who: str
    number: str
    text: str


def proceedings_of(case: Case) -> tuple[ProceedingRow, ...]:
    """Lead, consents and steps of the appeal, by their day."""
    found = [one for lead in case.leads for one in _of_lead(case, lead)]
    found += [_of_step(one) for one in case.appeals]
    return tuple(sorted(found, key=lambda one: one.day))


def _of_lead(case: Case, lead: ProsecutorLead) -> Iterator[ProceedingRow]:
    yield ProceedingRow(lead.day, _("the prosecutor leads"), lead.prosecutor, lead.number, "")
    for one in lead.consents:
        what = _("consent to {what}").format(what=_(KINDS[one.what]))
        yield ProceedingRow(one.day, what, lead.prosecutor, one.number, one.purpose)
    if lead.ended_at is not None:
        day = local_date(lead.ended_at, case.member_state)
        yield ProceedingRow(
            day, _("the lead was taken back"), lead.prosecutor, lead.number, lead.end_reason
        )


def _of_step(one: AppealEntry) -> ProceedingRow:
    parts = (_(LAWS[one.law]), _period(one), one.reason)
    text = joined("; ", (part for part in parts if part))
    return ProceedingRow(one.day, _(TITLES[one.step]), one.who, one.number, text)


def _period(one: AppealEntry) -> str:
    if one.step is not AppealStep.SERVED:
        return ""
    if one.days is None:
        return _("the office had set no period to appeal")
    return plural(one.days, "{n} day to appeal", "{n} days to appeal")


def lead_by_prosecutor(doing: CaseDoing[LeadByProsecutor]) -> Payload:
    fact = {
        "prosecutor": doing.said.prosecutor,
        "day": doing.day(),
        "number": doing.said.number,
    }
    _add(doing, "prosecutor_lead", **fact)
    return fact


def end_lead(doing: CaseDoing[EndLead]) -> Payload:
    lead = _lead(doing)
    records.add(
        doing.work.conn,
        "prosecutor_lead_end",
        lead_id=lead.id,
        reason=doing.said.reason,
        author=doing.actor.name,
        at=doing.work.now,
    )
    return {"prosecutor": lead.prosecutor, "reason": doing.said.reason}


def record_consent(doing: CaseDoing[RecordConsent]) -> Payload:
    lead = _lead(doing)
    _refuse_before(doing, lead.day, _("the prosecutor took the lead"))
    fact = {
        "what": doing.said.what,
        "day": doing.day(),
        "number": doing.said.number,
        "purpose": doing.said.purpose,
    }
    _add(doing, "prosecutor_consent", lead_id=lead.id, **fact)
    return {"prosecutor": lead.prosecutor, **fact}


def serve_decision(doing: CaseDoing[ServeDecision]) -> Payload:
    decision = _decision(doing)
    law = doing.said.law or law_of(doing.case, _outcomes(decision))
    days = setting(doing.work.conn, APPEAL_DAYS[law])
    fact = {
        "step": AppealStep.SERVED,
        "law": law,
        "who": doing.said.to,
        "number": doing.said.number,
        "days": int(days) if days else None,
        "calendar_edits": doing.calendar_edits(),
    }
    return _step(doing, decision.id, fact)


def correct_service(doing: CaseDoing[Any], served: AppealEntry, day: date) -> Payload:
    """Another day for a service that was recorded wrongly; NotAllowed once an appeal was lodged,
    which was in time or late by the day that was recorded.
    """
    last = steps_on(doing.case, served.decision_id)[-1]
    if last.step is not AppealStep.SERVED:
        raise NotAllowed(
            _("After “{last}” the day of service stays as it is recorded.").format(
                last=_(TITLES[last.step])
            ),
            field="date",
            value=day.isoformat(),
            remedy=_("Note what the proof of service says."),
        )
    fact = {
        "step": AppealStep.SERVED,
        "law": served.law,
        "who": served.who,
        "number": served.number,
        "days": served.days,
        "calendar_edits": doing.calendar_edits(),
    }
    _add(doing, "appeal_step", decision_id=served.decision_id, day=day, **fact)
    del fact["calendar_edits"]
    return {"day": day, **fact}


def lodge_appeal(doing: CaseDoing[LodgeAppeal]) -> Payload:
    decision = _decision(doing)
    served = [one.law for one in steps_on(doing.case, decision.id)]
    by_rule = served[-1] if served else law_of(doing.case, _outcomes(decision))
    fact = {
        "step": AppealStep.LODGED,
        "law": doing.said.law or by_rule,
        "who": doing.said.by,
        "number": doing.said.number,
        "reason": doing.said.reason,
    }
    return _step(doing, decision.id, fact)


def follow_appeal(doing: CaseDoing[FollowAppeal]) -> Payload:
    """The next step of the newest appeal; NotAllowed for one that does not follow."""
    last, step = newest_step(doing.case), doing.said.step
    if last is None or step in {AppealStep.SERVED, AppealStep.LODGED}:
        raise NotAllowed(
            _("This step has a deed of its own."),
            field="step",
            value=step.value,
            remedy=_("Use “serve_decision” or “lodge_appeal”."),
        )
    if not may_follow(step, last):
        raise NotAllowed(
            _("“{step}” does not follow “{last}”.").format(
                step=_(TITLES[step]), last=_(TITLES[last.step])
            ),
            field="step",
            value=step.value,
            remedy=_("What may follow: {steps}.").format(steps=_may_follow(last)),
        )
    _refuse_before(doing, last.day, _(TITLES[last.step]))
    if step is AppealStep.GOODS_BACK:
        _refuse_not_given_back(doing.case)
    fact = {
        "step": step,
        "law": last.law,
        "number": doing.said.number,
        "reason": doing.said.reason,
    }
    return _step(doing, last.decision_id, fact)


def _may_follow(last: AppealEntry) -> str:
    return ", ".join(step.value for step in FOLLOWS if may_follow(step, last)) or _("nothing")


def _refuse_not_given_back(case: Case) -> None:
    """The goods themselves are moved by their own deeds."""
    kept = not_given_back(case)
    if kept:
        raise NotAllowed(
            _("Not given back yet: {items}.").format(
                items=joined(", ", (_("item {no}").format(no=no) for no in kept))
            ),
            field="step",
            value=AppealStep.GOODS_BACK.value,
            remedy=_("Record for each of them “return_goods” or “release” first."),
        )


def _decision(doing: CaseDoing[Any]) -> Decision:
    decision = appealable(doing.case)
    if decision is None:
        raise NotAllowed(_("There is no approved decision."))
    moment = decision.approval.at if decision.approval else decision.at
    doing.refuse_before(moment, _("the decision was approved"))
    known = steps_on(doing.case, decision.id)
    if known:
        _refuse_before(doing, known[-1].day, _(TITLES[known[-1].step]))
    return decision


def _outcomes(decision: Decision) -> tuple[str, ...]:
    return (decision.outcome, *decision.items.values())


def _lead(doing: CaseDoing[Any]) -> ProsecutorLead:
    lead = lead_of(doing.case)
    if lead is None:
        raise NotAllowed(_("No prosecutor leads this case."))
    return lead


def _refuse_before(doing: CaseDoing[Any], first: date, what: str) -> None:
    day = doing.day()
    if day < first:
        raise Invalid(
            _("This day lies before {first}: {what}.").format(first=first, what=what),
            field="date",
            value=day.isoformat(),
            remedy=_("Give that day or a later one."),
        )


def _step(doing: CaseDoing[Any], decision_id: str, fact: dict[str, Any]) -> Payload:
    said = {"day": doing.day(), **fact}
    _add(doing, "appeal_step", decision_id=decision_id, **said)
    return {name: value for name, value in said.items() if name != "calendar_edits"}


def _add(doing: CaseDoing[Any], table: str, **fact: Any) -> None:
    records.add(
        doing.work.conn,
        table,
        id=doing.work.new_id(),
        case_id=doing.case.id,
        author=doing.actor.name,
        at=doing.work.now,
        **fact,
    )


HANDLERS = (
    CaseHandler(deeds.LEAD_BY_PROSECUTOR, lead_by_prosecutor),
    CaseHandler(deeds.END_LEAD, end_lead),
    CaseHandler(deeds.RECORD_CONSENT, record_consent),
    CaseHandler(deeds.SERVE_DECISION, serve_decision),
    CaseHandler(deeds.LODGE_APPEAL, lodge_appeal),
    CaseHandler(deeds.FOLLOW_APPEAL, follow_appeal),
)
