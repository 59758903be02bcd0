"""The statistics of a fictional year."""

from datetime import UTC, datetime

from tests.domain.statistics.invented import PERIOD, a_year

from landwaiter.domain.reports.statistic_tables import StatisticTable
from landwaiter.domain.statistics.case_tables import COUNTINGS
from landwaiter.services.statistics.counting import Statistics
from landwaiter.services.statistics.statistics_view import MovedFigure, StatisticsView

_YEAR = a_year()
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
