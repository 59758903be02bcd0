"""Keys and passwords of users: made, changed, given anew, recovered, confirmed.

Each function makes a signed statement in the unit of work given, as those of `users` do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from landwaiter.errors import Conflict, Invalid, NotAllowed
from landwaiter.i18n import _
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.keys import casebook_keys as key_ring
from landwaiter.storage.keys import throttle
from landwaiter.storage.keys.casebook_keys import Owner
from landwaiter.storage.keys.key_file import read_key_file
from landwaiter.storage.keys.recovery_key import KeyShare
from landwaiter.storage.people.entry import note_failures
from landwaiter.storage.people.key_change import replace_key_file
from landwaiter.storage.people.new_statements import state
from landwaiter.storage.people.open_casebook import Casebook, signer_of
from landwaiter.storage.people.user_rows import new_slot
from landwaiter.storage.people.users import (
    active_user,
    require_administrator,
    require_counting_key,
)
from landwaiter.trust.kinds import who_may_confirm

_LEAST_SHOWN = 16


def make_key(work: UnitOfWork, casebook: Casebook, *, password: str) -> str:
    """At the first sign-in: the own password and the own signing key, which is made here.

    The statement is signed by what the first password gives and by the new key. The public key;
    it counts once a colleague who did not give out the first password has confirmed it.
    """
    if not casebook.makes_key:
        raise NotAllowed(_("You have a signing key; a new password makes another."))
    own, public_key = key_ring.new_signing_key()
    content = {"user_id": casebook.user.id, "key": public_key}
    _brings(work, casebook, own)
    state(
        work,
        "key_made",
        content,
        [casebook.own_key, key_ring.private(own)],
        audited="user.key_made",
        payload=content,
    )
    note_failures(work, casebook, casebook.throttled_as, casebook.failures)
    _put_under(work, casebook, own, password)
    return public_key


def change_password(
    work: UnitOfWork, casebook: Casebook, *, old_password: str, new_password: str
) -> None:
    """A new password makes a new signing key: an old `keys.json` with its password signs nothing.

    The new key inherits what was confirmed of the old one, which ends with this place.
    """
    slot = key_ring.slot_of(read_key_file(casebook.path), casebook.user.name)
    with throttle.attempt(casebook.path, slot.id, now=work.now):
        key_ring.unlock_slot(read_key_file(casebook.path), slot, old_password)
    old, (own, public_key) = casebook.own_key, key_ring.new_signing_key()
    content = {"old": casebook.public_key, "key": public_key}
    _brings(work, casebook, own)
    state(
        work,
        "key_rotated",
        content,
        [old, key_ring.private(own)],
        audited="user.password_changed",
        payload={"name": casebook.user.name, **content},
    )
    _put_under(work, casebook, own, new_password)


def _brings(work: UnitOfWork, casebook: Casebook, own: bytes) -> None:
    """The unit of work is sealed by the key that it brings."""
    work.signer = replace(signer_of(casebook.user, own), makes_key=work.signer.makes_key)


def _put_under(work: UnitOfWork, casebook: Casebook, own: bytes, password: str) -> None:
    slot = new_slot(work, casebook, Owner(casebook.user.id, casebook.user.name, password, own))
    replace_key_file(work, casebook, lambda keys: keys.with_user(slot))
    work.after_commit(lambda: casebook.goes_on_with(own))
    work.changed("users", casebook.user.id)


def reset_password(work: UnitOfWork, casebook: Casebook, *, name: str, new_password: str) -> None:
    """Give a user another first password; the old key is retired as of this place.

    By an administrator for somebody else. What the old key signed before stays valid.
    """
    require_administrator(work, casebook)
    _reissue(work, casebook, name, new_password, kind="key_reset", halves={})


def recover_user(
    work: UnitOfWork,
    casebook: Casebook,
    *,
    name: str,
    new_password: str,
    shares: Sequence[KeyShare],
) -> None:
    """The same by the halves of the recovery key; who is signed in answers for it."""
    require_counting_key(load_registry(work.conn), casebook)
    with throttle.attempt(casebook.path, throttle.RECOVERY_KEY, now=work.now) as failures:
        found = key_ring.unlock_for_recovery(read_key_file(casebook.path), shares)
    halves = found.signing_keys
    _reissue(work, casebook, name, new_password, kind="key_recovered", halves=halves)
    note_failures(work, casebook, throttle.RECOVERY_KEY, failures)


def _reissue(
    work: UnitOfWork,
    casebook: Casebook,
    name: str,
    password: str,
    *,
    kind: str,
    halves: Mapping[str, bytes],
) -> None:
    found = active_user(work.conn, name)
    if found["id"] == casebook.user.id:
        raise NotAllowed(
            _("Your own password is changed with the old one, not reset."),
            remedy=_("Change it, or let another administrator or the recovery key reset it."),
        )
    slot = new_slot(work, casebook, Owner(found["id"], found["name"], password))
    state(
        work,
        kind,
        {"user_id": found["id"], "ticket": slot.public_key},
        [casebook.own_key, *(key_ring.private(one) for one in halves.values())],
        audited="user.password_reset",
        payload={"name": found["name"], "by": kind.removeprefix("key_")},
    )
    replace_key_file(work, casebook, lambda keys: keys.with_user(slot))
    work.changed("users", found["id"])


def recover_alone(
    work: UnitOfWork, casebook: Casebook, *, password: str, halves: Mapping[str, bytes]
) -> str:
    """By the recovery key where nobody else's key counts: a new key of the person's own.

    `casebook` is opened by the halves in the name of the person. The public key.
    """
    ticket, ticket_key = key_ring.new_signing_key()
    own, public_key = key_ring.new_signing_key()
    who = casebook.user
    _brings(work, casebook, own)
    content = {"user_id": who.id, "ticket": ticket_key}
    signers = [key_ring.private(one) for one in halves.values()]
    payload = {"name": who.name, "by": "recovered"}
    state(work, "key_recovered", content, signers, audited="user.password_reset", payload=payload)
    made = {"user_id": who.id, "key": public_key}
    keys = [key_ring.private(ticket), key_ring.private(own)]
    state(work, "key_made", made, keys, audited="user.key_made", payload=made)
    note_failures(work, casebook, casebook.throttled_as, casebook.failures)
    _put_under(work, casebook, own, password)
    return public_key


def confirm_key(work: UnitOfWork, casebook: Casebook, *, name: str, public_key: str) -> None:
    """Say, as a colleague, that a key is really that user's.

    `public_key` is what the user shows; it may be the first 16 figures or more. The first to
    confirm is not who gave out the first password; with two the key approves.
    """
    found = active_user(work.conn, name)
    registry = load_registry(work.conn)
    key = registry.key_of(found["id"])
    if key is None:
        raise Conflict(
            _("No key of {user} waits for confirmation.").format(user=found["name"]),
            remedy=_("It is made at the first sign-in: landwaiter casebook sign-in."),
        )
    if len(public_key) < _LEAST_SHOWN or not key.public.startswith(public_key.lower()):
        raise Invalid(
            _("This is not the key that waits for confirmation."),
            field="key",
            value=public_key,
            remedy=_("Compare it with what {user} sees.").format(user=found["name"]),
        )
    require_counting_key(registry, casebook)
    content = {"key": key.public}
    payload = {"name": found["name"], **content}
    try:
        state(
            work,
            "key_confirmed",
            content,
            [casebook.own_key],
            audited="user.key_confirmed",
            payload=payload,
        )
    except NotAllowed as refused:
        witnesses = ", ".join(who_may_confirm(registry, key))
        if witnesses:
            refused.remedy = _("It can be confirmed by {people}.").format(people=witnesses)
        raise
    work.changed("users", found["id"])
