"""Doing a deed on a case: what others did meanwhile, who may, four eyes, stage, flags, audit."""

from dataclasses import dataclass, replace
from typing import Any

from landwaiter.domain.base.people import Actor
from landwaiter.domain.cases.appeals import why_suspended
from landwaiter.domain.cases.case import Case, Stage
from landwaiter.domain.cases.deed_on_case import CaseDeed
from landwaiter.domain.cases.deeds import PROPOSE
from landwaiter.domain.cases.deeds_between_people import SECOND
from landwaiter.domain.deeds.motion import Motion, MotionState
from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.errors import NotAllowed
from landwaiter.i18n import _
from landwaiter.services.cases import seconding, stages, stale_saves
from landwaiter.services.cases.refresh import evaluate_now, refresh
from landwaiter.services.deeds.case_handler import CaseDoing, CaseHandler
from landwaiter.services.deeds.handler import Doing, Result
from landwaiter.services.deeds.motions import carry_out as carry_out_motion
from landwaiter.services.deeds.validity import why_not_valid
from landwaiter.services.deeds.writing_motions import end
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.cases.case_rows import case_id_of
from landwaiter.trust.registry import Registry


@dataclass(frozen=True, slots=True)
class DeedOnCase:
    """What carries a deed on a case out, as the engine asks for it."""

    handler: CaseHandler[Any]

    @property
    def deed(self) -> CaseDeed[Any]:
        return self.handler.deed

    @property
    def form(self) -> None:
        """A motion on a case is moved and carried out by its own deed."""
        return None

    def do(self, doing: Doing, said: Any, seen: int | None) -> Result:
        """Do it, or refuse it with the reason; what waits for a second person becomes a motion.

        `seen` is the revision the person looked at. What others did since then is merged where it
        does not collide, and said in the result; else it is a Conflict, field by field.
        """
        session, work, deed = doing.session, doing.work, self.deed
        registry = session.registry(work.conn)
        case = load_case(work.conn, case_id_of(work.conn, said.reference), registry)
        save = stale_saves.Save(case, deed, said, doing.actor.name, seen)
        if meanwhile := stale_saves.merged(work.conn, save):
            work.say(meanwhile)
        refuse(deed, case, doing.actor)
        on_case = CaseDoing(session, work, case, doing.actor, deed, said)
        if deed is SECOND:
            _second(on_case, registry)
        elif seconding.waits(on_case):
            return self._move(on_case, registry)
        else:
            _carry_out(on_case, self.handler, registry)
        return Result(work.changes)

    def _move(self, doing: CaseDoing[Any], registry: Registry) -> Result:
        session, work, case = doing.session, doing.work, doing.case
        work.mark(f"case/{case.id}", stale_saves.stamp(case, doing.deed, doing.said))
        motion_id = seconding.move(doing, self.handler)
        refresh(session, work, case, registry, rescreen=False)
        work.changed("cases", case.id)
        return Result(work.changes, motion_id)


def refuse(deed: CaseDeed[Any], case: Case, actor: Actor) -> None:
    """NotAllowed with the reason when the person may not do this on the case now."""
    if refusal := deed.why_not(actor, case):
        raise NotAllowed(refusal)
    if deed.carries_out and (why_not := why_not_valid(case)):
        raise NotAllowed(why_not, remedy=_("Reopen the case and have it decided anew."))
    if deed.carries_out and (why_not := why_suspended(case)):
        raise NotAllowed(
            _("{title}: {why}").format(title=_(deed.title), why=why_not),
            remedy=_("Wait for the end of the appeal, or reopen the case."),
        )


def _second(doing: CaseDoing[Any], registry: Registry) -> None:
    motion = seconding.seconded(doing)
    if motion.deed in ON_CASE:
        handler = doing.session.handlers()[ON_CASE[motion.deed].args].handler
        _carry_out(seconding.moved_deed(doing, motion, handler), handler, registry, motion)
        return
    carry_out_motion(doing.session, doing.work, motion)
    refresh(doing.session, doing.work, doing.case, registry, rescreen=False)
    doing.work.changed("cases", doing.case.id)


def _carry_out(
    doing: CaseDoing[Any],
    handler: CaseHandler[Any],
    registry: Registry,
    motion: Motion | None = None,
) -> None:
    """Do it, write the line of the case anew, and audit both."""
    session, work, case, deed = doing.session, doing.work, doing.case, doing.deed
    work.mark(f"case/{case.id}", stale_saves.stamp(case, deed, doing.said))
    if deed is PROPOSE:
        case = evaluate_now(session, work, case, registry)
        doing = replace(doing, case=case)
    payload: dict[str, Any] = dict(handler.carry_out(doing))
    if _changes_substance(doing) and case.stage is Stage.DECISION_REVIEW:
        payload["voided"] = _void(doing)
    stage = stages.stage_after(doing, payload)
    if stage is not case.stage:
        payload["stage"] = [case.stage, stage]
    assignee = payload["assignee"][1] if "assignee" in payload else case.assignee
    refresh(
        session,
        work,
        case,
        registry,
        rescreen=deed.screens,
        stage=stage,
        assignee=assignee or (doing.actor.name if deed.takes_on else None),
    )
    if motion is not None:
        end(work, motion, MotionState.CARRIED_OUT, "")
        payload |= {"motion": motion.id, "moved_by": motion.author}
    work.audit(deed.name, f"case/{case.id}", {"reference": case.reference, **payload})
    for topic in deed.topics:
        work.changed(topic, case.id)


def _changes_substance(doing: CaseDoing[Any]) -> bool:
    """Goods that are put on a track change what a decision rests on, as the track alone does."""
    return doing.deed.substance or (doing.deed.goods is not None and doing.said.track is not None)


def _void(doing: CaseDoing[Any]) -> Any:
    """A change of substance after the proposal: the proposal no longer stands."""
    reason = _("{act} by {actor} changed what the proposal rests on").format(
        act=_(doing.deed.title), actor=doing.actor.name
    )
    return dict(stages.end_decision(doing, "voided", reason))
