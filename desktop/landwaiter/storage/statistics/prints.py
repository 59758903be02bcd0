"""Prints of statistics that were kept."""

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from landwaiter.domain.statistics.figures import FigureTable
from landwaiter.domain.statistics.known_print import KnownPrint, place_in
from landwaiter.domain.statistics.periods import Days
from landwaiter.domain.statistics.reconciliation import EarlierPrint
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import plain_rows
from landwaiter.storage.schema.reports import statistic_print


def add_print(
    work: UnitOfWork,
    dossier: str,
    *,
    days: tuple[date, date],
    cut_off: datetime,
    whole: bool,
    known: KnownPrint,
    counted: Collection[FigureTable],
    printed: Collection[FigureTable],
) -> None:
    """Kept beside its dossier, with every table: what is withheld hangs on all of them."""
    records.add(
        work.conn,
        "statistic_print",
        dossier=dossier,
        first=days[0],
        last=days[1],
        cut_off=cut_off,
        whole=int(whole),
        tables=[one.table.value for one in printed],
        figures={
            "values": [[*place, str(value)] for place, value in sorted(known.values.items())],
            "relations": known.relations,
            "amounts": sorted(known.amounts),
            "withheld": sorted(known.withheld),
            "unknown": sorted(known.unknown),
            "ids": [
                [*place_in(table, *place), figure.ids]
                for table in counted
                for place, figure in sorted(table.figures.items())
                if figure.ids
            ],
        },
        author=work.actor,
        at=work.now,
    )


def earlier_prints(conn: Reader, first: date, last: date) -> tuple[EarlierPrint, ...]:
    """Prints of the same period, the oldest first."""
    row = statistic_print.c
    query = (
        select(statistic_print)
        .where(row.first == first.isoformat(), row.last == last.isoformat())
        .order_by(row.at, row.dossier)
    )
    return tuple(map(_print, plain_rows(conn, query, structured=("tables", "figures"))))


def prints_beside(conn: Reader, days: Days) -> tuple[EarlierPrint, ...]:
    """Prints for others of this period, and of all that share a day with it or with one of these,
    the oldest first."""
    row = statistic_print.c
    query = select(row.dossier, row.first, row.last).where(row.whole == 0)
    spans = {
        str(dossier): (date.fromisoformat(first), date.fromisoformat(last))
        for dossier, first, last in conn.execute(query)
    }
    met = {days}
    while more := {one for one in spans.values() if one not in met and _meets(one, met)}:
        met |= more
    wanted = [dossier for dossier, span in spans.items() if span in met]
    chosen = select(statistic_print).where(row.dossier.in_(wanted)).order_by(row.at, row.dossier)
    return tuple(map(_print, plain_rows(conn, chosen, structured=("tables", "figures"))))


def _meets(one: Days, others: Collection[Days]) -> bool:
    return any(one[0] <= other[1] and other[0] <= one[1] for other in others)


def _print(row: dict[str, Any]) -> EarlierPrint:
    figures = row["figures"]
    values = {
        (name, column): int(value) if value.isdigit() else Decimal(value)
        for name, column, value in figures["values"]
    }
    known = KnownPrint(
        values=values,
        relations=tuple(
            tuple(((name, column), sign) for (name, column), sign in one)
            for one in figures["relations"]
        ),
        amounts=frozenset((name, column) for name, column in figures["amounts"]),
        withheld=frozenset((name, column) for name, column in figures["withheld"]),
        unknown=frozenset((name, column) for name, column in figures["unknown"]),
        days=(date.fromisoformat(row["first"]), date.fromisoformat(row["last"])),
    )
    return EarlierPrint(
        dossier=row["dossier"],
        first=date.fromisoformat(row["first"]),
        last=date.fromisoformat(row["last"]),
        cut_off=datetime.fromisoformat(row["cut_off"]),
        made_at=datetime.fromisoformat(row["at"]),
        whole=bool(row["whole"]),
        tables=tuple(row["tables"]),
        known=known,
        ids={(name, column): tuple(ids) for name, column, ids in figures["ids"]},
    )
