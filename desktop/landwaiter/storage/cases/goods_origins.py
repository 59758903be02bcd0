"""Goods through merges: the case that each was declared in, and the cases that hold it now.

Each step is a statement that is answered by an index: joined into one, SQLite reads whole tables.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any, Final

from sqlalchemy import BindParameter, ColumnElement, Row, Select, and_, bindparam, select

from landwaiter.domain.cases.case import Stage
from landwaiter.domain.cases.life_cycle import CaseLinkKind
from landwaiter.domain.cases.tracks import IN_HAND_OR_SEIZED
from landwaiter.domain.intake.customs_messages import STANDING_FIELDS
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import CASE, structure
from landwaiter.storage.cases.life_cycle import split_off
from landwaiter.storage.schema import tables as t
from landwaiter.storage.schema.cases import case_link

_MOST_NAMED: Final = 500
_item, _case, _learned, _link = t.goods_item.c, t.case_file.c, t.enrichment.c, case_link.c
HERE: ColumnElement[bool] = and_(_item.left_to.is_(None), _case.stage != Stage.MERGED.value)
"""An item of the case that looks after it: neither split off nor of a case that was merged."""
_IN_HAND = and_(HERE, _item.status.in_(sorted(one.value for one in IN_HAND_OR_SEIZED)))
_CAME = (_item.came_from, _item.came_no)
_cases: BindParameter[list[str]] = bindparam("cases", expanding=True)


def told_of_foreign_goods(conn: Reader, case_id: str) -> Mapping[int, list[Any]]:
    """Item that came by a merger → what messages stated of its declaration, on the case of that."""
    rows = conn.execute(_foreign(), {CASE.key: case_id}).all()
    told = _told_on(conn, {str(row.at) for row in rows})
    return {int(row.no): told.get(str(row.at), []) for row in rows}


def told_of_goods_in_hand(conn: Reader) -> Mapping[str, list[list[Any]]]:
    """Reference of each case with goods that are held or seized now → what messages stated of
    them, apart for each declaration that they came with."""
    places = sorted({(str(row.reference), str(row.at)) for row in conn.execute(_in_hand())})
    told, found = _told_on(conn, {at for _reference, at in places}), dict[str, list[list[Any]]]()
    for reference, at in places:
        if at in told:
            found.setdefault(reference, []).append(told[at])
    return found


def holders_of(conn: Reader, case_id: str) -> list[str]:
    """References of the cases that hold, or seized, goods of the declaration of a case.

    It may be this one, one that took items of it, or one into which either was merged.
    """
    family = [case_id]
    for one in family:
        family += split_off(conn, one)
    goods, found = conn.execute(_declared(), {"cases": family}).all(), set[str]()
    while goods:
        found |= {str(row.reference) for row in goods if row.is_in_hand}
        goods = _taken_over(conn, goods)
    return sorted(found)


def _taken_over(conn: Reader, goods: Iterable[Row[Any]]) -> list[Row[Any]]:
    """The same goods on the cases into which theirs were merged."""
    there = {(row.case_id, row.no) for row in goods}
    rows = conn.execute(_merged_on(), {"cases": sorted({case for case, _no in there})})
    return [row for row in rows if (row.came_from, row.came_no) in there]


def _told_on(conn: Reader, cases: Collection[str]) -> dict[str, list[Any]]:
    """Case → what messages stated on it; those on which none did are left out."""
    found: dict[str, list[Any]] = {}
    named = sorted(cases)
    for at in range(0, len(named), _MOST_NAMED):
        for case_id, value in conn.execute(_told(), {"cases": named[at : at + _MOST_NAMED]}):
            found.setdefault(str(case_id), []).append(structure(value))
    return found


@cache
def _told() -> Select[Any]:
    stated = _learned.field.in_(STANDING_FIELDS)
    query = select(_learned.case_id, _learned.value).where(_learned.case_id.in_(_cases), stated)
    return query.order_by(_learned.id)


@cache
def _foreign() -> Select[Any]:
    return _back_from(_item.case_id == CASE, _item.came_from.is_not(None), _item.left_to.is_(None))


@cache
def _in_hand() -> Select[Any]:
    return _back_from(_IN_HAND)


def _back_from(*which: ColumnElement[bool]) -> Select[Any]:
    """Items of these with the reference of their case, and `at`, the case of their declaration."""
    here = select(_case.reference, _item.no, _item.case_id.label("at"), *_CAME)
    goods = here.join(t.case_file, _case.id == _item.case_id).where(*which)
    steps = goods.cte("goods", recursive=True)
    before = and_(_item.case_id == steps.c.came_from, _item.no == steps.c.came_no)
    earlier = select(steps.c.reference, steps.c.no, _item.case_id, *_CAME)
    steps = steps.union_all(earlier.join(t.goods_item, before))
    return select(steps.c.reference, steps.c.no, steps.c.at).where(steps.c.came_from.is_(None))


@cache
def _declared() -> Select[Any]:
    return _goods().where(_item.case_id.in_(_cases), _item.came_from.is_(None))


@cache
def _merged_on() -> Select[Any]:
    merged = and_(_link.other_id == _item.case_id, _link.kind == CaseLinkKind.MERGED.value)
    query = _goods().join(case_link, and_(merged, _link.case_id == _item.came_from))
    return query.where(_link.case_id.in_(_cases))


def _goods() -> Select[Any]:
    goods = select(_item.case_id, _item.no, *_CAME, _case.reference, _IN_HAND.label("is_in_hand"))
    return goods.join(t.case_file, _case.id == _item.case_id)
