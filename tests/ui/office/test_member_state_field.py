"""The Member State in the settings of the office: it stands there, and a refusal says why."""

from pathlib import Path

from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot
from tests.services.sample_office import HEAD, Office, an_office

from landwaiter.domain.base.zones import MEMBER_STATE
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.field_row import choose
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.kit.prompts import Prompts
from landwaiter.ui.office.settings_dialog import OfficeDialog
from landwaiter.ui.window.dialog_table import open_dialog


def test_the_state_of_the_founding_stands_there_and_is_fixed_with_a_case(
    shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    office: Office = an_office(tmp_path)
    dialog = open_dialog(
        "office", Bench(office.session(HEAD), shell.jobs, Prompts(shell)), parent=shell
    )
    assert isinstance(dialog, OfficeDialog)
    qtbot.waitUntil(lambda: shell.jobs.idle)
    box = dialog.inputs[MEMBER_STATE]
    assert isinstance(box, QComboBox)
    assert box.currentText() == "Poland (PL)"
    assert dialog.changes() == {}
    choose(box, "DE")
    dialog.ask()
    qtbot.waitUntil(lambda: shell.jobs.idle)
    assert "fixed since the first case" in dialog.outcome.words()
    office.close()
