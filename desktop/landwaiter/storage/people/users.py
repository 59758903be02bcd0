"""Users of a casebook: added, given roles and first passwords, disabled; never removed.

Each function makes a signed statement in the unit of work given, which the reader of statements
judges before it is kept. What counts are the statements; the rows beside them serve lists and
triggers.
"""

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, select

from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.likeness import confusable_with
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.keys import casebook_keys as key_ring
from landwaiter.storage.keys.casebook_keys import Owner
from landwaiter.storage.people.key_change import replace_key_file
from landwaiter.storage.people.new_statements import state
from landwaiter.storage.people.open_casebook import Casebook
from landwaiter.storage.people.user_rows import insert_user, new_slot
from landwaiter.storage.schema.people import user
from landwaiter.trust.kinds import who_may_confirm, why_not_second
from landwaiter.trust.registry import (
    ADMINISTRATOR,
    AUTHORITY,
    SERVICE,
    Key,
    Person,
    Registry,
    WaitingRequest,
)

ROLES_OF_PERSONS = ("analyst", "reviewer", "head", "auditor", ADMINISTRATOR)
ROLES = (*ROLES_OF_PERSONS, SERVICE)
_MAX_NAME = 64


@dataclass(frozen=True, slots=True)
class UserRow:
    """A user as lists show it."""

    id: str
    name: str
    roles: tuple[str, ...]
    active: bool
    created_at: datetime
    disabled_at: datetime | None
    key: str
    """Public signing key that is not retired, or "" when there is none."""
    key_counts: bool
    """False while nobody but who gave out the first password has confirmed the key."""
    approves: bool = False
    """Whether it may sign as the second of two: two others have confirmed it."""
    signs_in_first: bool = False
    """A first password waits: its owner has yet to make the own key."""
    confirmed_by: tuple[str, ...] = ()
    may_confirm: tuple[str, ...] = ()
    """Whose confirmation of the key is missing: for it to count, to approve, or to pair with who
    gave out the first password."""
    waits_for: tuple[str, ...] = ()
    """Roles that wait for a second person."""
    deputises: tuple[str, ...] = ()
    """For whom and in which roles, each as `NAME: ROLE, ROLE`; those count while NAME is away."""
    away: bool = False
    """A recorded absence has begun; deputies hold this person's roles until it is over."""
    asked_by: str = ""
    """Who gave them."""


def user_names(conn: Reader) -> frozenset[str]:
    """Everybody who works here, or did."""
    return frozenset(conn.execute(select(user.c.name)).scalars())


def checked_name(name: str) -> str:
    """The name as it is kept; Invalid when empty, too long or with control characters."""
    name = " ".join(unicodedata.normalize("NFC", name).split())
    plain = name and all(unicodedata.category(letter)[0] != "C" for letter in name)
    if not plain or len(name) > _MAX_NAME:
        raise Invalid(
            _("A user name has 1 to {most} characters and no control characters.").format(
                most=_MAX_NAME
            ),
            field="user",
            value=name,
        )
    return name


def checked_roles(roles: Collection[str]) -> tuple[str, ...]:
    """The roles in their fixed order; Invalid for an unknown one, none, or a service user's beside
    that of a person.
    """
    unknown = sorted(set(roles) - set(ROLES))
    if unknown or not roles:
        raise Invalid(
            _("The roles are {roles}.").format(roles=", ".join(ROLES)),
            field="roles",
            value=", ".join(unknown),
        )
    if SERVICE in roles and len({*roles}) > 1:
        raise Invalid(
            _("A service user holds no other role."),
            field="roles",
            value=", ".join(_in_order(roles)),
            remedy=_("Add a user of its own for the program that takes declarations in."),
        )
    return _in_order(roles)


def _in_order(roles: Collection[str]) -> tuple[str, ...]:
    return tuple(role for role in ROLES if role in roles)


def list_users(connection: Reader) -> tuple[UserRow, ...]:
    """Every user there ever was, by name."""
    registry = load_registry(connection)
    rows = connection.execute(select(user).order_by(user.c.name_key))
    return tuple(_user_row(row, registry) for row in rows.mappings())


def _user_row(row: RowMapping, registry: Registry) -> UserRow:
    key, person = registry.key_of(row["id"]), registry.people.get(row["id"])
    waiting = registry.waits_for(row["id"])
    return UserRow(
        id=row["id"],
        name=row["name"],
        roles=_in_order(person.roles_now if person else ()),
        active=bool(person and not person.disabled),
        created_at=row["created_at"],
        disabled_at=row["disabled_at"],
        key=key.public if key else "",
        key_counts=bool(key and key.in_force),
        approves=bool(key and key.in_force and registry.approves(key)),
        signs_in_first=bool(person and person.ticket),
        confirmed_by=_confirmers(registry, key) if key else (),
        may_confirm=_who_is_missing(registry, key) if key else (),
        waits_for=_in_order(waiting.content["roles"]) if waiting else (),
        asked_by=registry.people[waiting.by].name if waiting else "",
        deputises=_deputised(registry, person) if person else (),
        away=bool(person and person.away),
    )


def _deputised(registry: Registry, person: Person) -> tuple[str, ...]:
    return tuple(
        f"{registry.people[who].name}: {', '.join(_in_order(roles))}"
        for who, roles in person.deputises.items()
    )


def _confirmers(registry: Registry, key: Key) -> tuple[str, ...]:
    return tuple(
        _("an authority") if one == AUTHORITY else registry.people[one].name
        for one in sorted(key.confirmers)
    )


def _who_is_missing(registry: Registry, key: Key) -> tuple[str, ...]:
    """Nobody for a founder's key, nor once two confirmed it who did not give it out; for that of a
    service user one is enough, as it approves nothing.
    """
    if registry.is_service(key):
        return () if key.in_force else who_may_confirm(registry, key)
    others = key.confirmers - {key.issuer}
    is_looked_at = registry.is_alone or key.is_founders or len(others) > 1 or AUTHORITY in others
    return () if key.in_force and is_looked_at else who_may_confirm(registry, key)


def add_user(
    work: UnitOfWork, casebook: Casebook, *, name: str, roles: Collection[str], password: str
) -> str:
    """The id of a new user with a first password, good for making the own key alone.

    The roles wait for a second person. Raises Invalid, Conflict for a name that is taken,
    NotAllowed for others than administrators.
    """
    require_administrator(work, casebook)
    name, roles = checked_name(name), checked_roles(roles)
    _refuse_taken(work, name)
    user_id = work.new_id()
    slot = new_slot(work, casebook, Owner(user_id, name, password))
    content = {"user_id": user_id, "name": name, "roles": list(roles), "ticket": slot.public_key}
    state(work, "user_added", content, [casebook.own_key], audited="user.added", payload=content)
    insert_user(work, user_id, name, ())
    replace_key_file(work, casebook, lambda keys: keys.with_user(slot))
    work.changed("users", user_id)
    return user_id


def _refuse_taken(work: UnitOfWork, name: str) -> None:
    taken = select(user.c.id).where(user.c.name_key == key_ring.name_key(name))
    if work.conn.execute(taken).scalar():
        raise Conflict(
            _("There is a user {user} already.").format(user=name),
            remedy=_("Choose another name; the name of a disabled user stays taken."),
        )
    refuse_confusable(name, work.conn.execute(select(user.c.name)).scalars())


def refuse_confusable(name: str, others: Iterable[str]) -> None:
    """Conflict for a name that can be taken for another."""
    double = confusable_with(name, others)
    if double:
        raise Conflict(
            _("The name {name} can be taken for {user}.").format(name=name, user=double),
            field="user",
            remedy=_("Add a second first name, an initial or the service number."),
        )


def set_roles(work: UnitOfWork, casebook: Casebook, *, name: str, roles: Collection[str]) -> None:
    """Give a user exactly these roles: fewer at once, more once a second person has agreed."""
    require_administrator(work, casebook)
    roles = checked_roles(roles)
    found = active_user(work.conn, name)
    if ADMINISTRATOR not in roles:
        _keep_an_administrator(work, found["id"])
    person = load_registry(work.conn).people[found["id"]]
    if person.is_service is not (SERVICE in roles):
        raise NotAllowed(
            _("A service user stays one, and a person never becomes one."),
            remedy=_("Add another user, and disable this one."),
        )
    before = _in_order(person.own)
    payload = {"name": found["name"], "before": list(before), "after": list(roles)}
    state(
        work,
        "roles_set",
        {"user_id": found["id"], "roles": list(roles)},
        [casebook.own_key],
        audited="user.roles_changed",
        payload=payload,
    )
    work.changed("users", found["id"])


def second_change(work: UnitOfWork, casebook: Casebook, *, name: str) -> tuple[str, ...]:
    """Confirm, as a second person, the roles that wait for a user; the roles held now."""
    found = active_user(work.conn, name)
    registry = load_registry(work.conn)
    waiting = _waiting(registry, found)
    require_second(registry, casebook, waiting)
    asked_by = registry.people[waiting.by].name
    after = state(
        work,
        "seconded",
        named(waiting),
        [casebook.own_key],
        audited="user.change_seconded",
        payload={
            "name": found["name"],
            "roles": waiting.content["roles"],
            "moved_by": asked_by,
        },
    )
    work.changed("users", found["id"])
    return _in_order(after.people[found["id"]].roles_now)


def named(waiting: WaitingRequest) -> dict[str, str]:
    """How a later statement names what waits."""
    return {"of": str(waiting.seq), "of_sha256": waiting.sha256}


def require_second(registry: Registry, casebook: Casebook, waiting: WaitingRequest) -> None:
    """NotAllowed unless who is signed in may second what waits."""
    require_counting_key(registry, casebook)
    refusal = why_not_second(registry, casebook.user.id, waiting)
    if refusal:
        raise NotAllowed(
            _("You cannot confirm this: {reason}.").format(reason=refusal),
            remedy=_(
                "A new user or more roles are confirmed by a reviewer, head or administrator who "
                "neither asked for it nor is meant."
            ),
        )


def decline_change(work: UnitOfWork, casebook: Casebook, *, name: str, reason: str) -> None:
    """Say no to what waits for a user, or take the own request back."""
    found = active_user(work.conn, name)
    waiting = _waiting(load_registry(work.conn), found, with_deputies=True)
    state(
        work,
        "declined",
        named(waiting),
        [casebook.own_key],
        audited="user.change_declined",
        payload={"name": found["name"], "reason": reason},
    )
    work.changed("users", found["id"])


def _waiting(
    registry: Registry, found: RowMapping, *, with_deputies: bool = False
) -> WaitingRequest:
    """The roles that wait for a user; else, if asked, what waits for the user as a deputy."""
    waiting = registry.waits_for(found["id"])
    if waiting is None and with_deputies:
        about = (one for one in registry.waiting.values() if one.about == found["id"])
        waiting = next(about, None)
    if waiting is None:
        raise Conflict(_("Nothing waits for {user}.").format(user=found["name"]))
    return waiting


def disable_user(work: UnitOfWork, casebook: Casebook, *, name: str) -> None:
    """Remove a user's slot and retire the key; the user stays known, past approvals stay valid."""
    require_administrator(work, casebook)
    found = active_user(work.conn, name)
    _keep_an_administrator(work, found["id"])
    state(
        work,
        "user_disabled",
        {"user_id": found["id"]},
        [casebook.own_key],
        audited="user.disabled",
        payload={"name": found["name"]},
    )
    work.conn.execute(
        user.update().where(user.c.id == found["id"]).values(active=False, disabled_at=work.now)
    )
    replace_key_file(work, casebook, lambda keys: keys.without_user(found["id"]))
    work.changed("users", found["id"])


def active_user(connection: Reader, name: str) -> RowMapping:
    """The row of a user who may sign in; NotFound, or NotAllowed for a disabled one."""
    query = select(user).where(user.c.name_key == key_ring.name_key(name))
    found = connection.execute(query).mappings().first()
    if found is None:
        raise NotFound(_("There is no user {user} in this casebook.").format(user=name))
    if not found["active"]:
        raise NotAllowed(_("The user {user} is disabled.").format(user=found["name"]))
    return found


def require_administrator(work: UnitOfWork, casebook: Casebook) -> None:
    """NotAllowed unless who is signed in administers, with a key that counts."""
    registry = load_registry(work.conn)
    if casebook.user.id not in registry.administrators():
        raise NotAllowed(
            _("Only an administrator may change users."),
            remedy=_("Ask an administrator of the casebook."),
        )
    require_counting_key(registry, casebook)


def require_counting_key(registry: Registry, casebook: Casebook) -> None:
    """NotAllowed while the key of who is signed in waits for confirmation."""
    if registry.in_force(casebook.public_key) is None:
        raise not_counting(registry, casebook.public_key)


def not_counting(registry: Registry, public_key: str) -> NotAllowed:
    """Why what this key signs would not count, and who can help."""
    key = registry.keys.get(public_key)
    if key is None or key.until is not None:
        return NotAllowed(
            _("Your signing key is no longer in force."),
            remedy=_("Sign in anew, or ask an administrator of the casebook."),
        )
    who = ", ".join(who_may_confirm(registry, key))
    said = (
        _("{people} can compare it with you and confirm it.")
        if who
        else _("Nobody else here can: who gave out the first password is no witness to the key.")
    )
    return NotAllowed(
        _("Your new signing key does not count before a second person has confirmed it."),
        remedy=said.format(people=who),
    )


def _keep_an_administrator(work: UnitOfWork, user_id: str) -> None:
    if load_registry(work.conn).lasting_administrators() == {user_id}:
        raise NotAllowed(
            _("The last administrator stays administrator."),
            remedy=_("Make somebody else administrator first."),
        )
