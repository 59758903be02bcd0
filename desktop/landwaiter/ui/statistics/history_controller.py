"""Histories of the trade store, bound to their service."""

from functools import partial

from PySide6.QtWidgets import QWidget

from landwaiter.services.statistics.trade_history import (
    ExportHistory,
    HistorySubject,
    trade_history,
)
from landwaiter.services.trade.views import note_list_viewed
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.statistics.history_dialog import TradeHistoryDialog


class TradeHistoryController(DialogController[TradeHistoryDialog]):
    """Reads what is asked for; that it was seen is told in the trail."""

    def __init__(self, bench: Bench, parent: QWidget, asked: HistorySubject | None = None) -> None:
        super().__init__(bench, TradeHistoryDialog(parent))
        self.dialog.history_asked.connect(self.look)
        if asked is not None:
            self.dialog.begin(asked)

    def look(self, asked: HistorySubject, year: int | None) -> None:
        self.read(
            lambda: trade_history(self.session, asked, year=year),
            partial(self._show, asked),
            slot="history",
        )

    def _show(self, asked: HistorySubject, found: ExportHistory) -> None:
        self.dialog.show_history(found)
        rows = [one.row for one in found.lines if one.row]
        said = "; ".join(asked.texts)
        self.write(
            lambda: note_list_viewed(self.session, rows, through="history", asked=said),
            lambda _noted: None,
            topics=(),
        )
