"""Acts that wait for a second person: moved as a motion, carried out when it is seconded."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

from landwaiter.domain.base.people import Actor, UserRole
from landwaiter.domain.cases.acts import BY_NAME, ActArgs
from landwaiter.domain.cases.case import GoodsStatus
from landwaiter.domain.cases.decision import named
from landwaiter.domain.cases.four_eyes import line_for, standing_flags
from landwaiter.domain.cases.tracks import releases_due
from landwaiter.domain.cases.workflow import why_refused
from landwaiter.domain.deeds.motion import Motion, MotionState, waiting
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.services.cases.act_in_progress import ActDoing, Payload
from landwaiter.services.cases.goods_status import fitting_item
from landwaiter.services.deeds import writing_motions
from landwaiter.services.hits.findings import named_flag, named_hit, pair_on, reasoned
from landwaiter.services.intake import merging
from landwaiter.storage.base.records import from_plain
from landwaiter.storage.base.settings import settings_with

_NOTHING = ActArgs()


def waits(deed: ActDoing) -> bool:
    """Whether the table of four eyes wants a second person for this act on this case."""
    office = settings_with(deed.work.conn, "")
    line = line_for(deed.act.name, deed.case, deed.args, office)
    return line is not None and not line.own_signature and not _law_releases(deed)


def _law_releases(deed: ActDoing) -> bool:
    """Art. 21(4) wants the item released now: no second person may keep it waiting."""
    if deed.act.goods is not GoodsStatus.RELEASED:
        return False
    today = deed.session.today()
    due = (one for one in releases_due(deed.case, deed.clocks()) if one.since <= today)
    return any(one.item == deed.args.item for one in due)


def move(deed: ActDoing) -> str:
    """Write the act as a motion; its identity. Refused like the act itself where it cannot be."""
    args = deed.args
    facts, title = FACTS[deed.act.name](deed)
    rests_on = writing_motions.as_stored(facts)
    for motion in waiting(deed.case.motions):
        if motion.deed == deed.act.name and motion.facts == rests_on:
            raise NotAllowed(
                _("{author} moved the same already; it waits for a second person.").format(
                    author=motion.author
                )
            )
    given = {
        field.name: getattr(args, field.name)
        for field in fields(args)
        if getattr(args, field.name) != getattr(_NOTHING, field.name)
    }
    return writing_motions.move(
        deed.session,
        deed.work,
        deed.actor,
        deed=deed.act.name,
        about=f"case/{deed.case.id}",
        title=title,
        args=given,
        facts=facts,
        reason=args.reason,
        case=(deed.case.id, deed.case.reference),
        not_by=[one.user_id for one in deed.case.conflicts],
    )


SecondedFacts = tuple[Mapping[str, Any], str]
"""What an act rests on, and what the second person is asked."""


def _flag_facts(deed: ActDoing) -> SecondedFacts:
    flag, reason = named_flag(deed), reasoned(deed)
    facts = {
        "flag": flag.rule,
        "severity": flag.severity,
        "explanation": flag.explanation,
        "evidence": flag.evidence,
        "editions": flag.editions,
        "reason": reason,
    }
    return facts, _("Dismiss the {severity} flag {rule}").format(
        severity=_(flag.severity.value), rule=flag.rule
    )


def _hit_facts(deed: ActDoing) -> SecondedFacts:
    hit = named_hit(deed)
    reasoned(deed)
    pair = pair_on(deed, hit)
    facts = {
        "hit": hit.id,
        "party": hit.match.name,
        "listed": hit.told_listing if hit.confidential else hit.match.matched_name,
        "listing": named(hit)[1],
        "list": named(hit)[0],
        "edition_sha256": hit.edition_sha256,
        "score": hit.match.score,
        "outcome": deed.args.outcome,
        "party_sha256": pair.party_sha256,
        "listing_sha256": pair.listing_sha256,
    }
    return facts, _("Judge that {party} is not {listed} of {list}").format(
        party=hit.match.name,
        listed=hit.told_listing if hit.confidential else hit.match.matched_name,
        list=hit.told_list,
    )


def _release_facts(deed: ActDoing) -> SecondedFacts:
    item = fitting_item(deed)
    flags = _standing(deed)
    facts = {"item": item.no, "status": item.status, "flags": flags}
    return facts, _("Release item {no} against {flags}").format(no=item.no, flags=_rules(flags))


def _dismissal_facts(deed: ActDoing) -> SecondedFacts:
    reasoned(deed)
    flags = _standing(deed)
    facts = {"stage": deed.case.stage, "flags": flags}
    return facts, _("Dismiss the case {reference} against {flags}").format(
        reference=deed.case.reference, flags=_rules(flags)
    )


def _merge_facts(deed: ActDoing) -> SecondedFacts:
    reasoned(deed)
    target = merging.target_of(deed)
    flags = _standing(deed)
    facts = {"to": target.reference, "take_over": deed.args.take_over, "flags": flags}
    return facts, _("Merge the case {reference} into {target} against {flags}").format(
        reference=deed.case.reference, target=target.reference, flags=_rules(flags)
    )


def _standing(deed: ActDoing) -> list[list[Any]]:
    return [
        [flag.rule, flag.severity, flag.explanation, flag.review, flag.review_reason]
        for flag in standing_flags(deed.case)
    ]


def _rules(flags: list[list[Any]]) -> str:
    return ", ".join(str(rule) for rule, *_rest in flags)


def _reopen_facts(deed: ActDoing) -> SecondedFacts:
    decision = deed.case.decision
    facts = {"stage": deed.case.stage, "decision_sha256": decision.text_sha256 if decision else ""}
    return facts, _("Reopen the case {reference}").format(reference=deed.case.reference)


FACTS: Mapping[str, Callable[[ActDoing], SecondedFacts]] = {
    "dismiss": _dismissal_facts,
    "dismiss_flag": _flag_facts,
    "judge": _hit_facts,
    "merge": _merge_facts,
    "release": _release_facts,
    "reopen": _reopen_facts,
}
"""Act that may need a second person → what it rests on."""


def seconded(deed: ActDoing) -> Motion:
    """Sign the motion that the act names, for its mover to be carried out."""
    motion = named_motion(deed)
    writing_motions.sign_second(deed.session, deed.work, deed.actor, motion)
    return motion


def moved_deed(deed: ActDoing, motion: Motion) -> ActDoing:
    """The deed that was moved, by its mover, on the case as it is now.

    NotAllowed when the mover may no longer do it, or when what it rests on has changed.
    """
    act = BY_NAME[motion.deed]
    args = from_plain(motion.args, ActArgs)
    mover = _mover(deed, motion)
    moved = replace(deed, act=act, args=args, actor=mover, motion_id=motion.id)
    if refusal := why_refused(act, deed.case, mover):
        raise NotAllowed(refusal, remedy=_("Decline the motion."))
    facts, _title = FACTS[act.name](moved)
    writing_motions.require_unchanged(motion, facts)
    return moved


def _mover(deed: ActDoing, motion: Motion) -> Actor:
    people = deed.session.registry(deed.work.conn).people.values()
    person = next(person for person in people if person.name == motion.author)
    roles = person.roles_now
    held = frozenset(map(UserRole, roles))
    return Actor(person.user_id, person.name, held, alone=deed.actor.alone)


def decline(deed: ActDoing) -> Payload:
    """A second person says no, with the reason."""
    motion = named_motion(deed)
    if motion.author == deed.actor.name:
        raise NotAllowed(_("Who moved it withdraws it and does not decline it."))
    writing_motions.seconding_role(deed.actor, motion.deed)
    return writing_motions.end(deed.work, motion, MotionState.DECLINED, deed.args.reason)


def withdraw(deed: ActDoing) -> Payload:
    """The mover takes it back."""
    motion = named_motion(deed)
    if motion.author != deed.actor.name:
        raise NotAllowed(_("Only who moved it withdraws it; another declines it."))
    return writing_motions.end(deed.work, motion, MotionState.WITHDRAWN, deed.args.reason)


def named_motion(deed: ActDoing) -> Motion:
    """The open motion that the act names; the only one where it names none."""
    found, wanted = waiting(deed.case.motions), deed.args.motion
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
