"""Who gets the new data key: slots whose owner's registered signing key vouches for them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from landwaiter.errors import Conflict, NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.storage import keys as key_ring
from landwaiter.storage.key_file import KeyFile, RecoverySlot, UserSlot
from landwaiter.storage.registry import Registry
from landwaiter.storage.sealing import Entropy, seal_to


@dataclass(frozen=True, slots=True)
class Receivers:
    """Slots that get the new data key, and names of active users who get a new password later."""

    users: tuple[UserSlot, ...]
    left_out: tuple[str, ...]


def stale_users(keys: KeyFile) -> tuple[str, ...]:
    """Names of users who have not signed in since slots can take a new data key."""
    return tuple(slot.user for slot in keys.users if not slot.sealing_key)


def receivers(keys: KeyFile, registry: Registry, without: Collection[str], own: str) -> Receivers:
    """Every active user but those left out; `own` is the id of who makes the new key.

    Raises Conflict for slots that cannot take it, NotAllowed for one that was changed, NotFound
    for a name nobody has.
    """
    active = [slot for slot in keys.users if _is_active(registry, slot)]
    out = {key_ring.slot_of(keys, name).user_id for name in without}
    if own in out:
        raise NotAllowed(_("Who makes a new data key cannot be left out of it."))
    kept = tuple(slot for slot in active if slot.user_id not in out)
    stale = stale_users(replace(keys, users=kept))
    if stale:
        raise Conflict(
            _("These users have not signed in since a newer version is in use: {users}.").format(
                users=", ".join(stale)
            ),
            remedy=_(
                "Let each sign in once, or leave them out: they then need a new password from an "
                "administrator."
            ),
        )
    for slot in kept:
        _require_vouched(keys, registry, slot)
    left_out = tuple(slot.user for slot in active if slot.user_id in out)
    return Receivers(kept, left_out)


def with_new_key(
    keys: KeyFile, registry: Registry, chosen: Receivers, data_key: bytes, entropy: Entropy
) -> KeyFile:
    """The key file with the new data key sealed to everybody chosen and to the recovery key.

    Raises Conflict for a recovery key of an older version, NotAllowed for one that was changed.
    """

    def sealed(slot: UserSlot) -> UserSlot:
        place = key_ring.place_of(keys, slot)
        return replace(slot, data_key=seal_to(slot.sealing_key, data_key, place, entropy))

    recovery, *following = (
        replace(
            slot,
            data_key=seal_to(slot.sealing_key, data_key, key_ring.place_of(keys, slot), entropy),
        )
        for slot in _recoveries(keys, registry)
    )
    return replace(
        keys,
        users=tuple(sealed(slot) for slot in chosen.users),
        recovery=recovery,
        recovery_next=following[0] if following else None,
        left_out=tuple(dict.fromkeys((*keys.left_out, *chosen.left_out))),
    )


def _is_active(registry: Registry, slot: UserSlot) -> bool:
    person = registry.people.get(slot.user_id)
    return person is not None and person.disabled_at is None


def _require_vouched(keys: KeyFile, registry: Registry, slot: UserSlot) -> None:
    key = registry.key_of(slot.user_id)
    if key is None or not key_ring.is_vouched(keys, slot, key.public_key):
        raise NotAllowed(
            _(
                "The slot of {user} in keys.json is not signed with that user's key: "
                "it was changed."
            ).format(user=slot.user),
            remedy=_("Give the user a new password, or copy keys.json from the newest backup."),
        )


def _recoveries(keys: KeyFile, registry: Registry) -> Iterator[RecoverySlot]:
    """The slot in force, then the one that waits, as far as it is the one that was signed for."""
    slots = {slot.public_key: slot for slot in keys.recoveries}
    if registry.recovery_key not in slots:
        raise NotFound(_("The recovery key in force has no slot in keys.json."))
    in_force = slots[registry.recovery_key]
    if not in_force.sealing_key:
        raise Conflict(
            _("The recovery key was made by an older version and cannot take a new data key."),
            remedy=_("Renew it first: landwaiter casebook recovery renew."),
        )
    if not key_ring.is_vouched(keys, in_force, registry.recovery_key):
        raise NotAllowed(
            _("The slot of the recovery key in keys.json was changed."),
            remedy=_("Renew the recovery key, or copy keys.json from the newest backup."),
        )
    yield in_force
    renewed = registry.recovery_next
    if renewed and renewed.public_key in slots:
        waiting = slots[renewed.public_key]
        if key_ring.is_vouched(keys, waiting, renewed.public_key):
            yield waiting
