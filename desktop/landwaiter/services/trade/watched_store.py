"""What a monitoring programme watches in the trade store: figures and declarations."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from landwaiter.services.monitoring.programmes import programme_named
from landwaiter.services.trade.trade_view import PAGE, QueueLine, lines_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.trade import programme_lines


@dataclass(frozen=True, slots=True)
class WatchedTrade:
    """Declarations of the store that a programme watches, in their newest versions."""

    version: int
    """Of its rules."""
    declarations: int
    lines: int
    value_eur: Decimal
    mass_kg: Decimal
    without_value: int
    """Lines that state none in euro."""
    without_mass: int
    opened: int
    """Of the declarations those with a case."""


def watched_trade(session: Session, name: str) -> WatchedTrade:
    """The figures of a programme; NotFound where there is none of the name."""
    with session.reading() as conn:
        programme = programme_named(conn, name)
        found = programme_lines.count(conn, programme.id, programme.version)
    return WatchedTrade(
        programme.version,
        found.declarations,
        found.lines,
        Decimal(found.value) / 100,
        Decimal(found.mass) / 1000,
        found.without_value,
        found.without_mass,
        found.opened,
    )


def watched_declarations(
    session: Session, name: str, *, after: int = 0, limit: int = PAGE
) -> Sequence[QueueLine]:
    """The declarations themselves, the oldest first; `after` is the last id."""
    with session.reading() as conn:
        programme = programme_named(conn, name)
        numbers = programme_lines.declarations(
            conn, programme.id, programme.version, limit=limit, after=after
        )
        return lines_of(conn, numbers)
