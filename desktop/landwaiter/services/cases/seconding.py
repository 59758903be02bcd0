"""Deeds that wait for a second person: moved as a motion, carried out when it is seconded."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from landwaiter.domain.base.people import Actor, UserRole
from landwaiter.domain.cases import deeds_between_people as deeds
from landwaiter.domain.cases.case import GoodsStatus
from landwaiter.domain.cases.deeds_between_people import DeclineMotion, SecondMotion, WithdrawMotion
from landwaiter.domain.cases.tracks import releases_due
from landwaiter.domain.deeds.motion import Motion, MotionState, waiting
from landwaiter.domain.deeds.shape import arguments
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.services.cases.before_deeds import clocks_before
from landwaiter.services.deeds import writing_motions
from landwaiter.services.deeds.case_handler import (
    CaseDoing,
    CaseHandler,
    Payload,
    SecondedFacts,
    said_plainly,
)
from landwaiter.storage.base.settings import settings_with


def waits(doing: CaseDoing[Any]) -> bool:
    """Whether the table of four eyes wants a second person for this act on this case."""
    office = settings_with(doing.work.conn, "")
    line = doing.deed.second_for(doing.case, doing.said, office)
    return line is not None and not line.own_signature and not _law_releases(doing)


def _law_releases(doing: CaseDoing[Any]) -> bool:
    """Art. 21(4) wants the item released now: no second person may keep it waiting."""
    if doing.deed.goods is not GoodsStatus.RELEASED:
        return False
    today = doing.session.today()
    due = (one for one in releases_due(doing.case, clocks_before(doing)) if one.since <= today)
    return any(one.item == doing.said.item for one in due)


def move(doing: CaseDoing[Any], handler: CaseHandler[Any]) -> str:
    """Write it as a motion; its identity. Refused like the deed itself where it cannot be."""
    facts, title = _facts(doing, handler)
    rests_on = writing_motions.as_stored(facts)
    for motion in waiting(doing.case.motions):
        if motion.deed == doing.deed.motion and motion.facts == rests_on:
            raise NotAllowed(
                _("{author} moved the same already; it waits for a second person.").format(
                    author=motion.author
                )
            )
    return writing_motions.move(
        doing.session,
        doing.work,
        doing.actor,
        deed=doing.deed.motion,
        about=f"case/{doing.case.id}",
        title=title,
        args=_given(doing.said),
        facts=facts,
        reason=doing.said.reason,
        case=(doing.case.id, doing.case.reference),
        not_by=[one.user_id for one in doing.case.conflicts],
    )


def _facts(doing: CaseDoing[Any], handler: CaseHandler[Any]) -> SecondedFacts:
    if handler.facts is None:
        raise AssertionError(f"{handler.deed.name} waits and rests on nothing")
    return handler.facts(doing)


def _given(said: Any) -> Mapping[str, Any]:
    """What was said, as it is signed: the motion names its case by itself, and what was left out
    stays out."""
    return {
        one.name: getattr(said, one.name)
        for one in arguments(type(said))
        if not one.ask.given and getattr(said, one.name) != one.default
    }


def seconded(doing: CaseDoing[SecondMotion]) -> Motion:
    """Sign the motion that the act names, for its mover to be carried out."""
    motion = named_motion(doing)
    writing_motions.sign_second(doing.session, doing.work, doing.actor, motion)
    return motion


def moved_deed(doing: CaseDoing[Any], motion: Motion, handler: CaseHandler[Any]) -> CaseDoing[Any]:
    """The deed that was moved, by its mover, on the case as it is now.

    NotAllowed when the mover may no longer do it, or when what it rests on has changed.
    """
    said = said_plainly(handler.deed, motion.reference, motion.args)
    mover = _mover(doing, motion)
    moved = replace(doing, deed=handler.deed, said=said, actor=mover, motion_id=motion.id)
    if refusal := handler.deed.why_not(mover, doing.case):
        raise NotAllowed(refusal, remedy=_("Decline the motion."))
    facts, _title = _facts(moved, handler)
    writing_motions.require_unchanged(motion, facts)
    return moved


def _mover(doing: CaseDoing[Any], motion: Motion) -> Actor:
    people = doing.session.registry(doing.work.conn).people.values()
    person = next(person for person in people if person.name == motion.author)
    roles = person.roles_now
    held = frozenset(map(UserRole, roles))
    return Actor(person.user_id, person.name, held, alone=doing.actor.alone)


def decline(doing: CaseDoing[DeclineMotion]) -> Payload:
    """A second person says no, with the reason."""
    motion = named_motion(doing)
    if motion.author == doing.actor.name:
        raise NotAllowed(_("Who moved it withdraws it and does not decline it."))
    writing_motions.seconding_role(doing.actor, motion.deed)
    return writing_motions.end(doing.work, motion, MotionState.DECLINED, doing.said.reason)


def withdraw(doing: CaseDoing[WithdrawMotion]) -> Payload:
    """The mover takes it back."""
    motion = named_motion(doing)
    if motion.author != doing.actor.name:
        raise NotAllowed(_("Only who moved it withdraws it; another declines it."))
    return writing_motions.end(doing.work, motion, MotionState.WITHDRAWN, doing.said.reason)


def named_motion(doing: CaseDoing[Any]) -> Motion:
    """The open motion that the act names; the only one where it names none."""
    found, wanted = waiting(doing.case.motions), doing.said.motion
    if wanted is None and len(found) > 1:
        raise Invalid(
            _("Several motions wait on this case."),
            field="motion",
            remedy=_("Name one of {motions}.").format(
                motions=", ".join(f"{one.id} ({one.title})" for one in found)
            ),
        )
    for motion in found:
        if wanted in (None, motion.id):
            return motion
    raise NotFound(
        _("No such motion waits on this case."),
        field="motion",
        value=wanted,
        remedy=_("Show the case to see what waits for a second person."),
    )


def second(doing: CaseDoing[SecondMotion]) -> Payload:
    """Seconding carries out what was moved: the engine does that in its place."""
    raise AssertionError("a motion is carried out by its own handler")


HANDLERS = (
    CaseHandler(deeds.SECOND, second),
    CaseHandler(deeds.DECLINE, decline),
    CaseHandler(deeds.WITHDRAW_MOTION, withdraw),
)
