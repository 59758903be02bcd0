"""A casebook is founded: its people with an own key each, the halves of its recovery key.

The id of the casebook is the hash of the founding statement, to which slots, seals and signed deeds
are bound. A founding that is written anew is another casebook.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from landwaiter.canonical import instant, sha256_hex
from landwaiter.errors import Invalid
from landwaiter.i18n import _, plural
from landwaiter.storage.audit.unit_of_work import new_id
from landwaiter.storage.casebook.recovery import (
    PrintedHalf,
    checked_holders,
    needed_of,
    printed_halves,
)
from landwaiter.storage.keys import casebook_keys as key_ring
from landwaiter.storage.keys.casebook_keys import NewHalf, Owner
from landwaiter.storage.keys.key_file import KeyFile
from landwaiter.storage.keys.sealing import KEY_BYTES, Entropy, commitment
from landwaiter.storage.people.open_casebook import CasebookUser, SignIn
from landwaiter.storage.people.users import checked_name, checked_roles, refuse_confusable
from landwaiter.trust.kinds import FOUNDED, RULES, SoundStatement
from landwaiter.trust.registry import ADMINISTRATOR, MOST_FOUNDERS, SERVICE, Registry
from landwaiter.trust.signed import FORM, GENESIS, SignedContent, signed


@dataclass(frozen=True, slots=True, repr=False)
class Founder:
    """One of those who found the casebook, with an own password and, made from it, an own key."""

    name: str
    roles: tuple[str, ...]
    password: str


@dataclass(frozen=True, slots=True, repr=False)
class Founding:
    """Everything that a new casebook begins with."""

    statement: SignedContent
    key_file: KeyFile
    who: SignIn
    """The first founder."""
    registry: Registry
    """What the statement says."""
    halves: tuple[PrintedHalf, ...]


def checked_founders(founders: Sequence[Founder]) -> tuple[Founder, ...]:
    """The founders as they are kept; Invalid or Conflict with what does not fit."""
    if not 1 <= len(founders) <= MOST_FOUNDERS:
        raise Invalid(
            plural(
                MOST_FOUNDERS,
                "A casebook is founded by one to {n} person.",
                "A casebook is founded by one to {n} people.",
            ),
            field="founder",
            value=str(len(founders)),
            remedy=_("Add the others once it is there."),
        )
    checked: list[Founder] = []
    for one in founders:
        name, roles = checked_name(one.name), checked_roles(one.roles)
        if any(key_ring.name_key(name) == key_ring.name_key(other.name) for other in checked):
            raise Invalid(_("Two founders have one name."), field="founder", value=name)
        if SERVICE in roles:
            raise Invalid(_("A founder is a person."), field="founder", value=name)
        refuse_confusable(name, [other.name for other in checked])
        key_ring.check_password(one.password)
        checked.append(Founder(name, roles, one.password))
    if not any(ADMINISTRATOR in one.roles for one in checked):
        raise Invalid(_("One of the founders is an administrator."), field="founder")
    return tuple(checked)


@dataclass(frozen=True, slots=True, repr=False)
class _Person:
    actor: CasebookUser
    founder: Founder
    signing_key: bytes


def found(
    founders: Sequence[Founder], *, holders: Sequence[str], now: datetime, entropy: Entropy
) -> Founding:
    """The founding statement, signed by every founder and every half, and the key file."""
    people = [
        _Person(CasebookUser(new_id(now), one.name), one, key_ring.new_signing_key()[0])
        for one in founders
    ]
    chosen = checked_holders(holders, [one.name for one in founders])
    ids = {one.actor.name: one.actor.id for one in people}
    halves = [key_ring.new_half(ids[name], name, entropy) for name in chosen]
    data_key = entropy(KEY_BYTES)
    statement = _statement(people, halves, data_key, now)
    casebook_id, needed = sha256_hex(statement.text), needed_of(chosen)
    slots = tuple(
        key_ring.new_user_slot(
            casebook_id,
            slot_id=new_id(now),
            owner=Owner(one.actor.id, one.actor.name, one.founder.password, one.signing_key),
            data_key=data_key,
            entropy=entropy,
        )
        for one in people
    )
    recovery = key_ring.new_recovery(
        casebook_id, halves, needed=needed, data_key=data_key, entropy=entropy
    )
    first = people[0]
    return Founding(
        statement,
        KeyFile(casebook_id, slots, recovery),
        SignIn(first.actor, data_key, first.signing_key),
        RULES[FOUNDED](Registry(), _said(statement)),
        printed_halves(halves, needed),
    )


def _statement(
    people: Sequence[_Person], halves: Sequence[NewHalf], data_key: bytes, now: datetime
) -> SignedContent:
    content = {
        "v": FORM,
        "seq": "1",
        "prev": GENESIS,
        "at": instant(now),
        "head": {"seq": "0", "sha256": GENESIS},
        "kind": FOUNDED,
        "founders": [
            {
                "user_id": one.actor.id,
                "name": one.actor.name,
                "roles": list(one.founder.roles),
                "key": key_ring.public_of(one.signing_key),
            }
            for one in people
        ],
        "halves": {half.user_id: half.public_key for half in halves},
        "recovery_needs": str(needed_of([half.user for half in halves])),
        "authorities": [],
        "data_key": commitment(data_key),
    }
    keys = [one.signing_key for one in people] + [half.signing_key for half in halves]
    return signed(content, [key_ring.private(key) for key in keys])


def _said(statement: SignedContent) -> SoundStatement:
    return SoundStatement(
        FOUNDED, 1, statement.sha256, 1, statement.keys, json.loads(statement.text)
    )
