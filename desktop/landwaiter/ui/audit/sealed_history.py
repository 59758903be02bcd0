"""The sealed history beside a case: sentences by day, with their audit numbers."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from landwaiter.i18n import _, figure, plural
from landwaiter.services.audit.audit_history import HistoryRow
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import across, clear, column, history_entry, panel, scrolled
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Line, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.words import audit_number, clock_time, day_head, local_day

SHOWN = 30


class History(QWidget):
    """The newest first; the reader's own entries stand on tint, and views apart, folded."""

    all_asked = Signal()
    details_asked = Signal(object)
    """The entries that are shown, for whoever wants them as they are stored."""

    def __init__(self, title: str = "", *, user: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._user = title or _("History"), user
        self._shown: tuple[HistoryRow, ...] = ()
        self.setAccessibleName(self._name)
        self._title = MarkLabel().elastic()
        self._entries = column()
        self.foot = column()
        self.views = _Views()
        self._details = ActButton(_("Details…"), kind=ButtonKind.FLAT, small=True)
        self._details.setToolTip(_("The entries as they are stored and sealed"))
        self._details.clicked.connect(lambda: self.details_asked.emit(self._shown))
        head = panel("cardhead")
        head.setFixedHeight(fonts.px(32))
        head.setLayout(across(self._title, self._details, margins=(12, 0, 12, 0)))
        page = panel("base")
        self._all = ActButton(_("All entries in the audit"), small=True)
        self._all.clicked.connect(self.all_asked)
        self._all.hide()
        page.setLayout(
            column(self._entries, self.views, across(self._all, 0, margins=(12, 8, 12, 10)), 0)
        )
        side = panel("side")
        side.setLayout(column(head, scrolled(page), self.foot, margins=(1, 0, 0, 0)))
        self.setLayout(column(side))
        self.setFixedWidth(fonts.px(296))

    def show_rows(self, rows: tuple[HistoryRow, ...], *, total: int = 0) -> None:
        """`total` is how many there are, where `rows` are the newest of them."""
        self._shown = rows[:SHOWN]
        count = max(total, len(rows))
        self._all.setVisible(count > len(self._shown))
        self._details.setEnabled(bool(rows))
        said = _("sealed, {shown} of {count}").format(shown=len(self._shown), count=figure(count))
        self._title.show_lines(
            (Text(self._name, size=Size.BODY, bold=True), Gap(8), Text(said, "muted"))
        )
        clear(self._entries)
        _fill(self._entries, (row for row in self._shown if not row.is_view), self._user)
        self.views.show_rows([row for row in self._shown if row.is_view], self._user)


class _Views(QWidget):
    """Who only looked, or took a copy: folded until somebody asks."""

    def __init__(self) -> None:
        super().__init__()
        self.fold = ActButton("", icon="next", kind=ButtonKind.FLAT, small=True)
        self.fold.setCheckable(True)
        self.fold.toggled.connect(self._show_open)
        self._inside = QWidget()
        self._entries = column()
        self._inside.setLayout(self._entries)
        self._inside.hide()
        self.setLayout(column(across(self.fold, 0, margins=(6, 6, 12, 6)), self._inside))

    def show_rows(self, rows: Sequence[HistoryRow], user: str) -> None:
        """Nothing is said where nobody looked."""
        self.setVisible(bool(rows))
        self._count = len(rows)
        clear(self._entries)
        _fill(self._entries, rows, user)
        self._show_open(is_open=self.fold.isChecked())

    def _show_open(self, is_open: bool) -> None:
        self._inside.setVisible(is_open)
        said = plural(self._count, "{n} view", "{n} views")
        self.fold.show_act(said, icon="down" if is_open else "next")


def _fill(entries: QLayout, rows: Iterable[HistoryRow], user: str) -> None:
    """The sentences under their days."""
    for day, of_day in groupby(rows, lambda row: local_day(row.at)):
        head = panel("ruled")
        head.setLayout(
            across(MarkLabel((Text(day_head(day), "text2", bold=True),)), 0, margins=(12, 8, 12, 3))
        )
        entries.addWidget(head)
        for row in of_day:
            own = bool(user) and row.actor == user
            entries.addWidget(history_entry(clock_time(row.at), _lines(row), own=own))


def _lines(row: HistoryRow) -> tuple[Line, ...]:
    """Who and what, and under which number it stands in the chain."""
    return (
        (Text(row.actor, bold=True),),
        (Text(f"{row.text} "), Text(audit_number(row.seq), "muted", whole=True)),
    )


def stored_words(rows: Iterable[HistoryRow]) -> str:
    """Entries as the chain holds them, each under its number and its sentence."""
    return "\n\n".join(
        "\n".join((f"{audit_number(row.seq)}  {row.sentence}", row.stored)) for row in rows
    )
