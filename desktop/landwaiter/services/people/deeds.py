"""Carries out the deeds on people: users, deputies, who is away.

Who may do what on users stands in the signed statements too: the storage refuses by them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from landwaiter.domain.base.people import UserRole
from landwaiter.domain.cases.duty import LONGEST_ABSENCE, Absence
from landwaiter.domain.deeds.shape import WORKERS
from landwaiter.domain.people import deeds
from landwaiter.domain.people.deeds import (
    AddUser,
    BeginAbsence,
    ChangePassword,
    ConfirmKey,
    DeclineChange,
    DisableUser,
    EndAbsence,
    EnterAbsence,
    NameDeputy,
    RecoverPassword,
    ResetPassword,
    SecondChange,
    SetRoles,
    TakeBackAbsence,
)
from landwaiter.errors import Conflict, Invalid, NotFound
from landwaiter.i18n import _, plural
from landwaiter.services.base.wording import shown_date
from landwaiter.services.deeds.handler import Doing, Entries, Handler
from landwaiter.services.deeds.second_persons import who_may_confirm
from landwaiter.services.people.calendar_export import EXPORT
from landwaiter.services.people.deputies import may_begin
from landwaiter.services.people.handover_report import HANDOVER
from landwaiter.storage.base import records
from landwaiter.storage.cases import queue
from landwaiter.storage.keys.casebook_keys import name_key
from landwaiter.storage.keys.recovery_key import read_all
from landwaiter.storage.people import deputies, user_keys, users
from landwaiter.trust.registry import Registry


@dataclass(frozen=True, slots=True)
class AbsentPerson:
    """Who is going to be away."""

    user_id: str
    person: str


def absent_person(doing: Doing, said: EnterAbsence) -> AbsentPerson:
    wanted = said.person or doing.actor.name
    registry = doing.session.registry(doing.conn)
    return AbsentPerson(_user(registry, wanted, field="person"), wanted)


def enter_absence(doing: Doing, said: EnterAbsence, who: AbsentPerson) -> Entries:
    """What should be known beside it (the deputy is away too) is said in the result."""
    session, work = doing.session, doing.work
    registry = session.registry(work.conn)
    _check_span(said.first, said.last, session.today())
    if said.deputy is not None:
        _check_deputy(registry, who.person, said.deputy)
    known = queue.standing_absences(work.conn, since=said.first)
    _refuse_overlap(known, who.user_id, said.first, said.last)
    absence_id = work.new_id()
    facts = {
        "person": who.person,
        "first_day": said.first,
        "last_day": said.last,
        "deputy": said.deputy,
        "note": said.note,
    }
    records.add(
        work.conn,
        "absence",
        id=absence_id,
        user_id=who.user_id,
        author=work.actor,
        at=work.now,
        **facts,
    )
    for sentence in _warnings(known, who.person, said.deputy, said.first, said.last):
        work.say(sentence)
    work.audit("duty.absence_entered", f"absence/{absence_id}", facts)
    if said.first <= session.today() and may_begin(registry, doing.actor.id, who.user_id):
        acting = deputies.begin_absence(work, session.casebook, name=who.person)
        work.say(
            _("{deputies} now hold roles of {person}.").format(
                deputies=", ".join(acting), person=who.person
            )
        )
    return Entries((who.person,), made=absence_id)


def standing_absence(doing: Doing, said: TakeBackAbsence) -> Absence:
    known = queue.standing_absences(doing.conn)
    found = next((a for a in known if a.id == said.absence), None)
    if found is None:
        raise NotFound(
            _("There is no such absence, or it was taken back already."),
            field="absence",
            value=said.absence,
            remedy=_("List the absences to see their identities."),
        )
    return found


def take_back_absence(doing: Doing, _said: TakeBackAbsence, found: Absence) -> Entries:
    session, work = doing.session, doing.work
    records.add(work.conn, "absence_end", absence_id=found.id, author=work.actor, at=work.now)
    facts = {"person": found.person, "first_day": found.first_day, "last_day": found.last_day}
    work.audit("duty.absence_taken_back", f"absence/{found.id}", facts)
    person = session.registry(work.conn).people[found.user_id]
    if person.away and found.covers(session.today()):
        deputies.end_absence(work, session.casebook, name=found.person)
    return Entries((found.person,))


def _check_span(first: date, last: date, today: date) -> None:
    if last < first or last < today or (last - first).days > LONGEST_ABSENCE:
        raise Invalid(
            plural(
                LONGEST_ABSENCE,
                "An absence ends after it began, not in the past, and within {n} day.",
                "An absence ends after it began, not in the past, and within {n} days.",
            ),
            field="last_day",
            value=last.isoformat(),
            remedy=_("Give the first and the last day of the absence."),
        )


def _user(registry: Registry, name: str, *, field: str) -> str:
    for user_id, person in registry.people.items():
        if person.name == name and person.roles_now:
            return str(user_id)
    raise NotFound(
        _("There is no active user with this name."),
        field=field,
        value=name,
        remedy=_("List the users of the casebook."),
    )


def _check_deputy(registry: Registry, person: str, deputy: str) -> None:
    user_id = _user(registry, deputy, field="deputy")
    roles = {UserRole(role) for role in registry.people[user_id].roles_now}
    if deputy == person or not roles & WORKERS:
        raise Invalid(
            _("A deputy is another person who works on cases."),
            field="deputy",
            value=deputy,
            remedy=_("Name an analyst, a reviewer or a head."),
        )


def _refuse_overlap(known: Iterable[Absence], user_id: str, first: date, last: date) -> None:
    for absence in known:
        if absence.user_id == user_id and absence.meets(first, last):
            raise Conflict(
                _("{person} is entered as absent from {first} to {last} already.").format(
                    person=absence.person,
                    first=shown_date(absence.first_day),
                    last=shown_date(absence.last_day),
                ),
                field="first_day",
                value=first.isoformat(),
                remedy=_("Take that absence back first, or give other days."),
            )


def _warnings(
    known: Sequence[Absence], person: str, deputy: str | None, first: date, last: date
) -> tuple[str, ...]:
    """Days without a deputy, and people whose deputy is gone now."""
    said = []
    if deputy is None:
        said.append(_("Nobody deputises for {person} meanwhile.").format(person=person))
    for absence in known:
        if not absence.meets(first, last):
            continue
        if absence.person == deputy:
            said.append(_also_away(deputy, person, absence.first_day, absence.last_day))
        if absence.deputy == person:
            said.append(_also_away(person, absence.person, first, last))
    return tuple(said)


def _also_away(deputy: str, person: str, first: date, last: date) -> str:
    return _("{deputy}, who deputises for {person}, is absent from {first} to {last}.").format(
        deputy=deputy, person=person, first=shown_date(first), last=shown_date(last)
    )


def add_user(doing: Doing, said: AddUser, _none: None) -> Entries:
    roles = tuple(said.roles)
    users.add_user(
        doing.work, doing.session.casebook, name=said.name, roles=roles, password=said.password
    )
    _say_who_confirms(doing, said.name)
    return Entries()


def set_roles(doing: Doing, said: SetRoles, _user: Any) -> Entries:
    """One who gains a role waits for a second person."""
    roles = tuple(said.roles)
    users.set_roles(doing.work, doing.session.casebook, name=said.name, roles=roles)
    _say_who_confirms(doing, said.name)
    return Entries()


def _say_who_confirms(doing: Doing, name: str) -> None:
    registry = doing.session.registry(doing.conn)
    wanted = name_key(name)
    person = next((one for one in registry.people.values() if name_key(one.name) == wanted), None)
    waiting = registry.waits_for(person.user_id) if person else None
    if waiting is not None:
        who = who_may_confirm(doing.session, doing.conn, waiting)
        doing.work.say(_("The roles wait for a second person. {who}").format(who=who.sentence()))


def reset_password(doing: Doing, said: ResetPassword, _user: Any) -> Entries:
    user_keys.reset_password(
        doing.work, doing.session.casebook, name=said.name, new_password=said.password
    )
    return Entries()


def recover_password(doing: Doing, said: RecoverPassword, _user: Any) -> Entries:
    user_keys.recover_user(
        doing.work,
        doing.session.casebook,
        name=said.name,
        new_password=said.password,
        shares=read_all(said.recovery_key),
    )
    return Entries()


def change_password(doing: Doing, said: ChangePassword, _none: None) -> Entries:
    user_keys.change_password(
        doing.work, doing.session.casebook, old_password=said.old, new_password=said.new
    )
    return Entries()


def second_change(doing: Doing, said: SecondChange, _user: Any) -> Entries:
    """Its value are the roles that are held from now on."""
    held = users.second_change(doing.work, doing.session.casebook, name=said.name)
    return Entries(outcome=held)


def decline_change(doing: Doing, said: DeclineChange, _user: Any) -> Entries:
    users.decline_change(doing.work, doing.session.casebook, name=said.name, reason=said.reason)
    return Entries()


def disable_user(doing: Doing, said: DisableUser, _user: Any) -> Entries:
    users.disable_user(doing.work, doing.session.casebook, name=said.name)
    return Entries()


def confirm_key(doing: Doing, said: ConfirmKey, _user: Any) -> Entries:
    """The key as it is shown: in groups, in any case of letters, the first 16 figures or more."""
    shown = "".join(said.fingerprint.split()).replace("-", "")
    user_keys.confirm_key(doing.work, doing.session.casebook, name=said.name, public_key=shown)
    return Entries()


def name_deputy(doing: Doing, said: NameDeputy, _none: None) -> Entries:
    """Its value: whether it holds, or waits for a second person."""
    holds = deputies.name_deputy(
        doing.work,
        doing.session.casebook,
        deputy=said.name,
        absent=said.absent,
        roles=said.roles,
    )
    return Entries(outcome=holds)


def begin_absence(doing: Doing, said: BeginAbsence, _none: None) -> Entries:
    """Its value are the deputies who hold the roles from here on."""
    name = said.name or doing.actor.name
    acting = deputies.begin_absence(doing.work, doing.session.casebook, name=name)
    return Entries(made=name, outcome=acting)


def end_absence(doing: Doing, said: EndAbsence, _none: None) -> Entries:
    """Its value are the deputies who held the roles until here."""
    name = said.name or doing.actor.name
    acting = deputies.end_absence(doing.work, doing.session.casebook, name=name)
    return Entries(made=name, outcome=acting)


_ENTER_ABSENCE: Handler[EnterAbsence, AbsentPerson] = Handler(
    deeds.ENTER_ABSENCE, enter_absence, absent_person
)
_TAKE_BACK_ABSENCE: Handler[TakeBackAbsence, Absence] = Handler(
    deeds.TAKE_BACK_ABSENCE, take_back_absence, standing_absence
)
_ADD_USER: Handler[AddUser, None] = Handler(deeds.ADD_USER, add_user)
_SET_ROLES: Handler[SetRoles, Any] = Handler(deeds.SET_ROLES, set_roles)
_RESET_PASSWORD: Handler[ResetPassword, Any] = Handler(deeds.RESET_PASSWORD, reset_password)
_RECOVER_PASSWORD: Handler[RecoverPassword, Any] = Handler(deeds.RECOVER_PASSWORD, recover_password)
_CHANGE_PASSWORD: Handler[ChangePassword, None] = Handler(deeds.CHANGE_PASSWORD, change_password)
_SECOND_CHANGE: Handler[SecondChange, Any] = Handler(deeds.SECOND_CHANGE, second_change)
_DECLINE_CHANGE: Handler[DeclineChange, Any] = Handler(deeds.DECLINE_CHANGE, decline_change)
_DISABLE_USER: Handler[DisableUser, Any] = Handler(deeds.DISABLE_USER, disable_user)
_CONFIRM_KEY: Handler[ConfirmKey, Any] = Handler(deeds.CONFIRM_KEY, confirm_key)
_NAME_DEPUTY: Handler[NameDeputy, None] = Handler(deeds.NAME_DEPUTY, name_deputy)
_BEGIN_ABSENCE: Handler[BeginAbsence, None] = Handler(deeds.BEGIN_ABSENCE, begin_absence)
_END_ABSENCE: Handler[EndAbsence, None] = Handler(deeds.END_ABSENCE, end_absence)
HANDLERS = (
    _ENTER_ABSENCE,
    _TAKE_BACK_ABSENCE,
    _ADD_USER,
    _SET_ROLES,
    _RESET_PASSWORD,
    _RECOVER_PASSWORD,
    _CHANGE_PASSWORD,
    _SECOND_CHANGE,
    _DECLINE_CHANGE,
    _DISABLE_USER,
    _CONFIRM_KEY,
    _NAME_DEPUTY,
    _BEGIN_ABSENCE,
    _END_ABSENCE,
    EXPORT,
    HANDOVER,
)
