"""Deputies and absences as statements: whose roles somebody holds while a colleague is away.

Two persons agree to a deputy in advance; the roles begin with the statement that the colleague is
away and end with the one that the colleague is back. Order decides: no day that somebody enters
gives a role.
"""

from collections.abc import Collection

from landwaiter.errors import Conflict
from landwaiter.i18n import _
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.people.new_statements import state
from landwaiter.storage.people.open_casebook import Casebook
from landwaiter.storage.people.users import (
    active_user,
    checked_roles,
    named,
    require_administrator,
    require_counting_key,
    require_second,
)
from landwaiter.trust.registry import Registry, WaitingRequest

DEPUTY = "deputy_named"


def name_deputy(
    work: UnitOfWork, casebook: Casebook, *, deputy: str, absent: str, roles: Collection[str]
) -> bool:
    """Ask that a person holds these roles of a colleague while that one is away, or agree to what
    another asked; no roles: no deputy any more, at once. True once it holds.

    NotAllowed for who asks and does not administer, for who agrees to the own deed or roles;
    Conflict where a colleague asked for other roles.
    """
    who, whom = active_user(work.conn, deputy), active_user(work.conn, absent)
    content = {
        "user_id": who["id"],
        "for": whom["id"],
        "roles": list(checked_roles(roles)) if roles else [],
    }
    said = {"name": who["name"], "for": whom["name"], "roles": content["roles"]}
    work.changed("users", who["id"])
    asked = _asked(load_registry(work.conn), who["id"], whom["id"])
    if asked is None or asked.by == casebook.user.id or not roles:
        require_administrator(work, casebook)
        after = state(
            work,
            DEPUTY,
            content,
            [casebook.own_key],
            audited="user.deputy_asked",
            payload=said,
        )
        asked = _asked(after, who["id"], whom["id"])
        if asked is None:
            return True
        if not after.is_alone:
            return False
    elif sorted(asked.content["roles"]) != sorted(content["roles"]):
        raise Conflict(
            _("A colleague asked for the roles {roles}.").format(
                roles=", ".join(asked.content["roles"])
            ),
            field="roles",
            value=", ".join(content["roles"]),
            remedy=_("Agree to those, or talk to the colleague first."),
        )
    require_second(load_registry(work.conn), casebook, asked)
    state(
        work,
        "seconded",
        named(asked),
        [casebook.own_key],
        audited="user.deputy_named",
        payload={**said, "moved_by": load_registry(work.conn).people[asked.by].name},
    )
    return True


def _asked(registry: Registry, deputy: str, absent: str) -> WaitingRequest | None:
    """What was asked last about this deputy of this person."""
    waiting = [one for one in registry.waiting.values() if one.kind == DEPUTY]
    about = (one for one in waiting if (one.about, one.content["for"]) == (deputy, absent))
    return max(about, key=lambda one: one.seq, default=None)


def begin_absence(work: UnitOfWork, casebook: Casebook, *, name: str) -> tuple[str, ...]:
    """Say that a person is away: the deputies who hold that person's roles from here on.

    By the person, or by a reviewer, head or administrator who is no deputy of that person.
    """
    return _said(work, casebook, name, "absence_begun", audited="user.absence_begun")


def end_absence(work: UnitOfWork, casebook: Casebook, *, name: str) -> tuple[str, ...]:
    """Say that a person is back: the deputies who held the roles until here."""
    return _said(work, casebook, name, "absence_ended", audited="user.absence_ended")


def _said(
    work: UnitOfWork, casebook: Casebook, name: str, kind: str, *, audited: str
) -> tuple[str, ...]:
    registry = load_registry(work.conn)
    require_counting_key(registry, casebook)
    found = active_user(work.conn, name)
    deputies = deputies_of(registry, found["id"])
    payload = {"name": found["name"], "deputies": list(deputies)}
    state(
        work, kind, {"user_id": found["id"]}, [casebook.own_key], audited=audited, payload=payload
    )
    work.changed("users", found["id"])
    return deputies


def deputies_of(registry: Registry, user_id: str) -> tuple[str, ...]:
    """Names of those who hold roles of a person while that person is away."""
    people = registry.people.values()
    return tuple(sorted(one.name for one in people if user_id in one.deputises))
