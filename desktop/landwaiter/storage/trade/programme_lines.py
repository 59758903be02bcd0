"""Lines of the trade store that monitoring programmes watch."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select, and_, func, select

from landwaiter.domain.trade.sift_outcome import WatchedPlace
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.schema import trade as t
from landwaiter.storage.sqlite.dialect import in_numbers, insert_or_ignore
from landwaiter.storage.trade.trade_counts import is_marked, is_replaced

_LAST: Final = "9999-12-31"
_CN8: Final = 8
_AFTER: Final = "\U0010ffff"
"""Behind everything that begins so."""


@dataclass(frozen=True, slots=True)
class WatchedCount:
    """What a programme watches in the store."""

    declarations: int
    lines: int
    value: int
    """In cents of the euro, of the lines that state one."""
    mass: int
    """In grams."""
    without_value: int
    without_mass: int
    opened: int
    """Declarations of them that have a case."""


def add_lines(conn: Writer, rows: Sequence[tuple[str, int, int, int]]) -> None:
    """Programme, its version, declaration and line; what is there already stays."""
    if rows:
        names = ("monitor_id", "version", "declaration_id", "line")
        text = insert_or_ignore("trade_programme", names)
        conn.connection.cursor().executemany(text, rows)


@dataclass(frozen=True, slots=True)
class WatchedPart:
    """What a programme watches at most: lines of these codes, on these days; empty: any."""

    headings: tuple[str, ...] = ()
    first: str = ""
    last: str = ""


def may_be_watched(conn: Reader, parts: Iterable[WatchedPart]) -> set[int]:
    """Declarations that a programme may watch: words and parties stand in what was declared."""
    item, declared = t.trade_item.c, t.trade_declaration
    found: set[int] = set()
    for part in parts:
        days = declared.c.day.between(part.first, part.last or _LAST)
        if not part.headings:
            found.update(conn.execute(select(declared.c.id).where(days)).scalars())
        for heading in part.headings:
            query = select(item.declaration_id).where(
                item.cn8 >= heading[:_CN8], item.cn8 < heading[:_CN8] + _AFTER
            )
            if part.first or part.last:
                query = query.join(declared, declared.c.id == item.declaration_id).where(days)
            found.update(conn.execute(query).scalars())
    return found


def lines_of(conn: Reader, numbers: Sequence[int]) -> Mapping[int, set[WatchedPlace]]:
    """Declaration → its lines that were ever watched, each with programme and version."""
    line, found = t.trade_programme.c, dict[int, set[WatchedPlace]]()
    query = select(line.declaration_id, line.monitor_id, line.version, line.line)
    for number, programme, version, no in conn.execute(
        query.where(in_numbers(line.declaration_id, numbers))
    ):
        found.setdefault(int(number), set()).add((str(programme), int(version), int(no)))
    return found


def watched_by(conn: Reader, programmes: Iterable[str]) -> set[int]:
    """Declarations that any version of these programmes watches."""
    line = t.trade_programme.c
    query = select(line.declaration_id).where(line.monitor_id.in_(list(programmes)))
    return set(conn.execute(query).scalars())


def _mine(programme: str, version: int) -> Any:
    line = t.trade_programme.c
    return and_(
        line.monitor_id == programme, line.version == version, ~is_replaced(line.declaration_id)
    )


def count(conn: Reader, programme: str, version: int) -> WatchedCount:
    """What a version of a programme watches, in the newest version of each declaration."""
    line, item = t.trade_programme.c, t.trade_item.c
    joined = t.trade_programme.join(
        t.trade_item,
        and_(item.declaration_id == line.declaration_id, item.no == line.line),
    )
    query = (
        select(
            func.count(line.declaration_id.distinct()),
            func.count(),
            func.coalesce(func.sum(item.value), 0),
            func.coalesce(func.sum(item.mass), 0),
            func.count() - func.count(item.value),
            func.count() - func.count(item.mass),
        )
        .select_from(joined)
        .where(_mine(programme, version))
    )
    declared, lines, value, mass, no_value, no_mass = map(int, conn.execute(query).one())
    opened = select(func.count(line.declaration_id.distinct())).where(
        _mine(programme, version), is_marked(line.declaration_id, "opened")
    )
    has_case = int(conn.execute(opened).scalar() or 0)
    return WatchedCount(declared, lines, value, mass, no_value, no_mass, has_case)


def declarations(
    conn: Reader, programme: str, version: int, *, limit: int, after: int = 0
) -> Sequence[int]:
    """The declarations themselves, the oldest first."""
    line = t.trade_programme.c.declaration_id
    query: Select[Any] = (
        select(line).where(_mine(programme, version), line > after).distinct().order_by(line)
    )
    return [int(one) for one in conn.execute(query.limit(limit)).scalars()]


def programmes_of(conn: Reader, number: int) -> Sequence[tuple[str, int]]:
    """Programmes with their version that watch a line of a declaration."""
    line = t.trade_programme.c
    query = select(line.monitor_id, line.version).where(line.declaration_id == number).distinct()
    return [(str(one), int(version)) for one, version in conn.execute(query)]
