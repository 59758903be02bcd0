"""What a deed about users writes: signed statements, rows beside them, and slots."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from landwaiter.storage import keys as key_ring
from landwaiter.storage.audit import latest_at
from landwaiter.storage.core_tables import user, user_key, user_role, user_statement
from landwaiter.storage.key_file import UserSlot
from landwaiter.storage.session import Casebook
from landwaiter.storage.unit_of_work import UnitOfWork
from landwaiter.storage.user_statements import load_registry, statement_bytes


def add_statement(
    work: UnitOfWork, casebook: Casebook, kind: str, user_id: str, content: Mapping[str, Any]
) -> None:
    """Add a signed statement to the registry.

    Where the clock is behind, its time is after what the chain holds: a key that is retired then
    must not undo what it signed before.
    """
    latest = latest_at(work.conn)
    at, last = work.now, datetime.fromisoformat(latest) if latest else work.now
    if at < last:
        at = last + timedelta(seconds=1)
    seq = 1 + load_registry(work.conn, casebook.roots).count
    statement = statement_bytes(
        casebook.roots, seq=seq, kind=kind, user_id=user_id, at=at, content=content
    )
    row = {
        "seq": seq,
        "statement": statement.decode(),
        "signer": casebook.public_key,
        "signature": casebook.sign(statement).hex(),
    }
    work.conn.execute(user_statement.insert().values(row))


def insert_user(
    work: UnitOfWork, user_id: str, name: str, roles: tuple[str, ...], public_key: str
) -> None:
    row = {
        "id": user_id,
        "name": name,
        "name_key": key_ring.name_key(name),
        "active": True,
        "created_at": work.now,
    }
    work.conn.execute(user.insert().values(row))
    insert_roles(work, user_id, roles)
    insert_key(work, user_id, public_key, "created")


def insert_roles(work: UnitOfWork, user_id: str, roles: tuple[str, ...]) -> None:
    rows = [{"user_id": user_id, "role": role} for role in roles]
    if rows:
        work.conn.execute(user_role.insert(), rows)


def insert_key(work: UnitOfWork, user_id: str, public_key: str, origin: str) -> None:
    row = {"public_key": public_key, "user_id": user_id, "origin": origin, "at": work.now}
    work.conn.execute(user_key.insert().values(row))


def retire_keys(work: UnitOfWork, user_id: str) -> None:
    in_force = (user_key.c.user_id == user_id) & user_key.c.retired_at.is_(None)
    work.conn.execute(user_key.update().where(in_force).values(retired_at=work.now))


@dataclass(frozen=True, slots=True, repr=False)
class Holder:
    """Whose slot is made, with the signing key that goes into it."""

    user_id: str
    name: str
    signing_key: bytes

    @property
    def public_key(self) -> str:
        return key_ring.public_of(self.signing_key)


def new_slot(work: UnitOfWork, casebook: Casebook, holder: Holder, password: str) -> UserSlot:
    return key_ring.new_user_slot(
        (casebook.roots.casebook_id, casebook.roots.root_key),
        slot_id=work.new_id(),
        user_id=holder.user_id,
        user=holder.name,
        password=password,
        data_key=casebook.data_key,
        signing_key=holder.signing_key,
        public_key=holder.public_key,
        entropy=os.urandom,
    )
