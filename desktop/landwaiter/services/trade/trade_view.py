"""The trade store as people look at it: its figures, what waits and why, one declaration."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from landwaiter.domain.trade.sample_draw import most_missed
from landwaiter.domain.trade.sift_reasons import OPENING, SiftPolicy, SiftReason
from landwaiter.services.trade.opening import standing_of
from landwaiter.services.trade.policy import policy_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.base import records
from landwaiter.storage.trade import keeping, sifted_rows, trade_counts
from landwaiter.storage.trade.trade_counts import ReasonCount, SampleCount

PAGE = 100
"""Declarations of a page."""


@dataclass(frozen=True, slots=True)
class TradeFigures:
    """What the store holds, and what became of it; the parts add up to what was sifted."""

    declarations: int
    """In their newest versions."""
    opened: int
    aside: int
    waiting: int
    """With a reason, of which nothing became yet."""
    without_reason: int
    """No reason was found, which is not *clear*."""
    reasons: tuple[ReasonCount, ...]
    sample: SampleCount
    most_missed: int
    """Thousandths of what is without a reason that should have had one at most, by the sample."""


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A declaration in the queue."""

    id: int
    number: str
    day: date
    exporter: str
    consignee: str
    goods: str
    destination: str
    value: str
    """In euro, as far as every line states one."""
    reasons: tuple[SiftReason, ...]
    drawn: bool


@dataclass(frozen=True, slots=True)
class TradePage:
    """One declaration with everything that was found."""

    line: QueueLine
    batch: int
    version: int
    became: str
    marks: tuple[Mapping[str, Any], ...]
    verdict: Mapping[str, Any]
    notes: tuple[Mapping[str, Any], ...] = ()
    """What is said to put it right, of every version; what was declared stays as it was."""
    restrictions: tuple[Mapping[str, Any], ...] = ()
    """In force on it or on a party of it."""


def figures(session: Session) -> TradeFigures:
    """The figures of the whole store."""
    with session.reading() as conn:
        whole = trade_counts.declarations(conn)
        opened, aside = trade_counts.marked(conn, "opened"), trade_counts.marked(conn, "aside")
        waiting = trade_counts.waiting(conn)
        sample = trade_counts.sample(conn)
        return TradeFigures(
            declarations=whole,
            opened=opened,
            aside=aside,
            waiting=waiting,
            without_reason=whole - opened - aside - waiting,
            reasons=tuple(trade_counts.reason(conn, one.value) for one in OPENING),
            sample=sample,
            most_missed=most_missed(sample.opened, sample.looked),
        )


def queue(
    session: Session, reason: SiftReason | None = None, *, after: int = 0, limit: int = PAGE
) -> tuple[QueueLine, ...]:
    """What waits for a person, by a reason or by any, the oldest first; `after` is the last id."""
    with session.reading() as conn:
        if reason is SiftReason.SAMPLE:
            numbers = sifted_rows.waiting_sample(conn, limit=limit, after=after)
        elif reason is None:
            numbers = sifted_rows.waiting_any(conn, limit=limit, after=after)
        else:
            numbers = sifted_rows.waiting(conn, reason.value, limit=limit, after=after)
        return tuple(
            _line(row, sifted_rows.reasons_of(conn, row.id))
            for number in numbers
            if (row := sifted_rows.sifted(conn, number)) is not None
        )


def declaration_shown(session: Session, number: str) -> TradePage:
    """The newest version of a declaration; NotFound where the store has none of the number."""
    with session.reading() as conn:
        found = standing_of(conn, number)
        row = found.row
        versions = sifted_rows.sifted_named(conn, number)
        return TradePage(
            line=_line(row, sifted_rows.reasons_of(conn, row.id)),
            batch=row.batch,
            version=len(versions),
            became=found.became,
            marks=tuple(sifted_rows.marks_of(conn, row.id)),
            verdict=records.structure(row.verdict.decode()),
            notes=tuple(note for one in versions for note in keeping.notes_on(conn, one.id)),
            restrictions=tuple(keeping.restrictions_on(conn, row.id)),
        )


def policy_shown(session: Session) -> tuple[int, SiftPolicy]:
    """The number of the policy, and what it says."""
    with session.reading() as conn:
        return policy_of(conn)


def _line(row: sifted_rows.SiftedRow, reasons: Sequence[str]) -> QueueLine:
    declared = row.declaration
    names = {
        role: next((p.name or "" for p in declared.parties if p.role == role), "")
        for role in ("exporter", "consignee")
    }
    amounts = [one.statistical_value or one.invoice_value for one in declared.items]
    stated = [one.amount for one in amounts if one is not None and one.currency == "EUR"]
    is_whole = bool(stated) and len(stated) == len(amounts)
    return QueueLine(
        id=row.id,
        number=row.number,
        day=row.day,
        exporter=names["exporter"],
        consignee=names["consignee"],
        goods=next((one.description for one in declared.items if one.description), ""),
        destination=declared.country_destination or "",
        value=f"{sum(stated):f}" if is_whole else "",
        reasons=tuple(one for one in SiftReason if one.value in reasons),
        drawn=row.drawn,
    )
