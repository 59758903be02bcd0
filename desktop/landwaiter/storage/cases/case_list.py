"""The list of cases: one keyset page of any filter and order, from the read model."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, or_, select, true
from sqlalchemy import case as sql_case

from landwaiter.canonical import instant
from landwaiter.storage.base.paging import beyond
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import plain_rows
from landwaiter.storage.cases.case_plans import (
    FEW,
    ROW,
    CaseFilter,
    CasePlan,
    asked_signs,
    has_flag,
    has_tag,
    plan_of,
)
from landwaiter.storage.schema import cases
from landwaiter.storage.schema import tables as t
from landwaiter.storage.sqlite.dialect import by_index, in_numbers, json_text
from landwaiter.storage.sqlite.full_text import words_all, words_and_signs, words_held

SORTS = ("received", *(name.removesuffix("_sort") for name in cases.SORTS))
_SORTED_BY = {"title": "title_sort"}
"""What is no text of one language is sorted by another column."""
_STRUCTURED = ("goods", "tracks", "clock", "flags", "codes")
_COLUMNS = (
    "id",
    "reference",
    "kind",
    "stage",
    "title",
    "title_sort",
    "exporter",
    "consignee",
    "end_user",
    "destination",
    *_STRUCTURED,
    "candidate_list",
    "candidate_code",
    "candidate_score",
    "candidate_authorised",
    "not_evaluated",
    "hits_open",
    "assignee",
    "proposed_by",
    "received",
    "due",
    "next_step",
    "value",
    "currency",
    "returned_to",
    "pending",
)

__all__ = ["CaseFilter"]


@dataclass(frozen=True, slots=True)
class CaseLines:
    """Rows of the read model in their order."""

    rows: list[dict[str, Any]]
    after: str | None
    """The cursor that continues them, None at the end."""
    by_entry: bool = False
    """The newest entry first, in place of the order: too many have the words to be sorted."""


def page(conn: Reader, chosen: CaseFilter, **how: Any) -> tuple[list[dict[str, Any]], str | None]:
    """Rows of the read model and the cursor that continues them, None at the end."""
    found = in_order(conn, chosen, **how)
    return found.rows, found.after


def in_order(
    conn: Reader,
    chosen: CaseFilter,
    *,
    sort: str = "received",
    descending: bool = True,
    after: str | None = None,
    limit: int = 256,
    plan: CasePlan | None = None,
) -> CaseLines:
    """The same as one answer."""
    by = _SORTED_BY.get(sort, sort)
    plan = (plan or planned(conn, chosen)).by_days(conn, chosen, by)
    column, key = t.case_file.c[by], t.case_file.c.id
    order = tuple(_order(one, descending=descending) for one in (column, key))
    query = plan.in_order(_chosen(plan.left, is_few=plan.rows is not None), by).order_by(*order)
    rows: list[dict[str, Any]] = []
    for condition in _beyond(column, descending=descending, after=after):
        part = query.where(condition).limit(limit + 1 - len(rows))
        if plan.sorts(by):
            # Put in order by their numbers alone: a whole line is long to carry along.
            first = tuple(
                conn.execute(part.with_only_columns(ROW, maintain_column_froms=True)).scalars()
            )
            part = _lines(replace(plan, rows=first), by, order)
        rows += plain_rows(conn, part, structured=_STRUCTURED)
        if len(rows) > limit:
            last = rows[limit - 1]
            return CaseLines(rows[:limit], json.dumps([last[by], last["id"]]))
    return CaseLines(rows, None)


def _lines(plan: CasePlan, by: str, order: Sequence[ColumnElement[Any]]) -> Select[Any]:
    """Those of a page, which are known to fit."""
    return plan.in_order(_chosen(CaseFilter()), by).order_by(*order)


def soon(
    conn: Reader,
    chosen: CaseFilter,
    *,
    sort: str = "received",
    descending: bool = True,
    after: str | None = None,
    limit: int = 256,
    plan: CasePlan | None = None,
) -> CaseLines:
    """The same for who waits for it: where many cases have the words, by their entry."""
    entry = json.loads(after) if after else None
    if isinstance(entry, dict):
        plan = plan_of(conn, chosen)
        return _by_entry(conn, plan, before=entry["entry"], limit=limit)
    plan = plan or planned(conn, chosen)
    if after is None and plan.left.words and plan.rows is None:
        return _by_entry(conn, plan, before=None, limit=limit)
    return in_order(
        conn, chosen, sort=sort, descending=descending, after=after, limit=limit, plan=plan
    )


def _by_entry(conn: Reader, plan: CasePlan, *, before: int | None, limit: int) -> CaseLines:
    """What the words are found in, the newest entry first, as the index of words has them."""
    found = t.case_search.c
    query = _worded(plan).order_by(found.serial.desc()).limit(limit + 1)
    if before is not None:
        query = query.where(found.serial < before)
    rows = plain_rows(conn, query, structured=_STRUCTURED)
    cursor = json.dumps({"entry": rows[limit - 1]["serial"]}) if len(rows) > limit else None
    return CaseLines(rows[:limit], cursor, by_entry=True)


def count(
    conn: Reader, chosen: CaseFilter, *, most: int | None = None, plan: CasePlan | None = None
) -> int:
    """How many cases the filter finds; of more than `most` one more than that."""
    plan = plan or planned(conn, chosen)
    if plan.left == CaseFilter() and plan.rows is not None:
        return len(plan.rows) if most is None else min(len(plan.rows), most + 1)
    if plan.left.words and plan.rows is None and most is not None:
        query = _worded(plan)
    else:
        query = plan.to_count(_chosen(plan.left, is_few=plan.rows is not None))
    if plan.alone is None or query is not plan.alone:
        query = query.with_only_columns(literal_column("1"), maintain_column_froms=True)
    if most is not None:
        query = query.limit(most + 1)
    return int(conn.execute(select(func.count()).select_from(query.subquery())).scalar_one())


def _worded(plan: CasePlan) -> Select[Any]:
    """Cases that fit, by the index of words."""
    found, case = t.case_search.c, t.case_file.c
    query = _chosen(replace(plan.left, words=())).add_columns(case.serial)
    query = query.join_from(t.case_search, t.case_file, case.serial == found.serial)
    query = by_index(query, t.case_file, "case_file_entry")
    return query.where(words_and_signs(t.case_search, plan.left.words, plan.signs), *plan.covered)


def planned(conn: Reader, chosen: CaseFilter) -> CasePlan:
    """As the other conditions have it; words that few cases have give these at once."""
    if not chosen.words:
        return plan_of(conn, chosen)
    found, case = t.case_search.c, t.case_file.c
    match = words_and_signs(t.case_search, chosen.words, asked_signs(conn, chosen))
    first = select(found.serial).where(match)
    serials = tuple(conn.execute(first.limit(FEW + 1)).scalars())
    if len(serials) > FEW:
        return plan_of(conn, chosen)
    rows = select(ROW).where(in_numbers(case.serial, serials))
    return CasePlan(tuple(conn.execute(rows).scalars()), replace(chosen, words=()))


def _order(column: ColumnElement[Any], *, descending: bool) -> ColumnElement[Any]:
    return column.desc() if descending else column.asc()


def _beyond(
    column: ColumnElement[Any], *, descending: bool, after: str | None
) -> Iterator[ColumnElement[bool]]:
    """Rows after the cursor, one stretch of the index after the other; NULL is before all."""
    if after is None:
        yield true()
        return
    value, row_id = json.loads(after)
    key = t.case_file.c.id
    if value is None:
        yield and_(column.is_(None), key < row_id if descending else key > row_id)
        if not descending:
            yield column.is_not(None)
        return
    yield beyond((column, key), (value, row_id), descending=descending)
    if descending and getattr(column, "nullable", False):
        yield column.is_(None)


def _chosen(chosen: CaseFilter, *, is_few: bool = False) -> Select[Any]:
    """Lines of the cases that fit; of few the words of each are looked at."""
    case = t.case_file.c
    query = select(*(case[name] for name in _COLUMNS))
    for name in ("kind", "destination", "assignee", "proposed_by", "pending", "returned_to"):
        wanted = getattr(chosen, name)
        if wanted is not None:
            query = query.where(case[name] == wanted)
    if chosen.candidate is not None:
        query = query.where(case.candidate_code == chosen.candidate)
    if chosen.unauthorised:
        has_one = case.candidate_code.is_not(None)
        query = query.where(has_one, case.candidate_authorised.is_distinct_from(1))
    if chosen.stages:
        query = query.where(case.stage.in_(chosen.stages))
    if chosen.unheld:
        query = query.where(case.assignee.is_(None))
    if chosen.proposed:
        query = query.where(case.proposed_by.is_not(None))
    if chosen.due_by is not None:
        query = query.where(case.due <= chosen.due_by.isoformat())
    if chosen.ids is not None:
        query = query.where(case.id.in_(chosen.ids))
    if chosen.references is not None:
        query = query.where(case.reference.in_(chosen.references))
    query = query.where(*_marked(chosen), *_about_goods(chosen), *_about_days(chosen))
    query = query.where(*_about_clock(chosen))
    if chosen.words and is_few:
        query = query.where(words_held(t.case_search, case.serial, chosen.words))
    elif chosen.words:
        found = select(t.case_search.c.serial).where(words_all(t.case_search, chosen.words))
        query = query.where(case.serial.in_(found))
    return query


def _marked(chosen: CaseFilter) -> Iterator[ColumnElement[bool]]:
    """By a flag, by a tag of the office."""
    if chosen.flag is not None:
        yield from has_flag(chosen)
    if chosen.tag is not None:
        yield from has_tag(chosen)


def _about_goods(chosen: CaseFilter) -> Iterator[ColumnElement[bool]]:
    case = t.case_file.c
    if chosen.goods is not None:
        yield json_text(case.goods, chosen.goods) > 0
    if chosen.least_value is not None:
        yield case.value >= chosen.least_value
    if chosen.codes is not None:
        yield case.codes.contains(f'"{chosen.codes}', autoescape=True)


def _about_days(chosen: CaseFilter) -> Iterator[ColumnElement[bool]]:
    received = t.case_file.c.received
    if chosen.received_from is not None:
        yield received >= chosen.received_from.isoformat()
    if chosen.received_to is not None:
        yield received <= chosen.received_to.isoformat()


def _about_clock(chosen: CaseFilter) -> Iterator[ColumnElement[bool]]:
    """By the legal clock of the stored line: the own one of a line, or that beside an own target.

    The clock that presses most ends no later than any other, so that its day narrows first.
    """
    case = t.case_file.c
    if chosen.clockless:
        yield case.clock.is_(None)
    if chosen.legal:
        yield or_(json_text(case.clock, "law.legal") == 1, json_text(case.clock, "legal") == 1)
    ended = chosen.ran_out_at
    if chosen.legal_by is not None:
        yield case.due <= chosen.legal_by.isoformat()
        yield _legal("due") <= chosen.legal_by.isoformat()
        if ended is not None:
            yield _legal("ends_at") > _told(ended)
    elif ended is not None:
        yield case.due <= ended.date().isoformat()
        yield _legal("ends_at") <= _told(ended)


def _legal(name: str) -> ColumnElement[Any]:
    """What is kept of the legal clock of a line; NULL where it has none."""
    clock = t.case_file.c.clock
    own = sql_case((json_text(clock, "legal") == 1, json_text(clock, name)), else_=None)
    return func.coalesce(own, json_text(clock, f"law.{name}"))


def _told(at: datetime) -> str:
    return instant(at.replace(microsecond=0))


def line(conn: Reader, case_id: str) -> dict[str, Any]:
    """The stored line of one case."""
    query = select(*(t.case_file.c[name] for name in _COLUMNS)).where(t.case_file.c.id == case_id)
    return plain_rows(conn, query, structured=_STRUCTURED)[0]


def references_by_source(conn: Reader, sources: Collection[str]) -> dict[str, str]:
    """Source → the reference of the first case that says so; those without a case are left out."""
    asked = (
        select(t.case_file.c.source, func.min(t.case_file.c.reference))
        .where(t.case_file.c.source.in_(sources))
        .group_by(t.case_file.c.source)
    )
    return {row.source: row[1] for row in conn.execute(asked)}
