"""Statistics bound to the services: counted off the GUI thread, reported on by a form."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.reports.deeds import REPORT_REGISTER, REPORT_STATISTICS
from landwaiter.domain.statistics.deeds import IMPORT_FIGURE_LIST, STATE_FIGURE
from landwaiter.services.deeds.engine import signed_in
from landwaiter.services.statistics.statistics_view import StatisticsView, statistics_view
from landwaiter.services.warm.session import Session
from landwaiter.ui.deeds.begin import DeskDeeds
from landwaiter.ui.frame.changed_topics import ChangedTopics
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.navigation import Ways
from landwaiter.ui.frame.tab_view import PlainPlace
from landwaiter.ui.statistics.statistics_screen import StatisticsScreen


@dataclass(frozen=True, slots=True)
class _Asked:
    first: date | None = None
    """None: the first of the year."""
    last: date | None = None
    """None: today."""
    whole: bool = False


class StatisticsPlace(PlainPlace):
    """The year so far, until another period is asked for."""

    def __init__(self, desk: Desk, ways: Ways) -> None:
        self.screen = StatisticsScreen()
        super().__init__(self.screen)
        self._desk, self._deeds, self._asked = desk, DeskDeeds(desk), _Asked()
        self.screen.case_asked.connect(ways.to_case)
        self.screen.period_asked.connect(self._ask)
        self.screen.report_asked.connect(partial(self._report, REPORT_STATISTICS))
        self.screen.figure_asked.connect(self._state)
        self.screen.list_asked.connect(partial(self._deeds.begin, IMPORT_FIGURE_LIST))
        self.screen.register_asked.connect(partial(self._report, REPORT_REGISTER))

    def reload(self) -> None:
        asked = self._asked

        def read(session: Session) -> tuple[StatisticsView, Actor]:
            last = asked.last or session.today()
            first = asked.first or last.replace(month=1, day=1)
            view = statistics_view(session, first=first, last=last, whole=asked.whole)
            return view, signed_in(session)

        self._desk.read(read, self._show, slot="statistics", owner=self.screen, bar=self.screen.bar)

    def concerned(self, touched: ChangedTopics) -> bool:
        return bool({"cases", "reports"} & touched.topics)

    def _show(self, found: tuple[StatisticsView, Actor]) -> None:
        view, actor = found
        self.screen.show_view(view)
        self.screen.show_actor(actor)

    def _ask(self, first: date | None, last: date | None, whole: bool) -> None:  # a signal
        self._asked = _Asked(first, last, whole)
        self.reload()

    def _state(self, code: str) -> None:
        """A form that begins with the figure, and the year where one is shown."""
        view = self.screen.view
        year = view.statistics.period.year if view is not None else None
        self._deeds.begin(STATE_FIGURE, {"code": code, "year": str(year or "")})

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
