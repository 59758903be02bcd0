"""Tables of what the office states of itself: T11, and figures of a Directive by its own list."""

from collections.abc import Iterable
from typing import Final

from landwaiter.domain.reports.statistic_tables import StatisticTable
from landwaiter.domain.statistics.counted import StatisticPeriod, StatisticRows
from landwaiter.domain.statistics.figures import (
    NOT_KNOWN,
    Adds,
    ColumnKind,
    FigureColumn,
    FigureRow,
    FigureTable,
    TableFigure,
)
from landwaiter.domain.statistics.stated_figures import STAFF, StatedFigure
from landwaiter.i18n import N_, Words, _, joined

VALUE: Final = "value"
"""The one column."""
_YEARS: Final = N_("Figures are stated of whole years: of another period none is known.")


def staff(counted: StatisticRows, period: StatisticPeriod) -> FigureTable:
    """T11: what the office states of its staff in the year."""
    return _table(
        StatisticTable.T11,
        _(
            "What the office states of itself for a calendar year: no case holds it. The newest "
            "statement that two persons signed counts, whatever the cut-off."
        ),
        [
            FigureRow(code, _(title), Adds.APART, stated=_of_year(counted, period, code))
            for code, title in STAFF.items()
        ],
        notes=() if period.year else (_(_YEARS),),
        version=2,
    )


def crimes(counted: StatisticRows, period: StatisticPeriod) -> FigureTable:
    """D1: what the office states of the figures in its list."""
    return _table(
        StatisticTable.D1,
        _(
            "What the office states of the figures in its own list, for a calendar year. The "
            "program has none of itself, and counts none of them from cases. The newest statement "
            "that two persons signed counts, whatever the cut-off."
        ),
        [
            FigureRow(
                one.code,
                one.title,
                Adds.APART,
                joined(", ", (one.unit, one.source, one.edition)),
                _of_year(counted, period, one.code),
                joined=True,
            )
            for one in counted.listed
        ],
        notes=() if period.year else (_(_YEARS),),
        empty=_("The office has imported no list of figures for this Directive."),
    )


def _of_year(counted: StatisticRows, period: StatisticPeriod, code: str) -> StatedFigure | None:
    return counted.stated.get((code, period.year)) if period.year else None


def _table(
    table: StatisticTable,
    definition: Words,
    rows: Iterable[FigureRow],
    *,
    notes: tuple[Words, ...],
    empty: Words = "",
    version: int = 1,
) -> FigureTable:
    rows = tuple(rows)
    return FigureTable(
        table,
        definition,
        rows=rows,
        columns=(FigureColumn(VALUE, _("Stated"), ColumnKind.STATED),),
        figures={
            (row.key, VALUE): TableFigure(row.stated.value) if row.stated else NOT_KNOWN
            for row in rows
        },
        notes=notes,
        version=version,
        counted=sum(row.stated is not None for row in rows),
        covered=len(rows),
        empty=empty,
        row_title=_("Figure"),
    )
