"""Control lists in the window: typed, walked and read by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.services.sample_office import ANALYST, REASON, REF, Office, an_office
from tests.ui.hands import CTRL, press

from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.goods.controls_controller import ControlsController
from landwaiter.ui.goods.controls_dialog import ControlsDialog
from landwaiter.ui.kit.field_row import chosen
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.kit.prompts import Prompts
from landwaiter.ui.kit.theme import DARK
from landwaiter.ui.window.app import wear


@pytest.fixture
def office(tmp_path: Path, shell: Shell) -> Iterator[Office]:
    made = an_office(tmp_path)
    yield made
    shell.jobs.close()
    made.close()


@pytest.fixture
def dialog(office: Office, shell: Shell, qtbot: QtBot) -> ControlsDialog:
    bench = Bench(office.session(ANALYST), shell.jobs, Prompts(shell))
    made = ControlsController(bench, shell).open()
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: shell.jobs.idle and bool(made.model.rowCount()), timeout=20_000)
    return made


def rested(dialog: ControlsDialog, shell: Shell, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog._pause.isActive() and shell.jobs.idle, timeout=20_000)


def test_enter_goes_into_an_entry_and_backspace_back(
    dialog: ControlsDialog, shell: Shell, qtbot: QtBot
) -> None:
    assert dialog.model.rows()[0].code == "0"
    dialog.rows.setFocus()
    dialog.rows.selectRow(2)
    press(dialog.rows, Qt.Key.Key_Return)
    rested(dialog, shell, qtbot)
    assert dialog.model.rows()[0].code == "2A"
    press(dialog, Qt.Key.Key_Backspace)
    rested(dialog, shell, qtbot)
    assert dialog.model.rows()[0].code == "0"


def test_words_that_are_typed_find_entries_and_the_first_is_read(
    dialog: ControlsDialog, shell: Shell, qtbot: QtBot
) -> None:
    dialog.search.setText("2B001")
    rested(dialog, shell, qtbot)
    assert dialog.model.rows()[0].code == "2B001"
    assert "845710" in dialog.text.toPlainText()
    dialog.search.setText("unicorns")
    rested(dialog, shell, qtbot)
    assert dialog.model.rowCount() == 0
    assert dialog.text.toPlainText() == ""


@pytest.mark.parametrize(("typed", "found"), [("ML9", "ML9"), ("ml9.b", "ML9"), ("ML15.d", "ML15")])
def test_a_military_code_that_is_typed_is_looked_for_in_its_list(
    typed: str, found: str, dialog: ControlsDialog, shell: Shell, qtbot: QtBot
) -> None:
    assert chosen(dialog.list) == "eu"
    dialog.search.setText(typed)
    rested(dialog, shell, qtbot)
    row = dialog.model.rows()[0]
    assert (row.list, row.code, chosen(dialog.list)) == ("cml", found, "cml")
    assert found in dialog.text.toPlainText()


def test_a_code_of_a_list_that_is_not_loaded_leaves_the_list_that_is_chosen(
    dialog: ControlsDialog, shell: Shell, qtbot: QtBot
) -> None:
    dialog.search.setText("X.A.III.101")
    rested(dialog, shell, qtbot)
    assert (chosen(dialog.list), dialog.model.rowCount()) == ("eu", 0)


def test_from_an_entry_to_the_case_that_carries_it(
    office: Office, dialog: ControlsDialog, shell: Shell, qtbot: QtBot
) -> None:
    office.act(ANALYST, "classify", item=1, code="2B001", list="eu", outcome="confirmed",
               reason=REASON, basis="2B001.b.2")  # fmt: skip
    dialog.open_code("eu", "2B001")
    rested(dialog, shell, qtbot)
    with qtbot.waitSignal(dialog.case_asked) as asked:
        press(dialog.rows, Qt.Key.Key_O, CTRL)
    assert asked.args == [REF]


def test_it_is_drawn_light_and_dark(dialog: ControlsDialog, application: QApplication) -> None:
    light = dialog.grab().toImage()
    wear(application, DARK)
    assert dialog.grab().toImage() != light
    assert dialog.minimumSizeHint().width() <= 1440
