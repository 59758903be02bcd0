"""The queue of the sift page by page, and the ranges of declarations that runs and days left.

Numbers of declarations grow with their batches, so that what a day or a run sifted is a few ranges.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.intake.declarations import mrn_key
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.lists import list_edition
from landwaiter.storage.sqlite import dialect
from landwaiter.storage.sqlite.dialect import in_numbers
from landwaiter.storage.trade import again_rows, queue_words, standings
from landwaiter.storage.trade.packing import unpacked
from landwaiter.storage.trade.trade_counts import holds, is_marked, is_replaced

Range = tuple[int, int]
"""The first and the last number."""
MOST_RUNS = 20
_standing = t.trade_standing.c
_FEW: Final = 200
"""Ranges that are asked for by themselves; more are given as one value."""


@dataclass(frozen=True, slots=True)
class DeclaredRow:
    """A declaration with its reasons, without what was found of it."""

    id: int
    number: str
    day: date
    destination: str
    value: int | None
    """In cents of the euro, where every line states one."""
    declared: Mapping[str, Any]
    """The content that was hashed, as plain values."""
    drawn: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QueuedRow(DeclaredRow):
    """A declaration of the queue, as far as a line of it shows."""

    verdict: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class QueueSlice:
    """Which part of the queue is read."""

    limit: int
    after: int = 0
    """The number after which it begins."""
    ranges: Sequence[Range] | None = None
    """None: all of the store."""
    text: str = ""
    among: Sequence[str] | None = None
    """What `words_among` says of the text, asked once for several groups; None: not asked yet."""


@dataclass(frozen=True, slots=True)
class SiftRunRow:
    """A run of the sift that left batches."""

    id: str
    at: datetime
    author: str
    files: tuple[str, ...]


def waiting_page(
    conn: Reader, reason: str, part: QueueSlice, *, unlike: Sequence[str] = ()
) -> Sequence[int]:
    """Declarations with this reason, and none of `unlike`, of which nothing became yet."""
    query = _standing_as(waits_for(reason))
    if unlike:
        other = t.trade_standing.alias("other").c
        query = query.where(
            ~select(other.standing)
            .where(
                other.declaration_id == _standing.declaration_id,
                other.standing.in_([waits_for(one) for one in unlike]),
            )
            .exists()
        )
    return _page(conn, query, part)


def sample_page(conn: Reader, part: QueueSlice) -> Sequence[int]:
    """Declarations of the sample that nobody looked at yet."""
    return _page(conn, _standing_as(standings.WAITS_AS_SAMPLE), part)


def waits_for(reason: str) -> str:
    """How a declaration stands that waits for a reason."""
    return standings.of_reason(standings.WAITS, reason)


def _standing_as(standing: str) -> Select[Any]:
    return select(_standing.declaration_id).where(_standing.standing == standing)


def _page(conn: Reader, query: Select[Any], part: QueueSlice) -> Sequence[int]:
    row = _standing.declaration_id
    query = query.where(row > part.after, in_ranges(row, part.ranges))
    if part.text:
        among = words_among(conn, part.text) if part.among is None else part.among
        query = query.where(*(in_numbers(row, one) for one in among), _says(row, part.text))
    return [int(one) for one in conn.execute(query.order_by(row).limit(part.limit)).scalars()]


def words_among(conn: Reader, text: str) -> Sequence[str]:
    """Among which of the queue all are that have the text; nothing: among all."""
    found = queue_words.among(conn, (*_ways(text), mrn_key(text) or text)) if text else None
    return () if found is None else (found,)


def in_ranges(row: ColumnElement[int], ranges: Sequence[Range] | None) -> ColumnElement[bool]:
    """Whether a number lies in one of the ranges; None: wherever it lies."""
    if ranges is None:
        return row > 0
    if len(ranges) > _FEW:
        return dialect.in_ranges(row, ranges)
    return or_(*(row.between(first, last) for first, last in ranges), row < 0)


def _says(row: ColumnElement[int], text: str) -> ColumnElement[bool]:
    """Its number begins so, or a party of it has the text in its name or number.

    LIKE folds ASCII alone: other letters are asked for as written, large and small.
    """
    declared, role, party = t.trade_declaration.alias("said"), t.trade_role.c, t.trade_party.c
    by_number = select(declared.c.id).where(
        declared.c.id == row,
        or_(
            declared.c.mrn.startswith(mrn_key(text) or text, autoescape=True),
            declared.c.local_reference.startswith(text, autoescape=True),
        ),
    )
    named = [
        column.contains(way, autoescape=True)
        for way in _ways(text)
        for column in (party.name, party.identifier)
    ]
    by_party = (
        select(party.id)
        .join(t.trade_role, role.party_id == party.id)
        .where(role.declaration_id == row, or_(*named))
    )
    return or_(by_number.exists(), by_party.exists())


def _ways(text: str) -> Iterable[str]:
    return dict.fromkeys((text, text.lower(), text.upper(), text.title()))


def declared_rows(conn: Reader, numbers: Sequence[int]) -> tuple[DeclaredRow, ...]:
    """The declarations of these numbers, in their order."""
    reasons = _reasons(conn, numbers)
    found = {
        int(row.id): DeclaredRow(**_told(row, unpacked(row.content), reasons))
        for row in conn.execute(_rows_of(numbers))
    }
    return tuple(found[number] for number in numbers if number in found)


def queued(conn: Reader, numbers: Sequence[int]) -> tuple[QueuedRow, ...]:
    """The same with what was found of each."""
    reasons, later = _reasons(conn, numbers), again_rows.newest_verdicts(conn, numbers)
    found: dict[int, QueuedRow] = {}
    for row in conn.execute(_rows_of(numbers, t.trade_declaration.c.verdict)):
        content = unpacked(row.content)
        again = later.get(int(row.id))
        # What counts: the newest.
        verdict = again.verdict if again else unpacked(row.verdict, content)
        found[int(row.id)] = QueuedRow(
            **_told(row, content, reasons), verdict=records.structure(verdict.decode())
        )
    return tuple(found[number] for number in numbers if number in found)


def _reasons(conn: Reader, numbers: Sequence[int]) -> Mapping[int, Sequence[str]]:
    why = t.trade_reason.c
    query = select(why.declaration_id, why.reason).where(
        in_numbers(why.declaration_id, numbers), holds(why)
    )
    found: dict[int, list[str]] = {}
    for number, reason in conn.execute(query):
        found.setdefault(int(number), []).append(str(reason))
    return found


def _rows_of(numbers: Sequence[int], *others: ColumnElement[Any]) -> Select[Any]:
    declared = t.trade_declaration.c
    return select(
        declared.id,
        declared.mrn,
        declared.local_reference,
        declared.day,
        declared.destination,
        declared.value,
        declared.content,
        declared.drawn,
        *others,
    ).where(in_numbers(declared.id, numbers))


def _told(row: Any, content: bytes, reasons: Mapping[int, Sequence[str]]) -> dict[str, Any]:
    return {
        "id": int(row.id),
        "number": row.mrn or row.local_reference or str(row.id),
        "day": date.fromisoformat(row.day),
        "destination": row.destination or "",
        "value": row.value,
        "declared": records.structure(content.decode())["content"],
        "drawn": bool(row.drawn),
        "reasons": tuple(reasons.get(int(row.id), ())),
    }


def list_kinds(conn: Reader) -> Mapping[str, str]:
    """List → its kind, such as `asset_freeze`."""
    rows = conn.execute(select(list_edition.c.list_id, list_edition.c.kind).distinct())
    return {str(one): str(kind) for one, kind in rows}


def newest_runs(conn: Reader, limit: int = MOST_RUNS) -> tuple[SiftRunRow, ...]:
    """Runs that left batches, the newest first."""
    run, batch = t.trade_run.c, t.trade_batch.c
    has_batch = select(batch.no).where(batch.run_id == run.id).exists()
    query = select(t.trade_run).where(has_batch).order_by(run.id.desc()).limit(limit)
    return tuple(
        SiftRunRow(
            row["id"],
            datetime.fromisoformat(row["at"]),
            row["author"],
            tuple(file["file"] for file in row["files"]),
        )
        for row in records.plain_rows(conn, query, structured=("files",))
    )


def batches_of(conn: Reader, *, run: str = "", since: str = "", until: str = "") -> Sequence[int]:
    """Numbers of batches of a run, or of a span of time; all where neither is said."""
    batch = t.trade_batch.c
    query = select(batch.no).order_by(batch.no)
    if run:
        query = query.where(batch.run_id == run)
    if since:
        query = query.where(batch.at >= since)
    if until:
        query = query.where(batch.at < until)
    return [int(no) for no in conn.execute(query).scalars()]


def ranges_of(conn: Reader, batches: Sequence[int]) -> tuple[Range, ...]:
    """The numbers of the declarations of these batches, which stand in their order."""
    leaf = t.trade_leaf.c
    found = []
    for first, last in _runs(batches):
        mine = select(leaf.id).where(leaf.batch.between(first, last)).limit(1)
        low = conn.execute(mine.order_by(leaf.batch, leaf.id)).scalar()
        high = conn.execute(mine.order_by(leaf.batch.desc(), leaf.id.desc())).scalar()
        if low is not None and high is not None:
            found.append((int(low), int(high)))
    return tuple(found)


def _runs(numbers: Sequence[int]) -> Iterator[Range]:
    """Numbers that follow one another, put together."""
    first = last = None
    for number in numbers:
        if last is not None and number == last + 1:
            last = number
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = number
    if first is not None and last is not None:
        yield first, last


def exports_since(
    conn: Reader, exporter: str, since: date, before: int
) -> tuple[int, int, Sequence[tuple[str, int]]]:
    """Declarations of an exporter since a day, how many became cases, and to where most went.

    In their newest versions, but for the one with the number `before`.
    """
    declared = t.trade_declaration.c
    mine = and_(
        declared.exporter == exporter,
        declared.day >= since.isoformat(),
        declared.id != before,
        ~is_replaced(declared.id),
    )
    query = (
        select(declared.destination, func.count())
        .where(mine)
        .group_by(declared.destination)
        .order_by(func.count().desc(), declared.destination)
    )
    places = [(str(place or ""), int(count)) for place, count in conn.execute(query)]
    opened = select(func.count(declared.id)).where(mine, is_marked(declared.id, "opened"))
    cases = int(conn.execute(opened).scalar() or 0)
    return sum(count for _place, count in places), cases, places
