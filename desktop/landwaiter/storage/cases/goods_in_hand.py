"""Goods that are held now: what was done with them, and what was said of holding them on."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, select

from landwaiter.domain.cases.case import GoodsStatus, Stage
from landwaiter.domain.cases.tracks import GOODS_IN_HAND, IN_HAND_OR_SEIZED
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import plain_rows, structure
from landwaiter.storage.schema import cases as t
from landwaiter.storage.schema import tables as lc


def _in_hand(statuses: Collection[GoodsStatus] = GOODS_IN_HAND) -> ColumnElement[bool]:
    item, case = lc.goods_item.c, t.case_file.c
    return and_(
        item.status.in_(sorted(status.value for status in statuses)),
        item.left_to.is_(None),
        case.stage != Stage.MERGED.value,
    )


def events_in_hand(conn: Reader) -> list[dict[str, Any]]:
    """What was done with each item that is held now, in order, with `reference` and `title`."""
    event, item, case = lc.goods_event.c, lc.goods_item.c, t.case_file.c
    query = (
        select(lc.goods_event, case.reference, case.title)
        .join(lc.goods_item, and_(item.case_id == event.case_id, item.no == event.no))
        .join(t.case_file, case.id == event.case_id)
        .where(_in_hand())
        .order_by(event.id)
    )
    return plain_rows(conn, query)


def words_on_holds(conn: Reader) -> Sequence[Mapping[str, Any]]:
    """Each word that goods stay held: `{id, case_id, author, no, items}`.

    `no` is the item that was put on another track, `items` are those of a track that goes on.
    """
    stay, continued = lc.stay_held.c, lc.hold_continued.c
    stays = plain_rows(conn, select(stay.id, stay.case_id, stay.author, stay.no))
    going_on = plain_rows(
        conn,
        select(continued.id, continued.case_id, continued.author, t.track.c["items"]).join(
            t.track, t.track.c.id == continued.track_id
        ),
        structured=("items",),
    )
    return [{**row, "items": []} for row in stays] + [{**row, "no": None} for row in going_on]


def told_of_goods_in_hand(conn: Reader, fields: Sequence[str]) -> Mapping[str, list[Any]]:
    """Reference of each case with goods that are held or seized now → what was learned of them
    under these fields."""
    item, case, learned = lc.goods_item.c, t.case_file.c, t.enrichment.c
    query = (
        select(case.reference, learned.value)
        .select_from(lc.goods_item)
        .join(t.case_file, case.id == item.case_id)
        .join(t.enrichment, learned.case_id == case.id)
        .where(_in_hand(IN_HAND_OR_SEIZED), learned.field.in_(fields))
        .distinct()
    )
    found: dict[str, list[Any]] = {}
    for reference, value in conn.execute(query):
        found.setdefault(str(reference), []).append(structure(value))
    return found
