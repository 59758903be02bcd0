"""Trade history in the window: asked for by words, narrowed to a year and widened again."""

import csv
from pathlib import Path

from tests.services.trade.trade_traffic import write_traffic
from tests.ui.desk_office import Hands

from landwaiter.domain.trade.deeds import Sift
from landwaiter.services.deeds.engine import run
from landwaiter.services.statistics.trade_history import HistoryOf, HistorySubject
from landwaiter.ui.statistics.history_controller import TradeHistoryController


def test_a_heading_is_told_year_by_year_and_one_of_them_alone(
    at_work: Hands, tmp_path: Path
) -> None:
    bench = at_work.room.desk.known_bench
    chapters: list[set[str]] = []
    for number, day in enumerate(("2025-11-03", "2026-03-02")):
        file = write_traffic(tmp_path / f"{day}.csv", 30, seed=number + 1, day=day)
        with file.open(encoding="utf-8", newline="") as table:
            chapters.append({row["cn8"][:2] for row in csv.DictReader(table)})
        (result,) = run(bench.session, Sift((file,)))
        assert result.sifted == 30
    subject = HistorySubject(HistoryOf.HEADING, (min(chapters[0] & chapters[1]),))
    dialog = TradeHistoryController(bench, at_work.room.shell, subject).open()
    at_work.settle()
    assert [one.year for one in dialog.years.rows()] == [2026, 2025]
    both = len(dialog.lines.rows())
    dialog.year_list.opened.emit(dialog.years.rows()[1])
    at_work.settle()
    assert {one.day.year for one in dialog.lines.rows()} == {2025}
    assert len(dialog.lines.rows()) == dialog.years.rows()[1].declarations
    dialog.year_list.opened.emit(dialog.years.rows()[1])
    at_work.settle()
    assert len(dialog.lines.rows()) == both
    dialog.close()


def test_a_longer_code_is_refused_and_not_told_as_nothing(at_work: Hands) -> None:
    subject = HistorySubject(HistoryOf.HEADING, ("84571010",))
    dialog = TradeHistoryController(
        at_work.room.desk.known_bench, at_work.room.shell, subject
    ).open()
    at_work.settle()
    assert "84571010" in dialog.outcome.words()
    assert "four digits" in dialog.outcome.words()
    dialog.close()
