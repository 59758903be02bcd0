"""The statistics of a fictional year."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from tests.domain.statistics.invented import PERIOD, a_year

from landwaiter.domain.reports.statistic_tables import StatisticTable
from landwaiter.domain.statistics.case_tables import COUNTINGS
from landwaiter.domain.statistics.counted import ExportSum
from landwaiter.domain.statistics.stated_figures import ListedFigure, StatedFigure
from landwaiter.services.statistics.counting import Statistics
from landwaiter.services.statistics.statistics_view import MovedFigure, StatisticsView

EXPORTS = (
    ExportSum("", 2, 1, 90_000, 2, 12_000),
    ExportSum("AE", 7, 7, 4_210_050, 6, 812_500),
    ExportSum("TR", 31, 30, 88_120_000, 31, 9_400_000),
)
_YEAR = replace(a_year(), exports=EXPORTS)
_TABLES = tuple(COUNTINGS[one](_YEAR, PERIOD) for one in StatisticTable)
VIEW = StatisticsView(
    Statistics(PERIOD, PERIOD.cut_off, _TABLES, 60, 371, "5c" * 32, _YEAR),
    _TABLES,
    frozenset(),
    whole=True,
    moved=(
        MovedFigure(
            "PL1-ST-2026-01-01--2026-11-30-D1",
            datetime(2026, 11, 20, 9, tzinfo=UTC),
            StatisticTable.T2,
            "All, each item once",
            "All",
            "71",
            "73",
            "Cases were entered after it was counted.",
            ("PL1-2026-000012", "PL1-2026-000031"),
        ),
    ),
    earlier=1,
)


def _said(code: str, value: Decimal | None) -> StatedFigure:
    return StatedFigure(code, 2026, value, "a letter", "Ana", "Rev", date(2027, 3, 4))


def _listed(code: str, title: str) -> ListedFigure:
    return ListedFigure(code, title, "cases", "own list", "2026-1")


_OF_YEAR = replace(PERIOD, last=date(2026, 12, 31))
_SAID = replace(
    _YEAR,
    listed=(_listed("opened", "Proceedings opened"), _listed("convicted", "Convicted")),
    stated={
        ("staff", 2026): _said("staff", Decimal("7.5")),
        ("opened", 2026): _said("opened", None),
    },
)
STATED = replace(VIEW, tables=tuple(COUNTINGS[one](_SAID, _OF_YEAR) for one in StatisticTable))
"""The same with figures that the office states of itself."""
