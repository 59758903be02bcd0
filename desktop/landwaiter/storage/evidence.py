"""Evidence in the casebook: pieces with custody, gradings and tombstones; which files they need.

A piece that was wiped keeps its row and its hash; its file goes from the vault once no other piece
and no raw file needs it.
"""

import contextlib
import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Table, exists, select, union_all
from sqlalchemy.engine import Connection

from landwaiter.errors import Fault
from landwaiter.storage import evidence_tables as e
from landwaiter.storage import tables as t
from landwaiter.storage.motion_tables import motion, motion_second
from landwaiter.storage.records import plain_rows
from landwaiter.storage.session import Casebook

_EVIDENCE = t.evidence.c
_IS_WIPED = exists().where(e.evidence_wipe.c.evidence_id == _EVIDENCE.id)


def evidence_of(conn: Connection, case_id: str) -> list[dict[str, Any]]:
    """Every piece of a case with what was recorded about it, by number."""
    query = select(t.evidence).where(_EVIDENCE.case_id == case_id).order_by(_EVIDENCE.no)
    pieces = plain_rows(conn, query)
    if not pieces:
        return []
    custody = _about(conn, case_id, e.custody_event)
    gradings = _about(conn, case_id, e.evidence_grading)
    confidences = _about(conn, case_id, e.evidence_confidence)
    wipes = _about_query(conn, _wipes(case_id))
    return [
        {
            **piece,
            "custody": sorted(map(_event, custody[piece["id"]]), key=lambda row: str(row["at"])),
            "gradings": gradings[piece["id"]],
            "confidences": confidences[piece["id"]],
            "wipe": next(iter(wipes[piece["id"]]), None),
        }
        for piece in pieces
    ]


def _about(conn: Connection, case_id: str, table: Table) -> dict[str, list[dict[str, Any]]]:
    query = (
        select(table)
        .join(t.evidence, _EVIDENCE.id == table.c.evidence_id)
        .where(_EVIDENCE.case_id == case_id)
        .order_by(table.c.id)
    )
    return _about_query(conn, query)


def _about_query(conn: Connection, query: Select[Any]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in plain_rows(conn, query):
        found[row["evidence_id"]].append(row)
    return found


def _wipes(case_id: str) -> Select[Any]:
    wipe = e.evidence_wipe
    return (
        select(wipe, motion_second.c.seconder.label("seconded_by"))
        .join(t.evidence, _EVIDENCE.id == wipe.c.evidence_id)
        .join(motion_second, motion_second.c.motion_id == wipe.c.motion_id)
        .where(_EVIDENCE.case_id == case_id)
    )


def _event(row: dict[str, Any]) -> dict[str, Any]:
    """When it happened is what people ask for; when it was entered stands beside it."""
    return {**row, "entered_at": row["at"], "at": row["happened_at"]}


def live_evidence(conn: Connection) -> list[dict[str, Any]]:
    """Every piece whose file must be in the vault, with the reference of its case."""
    query = (
        select(t.case_file.c.reference, _EVIDENCE.no, _EVIDENCE.name, _EVIDENCE.vault_name)
        .join(t.case_file, t.case_file.c.id == _EVIDENCE.case_id)
        .where(~_IS_WIPED)
        .order_by(t.case_file.c.reference, _EVIDENCE.no)
    )
    return plain_rows(conn, query)


def same_files(conn: Connection, sha256: str) -> list[dict[str, Any]]:
    """Where else the same content is kept as evidence: reference, no, name; oldest first."""
    query = (
        select(t.case_file.c.reference, _EVIDENCE.no, _EVIDENCE.name)
        .join(t.case_file, t.case_file.c.id == _EVIDENCE.case_id)
        .where(_EVIDENCE.sha256 == sha256, ~_IS_WIPED)
        .order_by(_EVIDENCE.id)
    )
    return plain_rows(conn, query)


def vault_files(conn: Connection) -> list[tuple[str, str]]:
    """Name and vault name of every file that a row needs."""
    raw = t.raw_file.c
    query = union_all(
        select(raw.name, raw.vault_name),
        select(_EVIDENCE.name, _EVIDENCE.vault_name).where(~_IS_WIPED),
    )
    return [(str(name), str(vault_name)) for name, vault_name in conn.execute(query)]


def wiped_names(conn: Connection) -> tuple[str, ...]:
    """Vault names of wiped pieces that no other row needs."""
    wiped = select(_EVIDENCE.vault_name).where(_IS_WIPED).distinct()
    needed = {vault_name for _name, vault_name in vault_files(conn)}
    return tuple(sorted(set(conn.execute(wiped).scalars()) - needed))


def remove_wiped(casebook: Casebook, *, now: datetime) -> int:
    """Remove the files of wiped pieces from the vault; how many there were.

    Alone on the casebook's writing, so that nobody enters the same content meanwhile. A file that
    cannot be removed now (open on Windows, the casebook occupied) goes at the next opening.
    """
    with casebook.read() as conn:
        names = _there(casebook, wiped_names(conn))
    if not names:
        return 0
    with contextlib.suppress(Fault, OSError), casebook.write("remove_wiped", now=now) as work:
        work.quiet()
        names = _there(casebook, wiped_names(work.conn))
        for name in names:
            casebook.vault.destroy(name)
        return len(names)
    return 0


def _there(casebook: Casebook, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if casebook.vault.has(name))


def moved_by(conn: Connection, motion_id: str) -> tuple[str, str]:
    """Who moved a motion, and the reason in its text."""
    query = select(motion.c.author, motion.c.text).where(motion.c.id == motion_id)
    row = conn.execute(query).one()
    return str(row.author), str(json.loads(row.text)["reason"])
