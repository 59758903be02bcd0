"""The link chart in the window: marked by the rule under the cursor, walked, saved."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.services.office import ANALYST, REF, Office, an_office
from tests.ui.hands import press

from landwaiter.ui.app import wear
from landwaiter.ui.bench import Bench
from landwaiter.ui.bindings_chart import open_chart
from landwaiter.ui.dialogs.chart import ChartDialog
from landwaiter.ui.prompts import Prompts
from landwaiter.ui.shell import Shell
from landwaiter.ui.theme import DARK


class Chosen(Prompts):
    """Answers with a file."""

    file: Path | None = None

    def save_file(self, title: str, proposed: str, kinds: str = "") -> Path | None:
        return self.file


@pytest.fixture
def office(tmp_path: Path, shell: Shell) -> Iterator[Office]:
    made = an_office(tmp_path)
    yield made
    shell.jobs.close()
    made.close()


@pytest.fixture
def prompts(shell: Shell) -> Chosen:
    return Chosen(shell)


@pytest.fixture
def dialog(office: Office, shell: Shell, prompts: Chosen, qtbot: QtBot) -> ChartDialog:
    made = open_chart(Bench(office.session(ANALYST), shell.jobs, prompts), REF, shell)
    made.activateWindow()
    qtbot.waitUntil(lambda: shell.jobs.idle and bool(made.edges.rowCount()), timeout=20_000)
    return made


def test_the_links_of_the_rule_under_the_cursor_are_marked(dialog: ChartDialog) -> None:
    rules = [row.rule for row in dialog.patterns.rows()]
    assert "RF-G07" in rules
    dialog.rules.selectRow(rules.index("RF-G07"))
    marked = dialog.canvas.grab().toImage()
    dialog.canvas.mark((), ())
    assert dialog.canvas.grab().toImage() != marked


def test_nodes_are_walked_by_the_arrows_and_zoomed(dialog: ChartDialog) -> None:
    first = dialog.canvas.node
    press(dialog.canvas, Qt.Key.Key_Right)
    assert dialog.canvas.node != first
    press(dialog.canvas, Qt.Key.Key_Left)
    assert dialog.canvas.node == first
    plain = dialog.canvas.grab().toImage()
    press(dialog.canvas, Qt.Key.Key_Plus)
    assert dialog.canvas.grab().toImage() != plain
    press(dialog.canvas, Qt.Key.Key_0)
    assert dialog.canvas.grab().toImage() == plain


def test_a_kind_of_links_can_be_shown_alone(dialog: ChartDialog) -> None:
    whole = dialog.canvas.grab().toImage()
    dialog.kind.setCurrentIndex(dialog.kind.findData("goods"))
    assert dialog.canvas.grab().toImage() != whole


def test_the_picture_is_saved_and_a_folder_that_is_not_there_is_said(
    dialog: ChartDialog, prompts: Chosen, tmp_path: Path
) -> None:
    prompts.file = tmp_path / "links.png"
    dialog.save_asked.emit()
    assert QImage(str(prompts.file)).width() > 500
    prompts.file = tmp_path / "nowhere" / "links.png"
    dialog.save_asked.emit()
    assert "cannot be written" in dialog.outcome.words()


def test_it_is_drawn_light_and_dark(dialog: ChartDialog, application: QApplication) -> None:
    light = dialog.grab().toImage()
    wear(application, DARK)
    assert dialog.grab().toImage() != light
    assert dialog.minimumSizeHint().width() <= 1440
