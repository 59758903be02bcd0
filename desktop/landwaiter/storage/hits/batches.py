"""Parts of a file of names that are screened already, so that a stopped screening goes on."""

import zlib
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, func, select

from landwaiter.canonical import instant
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import columns, from_json, to_bytes, to_json
from landwaiter.storage.schema.hits import batch_part, batch_run

KEPT = timedelta(days=7)
"""How long a screening that nobody went on with is kept."""
_FAST = 1


def find_run(conn: Reader, author: str, asked: Any) -> str | None:
    """The newest run of this person that was asked exactly this."""
    run = batch_run.c
    query = (
        select(run.id)
        .where(run.author == author, run.asked == to_json(asked))
        .order_by(run.id.desc())
        .limit(1)
    )
    found = conn.execute(query).scalar()
    return None if found is None else str(found)


def begin_run(work: UnitOfWork, asked: Any) -> str:
    """A new run; what is older than a week goes, whoever left it."""
    stale = select(batch_run.c.id).where(batch_run.c.at < instant(work.now - KEPT))
    same = select(batch_run.c.id).where(
        batch_run.c.author == work.actor, batch_run.c.asked == to_json(asked)
    )
    sweep(work, [*work.conn.execute(stale).scalars(), *work.conn.execute(same).scalars()])
    run_id = work.new_id()
    row = {"id": run_id, "author": work.actor, "asked": asked, "at": work.now}
    work.conn.execute(batch_run.insert().values(columns(row)))
    return run_id


def sweep(work: UnitOfWork, run_ids: list[str]) -> None:
    """Leave nothing of these runs."""
    work.conn.execute(delete(batch_part).where(batch_part.c.run_id.in_(run_ids)))
    work.conn.execute(delete(batch_run).where(batch_run.c.id.in_(run_ids)))


def parts_of(conn: Reader, run_id: str) -> int:
    """How many parts are there, from the first on without a gap."""
    part = batch_part.c
    query = select(func.count(), func.max(part.no)).where(part.run_id == run_id)
    count, newest = conn.execute(query).one()
    return int(count) if count and newest == count - 1 else 0


def add_part(work: UnitOfWork, run_id: str, no: int, body: Any) -> None:
    packed = zlib.compress(to_bytes(body), _FAST)
    work.conn.execute(batch_part.insert().values(run_id=run_id, no=no, body=packed))


def part(conn: Reader, run_id: str, no: int, kind: Any) -> Any:
    """What was kept as one part, as `kind`."""
    query = select(batch_part.c.body).where(batch_part.c.run_id == run_id, batch_part.c.no == no)
    packed: bytes = conn.execute(query).scalar_one()
    return from_json(zlib.decompress(packed), kind)
