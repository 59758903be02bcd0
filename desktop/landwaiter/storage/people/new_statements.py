"""How a statement about people and keys is made, and the entry that seals it."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from landwaiter.canonical import canonical_bytes, instant
from landwaiter.errors import NotAllowed
from landwaiter.i18n import _
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.people.user_rows import replace_roles
from landwaiter.trust.kinds import RULES, NoEffect, SoundStatement
from landwaiter.trust.registry import Registry
from landwaiter.trust.signed import FORM, GENESIS, SignedContent, signed
from landwaiter.trust.statements import sealed_as


def said_next(
    work: UnitOfWork, registry: Registry, kind: str, content: Mapping[str, Any]
) -> dict[str, Any]:
    """What the next statement says: bound to the one before, to the audit head and the casebook.

    Where the clock is behind, it is dated as the one before it.
    """
    seq = len(registry.heads)
    return {
        "v": FORM,
        **({"casebook": registry.casebook} if seq else {}),
        "seq": str(seq + 1),
        "prev": registry.heads[-1].sha256 if seq else GENESIS,
        "at": max(instant(work.now), registry.at),
        "head": {"seq": str(work.head.seq), "sha256": work.head.sha256},
        "kind": kind,
        **content,
    }


def state(
    work: UnitOfWork,
    kind: str,
    content: Mapping[str, Any],
    keys: Sequence[Ed25519PrivateKey],
    *,
    audited: str,
    payload: Mapping[str, Any],
) -> Registry:
    """Make a statement, signed with each of the keys, and the entry that seals it.

    NotAllowed where it would have no effect: the reader itself says so. The registry after it.
    """
    registry = load_registry(work.conn)
    record = signed(said_next(work, registry, kind, content), keys)
    seq, place = len(registry.heads) + 1, work.head.seq + 1
    said = SoundStatement(kind, seq, record.sha256, place, record.keys, json.loads(record.text))
    try:
        RULES[kind](registry, said)
    except NoEffect as reason:
        raise NotAllowed(_("This would not count: {reason}.").format(reason=reason)) from None
    write_statement(work, seq, record, audited=audited, payload=payload)
    after = load_registry(work.conn)
    _rows_follow(work, registry, after)
    return after


def _rows_follow(work: UnitOfWork, before: Registry, after: Registry) -> None:
    """One statement can give and take roles of several people; the rows are those in the table."""
    for user_id, person in after.people.items():
        known = before.people.get(user_id)
        if known is not None and known.roles_now != person.roles_now:
            replace_roles(work, user_id, person.roles_now)


def write_statement(
    work: UnitOfWork, seq: int, record: SignedContent, *, audited: str, payload: Mapping[str, Any]
) -> None:
    """The row of a statement, and the very next entry, which seals it."""
    signatures = canonical_bytes([list(one) for one in record.signatures]).decode()
    work.conn.exec_driver_sql(
        "INSERT INTO statement (seq, text, signatures) VALUES (?, ?, ?)",
        (seq, record.text.decode(), signatures),
    )
    work.audit(audited, sealed_as(seq, record), payload)
