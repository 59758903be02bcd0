"""The table of what was sifted: T13."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from landwaiter.domain.reports.statistic_tables import StatisticTable
from landwaiter.domain.statistics.counted import ExportSum, StatisticPeriod, StatisticRows
from landwaiter.domain.statistics.figures import (
    Adds,
    CellPlace,
    ColumnKind,
    FigureColumn,
    FigureRow,
    FigureTable,
    TableFigure,
)
from landwaiter.domain.statistics.hold_tables import ALL
from landwaiter.i18n import _

UNSTATED: Final = "–"
"""Row of what declares no destination."""
_COLUMNS: Final = ("items", "value", "mass")
_CENTS, _GRAMS = Decimal(100), Decimal(1000)


def exports(counted: StatisticRows, _period: StatisticPeriod) -> FigureTable:
    """T13: items of the trade store, by destination."""
    sums = counted.exports
    figures = {
        (one.destination or UNSTATED, column): figure
        for one in sums
        for column, figure in zip(_COLUMNS, _figures(one), strict=True)
    }
    figures |= _all(sums)
    rows = sorted(one.destination or UNSTATED for one in sums)
    return FigureTable(
        StatisticTable.T13,
        _(
            "Items of declarations in the trade store, with a case or without, each declaration in "
            "its newest version, by the day of acceptance and the declared destination. The store "
            "counts as it stands now, whatever the cut-off is."
        ),
        rows=(
            *(FigureRow(row, _("not stated") if row == UNSTATED else row) for row in rows),
            FigureRow(ALL, _("All"), Adds.TOTAL),
        ),
        columns=(
            FigureColumn("items", _("Items")),
            FigureColumn("value", _("Value"), ColumnKind.AMOUNT, of=("items",), unit="EUR"),
            FigureColumn("mass", _("Net mass"), ColumnKind.AMOUNT, of=("items",), unit="kg"),
        ),
        figures=figures,
        notes=tuple(_notes(sums)),
        counted=sum(one.items for one in sums),
        covered=sum(one.items for one in sums),
        empty=_("Nothing of this period was sifted."),
        chart="items",
        row_title=_("Destination"),
    )


def _figures(one: ExportSum) -> tuple[TableFigure, TableFigure, TableFigure]:
    return (
        TableFigure(one.items),
        TableFigure(one.cents / _CENTS, of=one.valued),
        TableFigure(one.grams / _GRAMS, of=one.weighed),
    )


def _all(sums: Iterable[ExportSum]) -> dict[CellPlace, TableFigure]:
    sums = tuple(sums)
    whole = ExportSum(
        ALL,
        items=sum(one.items for one in sums),
        valued=sum(one.valued for one in sums),
        cents=sum(one.cents for one in sums),
        weighed=sum(one.weighed for one in sums),
        grams=sum(one.grams for one in sums),
    )
    cells = zip(_COLUMNS, _figures(whole), strict=True)
    return {(ALL, column): figure for column, figure in cells} if sums else {}


def _notes(sums: Iterable[ExportSum]) -> Iterator[str]:
    """What adds nothing; how many items that are is no figure of the table, and is not told."""
    sums = tuple(sums)
    if not sums:
        return
    yield _(
        "An amended declaration counts as it was amended last, the same one again not a second "
        "time. What has a case counts as it was sifted: what is amended in the case alone does not "
        "change it."
    )
    yield _(
        "What was erased counts on in whole months; in a month of which the period has a part it "
        "does not."
    )
    if any(one.valued < one.items for one in sums):
        yield _("Items that state no value in euro add nothing to the value: none is converted.")
    if any(one.weighed < one.items for one in sums):
        yield _("Items that state no net mass add nothing to the mass.")
