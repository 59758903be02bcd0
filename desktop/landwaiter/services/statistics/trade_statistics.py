"""Figures of the trade store as people ask for them, and the items behind each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from landwaiter.domain.trade.trade_span import (
    DESTINATION,
    HEADING,
    MONTH,
    PLACES,
    TradeSpan,
    heading_asked,
)
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.services.base.page import Page
from landwaiter.services.base.wording import is_state_code
from landwaiter.services.statistics.counting import refuse_reader_of_figures
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.paging import PAGE, key_in, mark_of
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.trade import trade_sums
from landwaiter.storage.trade.trade_sums import first_day

_KEY = 5
"""Parts of the key that the items are read by."""


@dataclass(frozen=True, slots=True)
class StoreFigure:
    """Items of the store that are alike in what was asked for; else empty."""

    month: str
    """Such as 2026-03."""
    destination: str
    heading: str
    items: int
    value: Decimal
    """In euro, of the items that state one."""
    valued: int
    mass_kg: Decimal
    weighed: int


@dataclass(frozen=True, slots=True)
class SiftedItem:
    """An item behind a figure."""

    row: int
    """Of its declaration in the store."""
    number: str
    """MRN of its declaration, else reference."""
    no: int
    day: date
    destination: str
    cn8: str
    value: Decimal | None
    mass_kg: Decimal | None

    @property
    def place(self) -> str:
        """Such as `26DE…/2`."""
        return f"{self.number}/{self.no}"


def trade_figures(session: Session, span: TradeSpan, by: Sequence[str]) -> tuple[StoreFigure, ...]:
    """Items, value and mass of a span, by month, destination, heading or several of them."""
    by = tuple(one for one in PLACES if one in by)
    with session.reading() as conn:
        refuse_reader_of_figures(session, conn)
        _refuse_unknown(conn, span)
        found = trade_sums.sums(conn, span, by)
    return tuple(_figure(dict(zip(by, one.place, strict=True)), one) for one in found)


def _refuse_unknown(conn: Reader, span: TradeSpan) -> None:
    """Invalid for a heading that is none, and for a destination that nobody declared and no state
    has: an empty answer would read as “nothing was exported there”."""
    if span.heading is not None:
        heading_asked(span.heading)
    goes = span.destination
    if not goes or is_state_code(goes) or trade_sums.is_destination(conn, goes):
        return
    raise Invalid(
        _("No state has this code, and no declaration in the store goes there."),
        field=DESTINATION,
        value=goes,
        remedy=_("Write the ISO 3166-1 code of the country, such as PL."),
    )


def _figure(place: dict[str, int | str], one: trade_sums.TradeSum) -> StoreFigure:
    month = place.get(MONTH)
    return StoreFigure(
        month=f"{first_day(int(month)):%Y-%m}" if month is not None else "",
        destination=str(place.get(DESTINATION, "")),
        heading=str(place.get(HEADING, "")),
        items=one.items,
        value=_of(one.value, 100),
        valued=one.valued,
        mass_kg=_of(one.mass, 1000),
        weighed=one.weighed,
    )


def items_behind(
    session: Session, span: TradeSpan, *, after: str | None = None, limit: int = PAGE
) -> Page[SiftedItem]:
    """The items that a figure counts, page by page; what was erased is not among them."""
    with session.reading() as conn:
        refuse_reader_of_figures(session, conn)
        _refuse_unknown(conn, span)
        key = key_in(after, _KEY) if after else None
        found = trade_sums.items(conn, span, after=key, limit=limit + 1)
    rows = found[:limit]
    more = mark_of(*trade_sums.key_of(rows[-1])) if len(found) > limit else None
    return Page(tuple(map(_item, rows)), more)


def _item(one: trade_sums.ItemLine) -> SiftedItem:
    return SiftedItem(
        one.declaration,
        one.number,
        one.no,
        one.day,
        one.destination,
        one.cn8,
        None if one.value is None else _of(one.value, 100),
        None if one.mass is None else _of(one.mass, 1000),
    )


def _of(whole: int, parts: int) -> Decimal:
    return Decimal(whole) / parts
