"""The places Screening and Reports, bound to the services by `place_table`."""

from typing import Any

from landwaiter.ui.frame.changed_topics import ChangedTopics
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.navigation import Ways
from landwaiter.ui.frame.tab_view import PlainPlace
from landwaiter.ui.hits.screening_screen import ScreeningScreen
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.reports.reports_screen import ReportsScreen
from landwaiter.ui.window.place_table import bind, reports_fetch


class BoundPlace(PlainPlace):
    """Stale when one of `topics` was touched."""

    def __init__(self, bench: Bench, screen: Any, topics: frozenset[str]) -> None:
        super().__init__(screen)
        self.screen, self._topics = screen, topics
        bind(screen, bench)

    def reload(self) -> None:
        self.screen.refresh()

    def concerned(self, touched: ChangedTopics) -> bool:
        return bool(touched.topics & self._topics)


def screening_place(desk: Desk, ways: Ways) -> BoundPlace:
    screen = ScreeningScreen()
    screen.hits_asked.connect(ways.to_hits)
    return BoundPlace(desk.known_bench, screen, frozenset({"reference", "cases"}))


def reports_place(desk: Desk, ways: Ways) -> BoundPlace:
    bench = desk.known_bench
    screen = ReportsScreen(reports_fetch(bench.session), desk.jobs)
    screen.case_asked.connect(ways.to_case)
    screen.entity_asked.connect(ways.to_entity)
    return BoundPlace(bench, screen, frozenset({"reports"}))
