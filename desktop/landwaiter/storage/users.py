"""Users of a casebook: added, given roles and passwords, disabled; never removed.

Each function writes into the unit of work given, signs what it does with the key of who is
signed in, and audits it. The statements it signs are what counts (`registry`); the tables beside
them serve lists and triggers.
"""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select

from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.storage import keys as key_ring
from landwaiter.storage import throttle
from landwaiter.storage.core_tables import user, user_key, user_role
from landwaiter.storage.key_change import replace_key_file
from landwaiter.storage.key_file import read_key_file
from landwaiter.storage.likeness import confusable_with
from landwaiter.storage.registry import ADMINISTRATOR, RECOVERED, Registry, SigningKey
from landwaiter.storage.session import RECOVERY, Casebook
from landwaiter.storage.unit_of_work import UnitOfWork
from landwaiter.storage.user_rows import (
    Holder,
    add_statement,
    insert_key,
    insert_roles,
    insert_user,
    new_slot,
    retire_keys,
)
from landwaiter.storage.user_statements import load_registry

ROLES = ("analyst", "reviewer", "head", "auditor", ADMINISTRATOR)
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
    """Public signing key in force, or "" when there is none."""
    key_counts: bool
    """False while the key waits for a second person's confirmation."""
    waits_for: tuple[str, ...] = ()
    """Roles that wait for a second person."""
    asked_by: str = ""
    """Who gave them."""


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
    """The roles in their fixed order; Invalid for an unknown one or none."""
    unknown = sorted(set(roles) - set(ROLES))
    if unknown or not roles:
        raise Invalid(
            _("The roles are {roles}.").format(roles=", ".join(ROLES)),
            field="roles",
            value=", ".join(unknown),
        )
    return tuple(role for role in ROLES if role in roles)


def list_users(connection: Connection, casebook: Casebook, *, now: datetime) -> tuple[UserRow, ...]:
    """Every user there ever was, by name."""
    registry = load_registry(connection, casebook.roots)
    roles: dict[str, list[str]] = {}
    for user_id, role in connection.execute(select(user_role)):
        roles.setdefault(user_id, []).append(role)
    rows = connection.execute(select(user).order_by(user.c.name_key))
    return tuple(_user_row(row, roles.get(row.id, ()), registry, now) for row in rows.mappings())


def add_first_user(work: UnitOfWork, casebook: Casebook) -> None:
    """The administrator who makes the casebook, with the own key, pinned in `keys.json`.

    The statement names the recovery key too: another one in `keys.json` is found by it.
    """
    who = casebook.user
    insert_user(work, who.id, who.name, (ADMINISTRATOR,), casebook.public_key)
    content = {
        "name": who.name,
        "roles": [ADMINISTRATOR],
        "public_key": casebook.public_key,
        "recovery_key": casebook.recovery_key,
    }
    add_statement(work, casebook, "user_added", who.id, content)
    work.audit("user.added", f"user/{who.id}", content)


def add_user(
    work: UnitOfWork, casebook: Casebook, *, name: str, roles: Collection[str], password: str
) -> str:
    """The id of a new user who can sign in at once and whose key counts.

    Raises Invalid, Conflict for a name that is taken, NotAllowed for others than administrators.
    """
    require_administrator(work, casebook)
    name, roles = checked_name(name), checked_roles(roles)
    taken = select(user.c.id).where(user.c.name_key == key_ring.name_key(name))
    if work.conn.execute(taken).scalar():
        raise Conflict(
            _("There is a user {user} already.").format(user=name),
            remedy=_("Choose another name; the name of a disabled user stays taken."),
        )
    double = confusable_with(name, work.conn.execute(select(user.c.name)).scalars())
    if double:
        raise Conflict(
            _("The name {name} can be taken for {user}.").format(name=name, user=double),
            field="user",
            remedy=_("Add a second first name, an initial or the service number."),
        )
    user_id = work.new_id()
    signing_key, public_key = key_ring.new_signing_key()
    slot = new_slot(work, casebook, Holder(user_id, name, signing_key), password)
    waits = load_registry(work.conn, casebook.roots).founded
    insert_user(work, user_id, name, () if waits else roles, public_key)
    content = {"name": name, "roles": list(roles), "public_key": public_key}
    add_statement(work, casebook, "user_added", user_id, content)
    work.audit("user.added", f"user/{user_id}", {**content, "waits": waits})
    replace_key_file(work, casebook, lambda keys: keys.with_user(slot))
    work.changed("users", user_id)
    return user_id


def set_roles(work: UnitOfWork, casebook: Casebook, *, name: str, roles: Collection[str]) -> None:
    """Give a user exactly these roles from now on."""
    require_administrator(work, casebook)
    roles = checked_roles(roles)
    found = _active_user(work.conn, name)
    if ADMINISTRATOR not in roles:
        _keep_an_administrator(work, casebook, found["id"])
    registry = load_registry(work.conn, casebook.roots)
    person = registry.people[found["id"]]
    waits = registry.gains(person, roles, work.now)
    before = sorted(person.roles_at(work.now))
    if not waits:
        _replace_roles(work, found["id"], roles)
    add_statement(work, casebook, "roles_changed", found["id"], {"roles": list(roles)})
    work.audit(
        "user.roles_changed",
        f"user/{found['id']}",
        {"before": before, "after": list(roles), "waits": waits},
    )
    work.changed("users", found["id"])


def _replace_roles(work: UnitOfWork, user_id: str, roles: Collection[str]) -> None:
    work.conn.execute(user_role.delete().where(user_role.c.user_id == user_id))
    insert_roles(work, user_id, tuple(roles))


def end_founding(work: UnitOfWork, casebook: Casebook) -> None:
    """From the first case on, a new user and more roles need a second person.

    Said by whoever opens it; a key that does not count yet leaves it to the next.
    """
    registry = load_registry(work.conn, casebook.roots)
    key = registry.keys.get(casebook.public_key)
    if registry.founded or key is None or not key.in_force:
        return
    add_statement(work, casebook, "founding_ended", casebook.user.id, {})
    work.audit("office.founding_ended", f"casebook/{casebook.id}", {})


def second_change(work: UnitOfWork, casebook: Casebook, *, name: str) -> tuple[str, ...]:
    """Confirm, as a second person, the new user or the roles that wait; the roles held now."""
    found = _active_user(work.conn, name)
    registry = load_registry(work.conn, casebook.roots)
    person = registry.people[found["id"]]
    refusal = registry.why_not_second(casebook.public_key, found["id"], work.now)
    if refusal or person.waiting is None:
        raise NotAllowed(
            _("You cannot confirm this: {reason}.").format(reason=refusal),
            remedy=_(
                "A new user or more roles are confirmed by a reviewer, head or administrator who "
                "neither asked for it nor is meant."
            ),
        )
    roles = tuple(role for role in ROLES if role in person.waiting.roles)
    add_statement(work, casebook, "change_seconded", found["id"], {"of": str(person.waiting.seq)})
    _replace_roles(work, found["id"], roles)
    asked_by = registry.people[person.waiting.by].name
    work.audit(
        "user.change_seconded",
        f"user/{found['id']}",
        {"name": found["name"], "roles": list(roles), "moved_by": asked_by},
    )
    work.changed("users", found["id"])
    return roles


def decline_change(work: UnitOfWork, casebook: Casebook, *, name: str, reason: str) -> None:
    """Say no to what waits for a user, or take the own request back."""
    found = _active_user(work.conn, name)
    registry = load_registry(work.conn, casebook.roots)
    waiting = registry.people[found["id"]].waiting
    if waiting is None:
        raise Conflict(_("Nothing waits for {user}.").format(user=found["name"]))
    refusal = registry.why_not_second(casebook.public_key, found["id"], work.now)
    if refusal and waiting.by != casebook.user.id:
        raise NotAllowed(_("You cannot decline this: {reason}.").format(reason=refusal))
    add_statement(work, casebook, "change_declined", found["id"], {"of": str(waiting.seq)})
    work.audit(
        "user.change_declined", f"user/{found['id']}", {"name": found["name"], "reason": reason}
    )
    work.changed("users", found["id"])


def disable_user(work: UnitOfWork, casebook: Casebook, *, name: str) -> None:
    """Remove a user's slot and retire the key; the user stays known, past approvals stay valid."""
    require_administrator(work, casebook)
    found = _active_user(work.conn, name)
    _keep_an_administrator(work, casebook, found["id"])
    work.conn.execute(
        user.update().where(user.c.id == found["id"]).values(active=False, disabled_at=work.now)
    )
    retire_keys(work, found["id"])
    add_statement(work, casebook, "user_disabled", found["id"], {})
    work.audit("user.disabled", f"user/{found['id']}", {"name": found["name"]})
    replace_key_file(work, casebook, lambda keys: keys.without_user(found["id"]))
    work.changed("users", found["id"])


def change_password(
    work: UnitOfWork, casebook: Casebook, *, old_password: str, new_password: str
) -> None:
    """Put the own data key and signing key under a new password; the keys stay the same."""
    if casebook.user == RECOVERY:
        raise NotAllowed(_("The recovery key has no password; give a user a new one."))
    slot = key_ring.slot_of(read_key_file(casebook.path), casebook.user.name)
    with throttle.attempt(casebook.path, slot.id, now=work.now):
        found = key_ring.unlock_slot(read_key_file(casebook.path), slot, old_password)
    holder = Holder(casebook.user.id, casebook.user.name, found.signing_key)
    slot = new_slot(work, casebook, holder, new_password)
    work.audit("user.password_changed", f"user/{casebook.user.id}", {})
    replace_key_file(work, casebook, lambda keys: keys.with_user(slot))


def reset_password(work: UnitOfWork, casebook: Casebook, *, name: str, new_password: str) -> None:
    """Give a user a new password and a new signing key, which waits for a second person.

    By an administrator for somebody else, or with the recovery key. The old key is retired as
    of now: what it signed before stays valid.
    """
    recovered = casebook.user == RECOVERY
    if not recovered:
        require_administrator(work, casebook)
    found = _active_user(work.conn, name)
    if found["id"] == casebook.user.id:
        raise NotAllowed(
            _("Your own password is changed with the old one, not reset."),
            remedy=_("Change it, or let another administrator or the recovery key reset it."),
        )
    signing_key, public_key = key_ring.new_signing_key()
    holder = Holder(found["id"], found["name"], signing_key)
    slot = new_slot(work, casebook, holder, new_password)
    retire_keys(work, found["id"])
    origin, kind = (RECOVERED, "key_recovered") if recovered else ("reset", "key_reset")
    insert_key(work, found["id"], public_key, origin)
    add_statement(work, casebook, kind, found["id"], {"public_key": public_key})
    content = {"name": found["name"], "public_key": public_key, "by": origin}
    work.audit("user.password_reset", f"user/{found['id']}", content)
    replace_key_file(work, casebook, lambda keys: keys.with_user(slot))
    work.changed("users", found["id"])


def confirm_key(work: UnitOfWork, casebook: Casebook, *, name: str, public_key: str) -> None:
    """Say, as a second person, that a new key after a reset is really that user's.

    `public_key` is what the user shows; it may be the first 16 figures or more.
    """
    found = _active_user(work.conn, name)
    registry = load_registry(work.conn, casebook.roots)
    key = registry.key_of(found["id"])
    if key is None or key not in registry.waiting():
        raise Conflict(_("No key of {user} waits for confirmation.").format(user=found["name"]))
    if len(public_key) < 16 or not key.public_key.startswith(public_key.lower()):
        raise Invalid(
            _("This is not the key that waits for confirmation."),
            field="key",
            value=public_key,
            remedy=_("Compare it with what {user} sees.").format(user=found["name"]),
        )
    if casebook.user.id == found["id"] or casebook.user.name in key.vouchers:
        raise NotAllowed(
            _("A new key is confirmed by somebody who neither holds nor issued it."),
            remedy=_("Ask a third person."),
        )
    require_counting_key(registry, casebook, work.now)
    _require_rank(registry, casebook, key)
    work.conn.execute(
        user_key.update()
        .where(user_key.c.public_key == key.public_key)
        .values(confirmed_by=casebook.user.id, confirmed_at=work.now)
    )
    add_statement(work, casebook, "key_confirmed", found["id"], {"public_key": key.public_key})
    work.audit("user.key_confirmed", f"user/{found['id']}", {"public_key": key.public_key})
    work.changed("users", found["id"])


def _user_row(
    row: RowMapping, roles: Collection[str], registry: Registry, now: datetime
) -> UserRow:
    key = registry.key_of(row["id"])
    person = registry.people.get(row["id"])
    waiting = person.waiting if person and row["active"] else None
    return UserRow(
        id=row["id"],
        name=row["name"],
        roles=tuple(role for role in ROLES if role in roles),
        active=bool(row["active"]),
        created_at=row["created_at"],
        disabled_at=row["disabled_at"],
        key=key.public_key if key else "",
        key_counts=bool(key and key.counts_at(now)),
        waits_for=tuple(role for role in ROLES if waiting and role in waiting.roles),
        asked_by=registry.people[waiting.by].name if waiting else "",
    )


def _active_user(connection: Connection, name: str) -> RowMapping:
    query = select(user).where(user.c.name_key == key_ring.name_key(name))
    found = connection.execute(query).mappings().first()
    if found is None:
        raise NotFound(_("There is no user {user} in this casebook.").format(user=name))
    if not found["active"]:
        raise NotAllowed(_("The user {user} is disabled.").format(user=found["name"]))
    return found


def require_administrator(work: UnitOfWork, casebook: Casebook) -> None:
    """NotAllowed unless who is signed in administers, with a key that counts."""
    registry = load_registry(work.conn, casebook.roots)
    administered = casebook.user.id in registry.administrators(work.now)
    if not administered or not registry.administers(casebook.user.id):
        raise NotAllowed(
            _("Only an administrator may change users."),
            remedy=_("Ask an administrator of the casebook."),
        )
    require_counting_key(registry, casebook, work.now)


def require_counting_key(registry: Registry, casebook: Casebook, now: datetime) -> None:
    """NotAllowed while the key of who is signed in waits for confirmation, or is retired."""
    key = registry.keys.get(casebook.public_key)
    if key is None or not key.in_force or not key.counts_at(now):
        raise NotAllowed(
            _("Your new signing key does not count before a second person has confirmed it."),
            remedy=_("Ask a colleague to confirm it."),
        )


def _require_rank(registry: Registry, casebook: Casebook, key: SigningKey) -> None:
    administers = registry.administers(casebook.user.id)
    if registry.only_administrators_confirm(key) and not administers:
        raise NotAllowed(
            _("The recovered key of an administrator is confirmed by another administrator."),
            remedy=_("Ask another administrator of the casebook."),
        )


def _keep_an_administrator(work: UnitOfWork, casebook: Casebook, user_id: str) -> None:
    registry = load_registry(work.conn, casebook.roots)
    if registry.administrators(work.now) == {user_id}:
        raise NotAllowed(
            _("The last administrator stays administrator."),
            remedy=_("Make somebody else administrator first."),
        )
