"""Goods through merges: the case that each was declared in, and the cases that hold it now."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, select

from landwaiter.domain.cases.case import Stage
from landwaiter.domain.cases.life_cycle import CaseLinkKind
from landwaiter.domain.cases.tracks import IN_HAND_OR_SEIZED
from landwaiter.domain.intake.customs_messages import STANDING_FIELDS
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import CASE, plain_rows, structure
from landwaiter.storage.schema import tables as t
from landwaiter.storage.schema.cases import case_link

_item, _case, _learned, _link = t.goods_item.c, t.case_file.c, t.enrichment.c, case_link.c
HERE: ColumnElement[bool] = and_(_item.left_to.is_(None), _case.stage != Stage.MERGED.value)
"""An item of the case that looks after it: neither split off nor of a case that was merged."""
_CAME = (_item.came_from, _item.came_no)
_IN_HAND = and_(HERE, _item.status.in_(sorted(one.value for one in IN_HAND_OR_SEIZED)))


def told_of_foreign_goods(conn: Reader, case_id: str) -> Mapping[int, list[Any]]:
    """Item that came by a merger → what messages stated of its declaration, on the case of that."""
    found: dict[int, list[Any]] = {}
    for row in plain_rows(conn, _told_of_foreign(), case_id=case_id):
        found.setdefault(int(row["no"]), []).append(structure(row["value"]))
    return found


def told_of_goods_in_hand(conn: Reader) -> Mapping[str, list[list[Any]]]:
    """Reference of each case with goods that are held or seized now → what messages stated of
    them, apart for each declaration that they came with."""
    found: dict[tuple[str, str], list[Any]] = {}
    for reference, declared_in, value in conn.execute(_told_in_hand()):
        found.setdefault((str(reference), str(declared_in)), []).append(structure(value))
    told: dict[str, list[list[Any]]] = {}
    for (reference, _declared_in), stated in sorted(found.items()):
        told.setdefault(reference, []).append(stated)
    return told


def holders_of(conn: Reader, case_id: str) -> list[str]:
    """References of the cases that hold, or seized, goods of the declaration of a case.

    It may be this one, one that took items of it, or one into which either was merged.
    """
    return [str(one) for one in conn.execute(_holders(), {CASE.key: case_id}).scalars()]


@cache
def _told_of_foreign() -> Select[Any]:
    goods = _back_from(_item.case_id == CASE, _item.came_from.is_not(None), _item.left_to.is_(None))
    return _told(goods).add_columns(goods.c.no)


@cache
def _told_in_hand() -> Select[Any]:
    goods = _back_from(_IN_HAND)
    query = _told(goods).join(t.case_file, _case.id == goods.c.held_by)
    return query.with_only_columns(_case.reference, goods.c.at, _learned.value).distinct()


def _told(goods: CTE) -> Select[Any]:
    """What messages stated on the case in which each of some goods was declared."""
    return (
        select(_learned.value)
        .select_from(goods)
        .join(t.enrichment, _learned.case_id == goods.c.at)
        .where(goods.c.came_from.is_(None), _learned.field.in_(STANDING_FIELDS))
        .order_by(_learned.id)
    )


def _back_from(*which: ColumnElement[bool]) -> CTE:
    """Items of these, each with the steps to where it was declared: the last has no further one."""
    here = select(_item.case_id.label("held_by"), _item.no, _item.case_id.label("at"), *_CAME)
    goods = here.join(t.case_file, _case.id == _item.case_id).where(*which)
    steps = goods.cte("goods", recursive=True)
    before = and_(_item.case_id == steps.c.came_from, _item.no == steps.c.came_no)
    earlier = select(steps.c.held_by, steps.c.no, _item.case_id, *_CAME)
    return steps.union_all(earlier.join(t.goods_item, before))


@cache
def _holders() -> Select[Any]:
    family = select(CASE.label("id")).cte("family", recursive=True)
    split_off = and_(_link.case_id == family.c.id, _link.kind == CaseLinkKind.SPLIT.value)
    family = family.union_all(select(_link.other_id).join(family, split_off))
    declared = select(_item.case_id, _item.no).join(family, family.c.id == _item.case_id)
    goods = declared.where(_item.came_from.is_(None)).cte("goods", recursive=True)
    merged = and_(_link.case_id == goods.c.case_id, _link.kind == CaseLinkKind.MERGED.value)
    went = and_(
        _item.case_id == _link.other_id,
        _item.came_from == goods.c.case_id,
        _item.came_no == goods.c.no,
    )
    onwards = select(_item.case_id, _item.no).select_from(goods).join(case_link, merged)
    goods = goods.union_all(onwards.join(t.goods_item, went))
    return (
        select(_case.reference)
        .select_from(goods)
        .join(t.goods_item, and_(_item.case_id == goods.c.case_id, _item.no == goods.c.no))
        .join(t.case_file, _case.id == _item.case_id)
        .where(_IN_HAND)
        .distinct()
        .order_by(_case.reference)
    )
