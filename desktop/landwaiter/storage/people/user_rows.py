"""What a deed about users writes beside the signed statements: rows for lists, and slots."""

import os
from collections.abc import Collection

from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.keys import casebook_keys as key_ring
from landwaiter.storage.keys.casebook_keys import Owner
from landwaiter.storage.keys.key_file import UserSlot
from landwaiter.storage.people.open_casebook import Casebook
from landwaiter.storage.schema.people import user, user_role


def insert_user(work: UnitOfWork, user_id: str, name: str, roles: Collection[str]) -> None:
    row = {
        "id": user_id,
        "name": name,
        "name_key": key_ring.name_key(name),
        "active": True,
        "created_at": work.now,
    }
    work.conn.execute(user.insert().values(row))
    replace_roles(work, user_id, roles)


def replace_roles(work: UnitOfWork, user_id: str, roles: Collection[str]) -> None:
    """The roles as the statements give them now: triggers and lists ask these rows."""
    work.conn.execute(user_role.delete().where(user_role.c.user_id == user_id))
    rows = [{"user_id": user_id, "role": role} for role in sorted(roles)]
    if rows:
        work.conn.execute(user_role.insert(), rows)


def new_slot(work: UnitOfWork, casebook: Casebook, owner: Owner) -> UserSlot:
    """The slot under a new password; a first one is given out by who is signed in."""
    return key_ring.new_user_slot(
        casebook.id,
        slot_id=work.new_id(),
        owner=owner,
        data_key=casebook.data_key,
        issuer=casebook.signing_key,
        entropy=os.urandom,
    )
