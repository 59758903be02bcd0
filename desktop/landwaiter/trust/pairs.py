"""Whether two signatures are the work of one person and the assent of another."""

import json
from collections.abc import Collection
from typing import Any

from landwaiter.i18n import _
from landwaiter.trust.registry import AUTHORITY, Key, Registry
from landwaiter.trust.signed import Signed
from landwaiter.trust.statements import Chain


class _NotTwo(Exception):
    """Why it is not; a whole sentence."""


def why_not_two(
    registry: Registry,
    chain: Chain,
    first: Signed,
    second: Signed,
    *,
    deeds: tuple[str, str],
    roles: Collection[str],
) -> str:
    """Why the second signature is not another person's assent to the first; empty when it is.

    `deeds` are the words both signed texts carry, `roles` those that the second must hold there.
    """
    try:
        author, proposed = _placed(registry, chain, first, deeds[0])
        approver, place = _placed(registry, chain, second, deeds[1])
        said = json.loads(second.text)
        if said["of"] != first.sha256 or proposed >= place:
            raise _NotTwo(_("The second signature is about something else."))
        if not registry.people[approver.user_id].roles(place) & {*roles}:
            raise _NotTwo(
                _("{user} did not hold the role for it.").format(user=_name(registry, approver))
            )
        _require_two(registry, author, approver)
    except _NotTwo as reason:
        return str(reason)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return _("A signed text is not readable.")
    return ""


def _placed(registry: Registry, chain: Chain, signed: Signed, deed: str) -> tuple[Key, int]:
    """The key that signed, and the place where the signature stands in the chain."""
    said: Any = json.loads(signed.text)
    if said["casebook"] != registry.casebook or said["deed"] != deed:
        raise _NotTwo(_("The signature is of another casebook or for another deed."))
    if len(signed.signatures) != 1 or not signed.is_sound:
        raise _NotTwo(_("The signature does not fit the signed text."))
    head = int(said["head"]["seq"])
    last, own = chain.entry(head), chain.entry(head + 1)
    if last is None or own is None or last.sha256 != said["head"]["sha256"]:
        raise _NotTwo(_("The signature does not stand in the audit chain where it says."))
    if own.object != f"{deed}/{signed.sha256}":
        raise _NotTwo(_("The signature does not stand in the audit chain where it says."))
    _require_registry(registry, said, head)
    key = registry.keys.get(signed.keys[0])
    if key is None or not key.counts(head + 1) or not key.user_id == said["by"] == own.by:
        raise _NotTwo(_("The key does not count there, or is not that person's."))
    return key, head + 1


def _require_registry(registry: Registry, said: Any, head: int) -> None:
    """The text names the newest statement before it."""
    before = [one for one in registry.heads if one.place <= head]
    named = (said["registry"]["seq"], said["registry"]["sha256"])
    if not before or named != (str(len(before)), before[-1].sha256):
        raise _NotTwo(_("The signature rests on other statements about people and keys."))


def _require_two(registry: Registry, author: Key, approver: Key) -> None:
    if author.user_id == approver.user_id:
        raise _NotTwo(_("Both signatures are of one person."))
    if not registry.approves(approver):
        raise _NotTwo(
            _(
                "The key of {user} is not confirmed by two others, so it approves nothing yet."
            ).format(user=_name(registry, approver))
        )
    for key, other in ((author, approver), (approver, author)):
        if key.issuer == other.user_id and not _looked_at(key, other):
            raise _NotTwo(
                _(
                    "{issuer} gave out the key of {user}: they pair when two others, or an "
                    "authority, have confirmed it."
                ).format(issuer=_name(registry, other), user=_name(registry, key))
            )
        if not registry.stands_without(key, other.user_id):
            raise _NotTwo(
                _(
                    "Only {other} vouches for the key of {user}: perhaps both are one person."
                ).format(other=_name(registry, other), user=_name(registry, key))
            )


def _looked_at(key: Key, issuer: Key) -> bool:
    others = key.confirmers - {issuer.user_id}
    return len(others) > 1 or AUTHORITY in others


def _name(registry: Registry, key: Key) -> str:
    return registry.people[key.user_id].name
