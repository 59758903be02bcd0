"""The places Screening and Reports: their screens, what binds them, what makes them stale."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from landwaiter.domain.reports.subjects import SubjectReport
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


_DIALOGS: Mapping[str, str] = {
    SubjectReport.STATES: "relations",
    SubjectReport.LOAD: "load",
    SubjectReport.REVIEWERS: "returns",
    SubjectReport.PRACTICE: "practice",
    SubjectReport.LISTING: "listings",
    SubjectReport.ACCESS_ANSWER: "access",
    SubjectReport.PRIVACY: "privacy",
}
"""Where what a report is about is seen on the screen; an entity has a tab of its own, and
statistics have one, which the register is made in."""


def to_subject(ways: Ways, kind: str, subject: str) -> None:
    """To what a report on something else than a case is about."""
    if kind == SubjectReport.ENTITY:
        ways.to_entity(subject)
    elif kind in (SubjectReport.STATISTICS, SubjectReport.REGISTER):
        ways.to_statistics()
    elif kind == SubjectReport.HANDOVER:
        ways.to_duty()
    else:
        ways.to_dialog(_DIALOGS[kind])


def reports_place(desk: Desk, ways: Ways) -> ScreenPlace:
    bench = desk.known_bench
    screen = ReportsScreen(reports_fetch(bench.session), desk.jobs)
    screen.case_asked.connect(ways.to_case)
    screen.subject_asked.connect(partial(to_subject, ways))
    ReportsController(bench, screen)
    screen.cases_asked.connect(lambda: ways.to_place("cases"))
    return ScreenPlace(screen, frozenset({"reports"}))
