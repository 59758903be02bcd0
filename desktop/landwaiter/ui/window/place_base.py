"""The places Screening and Reports: their screens, what binds them, what makes them stale."""

from typing import Any

from landwaiter.ui.frame.changed_topics import ChangedTopics
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.navigation import Ways
from landwaiter.ui.frame.tab_view import PlainPlace
from landwaiter.ui.hits.screening_controller import ScreeningController
from landwaiter.ui.hits.screening_screen import ScreeningScreen
from landwaiter.ui.reports.reports_controller import ReportsController, reports_fetch
from landwaiter.ui.reports.reports_screen import ReportsScreen


class ScreenPlace(PlainPlace):
    """A place whose screen asks its controller; stale when one of `topics` was touched."""

    def __init__(self, screen: Any, topics: frozenset[str]) -> None:
        super().__init__(screen)
        self.screen, self._topics = screen, topics

    def reload(self) -> None:
        self.screen.refresh()

    def concerned(self, touched: ChangedTopics) -> bool:
        return bool(touched.topics & self._topics)


def screening_place(desk: Desk, ways: Ways) -> ScreenPlace:
    screen = ScreeningScreen()
    screen.hits_asked.connect(ways.to_hits)
    ScreeningController(desk.known_bench, screen)
    return ScreenPlace(screen, frozenset({"reference", "cases"}))


def reports_place(desk: Desk, ways: Ways) -> ScreenPlace:
    bench = desk.known_bench
    screen = ReportsScreen(reports_fetch(bench.session), desk.jobs)
    screen.case_asked.connect(ways.to_case)
    screen.entity_asked.connect(ways.to_entity)
    screen.states_asked.connect(lambda _codes: ways.to_dialog("relations"))
    ReportsController(bench, screen)
    return ScreenPlace(screen, frozenset({"reports"}))
