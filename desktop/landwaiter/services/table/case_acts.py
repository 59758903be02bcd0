"""Acts on a case: one way in for window, command line, demo and tests."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from landwaiter.domain.base.people import Actor
from landwaiter.domain.cases.acts import BY_NAME, SCREENING, Act, ActArgs
from landwaiter.domain.cases.case import Case, Stage, TrackLetter
from landwaiter.domain.cases.workflow import why_refused
from landwaiter.domain.deeds.motion import Motion, MotionState
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.services.cases import goods_status, remarks, requests, seizure_record, stages
from landwaiter.services.cases.act_in_progress import ActDoing, Payload
from landwaiter.services.cases.refresh import evaluate_now, refresh
from landwaiter.services.deeds import stale_saves
from landwaiter.services.deeds.validity import why_not_valid
from landwaiter.services.deeds.writing_motions import end
from landwaiter.services.evidence import evidence_acts
from landwaiter.services.flags import catch_all
from landwaiter.services.hits import findings
from landwaiter.services.intake import merging
from landwaiter.services.interviews import answers
from landwaiter.services.people import assignment, conflicts_of_interest
from landwaiter.services.table import seconding
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import Changes, UnitOfWork
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.cases.case_rows import case_id_of
from landwaiter.trust.registry import Registry

HANDLERS: Mapping[str, Callable[[ActDoing], Payload]] = {
    "take": assignment.take,
    "assign": assignment.assign,
    "delegate": assignment.delegate,
    "recall": assignment.recall,
    "propose": stages.propose,
    "approve": stages.approve,
    "countersign": stages.countersign,
    "return": remarks.return_proposal,
    "answer_remark": remarks.answer,
    "reopen": stages.reopen,
    "withdraw": stages.withdraw,
    "open_track": goods_status.open_track,
    "end_track": goods_status.end_track,
    "start_clock": goods_status.start_clock,
    "end_clock": goods_status.end_clock,
    "locate": goods_status.locate,
    "fill_record": seizure_record.fill,
    "stay_held": goods_status.stay_held,
    "merge": merging.merge,
    "split": merging.split,
    "except_hearing": requests.except_hearing,
    "record_answer": requests.record_answer,
    "record_reply": requests.record_reply,
    "classify": findings.classify,
    "judge": findings.judge,
    "revoke_judgement": findings.revoke_judgement,
    "substantiate": findings.substantiate,
    "dismiss_flag": findings.dismiss_flag,
    "enrich": findings.enrich,
    "assess_catch_all": catch_all.assess,
    "answer_question": answers.answer,
    "revoke_answer": answers.revoke,
    "add_evidence": evidence_acts.add_evidence,
    "record_custody": evidence_acts.record_custody,
    "grade_evidence": evidence_acts.grade_evidence,
    "confide_source": evidence_acts.confide_source,
    "link": findings.link,
    "unlink": findings.unlink,
    "screen": findings.nothing,
    "evaluate": findings.nothing,
    "declare_conflict": conflicts_of_interest.declare,
    "lift_conflict": conflicts_of_interest.lift,
    "decline": seconding.decline,
    "withdraw_motion": seconding.withdraw,
    "note": findings.note,
    "record_event": findings.note,
}
_BY_GROUP: Mapping[str, Callable[[ActDoing], Payload]] = {
    "stage": stages.move,
    "goods": goods_status.set_status,
    "action": requests.send,
}


def perform(
    session: Session,
    reference: str,
    name: str,
    args: ActArgs | None = None,
    *,
    expected_revision: int | None = None,
) -> Changes:
    """Do one act on one case, or refuse it with the reason; all of it or nothing.

    `expected_revision` is the revision the person looked at. What others did since then is merged
    where it does not collide, and said in the result; else it is a Conflict, field by field.
    """
    act = _named_act(name)
    given = args or ActArgs()
    _check(act, given)
    with session.writing(act.name) as work:
        perform_within(session, work, reference, act, given, expected_revision=expected_revision)
    return work.changes


def perform_within(
    session: Session,
    work: UnitOfWork,
    reference: str,
    act: Act,
    given: ActArgs,
    *,
    expected_revision: int | None = None,
) -> None:
    """The same in a unit of work that is open; what waits for a second person becomes a motion."""
    registry = session.registry(work.conn)
    case = load_case(work.conn, case_id_of(work.conn, reference), registry)
    actor = session.actor(registry)
    save = stale_saves.Save(case, act, given, actor.name, expected_revision)
    if meanwhile := stale_saves.merged(work.conn, save):
        work.say(meanwhile)
    refuse(act, case, actor)
    deed = ActDoing(session, work, case, actor, act, given)
    if act.name == "second":
        _second(deed, registry)
    elif seconding.waits(deed):
        work.mark(f"case/{case.id}", stale_saves.stamp(case, act, given))
        seconding.move(deed)
        refresh(session, work, case, registry, rescreen=False)
        work.changed("cases", case.id)
    else:
        _carry_out(deed, registry)


def _second(deed: ActDoing, registry: Registry) -> None:
    motion = seconding.seconded(deed)
    if motion.deed in BY_NAME:
        _carry_out(seconding.moved_deed(deed, motion), registry, motion)
        return
    from landwaiter.services.table.motions import carry_out  # noqa: PLC0415  # they act on cases

    carry_out(deed.session, deed.work, motion)
    refresh(deed.session, deed.work, deed.case, registry, rescreen=False)
    deed.work.changed("cases", deed.case.id)


def refuse(act: Act, case: Case, actor: Actor) -> None:
    """NotAllowed with the reason when the person may not do this act on the case now."""
    refusal = why_refused(act, case, actor)
    if refusal:
        raise NotAllowed(refusal)
    if act.name in _ON_APPROVAL and (why_not := why_not_valid(case)):
        raise NotAllowed(why_not, remedy=_("Reopen the case and have it decided anew."))


def _carry_out(deed: ActDoing, registry: Registry, motion: Motion | None = None) -> None:
    """Do the act, write the line of the case anew, and audit both."""
    session, work, case, act, given = deed.session, deed.work, deed.case, deed.act, deed.args
    work.mark(f"case/{case.id}", stale_saves.stamp(case, act, given))
    if act.name == "propose":
        case = evaluate_now(session, work, case, registry)
        deed = replace(deed, case=case)
    payload: dict[str, Any] = dict(_handler(act)(deed))
    if _changes_substance(act, given) and case.stage is Stage.DECISION_REVIEW:
        payload["voided"] = _void(deed)
    stage = stages.stage_after(deed, payload)
    if stage is not case.stage:
        payload["stage"] = [case.stage, stage]
    assignee = payload["assignee"][1] if "assignee" in payload else case.assignee
    refresh(
        session,
        work,
        case,
        registry,
        rescreen=act.name in SCREENING,
        stage=stage,
        assignee=assignee or (deed.actor.name if act.name in _TAKING else None),
    )
    if motion is not None:
        end(work, motion, MotionState.CARRIED_OUT, "")
        payload |= {"motion": motion.id, "moved_by": motion.author}
    work.audit(f"case.{act.name}", f"case/{case.id}", {"reference": case.reference, **payload})
    work.changed("cases", case.id)


_ON_APPROVAL = frozenset({"execute", "close"})
"""Acts that carry out what was approved: only while the approval counts."""
_TAKING = frozenset({"triage", "assess", "propose"})
"""Who begins to work on a case that nobody has takes it."""


def _named_act(name: str) -> Act:
    act = BY_NAME.get(name.replace("-", "_"))
    if act is None:
        raise NotFound(
            _("There is no such act."),
            field="act",
            value=name,
            remedy=_("There are: {acts}.").format(acts=", ".join(BY_NAME)),
        )
    return act


def _check(act: Act, args: ActArgs) -> None:
    for need in act.needs:
        if not args.has(need):
            choices = {"outcome": act.choices, "track": tuple(TrackLetter)}.get(need)
            one_of = _("Give one of {choices}.")
            raise Invalid(
                _("{act} needs “{name}”.").format(act=_(act.title), name=need),
                field=need,
                remedy=one_of.format(choices=", ".join(choices))
                if choices
                else _("Give it and try again."),
            )
    if args.outcome is not None and act.choices and args.outcome not in act.choices:
        raise Invalid(
            _("{act}: there is no such outcome.").format(act=_(act.title)),
            field="outcome",
            value=args.outcome,
            remedy=_("Use one of {choices}.").format(choices=", ".join(act.choices)),
        )


def _handler(act: Act) -> Callable[[ActDoing], Payload]:
    return HANDLERS.get(act.name) or _BY_GROUP[act.group]


def _changes_substance(act: Act, args: ActArgs) -> bool:
    """Goods that are put on a track change what a decision rests on, as the track alone does."""
    return act.substance or (act.goods is not None and args.track is not None)


def _void(deed: ActDoing) -> Any:
    """A change of substance after the proposal: the proposal no longer stands."""
    reason = _("{act} by {actor} changed what the proposal rests on").format(
        act=_(deed.act.title), actor=deed.actor.name
    )
    return dict(stages.end_decision(deed, "voided", reason))
