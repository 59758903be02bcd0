"""Counting a period: a job in the tray, which can be cancelled, and what was counted stays."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot
from tests.services.trade.trade_traffic import write_traffic
from tests.ui.desk_office import Answers, Hands
from tests.ui.hands import press

from landwaiter.domain.reports.statistic_tables import StatisticTable
from landwaiter.domain.trade.deeds import Sift
from landwaiter.services.deeds.engine import run
from landwaiter.services.statistics import statistics_view
from landwaiter.ui.statistics import statistics_place
from landwaiter.ui.statistics.statistics_place import StatisticsPlace


def shown(at_work: Hands) -> StatisticsPlace:
    at_work.room.to_statistics()
    at_work.settle()
    place = at_work.room.desk.view
    assert isinstance(place, StatisticsPlace)
    assert place.screen.view is not None
    return place


def counted(place: StatisticsPlace) -> str:
    assert place.screen.view is not None
    return place.screen.view.statistics.period.first.isoformat()


def begin(place: StatisticsPlace, day: str) -> None:
    """Count from a day; what comes of it is handed over once the window has time."""
    place.screen.first.setText(day)
    place.screen.count.click()


def test_a_count_is_a_job_of_the_tray_and_can_be_cancelled_while_it_runs(
    at_work: Hands, qtbot: QtBot
) -> None:
    place, jobs = shown(at_work), at_work.room.desk.jobs
    begin(place, "2025-01-01")
    assert [job.title for job in jobs.running] == ["Counting the statistics"]
    assert not place.screen.cancel.isHidden()
    assert place.screen.count.isHidden()
    with qtbot.assertNotEmitted(place.screen.period_asked):
        press(place.screen.first, Qt.Key.Key_Return)
    at_work.settle()
    assert counted(place) == "2025-01-01"
    assert place.screen.cancel.isHidden()
    assert not place.screen.count.isHidden()


def test_a_count_that_is_cancelled_leaves_what_was_counted(
    at_work: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = shown(at_work)
    before, count = counted(place), statistics_view.statistics_view

    def cancelled_meanwhile(*given: Any, **named: Any) -> Any:
        at_work.room.desk.jobs.running[0].cancel()
        return count(*given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(statistics_place, "statistics_view", cancelled_meanwhile)
        begin(place, "2025-01-01")
        at_work.settle()
    assert counted(place) == before
    assert place.screen.cancel.isHidden()
    begin(place, "2025-01-01")
    at_work.settle()
    assert counted(place) == "2025-01-01"


def test_cancel_beside_the_days_stops_the_job(at_work: Hands) -> None:
    place = shown(at_work)
    begin(place, "2025-01-01")
    (job,) = at_work.room.desk.jobs.running
    place.screen.cancel.click()
    assert job.stop.is_set()
    at_work.settle()
    assert not place.screen.count.isHidden()


def test_what_changes_while_it_counts_is_counted_behind_it(
    at_work: Hands, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    place = shown(at_work)
    firsts: list[date] = []
    count = statistics_view.statistics_view

    def told(*given: Any, **named: Any) -> Any:
        firsts.append(named["first"])
        return count(*given, **named)

    monkeypatch.setattr(statistics_place, "statistics_view", told)
    begin(place, "2025-01-01")
    place.reload()
    at_work.settle()
    qtbot.waitUntil(lambda: len(firsts) == 2)
    at_work.settle()
    assert firsts == [date(2025, 1, 1)] * 2
    assert counted(place) == "2025-01-01"


def test_a_period_that_does_not_fit_is_refused_and_one_may_count_again(at_work: Hands) -> None:
    place = shown(at_work)
    before = counted(place)
    begin(place, "2999-01-01")
    at_work.settle()
    assert at_work.room.desk.shell.notice.text
    assert counted(place) == before
    assert not place.screen.count.isHidden()


def test_a_figure_of_what_was_sifted_opens_its_items_and_one_of_them_its_declaration(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    session = at_work.room.desk.known_bench.session
    run(session, Sift((write_traffic(tmp_path / "traffic.csv", 130),)))
    place = shown(at_work)
    screen = place.screen
    screen.whole.setChecked(True)
    begin(place, "2026-01-01")
    at_work.settle()
    assert screen.view is not None
    (table,) = (one for one in screen.view.tables if one.table is StatisticTable.T13)
    screen.list.selectRow(screen.view.tables.index(table))
    assert screen.figures is not None
    for row in (len(table.rows) - 1, 0):  # all of them, in more than one page, and one destination
        screen.figures.setCurrentIndex(screen.figures.model().index(row, 1))
        at_work.settle()
        while screen.ids.canFetchMore(QModelIndex()):
            screen.ids.fetchMore(QModelIndex())
            at_work.settle()
        assert len(set(screen.ids.rows())) == table.figure(table.rows[row].key, "items").value
    screen.behind.opened.emit(screen.ids.rows()[0])
    at_work.settle()
    assert answers.told[-1][0] == screen.ids.rows()[0].rpartition("/")[0]
    # For others nothing stands behind a figure.
    screen.whole.setChecked(False)
    begin(place, "2026-01-01")
    at_work.settle()
    assert screen.figures is not None
    screen.figures.setCurrentIndex(screen.figures.model().index(0, 1))
    at_work.settle()
    assert not screen.ids.rows()
