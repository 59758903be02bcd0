"""Carries out the deeds on motions: seconded, declined, withdrawn."""

from landwaiter.domain.cases.deeds_between_people import DeclineMotion, SecondMotion, WithdrawMotion
from landwaiter.domain.deeds import motion_deeds
from landwaiter.domain.deeds.motion import Motion, MotionState
from landwaiter.domain.deeds.motion_deeds import (
    DeclineOpenMotion,
    SecondOpenMotions,
    WithdrawOpenMotion,
)
from landwaiter.errors import Invalid, NotAllowed
from landwaiter.i18n import _
from landwaiter.services.deeds import motions, writing_motions
from landwaiter.services.deeds.engine import do_within
from landwaiter.services.deeds.handler import Doing, Entries, Handler
from landwaiter.storage.deeds.motion_rows import signed_place


def named_motions(doing: Doing, said: SecondOpenMotions) -> tuple[Motion, ...]:
    return tuple(motions.named(doing.session, doing.conn, one) for one in said.motions)


def second(doing: Doing, said: SecondOpenMotions, found: tuple[Motion, ...]) -> Entries:
    """One motion, or several with identical facts in one go: all of them or none."""
    if len({motions.alike(motion) for motion in found}) > 1:
        raise Invalid(
            _("Only motions with identical facts are seconded in one go."),
            field="motion",
            remedy=_("Second the others one by one."),
        )
    session, work = doing.session, doing.work
    for motion in found:
        if motion.case_id is not None:
            do_within(session, work, SecondMotion(motion.reference, motion.id, said.reason))
            continue
        writing_motions.sign_second(session, work, doing.actor, motion)
        motions.carry_out(session, work, motion)
    return Entries(said.motions)


def named_motion(doing: Doing, said: DeclineOpenMotion | WithdrawOpenMotion) -> Motion:
    return motions.named(doing.session, doing.conn, said.motion)


def decline(doing: Doing, said: DeclineOpenMotion, motion: Motion) -> Entries:
    """What was done before it was seconded is taken back."""
    if motion.case_id is not None:
        case_deed = DeclineMotion(motion.reference, said.reason, motion.id)
        do_within(doing.session, doing.work, case_deed)
        return Entries((motion.id,))
    writing_motions.seconding_role(doing.actor, motion.deed)
    _end(doing, motion, MotionState.DECLINED, said.reason)
    if take_back := motions.form_of(doing.session, motion.deed).declined:
        take_back(doing.work, motion.args)
    return Entries((motion.id,))


def withdraw(doing: Doing, said: WithdrawOpenMotion, motion: Motion) -> Entries:
    """Never where it was done before it was seconded."""
    if motion.case_id is not None:
        case_deed = WithdrawMotion(motion.reference, said.reason, motion.id)
        do_within(doing.session, doing.work, case_deed)
        return Entries((motion.id,))
    if motions.form_of(doing.session, motion.deed).declined:
        raise NotAllowed(
            _("It is done already and counts: what is taken back here is only the question."),
            remedy=_("Move that it is removed, which another person seconds."),
        )
    _end(doing, motion, MotionState.WITHDRAWN, said.reason)
    return Entries((motion.id,))


def _end(doing: Doing, motion: Motion, state: MotionState, reason: str) -> None:
    payload = writing_motions.end(doing.work, motion, state, reason)
    doing.work.audit(f"motion.{state.value}", signed_place(motion), payload)


_SECOND: Handler[SecondOpenMotions, tuple[Motion, ...]] = Handler(
    motion_deeds.SECOND_OPEN, second, named_motions
)
_DECLINE: Handler[DeclineOpenMotion, Motion] = Handler(
    motion_deeds.DECLINE_OPEN, decline, named_motion
)
_WITHDRAW: Handler[WithdrawOpenMotion, Motion] = Handler(
    motion_deeds.WITHDRAW_OPEN, withdraw, named_motion
)
HANDLERS = (_SECOND, _DECLINE, _WITHDRAW)
