"""The statistics screen: each figure lists what it counts, and what is withheld lists nothing."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.ui.hands import press
from tests.ui.places import ANALYST
from tests.ui.statistics.statistic_fiction import EXPORTS, STATED, VIEW

from landwaiter.domain.base.people import UserRole
from landwaiter.domain.reports.statistic_tables import StatisticTable
from landwaiter.domain.statistics.figures import ColumnKind
from landwaiter.domain.statistics.suppression import withheld_cells
from landwaiter.i18n import catalogue, speaking
from landwaiter.services.base.page import Page
from landwaiter.services.statistics.statistics_view import StatisticsView
from landwaiter.ui.kit.cells import CELL_ROLE
from landwaiter.ui.kit.inline import Bar
from landwaiter.ui.statistics.statistics_screen import StatisticsScreen

OTHERS = replace(VIEW, whole=False, withheld=withheld_cells(VIEW.statistics.tables), moved=())
TABLES = tuple(StatisticTable)
ACROSS = Qt.Orientation.Horizontal


def shown(qtbot: QtBot, view: StatisticsView, table: StatisticTable) -> StatisticsScreen:
    screen = StatisticsScreen()
    qtbot.addWidget(screen)
    screen.items_asked.connect(
        lambda row, _after: screen.show_items(row, items(row), is_first=True)
    )
    screen.show_view(view)
    screen.list.selectRow(TABLES.index(table))
    return screen


def items(row: str) -> Page[str]:
    """Of the exports sifted, as the place reads them."""
    count = sum(one.items for one in EXPORTS if row in {"all", one.destination or "–"})
    return Page(tuple(f"26PL{number}/1" for number in range(count)), None)


def at(screen: StatisticsScreen, row: int, column: int) -> str:
    """The words of a cell, with the cursor on it."""
    assert screen.figures is not None
    index = screen.figures.model().index(row, column)
    screen.figures.setCurrentIndex(index)
    return str(index.data())


@pytest.mark.parametrize("table", TABLES)
def test_the_list_beside_a_figure_is_as_long_as_the_figure(
    qtbot: QtBot, table: StatisticTable
) -> None:
    screen = shown(qtbot, VIEW, table)
    found = screen.current
    assert found is not None
    assert found.table is table
    counted = [one.kind is ColumnKind.COUNT for one in found.columns]
    for row, _title in enumerate(found.rows):
        for place, is_count in enumerate(counted, start=1):
            said = at(screen, row, place)
            if is_count and said != "not known":
                assert screen.ids.rowCount() == int(said)


def test_a_withheld_figure_lists_nothing_and_has_no_bar(qtbot: QtBot) -> None:
    screen = shown(qtbot, OTHERS, StatisticTable.T2)
    found = screen.current
    assert found is not None
    words = {
        (row.key, column.key): at(screen, n, m)
        for n, row in enumerate(found.rows)
        for m, column in enumerate(found.columns, start=1)
    }
    hidden = {(row.partition("|")[2], key) for row, key in OTHERS.withheld if row[:3] == "T2|"}
    assert hidden
    assert {place for place, said in words.items() if said == "s"} == hidden
    assert screen.ids.rowCount() == 0


def test_bars_begin_at_zero_and_the_longest_is_the_greatest(qtbot: QtBot) -> None:
    screen = shown(qtbot, VIEW, StatisticTable.T2)
    assert screen.chart is not None
    model = screen.chart.model()
    bars = [
        piece.share
        for row in range(model.rowCount())
        for line in model.index(row, 1).data(CELL_ROLE).lines
        for piece in line
        if isinstance(piece, Bar)
    ]
    figures = [float(model.index(row, 1).data().strip()) for row in range(model.rowCount())]
    assert len(bars) == len(figures) > 3
    assert bars == [pytest.approx(one / max(figures)) for one in figures]


def test_enter_on_a_case_opens_it(qtbot: QtBot) -> None:
    screen = shown(qtbot, VIEW, StatisticTable.T2)
    at(screen, 0, 1)
    with qtbot.waitSignal(screen.case_asked) as asked:
        press(screen.behind, Qt.Key.Key_Return)
    assert str(asked.args[0]).startswith("PL1-2026-")
    assert "/" not in str(asked.args[0])


def test_other_days_are_asked_for_and_what_is_no_day_is_not(qtbot: QtBot) -> None:
    screen = shown(qtbot, VIEW, StatisticTable.T2)
    screen.show()
    screen.first.setText("2026-03-01")
    screen.whole.setChecked(False)
    with qtbot.waitSignal(screen.period_asked) as asked:
        press(screen.first, Qt.Key.Key_Return)
    assert asked.args == [date(2026, 3, 1), date(2026, 11, 30), False]
    screen.last.setText("the end of it")
    assert not screen.count.isEnabled()


def test_what_was_printed_before_and_is_other_now_is_told(qtbot: QtBot) -> None:
    screen = shown(qtbot, VIEW, StatisticTable.T2)
    said = " ".join(one.words() for one in screen.findChildren(type(screen._moved._title)))
    assert "was 71 and is 73" in said
    assert "PL1-2026-000012" in said


@pytest.mark.parametrize("table", [StatisticTable.T11, StatisticTable.D1])
def test_what_is_stated_is_stated_where_it_stands(qtbot: QtBot, table: StatisticTable) -> None:
    screen = StatisticsScreen()
    qtbot.addWidget(screen)
    screen.show_actor(ANALYST)
    screen.show_view(STATED)
    screen.list.selectRow(TABLES.index(table))
    screen.show()
    assert not screen._behind.isVisible()
    assert screen.state is not None
    at(screen, 1, 1)
    with qtbot.waitSignal(screen.figure_asked) as asked:
        screen.state.click()
    assert asked.args == [{"T11": "training", "D1": "convicted"}[table]]
    assert at(screen, 0, 1) == {"T11": "7.5", "D1": "not known to customs"}[table]
    assert at(screen, 1, 1) == "not stated"
    assert "Ana, confirmed by Rev" in at(screen, 0, 2)
    assert (screen.figure_list is None) is (table is StatisticTable.T11)


def test_without_a_list_one_can_be_imported_and_an_auditor_states_nothing(qtbot: QtBot) -> None:
    screen = shown(qtbot, VIEW, StatisticTable.D1)
    screen.show_actor(ANALYST)
    screen.list.selectRow(0)
    screen.list.selectRow(TABLES.index(StatisticTable.D1))
    assert screen.state is None
    assert screen.figure_list is not None
    with qtbot.waitSignal(screen.list_asked):
        screen.figure_list.click()
    screen.show_actor(replace(ANALYST, roles=frozenset({UserRole.AUDITOR})))
    assert not screen.figure_list.isEnabled()


def test_heads_and_figures_stand_whole_and_what_has_no_room_is_reached(qtbot: QtBot) -> None:
    with speaking(catalogue("de")):
        screen = shown(qtbot, VIEW, StatisticTable.T3)
        screen.resize(1080, 720)
        screen.show()
        table = screen.figures
        assert table is not None
        metrics = table.head.fontMetrics()
        heads = [
            str(table.model().headerData(n, ACROSS)) for n in range(table.model().columnCount())
        ]
        assert len(heads) > 8
        for place, head in enumerate(heads[1:], start=1):
            assert table.columnWidth(place) >= metrics.horizontalAdvance(head), head
        qtbot.waitUntil(lambda: table.horizontalScrollBar().isVisible())
        rows = table.head.height() + table.verticalHeader().length()
        whole = rows + table.horizontalScrollBar().height()
        qtbot.waitUntil(lambda: table.height() >= whole)
