"""The registry as signed statements give it: which of them count, and what each one changes."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, select

from landwaiter.canonical import canonical_bytes, instant
from landwaiter.i18n import _
from landwaiter.storage.core_tables import user_statement
from landwaiter.storage.keys import signature_fits
from landwaiter.storage.registry import (
    ADMINISTRATOR,
    RECOVERED,
    Grant,
    Person,
    Registry,
    RenewedRecovery,
    Roots,
    SigningKey,
    Waiting,
    signs_at,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a signed statement says, parsed."""

    kind: str
    user_id: str
    at: datetime
    signer: str
    name: str = ""
    roles: frozenset[str] = frozenset()
    public_key: str = ""
    recovery_key: str = ""


def statement_bytes(
    roots: Roots, *, seq: int, kind: str, user_id: str, at: datetime, content: Mapping[str, Any]
) -> bytes:
    """The bytes that are signed: bound to the casebook and to their place in the order."""
    return canonical_bytes(
        {
            "v": "1",
            "casebook": roots.casebook_id,
            "seq": str(seq),
            "kind": kind,
            "user_id": user_id,
            "at": instant(at),
            **content,
        }
    )


_Row = tuple[int, str, str, str]
"""Place, text, signer and signature of a statement."""
_IN_ORDER = select(user_statement).order_by(user_statement.c.seq)
_REGISTRIES_KEPT = 16


def load_registry(connection: Connection, roots: Roots) -> Registry:
    """The registry as the statements in the casebook give it, each signature verified."""
    rows = (
        (int(seq), str(text), str(signer), str(signature))
        for seq, text, signer, signature in connection.execute(_IN_ORDER)
    )
    return _registry(roots, tuple(rows))


@lru_cache(maxsize=_REGISTRIES_KEPT)
def _registry(roots: Roots, rows: tuple[_Row, ...]) -> Registry:
    """The very same statements give the same registry: every deed and every view asks for it."""
    registry = Registry(roots)
    for row in rows:
        registry = _with(registry, *row)
    return registry


def _with(registry: Registry, seq: int, text: str, signer: str, signature: str) -> Registry:
    registry = replace(registry, count=registry.count + 1)
    fault = ""
    try:
        said = _parsed(registry.roots, registry.count, text, signer)
        if not signature_fits(signer, bytes.fromhex(signature), text.encode()):
            fault = _("its signature does not fit")
    except (ValueError, KeyError, TypeError):
        fault = _("it is damaged or out of order")
    fault = fault or _refusal(registry, said)
    if fault:
        sentence = _("User statement {seq} does not count: {reason}.").format(seq=seq, reason=fault)
        return replace(registry, problems=(*registry.problems, sentence))
    return _EFFECTS[said.kind](registry, said)


def _parsed(roots: Roots, seq: int, text: str, signer: str) -> Statement:
    content = json.loads(text)
    if content["casebook"] != roots.casebook_id or content["seq"] != str(seq):
        raise ValueError("another casebook or place")
    return Statement(
        kind=str(content["kind"]),
        user_id=str(content["user_id"]),
        at=datetime.fromisoformat(content["at"]),
        signer=signer,
        name=str(content.get("name", "")),
        roles=frozenset(content.get("roles", ())),
        public_key=str(content.get("public_key", "")),
        recovery_key=str(content.get("recovery_key", "")),
    )


def _not_by_confirmer(registry: Registry, said: Statement) -> str:
    return registry.why_not_second(said.signer, said.user_id, said.at)


def _not_by_anybody(registry: Registry, said: Statement) -> str:
    key = registry.keys.get(said.signer)
    if key is None or not signs_at(key, said.at) or key.user_id != said.user_id:
        return _("its signer's key does not count")
    return ""


def _not_by_decliner(registry: Registry, said: Statement) -> str:
    """Its author takes it back, or a second person says no."""
    key, person = registry.keys.get(said.signer), registry.people[said.user_id]
    withdrawn = key is not None and person.waiting is not None and key.user_id == person.waiting.by
    if withdrawn and key is not None and signs_at(key, said.at):
        return ""
    return _not_by_confirmer(registry, said)


def _refusal(registry: Registry, said: Statement) -> str:
    """Why a well-signed statement has no effect; "" when it has."""
    if said.kind not in _EFFECTS:
        return _("its kind is unknown")
    if (said.user_id in registry.people) == (said.kind == "user_added"):
        return _("the user is unknown, or added twice")
    if said.kind in _BRING_A_KEY and said.public_key in registry.keys:
        return _("the key is known already")
    return _SIGNERS.get(said.kind, _not_by_administrator)(registry, said)


def _not_by_root_or_administrator(registry: Registry, said: Statement) -> str:
    if not registry.people and said.signer == registry.roots.root_key == said.public_key:
        return ""
    return _not_by_administrator(registry, said)


def _not_by_recovery(registry: Registry, said: Statement) -> str:
    if said.signer == registry.recovery_key:
        return ""
    return _("it is not signed with the recovery key")


def _not_by_administrator(registry: Registry, said: Statement) -> str:
    key = registry.keys.get(said.signer)
    if key is None or not signs_at(key, said.at):
        return _("its signer's key does not count")
    administered = ADMINISTRATOR in registry.people[key.user_id].roles_at(said.at)
    if not administered or not registry.administers(key.user_id):
        return _("its signer is no administrator")
    return ""


def _not_by_another(registry: Registry, said: Statement) -> str:
    key, new = registry.keys.get(said.signer), registry.keys.get(said.public_key)
    if new is None or new.user_id != said.user_id or new not in registry.waiting():
        return _("there is no such key to confirm")
    if key is None or not signs_at(key, said.at):
        return _("its signer's key does not count")
    if key.user_id == said.user_id or key.user in new.vouchers:
        return _("its signer is the holder or the issuer of the key")
    if not registry.people[key.user_id].roles_at(said.at):
        return _("its signer holds no role")
    if registry.only_administrators_confirm(new):
        return _not_by_administrator(registry, said)
    return ""


def _not_by_second(registry: Registry, said: Statement) -> str:
    """A renewed recovery key is confirmed by somebody else than who renewed it."""
    key, renewed = registry.keys.get(said.signer), registry.recovery_next
    if renewed is None or renewed.public_key != said.recovery_key:
        return _("there is no such recovery key to confirm")
    if key is None or not signs_at(key, said.at):
        return _("its signer's key does not count")
    if key.user_id == renewed.user_id or renewed.user in key.vouchers:
        return _("its signer renewed the recovery key")
    if not registry.people[key.user_id].roles_at(said.at):
        return _("its signer holds no role")
    return ""


def _recovery_renewed(registry: Registry, said: Statement) -> Registry:
    """It waits for a second person, if there is one to ask."""
    signer = registry.keys[said.signer]
    others = (person for person in registry.people.values() if person.user_id != signer.user_id)
    if not any(other.roles_at(said.at) for other in others):
        return replace(registry, recovery_key=said.recovery_key, recovery_next=None)
    renewed = RenewedRecovery(said.recovery_key, signer.user_id, signer.user, said.at)
    return replace(registry, recovery_next=renewed)


def _recovery_confirmed(registry: Registry, said: Statement) -> Registry:
    return replace(registry, recovery_key=said.recovery_key, recovery_next=None)


def _added(registry: Registry, said: Statement) -> Registry:
    """A user with roles and key; in a working office both wait for a second person."""
    waits = _waits(registry, said) if registry.founded else None
    grants = () if waits else (Grant(said.at, said.roles),)
    person = Person(said.user_id, said.name, grants, waiting=waits)
    counts_from = None if waits else said.at
    key = SigningKey(said.public_key, said.user_id, said.name, "created", said.at, counts_from)
    if not registry.people:
        registry = replace(registry, recovery_key=said.recovery_key)
    return _put(registry, person, key)


def _waits(registry: Registry, said: Statement) -> Waiting:
    return Waiting(registry.count, said.at, said.roles, registry.keys[said.signer].user_id)


def _roles_changed(registry: Registry, said: Statement) -> Registry:
    """Who loses roles loses them at once; who gains one waits in a working office."""
    person = registry.people[said.user_id]
    if registry.gains(person, said.roles, said.at):
        return _put(registry, replace(person, waiting=_waits(registry, said)))
    grants = (*person.grants, Grant(said.at, said.roles))
    return _put(registry, replace(person, grants=grants, waiting=None))


def _change_seconded(registry: Registry, said: Statement) -> Registry:
    person = registry.people[said.user_id]
    roles = person.waiting.roles if person.waiting else frozenset()
    grants = (*person.grants, Grant(said.at, roles))
    fresh = tuple(
        replace(key, counts_from=said.at)
        for key in registry.keys.values()
        if key.user_id == said.user_id and key.origin == "created" and key.counts_from is None
    )
    return _put(registry, replace(person, grants=grants, waiting=None), *fresh)


def _change_declined(registry: Registry, said: Statement) -> Registry:
    return _put(registry, replace(registry.people[said.user_id], waiting=None))


def _founded(registry: Registry, said: Statement) -> Registry:
    return replace(registry, founded=True)


def _key_renewed(registry: Registry, said: Statement) -> Registry:
    """The old key ends, the new one waits for a second person, if there is one to ask."""
    person = registry.people[said.user_id]
    retired = tuple(_retired(registry, said))
    recovered = said.kind == "key_recovered"
    issuer = () if recovered else (registry.keys[said.signer].user,)
    alone = recovered and not any(
        other.roles_at(said.at) for other in registry.people.values() if other != person
    )
    key = SigningKey(
        said.public_key,
        said.user_id,
        person.name,
        RECOVERED if recovered else "reset",
        said.at,
        counts_from=said.at if alone else None,
        vouchers=issuer,
    )
    return _put(registry, person, *retired, key)


def _key_confirmed(registry: Registry, said: Statement) -> Registry:
    key = registry.keys[said.public_key]
    confirmer = registry.keys[said.signer].user
    confirmed = replace(key, counts_from=said.at, vouchers=(*key.vouchers, confirmer))
    return _put(registry, registry.people[said.user_id], confirmed)


def _disabled(registry: Registry, said: Statement) -> Registry:
    person = replace(registry.people[said.user_id], disabled_at=said.at)
    return _put(registry, person, *_retired(registry, said))


def _retired(registry: Registry, said: Statement) -> Iterator[SigningKey]:
    for key in registry.keys.values():
        if key.user_id == said.user_id and key.retired_at is None:
            yield replace(key, retired_at=said.at)


def _put(registry: Registry, person: Person, *keys: SigningKey) -> Registry:
    return replace(
        registry,
        people={**registry.people, person.user_id: person},
        keys={**registry.keys, **{key.public_key: key for key in keys}},
    )


_EFFECTS = {
    "user_added": _added,
    "roles_changed": _roles_changed,
    "key_reset": _key_renewed,
    "key_recovered": _key_renewed,
    "key_confirmed": _key_confirmed,
    "user_disabled": _disabled,
    "founding_ended": _founded,
    "change_seconded": _change_seconded,
    "change_declined": _change_declined,
    "recovery_renewed": _recovery_renewed,
    "recovery_confirmed": _recovery_confirmed,
}


_BRING_A_KEY = ("user_added", "key_reset", "key_recovered")


_SIGNERS = {
    "user_added": _not_by_root_or_administrator,
    "key_recovered": _not_by_recovery,
    "key_confirmed": _not_by_another,
    "founding_ended": _not_by_anybody,
    "change_seconded": _not_by_confirmer,
    "change_declined": _not_by_decliner,
    "recovery_confirmed": _not_by_second,
}
