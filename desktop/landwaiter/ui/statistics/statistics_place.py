"""Statistics bound to the services: counted off the GUI thread, reported on by a form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer

from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.reports.subject_deeds import REPORT_REGISTER, REPORT_STATISTICS
from landwaiter.domain.statistics.deeds import IMPORT_FIGURE_LIST, STATE_FIGURE
from landwaiter.domain.statistics.export_tables import UNSTATED
from landwaiter.domain.statistics.hold_tables import ALL
from landwaiter.domain.trade.trade_span import TradeSpan
from landwaiter.i18n import _
from landwaiter.services.base.page import Page
from landwaiter.services.base.wording import shown_date
from landwaiter.services.deeds.engine import signed_in
from landwaiter.services.deeds.handler import Tell, untold
from landwaiter.services.statistics.statistics_view import StatisticsView, statistics_view
from landwaiter.services.statistics.trade_statistics import SiftedItem, items_behind
from landwaiter.services.trade.trade_view import TradePage, declaration_shown, why_lines
from landwaiter.services.trade.views import note_list_viewed
from landwaiter.services.warm.session import Session
from landwaiter.ui.deeds.begin import DeskDeeds
from landwaiter.ui.frame.changed_topics import ChangedTopics
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.navigation import Ways
from landwaiter.ui.frame.tab_view import PlainPlace
from landwaiter.ui.kit.jobs import TrayJob
from landwaiter.ui.statistics.statistics_screen import StatisticsScreen


@dataclass(frozen=True, slots=True)
class _Asked:
    first: date | None = None
    """None: the first of the year."""
    last: date | None = None
    """None: today."""
    whole: bool = False


def _counted(asked: _Asked, session: Session, tell: Tell = untold) -> tuple[StatisticsView, Actor]:
    last = asked.last or session.today()
    first = asked.first or last.replace(month=1, day=1)
    view = statistics_view(session, first=first, last=last, whole=asked.whole, tell=tell)
    return view, signed_in(session)


def _declaration_lines(page: TradePage) -> tuple[str, ...]:
    line = page.line
    return (
        _("{day}, to {destination}").format(day=shown_date(line.day), destination=line.destination),
        _("{exporter} to {consignee}").format(exporter=line.exporter, consignee=line.consignee),
        line.goods,
        *why_lines(page),
    )


class StatisticsPlace(PlainPlace):
    """The year so far, until another period is asked for."""

    def __init__(self, desk: Desk, ways: Ways) -> None:
        self.screen = StatisticsScreen()
        super().__init__(self.screen)
        self._desk, self._deeds, self._asked = desk, DeskDeeds(desk), _Asked()
        self._job: TrayJob | None = None
        self._is_stale = False
        """Something was changed while a count ran: it is counted anew behind it."""
        self.screen.case_asked.connect(ways.to_case)
        self.screen.items_asked.connect(self._read_items)
        self.screen.declaration_asked.connect(self._show_declaration)
        self.screen.period_asked.connect(self._ask)
        self.screen.cancel_asked.connect(self._cancel)
        self.screen.report_asked.connect(partial(self._report, REPORT_STATISTICS))
        self.screen.figure_asked.connect(self._state)
        self.screen.list_asked.connect(partial(self._deeds.begin, IMPORT_FIGURE_LIST))
        self.screen.register_asked.connect(partial(self._report, REPORT_REGISTER))

    def reload(self) -> None:
        if self._job is not None:
            self._is_stale = True
            return
        read = partial(_counted, self._asked)
        self._desk.read(read, self._read, slot="statistics", owner=self.screen, bar=self.screen.bar)

    def concerned(self, touched: ChangedTopics) -> bool:
        return bool({"cases", "reports"} & touched.topics)

    def _read(self, found: tuple[StatisticsView, Actor]) -> None:
        """Behind a count that was asked for meanwhile it is no news."""
        if self._job is None:
            self._show(found)

    def _show(self, found: tuple[StatisticsView, Actor]) -> None:
        view, actor = found
        self.screen.show_view(view)
        self.screen.show_actor(actor)

    def _ask(self, first: date | None, last: date | None, whole: bool) -> None:  # a signal
        """Counted in the tray, where it can be cancelled too: what was counted before stays."""
        asked, bench = _Asked(first, last, whole), self._desk.known_bench
        self._cancel()
        self.screen.show_counting(is_counting=True)
        self._job = job = bench.run(
            self.screen,
            _("Counting the statistics"),
            lambda tell: _counted(asked, bench.session, tell),
            partial(self._counted, asked),
            self._desk.show_fault,
            on_ended=lambda: self._ended(job),
            beside=True,
        )

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _counted(self, asked: _Asked, found: tuple[StatisticsView, Actor]) -> None:
        self._asked = asked
        self._show(found)

    def _ended(self, job: TrayJob) -> None:
        """Counted, cancelled or refused; one that was asked for meanwhile goes on."""
        if job is not self._job:
            return
        self._job = None
        self.screen.show_counting(is_counting=False)
        if self._is_stale:
            self._is_stale = False
            QTimer.singleShot(0, self.screen, self.reload)  # what was counted is handed over first

    def _state(self, code: str) -> None:
        """A form that begins with the figure, and the year where one is shown."""
        view = self.screen.view
        year = view.statistics.period.year if view is not None else None
        self._deeds.begin(STATE_FIGURE, {"code": code, "year": str(year or "")})

    def _read_items(self, row: str, after: str | None) -> None:
        """The items of the exports to a destination, or of all."""
        view = self.screen.view
        if view is None:
            return
        period = view.statistics.period
        goes = None if row == ALL else "" if row == UNSTATED else row
        span = TradeSpan(period.first, period.last, goes)
        self._desk.read(
            lambda session: items_behind(session, span, after=after),
            partial(self._show_items, row, is_first=after is None),
            slot="items",
            owner=self.screen,
            bar=self.screen.bar,
        )

    def _show_items(self, row: str, page: Page[SiftedItem], *, is_first: bool) -> None:
        self._note_seen([one.row for one in page.rows])
        places = Page(tuple(one.place for one in page.rows), page.after)
        self.screen.show_items(row, places, is_first=is_first)

    def _note_seen(self, rows: Sequence[int]) -> None:
        self._desk.note_view(lambda session: note_list_viewed(session, rows, through="statistics"))

    def _show_declaration(self, number: str) -> None:
        self._desk.read(
            lambda session: declaration_shown(session, number),
            self._tell_declaration,
            slot="declaration",
            owner=self.screen,
            bar=self.screen.bar,
        )

    def _tell_declaration(self, page: TradePage) -> None:
        self._note_seen([page.line.id])
        self._desk.prompts.tell(page.line.number, "\n".join(_declaration_lines(page)))

    def _report(self, deed: Deed[Any, None]) -> None:
        """A form that begins with the days and the choice that are shown."""
        view = self.screen.view
        if view is None:
            return
        period = view.statistics.period
        stands = {
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
            "whole": "yes" if view.whole else "no",
        }
        self._deeds.begin(deed, stands)
