"""Evidence in the casebook: pieces with custody, gradings and tombstones; which files they need.

A piece that was wiped keeps its row and its hash; its file goes from the vault once no other piece
and no raw file needs it.
"""

import contextlib
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, select, union_all

from landwaiter.domain.evidence.custody import in_order
from landwaiter.errors import Fault
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import plain_rows
from landwaiter.storage.deeds.motion_rows import motion_of
from landwaiter.storage.people.open_casebook import Casebook
from landwaiter.storage.schema import evidence as e
from landwaiter.storage.schema import tables as t
from landwaiter.storage.schema.deeds import motion
from landwaiter.trust.registry import Registry

_EVIDENCE = t.evidence.c
DEED = "wipe_evidence"


def evidence_of(conn: Reader, case_id: str, registry: Registry) -> list[dict[str, Any]]:
    """Every piece of a case with what was recorded about it, by number.

    A tombstone that no second person's signature carries is none; the check of the casebook names
    it.
    """
    query = select(t.evidence).where(_EVIDENCE.case_id == case_id)
    pieces = plain_rows(conn, query, structured=("mail",))
    pieces.sort(key=lambda row: in_order(int(row["no"])))
    if not pieces:
        return []
    custody = _about(conn, case_id, e.custody_event)
    gradings = _about(conn, case_id, e.evidence_grading)
    confidences = _about(conn, case_id, e.evidence_confidence)
    wipes = {row["evidence_id"]: row for row in _wipes(conn, registry, case_id)}
    return [
        {
            **piece,
            "custody": sorted(map(_event, custody[piece["id"]]), key=lambda row: str(row["at"])),
            "gradings": gradings[piece["id"]],
            "confidences": confidences[piece["id"]],
            "wipe": wipes.get(piece["id"]),
        }
        for piece in pieces
    ]


def _about(conn: Reader, case_id: str, table: Table) -> dict[str, list[dict[str, Any]]]:
    query = (
        select(table)
        .join(t.evidence, _EVIDENCE.id == table.c.evidence_id)
        .where(_EVIDENCE.case_id == case_id)
        .order_by(table.c.id)
    )
    return _about_query(conn, query)


def _about_query(conn: Reader, query: Select[Any]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in plain_rows(conn, query):
        found[row["evidence_id"]].append(row)
    return found


def _wipes(
    conn: Reader, registry: Registry, case_id: str | None = None
) -> Iterator[dict[str, Any]]:
    """The tombstones, of one case or of all, that a second person's signature carries."""
    wipe = e.evidence_wipe
    query = select(wipe, _EVIDENCE.case_id).join(t.evidence, _EVIDENCE.id == wipe.c.evidence_id)
    for row in plain_rows(conn, query if case_id is None else query.where(_of(case_id))):
        moved = motion_of(conn, registry, row["motion_id"])
        about = f"case/{row['case_id']}/evidence/{row['evidence_id']}"
        if moved and moved.valid and moved.second and (moved.deed, moved.object) == (DEED, about):
            yield {**row, "seconded_by": moved.second.seconder}


def _of(case_id: str) -> ColumnElement[bool]:
    return _EVIDENCE.case_id == case_id


def wiped_pieces(conn: Reader, registry: Registry) -> frozenset[str]:
    """Identities of the pieces whose file is gone, or goes, by two persons' will."""
    return frozenset(row["evidence_id"] for row in _wipes(conn, registry))


def _event(row: dict[str, Any]) -> dict[str, Any]:
    """When it happened is what people ask for; when it was entered stands beside it."""
    return {**row, "entered_at": row["at"], "at": row["happened_at"]}


def live_evidence(conn: Reader, registry: Registry) -> list[dict[str, Any]]:
    """Every piece whose file must be in the vault, with the reference of its case."""
    query = (
        select(t.case_file.c.reference, _EVIDENCE.no, _EVIDENCE.name, _EVIDENCE.vault_name)
        .join(t.case_file, t.case_file.c.id == _EVIDENCE.case_id)
        .where(_EVIDENCE.id.not_in(wiped_pieces(conn, registry)))
        .order_by(t.case_file.c.reference, _EVIDENCE.no)
    )
    return plain_rows(conn, query)


def same_files(conn: Reader, sha256: str, registry: Registry) -> list[dict[str, Any]]:
    """Where else the same content is kept as evidence: reference, no, name; oldest first."""
    query = (
        select(t.case_file.c.reference, _EVIDENCE.no, _EVIDENCE.name)
        .join(t.case_file, t.case_file.c.id == _EVIDENCE.case_id)
        .where(_EVIDENCE.sha256 == sha256, _EVIDENCE.id.not_in(wiped_pieces(conn, registry)))
        .order_by(_EVIDENCE.id)
    )
    return plain_rows(conn, query)


def vault_files(conn: Reader, registry: Registry) -> list[tuple[str, str]]:
    """Name and vault name of every file that a row needs."""
    raw, wiped = t.raw_file.c, wiped_pieces(conn, registry)
    query = union_all(
        select(raw.name, raw.vault_name),
        select(_EVIDENCE.name, _EVIDENCE.vault_name).where(_EVIDENCE.id.not_in(wiped)),
    )
    return [(str(name), str(vault_name)) for name, vault_name in conn.execute(query)]


def wiped_names(conn: Reader, registry: Registry) -> tuple[str, ...]:
    """Vault names of wiped pieces that no other row needs."""
    pieces = wiped_pieces(conn, registry)
    if not pieces:
        return ()
    wiped = select(_EVIDENCE.vault_name).where(_EVIDENCE.id.in_(pieces))
    needed = {vault_name for _name, vault_name in vault_files(conn, registry)}
    return tuple(sorted(set(conn.execute(wiped).scalars()) - needed))


def remove_wiped(casebook: Casebook, *, now: datetime) -> int:
    """Remove the files of wiped pieces from the vault; how many there were.

    Alone on the casebook's writing, so that nobody enters the same content meanwhile. A file that
    cannot be removed now (open on Windows, the casebook occupied) goes at the next opening.
    """
    with casebook.read() as conn:
        names = _there(casebook, conn)
    if not names:
        return 0
    with contextlib.suppress(Fault, OSError), casebook.write("remove_wiped", now=now) as work:
        work.quiet()
        names = _there(casebook, work.conn)
        for name in names:
            casebook.vault.destroy(name)
        return len(names)
    return 0


def _there(casebook: Casebook, conn: Reader) -> tuple[str, ...]:
    """Files of wiped pieces that still lie in the vault."""
    wiped = wiped_names(conn, load_registry(conn))
    return tuple(name for name in wiped if casebook.vault.has(name))


def moved_by(conn: Reader, motion_id: str) -> tuple[str, str]:
    """Who moved a motion, and the reason in its text."""
    query = select(motion.c.author, motion.c.text).where(motion.c.id == motion_id)
    row = conn.execute(query).one()
    return str(row.author), str(json.loads(row.text)["reason"])


def wipes(conn: Reader) -> list[dict[str, Any]]:
    """Every wiping: evidence and its number, case, reference, and the motion it rests on."""
    wipe = e.evidence_wipe
    query = (
        select(
            t.evidence.c.id,
            t.evidence.c.no,
            t.evidence.c.case_id,
            t.case_file.c.reference,
            wipe.c.motion_id,
        )
        .join_from(wipe, t.evidence, t.evidence.c.id == wipe.c.evidence_id)
        .join(t.case_file, t.case_file.c.id == t.evidence.c.case_id)
    )
    return plain_rows(conn, query)
