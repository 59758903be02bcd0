"""Load of the office in the window: figures of the period that is asked for."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.services.sample_office import ANALYST, HEAD, Office
from tests.ui.hands import CTRL, press
from tests.ui.registers.test_registers import Told
from tests.ui.window.test_dialogs import settle

from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.office.load_dialog import LoadDialog
from landwaiter.ui.window.dialog_table import open_dialog


def opened(office: Office, shell: Shell, qtbot: QtBot) -> LoadDialog:
    bench = Bench(office.session(HEAD), shell.jobs, Told(shell, ()))
    dialog = open_dialog("load", bench, parent=shell)
    assert isinstance(dialog, LoadDialog)
    settle(shell.jobs, qtbot)
    return dialog


def test_the_last_days_are_counted_and_another_period_anew(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    office.act(ANALYST, "assess")
    dialog = opened(office, shell, qtbot)
    assert dialog.last.text() == "2026-03-30"
    assert dialog.officers.rowCount() == 1
    assert "Not evaluated" in dialog.unclocked.words()
    dialog.first.setText("2026-03-01")
    dialog.last.setText("2026-03-02")
    press(dialog, Qt.Key.Key_Return, CTRL)
    settle(shell.jobs, qtbot)
    assert (dialog.first.text(), dialog.last.text()) == ("2026-03-01", "2026-03-02")


def test_what_is_no_day_cannot_be_asked_for(office: Office, shell: Shell, qtbot: QtBot) -> None:
    dialog = opened(office, shell, qtbot)
    dialog.first.setText("March")
    assert not dialog.look.isEnabled()
    dialog.first.setText("2026-04-01")
    dialog.last.setText("2026-03-01")
    press(dialog, Qt.Key.Key_Return, CTRL)
    settle(shell.jobs, qtbot)
    assert "ends before it begins" in dialog.outcome.words()
