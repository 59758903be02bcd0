"""Whether two signatures are the work of one person and the assent of another."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from landwaiter.i18n import _
from landwaiter.trust.kinds import who_may_confirm
from landwaiter.trust.registry import AUTHORITY, Key, Registry
from landwaiter.trust.signed import ChainEntry, SignedContent
from landwaiter.trust.statements import Chain


@dataclass(frozen=True, slots=True)
class PlacedSignature:
    """The key that signed, the place where the signature stands in the chain, and what it says."""

    key: Key
    place: int
    said: Mapping[str, Any]


class SignatureRefusal(Exception):
    """Why a signature does not count; a whole sentence."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def placed(
    registry: Registry, chain: Chain, signed: SignedContent, *, deed: str, roles: Collection[str]
) -> PlacedSignature:
    """Where a signed deed stands; SignatureRefusal unless one counting key signed it there, in a
    role.

    The chain's own next entry after the head that is named bears the hash of the signed text.
    """
    try:
        found = _placed(registry, chain, signed, deed)
    except (
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        OverflowError,
        RecursionError,
    ):  # somebody wrote what no program does
        raise SignatureRefusal(_("A signed text is not readable.")) from None
    if not registry.people[found.key.user_id].roles(found.place) & {*roles}:
        text = _("{user} did not hold the role for it.")
        raise SignatureRefusal(text.format(user=_name(registry, found.key)))
    return found


def why_not_two(
    registry: Registry,
    chain: Chain,
    first: SignedContent,
    second: SignedContent,
    *,
    deeds: tuple[str, str],
    roles: tuple[Collection[str], Collection[str]],
) -> str:
    """Why the second signature is not another person's assent to the first; empty when it is.

    `deeds` are the words both signed texts carry, `roles` those that each must hold there.
    """
    try:
        author, approver = _assent(registry, chain, first, second, deeds=deeds, roles=roles)
    except SignatureRefusal as reason:
        return reason.sentence
    return why_no_pair(registry, author.key, approver.key)


def is_by_one(
    registry: Registry,
    chain: Chain,
    first: SignedContent,
    second: SignedContent,
    *,
    deeds: tuple[str, str],
    roles: tuple[Collection[str], Collection[str]],
) -> bool:
    """Whether an office that one person founded did this as well as it can: signed and in place.

    It is done by one person then, and called so; nothing is approved by it.
    """
    if not registry.is_alone:
        return False
    try:
        hands = _assent(registry, chain, first, second, deeds=deeds, roles=roles)
    except SignatureRefusal:
        return False
    return not any(registry.is_service(one.key) for one in hands)


def _assent(
    registry: Registry,
    chain: Chain,
    first: SignedContent,
    second: SignedContent,
    *,
    deeds: tuple[str, str],
    roles: tuple[Collection[str], Collection[str]],
) -> tuple[PlacedSignature, PlacedSignature]:
    """Where both stand; SignatureRefusal unless the second is, later and in place, about the
    first.
    """
    author = placed(registry, chain, first, deed=deeds[0], roles=roles[0])
    approver = placed(registry, chain, second, deed=deeds[1], roles=roles[1])
    if approver.said.get("of") != first.sha256 or author.place >= approver.place:
        raise SignatureRefusal(_("The second signature is about something else."))
    return author, approver


def why_no_pair(registry: Registry, author: Key, approver: Key) -> str:
    """Why the second of these keys does not approve work of the first; empty when it does."""
    for key in (author, approver):
        if registry.is_service(key):
            return _(
                "{user} is a service user: its key seals what it takes in, and pairs with nobody."
            ).format(user=_name(registry, key))
    if author.user_id == approver.user_id:
        return _("Both signatures are of one person.")
    if not registry.approves(approver):
        return _why_no_approver(registry, approver)
    for key, other in ((author, approver), (approver, author)):
        if key.issuer == other.user_id and not _looked_at(key, other):
            said = _(
                "{issuer} gave out the key of {user}: they pair when two others, or an "
                "authority, have confirmed it."
            ).format(issuer=_name(registry, other), user=_name(registry, key))
            return f"{said} {_who_can(registry, key, but=other)}".rstrip()
        if not registry.stands_without(key, other.user_id):
            said = _(
                "Only {other} vouches for the key of {user}: perhaps both are one person."
            ).format(other=_name(registry, other), user=_name(registry, key))
            return f"{said} {_who_can(registry, key, but=other)}".rstrip()
    return ""


def _why_no_approver(registry: Registry, key: Key) -> str:
    said = _("The key of {user} is not confirmed by two others, so it approves nothing yet.")
    who = _who_can(registry, key, but=key)
    if registry.is_alone:
        who = _("One person founded this casebook: only the word of an authority counts as two.")
    return f"{said.format(user=_name(registry, key))} {who}".rstrip()


def _who_can(registry: Registry, key: Key, *, but: Key) -> str:
    """Whose confirmation would help, as a sentence of its own; nothing of a key that has ended."""
    if key.until is not None:
        return ""
    away = _name(registry, but)
    names = ", ".join(name for name in who_may_confirm(registry, key) if name != away)
    if not names:
        return _("Nobody else here can confirm it.")
    return _("It can be confirmed by {people}.").format(people=names)


def _placed(registry: Registry, chain: Chain, signed: SignedContent, deed: str) -> PlacedSignature:
    said: Any = json.loads(signed.text)
    if said["casebook"] != registry.casebook or said["deed"] != deed:
        raise SignatureRefusal(_("The signature is of another casebook or for another deed."))
    if len(signed.signatures) != 1 or not signed.is_sound:
        raise SignatureRefusal(_("The signature does not fit the signed text."))
    head = int(said["head"]["seq"])
    last, own = chain.entry(head), chain.entry(head + 1)
    if last is None or own is None or last.sha256 != said["head"]["sha256"]:
        raise SignatureRefusal(_("The signature does not stand in the audit chain where it says."))
    if not _names(own, deed, signed):
        raise SignatureRefusal(_("The signature does not stand in the audit chain where it says."))
    _require_registry(registry, said, head)
    key = registry.keys.get(signed.keys[0])
    if key is None or not key.counts(head + 1) or not key.user_id == said["by"] == own.by:
        raise SignatureRefusal(_("The key does not count there, or is not that person's."))
    return PlacedSignature(key, head + 1, said)


def signed_after(text: bytes) -> int:
    """After which entry of the chain a deed was signed that stands there: of two the later is the
    one with the higher number."""
    return int(json.loads(text)["head"]["seq"])


def sealed_deed(deed: str, signed: SignedContent) -> str:
    """How the entry of a signed deed names it, at the end of its object."""
    return f"{deed}/{signed.sha256}"


def _names(entry: ChainEntry, deed: str, signed: SignedContent) -> bool:
    return f"/{entry.object}".endswith(f"/{sealed_deed(deed, signed)}")


def _require_registry(registry: Registry, said: Any, head: int) -> None:
    """The text names the newest statement before it."""
    before = [one for one in registry.heads if one.place <= head]
    named = (said["registry"]["seq"], said["registry"]["sha256"])
    if not before or named != (str(len(before)), before[-1].sha256):
        raise SignatureRefusal(_("The signature rests on other statements about people and keys."))


def _looked_at(key: Key, issuer: Key) -> bool:
    others = key.confirmers - {issuer.user_id}
    return len(others) > 1 or AUTHORITY in others


def _name(registry: Registry, key: Key) -> str:
    return registry.people[key.user_id].name
