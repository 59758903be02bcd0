"""Writing motions: what one person moves, what another signs, and how a motion ends."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from landwaiter.canonical import canonical_bytes, plain, sha256_hex
from landwaiter.domain.base.people import Actor, UserRole, roles_said
from landwaiter.domain.deeds.motion import MOTION_VERSION, Motion, MotionState
from landwaiter.domain.table.four_eyes import seconders_of
from landwaiter.errors import NotAllowed
from landwaiter.i18n import _
from landwaiter.services.deeds.second_persons import who_may_second
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.deeds.motion_rows import MOVE, SECOND, signed_motion, signed_place
from landwaiter.storage.deeds.signed_deeds import columns_of, sign_deed
from landwaiter.trust.signed import SignedContent


def move(
    session: Session,
    work: UnitOfWork,
    actor: Actor,
    *,
    deed: str,
    about: str,
    title: str,
    args: Mapping[str, Any],
    facts: Mapping[str, Any],
    reason: str,
    case: tuple[str, str] | None = None,
    not_by: Collection[str] = (),
    waits: bool = True,
) -> str:
    """Write a motion and say who may second it; its identity.

    Not `waits`: the deed is done in this very unit, and who does it says the rest.

    `about` is the object as the audit chain names it, `case` identity and reference where there is
    one, `not_by` ids of persons who may not second it besides its mover.
    """
    session.require_key(session.registry(work.conn))
    motion_id = work.new_id()
    text = canonical_bytes(
        {
            "v": MOTION_VERSION,
            "motion": motion_id,
            "deed": deed,
            "object": about,
            "reference": case[1] if case else "",
            "title": title,
            "args": plain(args),
            "facts": plain(facts),
            "reason": reason.strip(),
            "author": actor.name,
        }
    )
    role = next(iter(sorted(role.value for role in actor.roles)), "")
    made = _signed(session, work, MOVE, motion_id=motion_id, text=text, role=role)
    records.add(
        work.conn,
        "motion",
        id=motion_id,
        deed=deed,
        object=about,
        case_id=case[0] if case else None,
        text=text,
        text_sha256=sha256_hex(text),
        author=actor.name,
        author_id=actor.id,
        **columns_of(made),
        at=work.now,
    )
    work.audit(
        "motion.moved",
        f"{about}/motion/{motion_id}",
        {
            "deed": deed,
            "reference": case[1] if case else "",
            "title": title,
            "reason": reason.strip(),
            "text_sha256": sha256_hex(text),
        },
    )
    if waits:
        who = seconders_said(session, work, deed, not_by=not_by)
        work.moved(motion_id, _("It waits for a second person. {who}").format(who=who))
    else:
        work.changed("motions", motion_id)
    return motion_id


def seconders_said(
    session: Session, work: UnitOfWork, deed: str, *, not_by: Collection[str] = ()
) -> str:
    """Who may second what the signed-in person moves, as a sentence."""
    casebook = session.casebook
    others = {casebook.user.id, *not_by}
    who = who_may_second(session, work.conn, deed, moved_with=casebook.public_key, not_by=others)
    return who.sentence()


def as_stored(facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """Facts as they are read back from a motion's text, to compare with it."""
    return dict(json.loads(canonical_bytes(plain(facts))))


def require_unchanged(motion: Motion, facts: Mapping[str, Any]) -> None:
    """NotAllowed when what the motion rests on is not what it was when it was moved."""
    if as_stored(facts) != motion.facts:
        raise NotAllowed(
            _("What the motion rests on has changed since it was moved."),
            remedy=_("Decline it, and have it moved anew."),
        )


def sign_second(session: Session, work: UnitOfWork, actor: Actor, motion: Motion) -> None:
    """Sign exactly the text of an open motion; NotAllowed when this person may not."""
    require_another(actor, motion)
    _require_open(motion)
    if motion.unsound:
        raise NotAllowed(motion.unsound, remedy=_("Decline it, and have it moved anew."))
    role = seconding_role(actor, motion.deed)
    registry = session.registry(work.conn)
    moved = signed_motion(work.conn, motion.id)
    session.require_pair(registry, moved.keys[0])
    made = _signed(
        session,
        work,
        SECOND,
        motion_id=motion.id,
        text=motion.text.encode(),
        role=role,
        of=moved.sha256,
    )
    records.add(
        work.conn,
        "motion_second",
        id=work.new_id(),
        motion_id=motion.id,
        seconder=actor.name,
        seconder_id=actor.id,
        role=role,
        **columns_of(made),
        at=work.now,
    )
    work.audit(
        "motion.seconded",
        signed_place(motion),
        {
            "deed": motion.deed,
            "reference": motion.reference,
            "moved_by": motion.author,
            "text_sha256": motion.text_sha256,
            "key": session.casebook.public_key,
            "signature": made.signatures[0][1],
        },
    )
    work.changed("motions", motion.id)


def seconding_role(actor: Actor, deed: str) -> str:
    """The role in which the person seconds it; NotAllowed without one."""
    held = seconders_of(deed) & actor.roles
    if not held:
        raise NotAllowed(
            _("Seconding this needs the role {roles}.").format(roles=roles_said(seconders_of(deed)))
        )
    order = (UserRole.REVIEWER, UserRole.HEAD, UserRole.ADMINISTRATOR)
    return next(role for role in order if role in held).value


def end(work: UnitOfWork, motion: Motion, state: MotionState, reason: str) -> Mapping[str, Any]:
    """State how a motion ended; the payload of the audit entry."""
    _require_open(motion)
    records.add(
        work.conn,
        "motion_end",
        motion_id=motion.id,
        state=state,
        reason=reason,
        author=work.actor,
        at=work.now,
    )
    work.changed("motions", motion.id)
    return {"motion": motion.id, "deed": motion.deed, "moved_by": motion.author, "reason": reason}


def require_another(actor: Actor, motion: Motion) -> None:
    """NotAllowed when who moved it would second it, or somebody whom its text leaves out."""
    if actor.alone:
        return
    if motion.author == actor.name:
        raise NotAllowed(_("Nobody seconds their own motion."))
    if actor.name in motion.not_by:
        raise NotAllowed(
            _("Nobody seconds what they wrote a part of."),
            remedy=_("It is seconded by somebody other than {names}.").format(
                names=", ".join(motion.not_by)
            ),
        )


def _require_open(motion: Motion) -> None:
    if motion.state is not MotionState.OPEN:
        raise NotAllowed(
            _("The motion has ended: {state}.").format(state=_(motion.state.replace("_", " ")))
        )


def _signed(
    session: Session,
    work: UnitOfWork,
    deed: str,
    *,
    motion_id: str,
    text: bytes,
    role: str,
    **more: str,
) -> SignedContent:
    content = {
        "motion": motion_id,
        "motion_sha256": sha256_hex(text),
        "person": session.casebook.user.name,
        "role": role,
        **more,
    }
    return sign_deed(work, session.casebook, deed, content)
