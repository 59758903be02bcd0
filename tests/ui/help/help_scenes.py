"""Each screen that a page of the help tells of, filled with fictional rows."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from tests.ui import duty_scenes, fiction, fictional_case, places, scenes, trade_scenes
from tests.ui.finding import find_scenes
from tests.ui.letters import letter_fiction
from tests.ui.signed_in import nobody_in, signed_in
from tests.ui.statistics import statistic_fiction

from landwaiter.domain.monitoring.programme import TradeFigure, Watch
from landwaiter.services.monitoring.programmes import Programme
from landwaiter.services.monitoring.run_results import Run
from landwaiter.ui.cases.cases_screen import CasesScreen
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.frame.tabs import Tab
from landwaiter.ui.monitoring.monitoring_screen import MonitoringScreen
from landwaiter.ui.opening.sign_in import SignInScreen
from landwaiter.ui.statistics.statistics_screen import StatisticsScreen

WATCH = Watch(headings=("8457", "8458"), destinations=("CN", "HK"), first=date(2026, 1, 1))
PROGRAMME = Programme(
    "p-1",
    "Machine tools to China and Hong Kong",
    2,
    WATCH,
    "What the risk unit asked for.",
    "Jan Wójcik",
    fiction.at(9, month=2),
)
RUN = Run(
    "r-1",
    PROGRAMME.name,
    2,
    WATCH,
    18_130,
    "c2f4" * 16,
    "r-1",
    (),
    tuple(
        TradeFigure(
            month,
            destination,
            heading,
            lines,
            tuple(f"PL1-2026-000{number}" for number in range(398, 398 + lines)),
            {"EUR": Decimal(412_000 * lines)},
            Decimal(9_800 * lines),
        )
        for month, destination, heading, lines in (
            ("2026-01", "CN", "8457", 2),
            ("2026-02", "CN", "8458", 1),
            ("2026-03", "HK", "8457", 4),
        )
    ),
    34,
    "77aa" * 16,
    "Marta Zielińska",
    fiction.at(8),
)


def _sign_in(shell: Shell) -> QWidget:
    nobody_in(shell)
    screen = SignInScreen("Pomorze", "/cases/pomorze", ("anna", "jan"))
    return shell.open_tab(Tab("sign_in", "Sign in", "lock"), lambda: screen, screen="sign_in")


def _cases(shell: Shell) -> QWidget:
    """At the case of which a preview is there."""
    screen = scenes.cases(shell)
    assert isinstance(screen, CasesScreen)
    known = [row.reference for row in fiction.QUEUE]
    at = known.index(fictional_case.CASE_VIEW.case.reference)
    screen.model.modelReset.connect(
        lambda: QTimer.singleShot(0, screen, lambda: screen.list.selectRow(at))
    )
    return screen


def _monitoring(shell: Shell) -> QWidget:
    signed_in(shell)
    screen = MonitoringScreen()
    screen.show_actor(places.ANALYST)
    screen.show_programmes((PROGRAMME,), PROGRAMME.name)
    screen.show_run(RUN)
    tab = Tab("monitoring", "Monitoring", "reports")
    return shell.open_tab(tab, lambda: screen, screen="monitoring")


def _statistics(shell: Shell) -> QWidget:
    signed_in(shell, on=date(2026, 12, 1))
    screen = StatisticsScreen()
    screen.show_actor(places.ANALYST)
    screen.show_view(statistic_fiction.VIEW)
    screen.list.selectRow(1)
    assert screen.figures is not None
    screen.figures.setCurrentIndex(screen.figures.model().index(1, 5))
    tab = Tab("statistics", "Statistics", "reports")
    return shell.open_tab(tab, lambda: screen, screen="statistics")


SCENES: Mapping[str, Callable[[Shell], QWidget]] = {
    **{name: scene for name, scene in scenes.SCENES.items() if name != "intake_mend"},
    "on_call": duty_scenes.SCENES["on_call"],
    "duty": duty_scenes.SCENES["duty"],
    "cases": _cases,
    "finding": lambda shell: find_scenes.found(shell, find_scenes.ORDINARY),
    "monitoring": _monitoring,
    "statistics": _statistics,
    **trade_scenes.SCENES,
    "letter": letter_fiction.letter,
    "screening": places.PLACES["screening"],
    "reports": places.PLACES["reports"],
    "sign_in": _sign_in,
}
