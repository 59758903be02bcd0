"""With what each batch of the trade store was judged last, and how many wait for other editions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, Text, func, or_, select, type_coerce

from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.law import pack_edition
from landwaiter.storage.trade import queue_rows, sift_parts


@dataclass(frozen=True, slots=True)
class BatchStanding:
    """A batch with what it was judged with last."""

    batch: int
    judging: int


def judging_id(conn: Writer, digest: str, grounds: Mapping[str, Any]) -> int:
    """The number of what counted; kept now where it counts for the first time."""
    known = number_of(conn, digest)
    if known is None:
        records.add(conn, "trade_judging", digest=digest, grounds=dict(grounds))
        known = number_of(conn, digest)
    if known is None:
        raise AssertionError("it was just written")
    return known


def number_of(conn: Reader, digest: str) -> int | None:
    query = select(t.trade_judging.c.id).where(t.trade_judging.c.digest == digest)
    return conn.execute(query).scalar()


def judgings(conn: Reader, numbers: Sequence[int] = ()) -> Mapping[int, Mapping[str, Any]]:
    """Number → what counted, of these or of all."""
    query = select(t.trade_judging)
    if numbers:
        query = query.where(t.trade_judging.c.id.in_(numbers))
    rows = records.plain_rows(conn, query, structured=("grounds",))
    return {int(row["id"]): row["grounds"] for row in rows}


def every_judging(conn: Reader) -> Mapping[int, object]:
    """Number → what stands there of what counted."""
    judging = t.trade_judging.c
    query = select(judging.id, type_coerce(judging.grounds, Text))
    return {int(number): said for number, said in conn.execute(query)}


def digest_of(conn: Reader, number: int) -> str:
    query = select(t.trade_judging.c.digest).where(t.trade_judging.c.id == number)
    return str(conn.execute(query).scalar_one())


def add_judged(conn: Writer, batches: Sequence[int], again: int, judging: int) -> None:
    """Say with what batches were judged; `again` is 0 when they were sifted."""
    rows = [{"batch": one, "again": again, "judging_id": judging} for one in batches]
    if rows:
        conn.execute(t.trade_judged.insert(), rows)


def _newest() -> Select[Any]:
    """Each batch with what it was judged with last: SQLite takes it from the row of the maximum."""
    judged = t.trade_judged.c
    return select(judged.batch, judged.judging_id, func.max(judged.again)).group_by(judged.batch)


def standing(conn: Reader) -> Sequence[BatchStanding]:
    """Every batch in its order; one row for each 250 declarations."""
    return [
        BatchStanding(int(row[0]), int(row[1]))
        for row in conn.execute(_newest().order_by(t.trade_judged.c.batch))
    ]


def standing_of(conn: Reader, batch: int) -> int | None:
    """What one batch was judged with last."""
    judged = t.trade_judged.c
    query = (
        select(judged.judging_id)
        .where(judged.batch == batch)
        .order_by(judged.again.desc())
        .limit(1)
    )
    return conn.execute(query).scalar()


def not_judged_with(conn: Reader, digest: str) -> Mapping[int, int]:
    """What batches were judged with instead → how many declarations of theirs wait for it.

    Of those in their newest version that have no case.
    """
    current = number_of(conn, digest)
    stale: dict[int, list[int]] = {}
    for one in standing(conn):
        if one.judging != current:
            stale.setdefault(one.judging, []).append(one.batch)
    counts = {
        number: sift_parts.without_case(conn, queue_rows.ranges_of(conn, batches))
        for number, batches in stale.items()
    }
    return {number: count for number, count in counts.items() if count}


def days_of(conn: Reader) -> tuple[date, ...]:
    """Days on which declarations of the store were accepted, from the first on."""
    query = select(t.trade_declaration.c.day).distinct().order_by(t.trade_declaration.c.day)
    return tuple(date.fromisoformat(day) for day in conn.execute(query).scalars())


def newest_pack(conn: Reader) -> str:
    """The pack edition imported last."""
    return str(conn.execute(select(func.max(pack_edition.c.id))).scalar() or "")


def packs_on(conn: Reader, on: date, through: str) -> Mapping[str, str]:
    """Pack id → row of the edition in force on a day, of those that were there by then."""
    pack, day = pack_edition.c, on.isoformat()
    query = (
        select(pack.pack_id, func.max(pack.id))
        .where(pack.id <= through)
        .where(or_(pack.valid_from.is_(None), pack.valid_from <= day))
        .where(or_(pack.valid_to.is_(None), pack.valid_to >= day))
        .group_by(pack.pack_id)
    )
    return {str(pack_id): str(row_id) for pack_id, row_id in conn.execute(query)}


def every_judged(conn: Reader) -> Sequence[tuple[int, int, int]]:
    """Batch, number of the judging, and what counted: all there is."""
    judged = t.trade_judged.c
    query = select(judged.batch, judged.again, judged.judging_id)
    return [(int(batch), int(again), int(number)) for batch, again, number in conn.execute(query)]
