"""Goods that are held now: what was done with them, and what was said of holding them on."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import and_, select

from landwaiter.domain.cases.tracks import GOODS_IN_HAND
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import plain_rows
from landwaiter.storage.cases.goods_origins import HERE
from landwaiter.storage.schema import cases as t
from landwaiter.storage.schema import tables as lc


def events_in_hand(conn: Reader) -> list[dict[str, Any]]:
    """What was done with each item that is held now, in order, with `reference` and `title`."""
    event, item, case = lc.goods_event.c, lc.goods_item.c, t.case_file.c
    query = (
        select(lc.goods_event, case.reference, case.title)
        .join(lc.goods_item, and_(item.case_id == event.case_id, item.no == event.no))
        .join(t.case_file, case.id == event.case_id)
        .where(HERE, item.status.in_(sorted(status.value for status in GOODS_IN_HAND)))
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
