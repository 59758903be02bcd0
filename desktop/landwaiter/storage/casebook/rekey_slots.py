"""Who gets the new data key: slots whose owner's registered signing key vouches for them."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from landwaiter.errors import NotAllowed
from landwaiter.i18n import _
from landwaiter.storage.keys import casebook_keys as key_ring
from landwaiter.storage.keys.key_file import KeyFile, Recovery, UserSlot
from landwaiter.storage.keys.sealing import Entropy, seal_to
from landwaiter.trust.registry import Registry


@dataclass(frozen=True, slots=True)
class Receivers:
    """Slots that get the new data key, and names of active users who get a new password later."""

    users: tuple[UserSlot, ...]
    left_out: tuple[str, ...]


def receivers(keys: KeyFile, registry: Registry, without: Collection[str], own: str) -> Receivers:
    """Every active user but those left out; `own` is the id of who makes the new key.

    Raises NotAllowed for a slot that was changed, NotFound for a name nobody has.
    """
    active = [slot for slot in keys.users if _is_active(registry, slot)]
    out = {key_ring.slot_of(keys, name).user_id for name in without}
    if own in out:
        raise NotAllowed(_("Who makes a new data key cannot be left out of it."))
    kept = tuple(slot for slot in active if slot.user_id not in out)
    for slot in kept:
        _require_vouched(keys, registry, slot)
    left_out = tuple(slot.user for slot in active if slot.user_id in out)
    return Receivers(kept, left_out)


def with_new_key(
    keys: KeyFile, registry: Registry, chosen: Receivers, data_key: bytes, entropy: Entropy
) -> KeyFile:
    """The key file with the new data key sealed to everybody chosen and to the recovery key.

    NotAllowed for a recovery key that was changed.
    """

    def sealed(slot: UserSlot) -> UserSlot:
        place = key_ring.place_of(keys, slot)
        return replace(slot, data_key=seal_to(slot.sealing_key, data_key, place, entropy))

    return replace(
        keys,
        users=tuple(sealed(slot) for slot in chosen.users),
        recovery=key_ring.sealed_again(
            keys.casebook_id, _vouched_recovery(keys, registry), data_key, entropy
        ),
        left_out=tuple(dict.fromkeys((*keys.left_out, *chosen.left_out))),
    )


def _is_active(registry: Registry, slot: UserSlot) -> bool:
    person = registry.people.get(slot.user_id)
    return person is not None and not person.disabled


def _require_vouched(keys: KeyFile, registry: Registry, slot: UserSlot) -> None:
    if not is_in_force(keys, registry, slot):
        raise NotAllowed(
            _(
                "The slot of {user} in keys.json is not signed with that user's key: "
                "it was changed."
            ).format(user=slot.user),
            remedy=_("Give the user a new password, or copy keys.json from the newest backup."),
        )


def is_in_force(keys: KeyFile, registry: Registry, slot: UserSlot) -> bool:
    """Whether its maker signed for it, and its key or first password is the one in force."""
    return any(key_ring.is_vouched(keys, slot, maker) for maker in _makers(registry, slot))


def _makers(registry: Registry, slot: UserSlot) -> tuple[str, ...]:
    """The keys that may have made it: the own one, or of a first password those of its issuer."""
    person = registry.people.get(slot.user_id)
    key, ticket = registry.key_of(slot.user_id), person.ticket if person else None
    if not slot.is_ticket:
        return (key.public,) if key is not None and key.public == slot.public_key else ()
    if ticket is None or ticket.public != slot.public_key:
        return ()
    return tuple(one.public for one in registry.keys.values() if one.user_id == ticket.issuer)


def is_recovery_in_force(keys: KeyFile, registry: Registry) -> bool:
    """Whether each half is one that the statements name, and its holder made it, and as many of
    them open together as was said: a file that says fewer would give the data key to one."""
    halves = keys.recovery.halves
    return (
        {half.user_id: half.public_key for half in halves} == registry.recovery
        and keys.recovery.needed == registry.recovery_needs
        and all(key_ring.is_vouched(keys, half, half.public_key) for half in halves)
    )


def _vouched_recovery(keys: KeyFile, registry: Registry) -> Recovery:
    """The recovery of the key file; NotAllowed for one whose holders did not sign for it."""
    if not is_recovery_in_force(keys, registry):
        raise NotAllowed(
            _("The recovery key in keys.json was changed."),
            remedy=_("Make its halves anew, or copy keys.json from the newest backup."),
        )
    return keys.recovery
