"""The sealed history beside a case: when, deed, actor, audit number."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.i18n import _, capitalised, figure
from landwaiter.services.audit.audit_history import HistoryRow
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import across, clear, column, history_entry, panel, scrolled
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Line, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.words import audit_number, clock_time, day, local_day

SHOWN = 30


class History(QWidget):
    """The newest first; the reader's own entries stand on tint."""

    all_asked = Signal()

    def __init__(self, title: str = "", *, user: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._user = title or _("History"), user
        self.setAccessibleName(self._name)
        self._title = MarkLabel().elastic()
        self._entries = column()
        self.foot = column()
        head = panel("cardhead")
        head.setFixedHeight(fonts.px(32))
        head.setLayout(across(self._title, margins=(12, 0, 12, 0)))
        page = panel("base")
        self._all = ActButton(_("All entries in the audit"), small=True)
        self._all.clicked.connect(self.all_asked)
        self._all.hide()
        page.setLayout(column(self._entries, across(self._all, 0, margins=(12, 8, 12, 10)), 0))
        side = panel("side")
        side.setLayout(column(head, scrolled(page), self.foot, margins=(1, 0, 0, 0)))
        self.setLayout(column(side))
        self.setFixedWidth(fonts.px(296))

    def show_rows(self, rows: tuple[HistoryRow, ...], *, total: int = 0) -> None:
        """`total` is how many there are, where `rows` are the newest of them."""
        shown = rows[:SHOWN]
        count = max(total, len(rows))
        self._all.setVisible(count > len(shown))
        said = _("sealed, {shown} of {count}").format(shown=len(shown), count=figure(count))
        self._title.show_lines(
            (Text(self._name, size=Size.BODY, bold=True), Gap(8), Text(said, "muted"))
        )
        clear(self._entries)
        for row in shown:
            self._entries.addWidget(
                history_entry(
                    day(local_day(row.at), today=local_day(row.at)),
                    clock_time(row.at),
                    _lines(row),
                    own=bool(self._user) and row.actor == self._user,
                )
            )


def _lines(row: HistoryRow) -> tuple[Line, ...]:
    title: Line = (Text(capitalised(row.deed), bold=True), Text(f" · {row.actor}"))
    number = Text(audit_number(row.seq), "muted", whole=True)
    if not row.text:
        return ((*title, Text(" "), number),)
    return (title, (Text(row.text + " "), number))
