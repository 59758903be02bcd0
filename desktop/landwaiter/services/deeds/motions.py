"""Deeds that wait for a second person: moved, carried out, listed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.base.people import Actor
from landwaiter.domain.cases import four_eyes
from landwaiter.domain.deeds.motion import Motion, MotionState, barred
from landwaiter.domain.deeds.shape import Second
from landwaiter.domain.table import four_eyes as policy
from landwaiter.errors import NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.services.base.page import Page
from landwaiter.services.deeds import writing_motions
from landwaiter.services.deeds.motion_form import MotionForm
from landwaiter.services.deeds.second_persons import SecondPersons, who_may_second
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.paging import PAGE, key_in, mark_of
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.settings import settings_with
from landwaiter.storage.cases.case_rows import reference_of
from landwaiter.storage.deeds import motion_rows as stored


@dataclass(frozen=True, slots=True)
class MotionRow:
    """A motion that waits, as lists show it."""

    motion: Motion
    waiting: SecondPersons
    mine: bool
    """The signed-in person moved it."""
    may_second: bool
    alike: str
    """The same for motions with identical facts, which one person may second in one go."""
    left_out: bool = False
    """Its text leaves the signed-in person out: they wrote a part of it."""


def moved(
    session: Session, work: UnitOfWork, name: str, args: Mapping[str, Any], reason: str
) -> str | None:
    """Move a deed for a second person; None where it was done at once."""
    form = form_of(session, name)
    actor = session.actor(session.registry(work.conn))
    facts = form.facts(session, work.conn, args)
    if not policy.wanted(name, settings_with(work.conn, "")):
        payload = form.carry_out(session, work, args, "")
        work.audit(name, form.about(args), {**payload, "reason": reason})
        return None
    by_one = form.at_once and actor.alone
    motion_id = writing_motions.move(
        session,
        work,
        actor,
        deed=name,
        about=form.about(args),
        title=form.title(args, facts),
        args=args,
        facts=facts,
        reason=reason,
        case=_case_of(work, form.about(args)),
        not_by=_ids(session, work.conn, barred(facts)),
        waits=not by_one,
    )
    if by_one:
        done_by_one(session, work, motion_id)
        return None
    return motion_id


def done_by_one(session: Session, work: UnitOfWork, motion_id: str) -> None:
    """In an office of one: who moved it does it in the same unit of work, and it says so."""
    motion = named(session, work.conn, motion_id)
    writing_motions.sign_second(session, work, session.actor(session.registry(work.conn)), motion)
    carry_out(session, work, motion)
    work.say(_("Done by one person: this office has no second one."))


def _case_of(work: UnitOfWork, about: str) -> tuple[str, str] | None:
    """Identity and reference of the case that an object of the audit chain lies under."""
    kind, _slash, rest = about.partition("/")
    if kind != "case":
        return None
    case_id = rest.partition("/")[0]
    return case_id, reference_of(work.conn, case_id)


def carry_out(session: Session, work: UnitOfWork, motion: Motion) -> None:
    """Do a seconded deed of the office; NotAllowed when what it rests on has changed."""
    form = form_of(session, motion.deed)
    writing_motions.require_unchanged(motion, form.facts(session, work.conn, motion.args))
    payload = form.carry_out(session, work, motion.args, motion.id)
    writing_motions.end(work, motion, MotionState.CARRIED_OUT, "")
    work.audit(
        motion.deed,
        motion.object,
        {**payload, "reason": motion.reason, "motion": motion.id, "moved_by": motion.author},
    )


def form_of(session: Session, name: str) -> MotionForm:
    """How a deed is moved and carried out; NotAllowed for one that this version does not know."""
    for handler in session.handlers().values():
        form: MotionForm | None = handler.form
        if form is not None and handler.deed.motion == name:
            return form
    raise NotAllowed(_("This version knows no such deed: {deed}.").format(deed=name))


def named(session: Session, conn: Reader, motion_id: str) -> Motion:
    """The motion with this identity, or NotFound."""
    motion = stored.motion_of(conn, session.registry(conn), motion_id)
    if motion is None:
        raise NotFound(
            _("There is no such motion."),
            field="motion",
            value=motion_id,
            remedy=_("List what waits for a second person."),
        )
    return motion


def alike(motion: Motion) -> str:
    """The same for two motions that ask the same on identical facts, on whatever case."""
    facts = {name: value for name, value in motion.facts.items() if name != "hit"}
    return sha256_hex(canonical_bytes([motion.deed, facts]))


def waiting(session: Session) -> tuple[MotionRow, ...]:
    """Everything that waits for a second person, what this person may second first."""
    page = waiting_page(session)
    rows = page.rows
    while page.after is not None:
        page = waiting_page(session, after=page.after)
        rows += page.rows
    return rows


def waiting_page(
    session: Session, *, deeds: Collection[str] = (), after: str | None = None, limit: int = PAGE
) -> Page[MotionRow]:
    """The same page by page, of all deeds or of these; the first tells how many are for the person.

    Whom a deed and the key that it was moved with leave as seconders is asked of the registry, once
    for each pair there is among what waits: the database sorts by that.
    """
    with session.reading() as conn:
        registry = session.registry(conn)
        actor = session.actor(registry)
        moved = [
            (deed, key)
            for deed, key in stored.moved_with(conn)
            if actor.name in _names(who_may_second(session, conn, deed, moved_with=key, not_by=()))
        ]
        whose = stored.MotionViewer(moved, actor.id, actor.name, registry.is_alone)
        found = stored.open_page(
            conn,
            registry,
            whose,
            deeds=deeds,
            after=_key(after),
            limit=limit + 1,
        )
        rows = tuple(_row(session, conn, actor, motion) for _key, motion in found[:limit])
        total = stored.open_count(conn, whose) if after is None else None
    return Page(rows, mark_of(*found[limit - 1][0]) if len(found) > limit else None, total)


def _key(after: str | None) -> stored.MotionKey | None:
    if after is None:
        return None
    rank, at, motion_id = key_in(after, 3)
    return rank, at, motion_id


def _row(session: Session, conn: Reader, actor: Actor, motion: Motion) -> MotionRow:
    (key,) = stored.signed_motion(conn, motion.id).keys
    people = who_may_second(
        session, conn, motion.deed, moved_with=key, not_by=_excluded(session, conn, motion)
    )
    return MotionRow(
        motion,
        people,
        mine=motion.author == actor.name,
        may_second=actor.name in _names(people),
        alike=alike(motion),
        left_out=actor.name in motion.not_by,
    )


def _names(people: SecondPersons) -> tuple[str, ...]:
    return (*people.here, *people.away)


@dataclass(frozen=True, slots=True)
class WaitingRoles:
    """A new user, more roles, or those of a deputy, that wait for a second person."""

    user: str
    roles: tuple[str, ...]
    asked_by: str
    absent: str = ""
    """Whose roles a deputy is to hold; empty: they are the user's own."""


def waiting_roles(session: Session) -> tuple[WaitingRoles, ...]:
    """Users whose roles wait; they are seconded in the list of users, or by naming the deputy."""
    with session.reading() as conn:
        registry = session.registry(conn)
    return tuple(
        WaitingRoles(
            registry.people[one.about].name,
            tuple(sorted(one.content["roles"])),
            registry.people[one.by].name,
            registry.people[one.content["for"]].name if "for" in one.content else "",
        )
        for one in registry.waiting.values()
        if one.about
    )


def motion_view(session: Session, motion_id: str) -> Motion:
    """One motion with the exact text that is seconded; NotFound when there is none."""
    with session.reading() as conn:
        return named(session, conn, motion_id)


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A row of the table of four eyes as shown to people."""

    deed: str
    title: str
    condition: str
    seconders: tuple[str, ...]
    who_may_not: str
    setting: str
    """Key of the office's setting; empty where the row is fixed."""
    value: str


def policy_rows(session: Session) -> tuple[PolicyRow, ...]:
    """The table of four eyes as this office has set it."""
    with session.reading() as conn:
        office = settings_with(conn, "")
    return tuple(_policy_row(name, line, office) for name, line in policy.TABLE)


def _policy_row(deed: str, line: Second, office: four_eyes.Office) -> PolicyRow:
    value = four_eyes.setting(office, line.setting) if line.setting else ""
    return PolicyRow(
        deed,
        _(line.title),
        _(line.condition).format(value=value or _("none")),
        tuple(sorted(role.value for role in line.roles)),
        _(line.who_may_not),
        line.setting,
        value,
    )


def _excluded(session: Session, conn: Reader, motion: Motion) -> set[str]:
    """Ids of those who may not second it.

    Its mover, whom its text leaves out, and who has a conflict of interest.
    """
    conflicted = stored.conflicts_on(conn, motion.case_id) if motion.case_id else []
    return {
        stored.author_id_of(conn, motion.id),
        *_ids(session, conn, motion.not_by),
        *(str(row["user_id"]) for row in conflicted),
    }


def _ids(session: Session, conn: Reader, names: Collection[str]) -> tuple[str, ...]:
    people = session.registry(conn).people.values()
    return tuple(one.user_id for one in people if one.name in names)
