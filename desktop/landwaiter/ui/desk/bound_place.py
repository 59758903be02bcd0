"""The places Screening and Reports, bound to the services by `bindings_places`."""

from typing import Any

from landwaiter.ui.bench import Bench
from landwaiter.ui.bindings_places import bind, reports_fetch
from landwaiter.ui.desk.desk import Desk
from landwaiter.ui.desk.touched import Touched
from landwaiter.ui.desk.view import PlainPlace
from landwaiter.ui.desk.ways import Ways
from landwaiter.ui.screens.reports import ReportsScreen
from landwaiter.ui.screens.screening import ScreeningScreen


class BoundPlace(PlainPlace):
    """Stale when one of `topics` was touched."""

    def __init__(self, bench: Bench, screen: Any, topics: frozenset[str]) -> None:
        super().__init__(screen)
        self.screen, self._topics = screen, topics
        bind(screen, bench)

    def reload(self) -> None:
        self.screen.refresh()

    def concerned(self, touched: Touched) -> bool:
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
