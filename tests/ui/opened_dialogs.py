"""Dialogs of the window as a person of the sample office has them in front."""

from pytestqt.qtbot import QtBot
from tests.services.sample_office import Office

from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.kit.prompts import Prompts
from landwaiter.ui.window.dialog_table import open_dialog


def opened(name: str, who: str, office: Office, shell: Shell, qtbot: QtBot) -> Pane:
    """The dialog of this name, read and with the keys."""
    bench = Bench(office.session(who), shell.jobs, Prompts(shell))
    dialog = open_dialog(name, bench, parent=shell)
    dialog.activateWindow()
    qtbot.waitUntil(lambda: shell.jobs.idle and dialog.isActiveWindow(), timeout=20_000)
    return dialog
