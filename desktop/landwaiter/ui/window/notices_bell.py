"""The bell of the top bar bound to the services: how much waits, and where each is done."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject

from landwaiter.services.people import notices
from landwaiter.services.people.notices import NoticeRow, NoticeWay
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.navigation import Ways
from landwaiter.ui.frame.notices_panel import NoticesPanel


class NoticesBell(QObject):
    """Counts anew whenever the status was read: after each deed, and when the person comes back."""

    def __init__(self, desk: Desk, ways: Ways) -> None:
        super().__init__(desk)
        self._desk = desk
        self.panel = NoticesPanel(desk.shell)
        self._ways: Mapping[NoticeWay, Callable[[NoticeRow], object]] = {
            NoticeWay.AUDIT: lambda _row: ways.to_place("audit"),
            NoticeWay.BACKUP: lambda _row: ways.to_dialog("backup"),
            NoticeWay.CASE: lambda row: ways.to_case(row.reference),
            NoticeWay.HITS: lambda _row: ways.to_hits(),
            NoticeWay.MOTIONS: lambda _row: ways.to_dialog("motions"),
            NoticeWay.PRIVACY: lambda _row: ways.to_dialog("privacy"),
            NoticeWay.REFERENCE: lambda _row: ways.to_place("reference"),
            NoticeWay.REVIEW: lambda row: ways.to_review(row.reference),
            NoticeWay.USERS: lambda _row: ways.to_dialog("users"),
            NoticeWay.WATCHED: lambda _row: ways.to_watched(),
        }
        self.panel.chosen.connect(self.go)
        desk.status_shown.connect(self.count)
        desk.signed_out.connect(self.panel.close)
        desk.shell.top.bell.clicked.connect(self.open)

    def count(self) -> None:
        """How much waits, beside the bell."""
        self._read("notices", lambda: None)

    def open(self) -> None:
        """Show what waits now."""
        self._read("notices-shown", lambda: self.panel.open_below(self._desk.shell.top.bell))

    def go(self, row: NoticeRow) -> None:
        """Where the notice is done."""
        self._ways[row.way](row)

    def _read(self, slot: str, then: Callable[[], object]) -> None:
        """Of several counts asked for in a row the last one is read."""
        self._desk.read(notices.notices, partial(self._show, then), slot=slot, owner=self)

    def _show(self, then: Callable[[], object], rows: tuple[NoticeRow, ...]) -> None:
        self._desk.shell.top.show_notices(len(rows))
        self.panel.show_rows(rows)
        then()
