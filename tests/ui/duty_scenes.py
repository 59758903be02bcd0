"""Duty, deputies in Today, presence on a case and a stale save with fictional rows.

QT_QPA_PLATFORM=offscreen python -m tests.ui.duty_scenes FOLDER [NAME …]
"""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QWidget
from tests.ui import fiction, fictional_duty, scenes
from tests.ui.grab import grab
from tests.ui.signed_in import DEPUTY, signed_in

from landwaiter.domain.base.people import Actor, UserRole
from landwaiter.domain.people.preferences import Mode
from landwaiter.services.people.duty import DutyView
from landwaiter.services.people.handover import HandoverSheet
from landwaiter.services.people.on_call import OnCallView
from landwaiter.ui.cases.case_screen import CaseScreen
from landwaiter.ui.deeds.stale_save_dialog import StaleSaveDialog
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.frame.tabs import Tab
from landwaiter.ui.kit.window_settings import Settings
from landwaiter.ui.people.duty_screen import DutyScreen
from landwaiter.ui.people.on_call_screen import OnCallScreen
from landwaiter.ui.today.today_screen import TodayScreen
from landwaiter.ui.window.app import make_application


def a_duty_screen(shell: Shell, view: DutyView, sheet: HandoverSheet) -> DutyScreen:
    signed_in(shell, DEPUTY)
    screen = DutyScreen()
    screen.show_view(view, Actor("1", DEPUTY.user, frozenset({UserRole.HEAD})))
    screen.show_sheet(sheet)
    names = [one.person for one in view.loads]
    if sheet.person in names:
        screen.unit.selectRow(names.index(sheet.person))
    shell.open_tab(Tab("duty", "Duty", "four-eyes"), lambda: screen, screen="duty", place="today")
    return screen


def _duty(shell: Shell) -> QWidget:
    return a_duty_screen(shell, fictional_duty.DUTY, fictional_duty.SHEET)


def _duty_empty(shell: Shell) -> QWidget:
    return a_duty_screen(shell, fictional_duty.EMPTY_DUTY, fictional_duty.EMPTY_SHEET)


def an_on_call_screen(shell: Shell, view: OnCallView) -> OnCallScreen:
    signed_in(shell, DEPUTY)
    screen = OnCallScreen()
    screen.show_view(view)
    tab = Tab("on_call", "On call", "goods-held")
    shell.open_tab(tab, lambda: screen, screen="on_call", place="today")
    return screen


def _on_call(shell: Shell) -> QWidget:
    return an_on_call_screen(shell, fictional_duty.ON_CALL)


def _on_call_empty(shell: Shell) -> QWidget:
    return an_on_call_screen(shell, fictional_duty.EMPTY_ON_CALL)


def today_with_deputies(shell: Shell) -> TodayScreen:
    screen = scenes.today(shell)
    assert isinstance(screen, TodayScreen)
    screen.show_view(fictional_duty.TODAY_VIEW, user=fiction.USER)
    screen.show_present(fictional_duty.PRESENT)
    return screen


def case_open_elsewhere(shell: Shell) -> CaseScreen:
    screen = scenes.case(shell)
    assert isinstance(screen, CaseScreen)
    screen.show_present("Jan Wójcik has this case open since 10:42.")
    return screen


def _stale(shell: Shell) -> QWidget:
    dialog = StaleSaveDialog(fictional_duty.CONFLICT, parent=shell)
    dialog.open()
    return dialog


SCENES: Mapping[str, Callable[[Shell], QWidget]] = {
    "duty": _duty,
    "duty_empty": _duty_empty,
    "on_call": _on_call,
    "on_call_empty": _on_call_empty,
    "today_deputies": today_with_deputies,
    "case_present": case_open_elsewhere,
    "stale": _stale,
}


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    application = make_application(["grab"], Settings(Mode.LIGHT))
    for name in arguments[1:] or list(SCENES):
        grab(name, SCENES[name], folder, application)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
