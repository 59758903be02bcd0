"""What the audit trail says of erased declarations: contents go with them, the entries stay.

Each content that goes has an entry of its own, which names the declaration for whose sake it went.
Of a view which rows were seen stays told, and by whom: whom they asked for is gone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import or_, select

from landwaiter.storage.audit.chain import ERASED
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.deeds.erasures import ROWS, erased_object, first_shown
from landwaiter.storage.deeds.motion_rows import signed_motion
from landwaiter.storage.schema.audit import audit_entry, audit_payload
from landwaiter.storage.schema.data_protection.trade_erasure import trade_erased

ABOUT: Final = "trade/declaration/"
VIEWS: Final = "trade"
"""The object of entries that tell of a list."""


@dataclass(frozen=True, slots=True)
class ErasableEntry:
    """An entry whose content goes, and the declaration that asks for it."""

    seq: int
    sake: int
    stays: Mapping[str, str] = field(default_factory=dict)
    """What of its content the entry that erases it says again: it names nobody."""


def erase_entries(work: UnitOfWork, motion_id: str, entries: Sequence[ErasableEntry]) -> int:
    """Erase their contents; how many."""
    record = signed_motion(work.conn, motion_id).sha256
    for one in entries:
        told = {"erasure": f"{ABOUT}{one.sake}", **one.stays}
        work.audit(ERASED, erased_object(one.seq, record), told)
        work.conn.execute(
            audit_payload.update()
            .where(audit_payload.c.seq == one.seq)
            .values(content=None, salt=None, erased_at=work.now, erased_by=work.actor)
        )
    return len(entries)


def said_of(conn: Reader, objects: Mapping[str, int]) -> Iterator[ErasableEntry]:
    """Entries about objects, and what is below them, that still say something: each object with the
    declaration for whose sake it goes."""
    entry = audit_entry.c
    for about, sake in objects.items():
        query = (
            select(entry.seq)
            .join(audit_payload, audit_payload.c.seq == entry.seq)
            .where(
                or_(
                    entry.object == about,
                    (entry.object >= f"{about}/") & (entry.object < f"{about}0"),
                ),
                audit_payload.c.content.is_not(None),
            )
        )
        for seq in conn.execute(query).scalars():
            yield ErasableEntry(int(seq), sake)


def views_of(conn: Reader, erasure: int) -> Iterator[ErasableEntry]:
    """Views that were asked for in words, and showed what an erasure took."""
    mine, entry, payload = trade_erased.c, audit_entry.c, audit_payload.c
    gone = conn.execute(
        select(mine.declaration_id).where(mine.erasure == erasure).order_by(mine.declaration_id)
    ).scalars()
    numbers = [int(one) for one in gone]
    query = (
        select(entry.seq, entry.object, payload.content)
        .join(audit_payload, payload.seq == entry.seq)
        .where(
            entry.object >= ROWS,
            entry.object < f"{ROWS[:-1]}0",
            payload.content.is_not(None),
        )
        .order_by(entry.seq)
    )
    for seq, about, content in conn.execute(query):
        sake = first_shown(about, numbers)
        if sake is not None:
            through = str(records.structure(content).get("through", ""))
            yield ErasableEntry(int(seq), sake, {"through": through})


def still_said(conn: Reader, entries: Sequence[ErasableEntry]) -> list[ErasableEntry]:
    """Those of at most some hundred entries that still say something."""
    payload = audit_payload.c
    query = select(payload.seq).where(
        payload.seq.in_([one.seq for one in entries]), payload.content.is_not(None)
    )
    said = set(conn.execute(query).scalars())
    return [one for one in entries if one.seq in said]


def is_erased(conn: Reader, rows: Sequence[int]) -> bool:
    """Whether one of these declarations was erased."""
    mine = trade_erased.c.declaration_id
    parts = (rows[at : at + _MOST] for at in range(0, len(rows), _MOST))
    return any(
        conn.execute(select(mine).where(mine.in_(part)).limit(1)).first() is not None
        for part in parts
    )


_MOST: Final = 500
"""Numbers in one question."""
