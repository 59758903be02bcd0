"""Every row of every list is heard as a sentence: none is empty, no figure or day stands alone."""

import re
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from pytestqt.qtbot import QtBot
from tests.ui import rooms

from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.inline import InlineCell, plain
from landwaiter.ui.kit.table import RowModel, TableColumn, says_itself

HEARD = Qt.ItemDataRole.AccessibleTextRole
FIGURES = re.compile(r"[-+\d., \u202f\u00a0]+|\d{1,2} [A-Z][a-z]{2} \d{4}")
"""Numbers, and days as they are written in English; no hours, which end a clock."""
LEAST = 30
"""Lists with rows among the scenes; they were 40 when this was written."""
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def lists_of(window: QWidget) -> Iterator[tuple[QTableView, RowModel[object]]]:
    """The lists in sight whose columns are data."""
    for view in window.findChildren(QTableView):
        model = view.model()
        if view.isVisible() and isinstance(model, RowModel):
            yield view, model


def what_is_wrong(model: RowModel[object], number: int) -> Iterator[str]:
    """Why a row is no sentence."""
    heard = str(model.index(number, 0).data(HEARD))
    if not re.search(r"[^\W\d_]", heard):
        yield f"“{heard}” names nothing"
    if re.search(r", ,|,,|, –|, $", heard):
        yield f"“{heard}” has holes"
    row = model.row(number)
    cells = {model.cell_of(row, place).words.strip() for place in range(len(model.columns))}
    for part in heard.split(", "):
        if part in cells and FIGURES.fullmatch(part):
            yield f"“{heard}”: {part} stands alone"


def test_every_row_of_every_list_is_heard_as_a_sentence(shell: Shell, qtbot: QtBot) -> None:
    wrong: dict[str, None] = {}
    looked_at: set[str] = set()
    for name, scene in rooms.SCENES.items():
        shown = scene(shell)
        qtbot.waitUntil(lambda: shell.jobs.idle)
        QApplication.processEvents()
        window = shown if shown.isWindow() else shell
        for view, model in lists_of(window):
            for number in range(min(8, model.rowCount())):
                looked_at.add(f"{name}/{view.accessibleName()}")
                for fault in what_is_wrong(model, number):
                    wrong[f"{name}: {view.accessibleName()}: {fault}"] = None
        if shown.isWindow():
            shown.close()
    assert not wrong, "\n".join(wrong)
    assert len(looked_at) >= LEAST


def _cell(place: int, row: tuple[str, ...]) -> InlineCell:
    return plain(row[place])


def test_a_figure_a_day_and_a_code_are_told_with_the_title_of_their_column() -> None:
    cells = ("E-01", "8,211", "9 Apr 2026", "EUR 12.50", "CN", "not stated", "two words", "8,211")
    heads = ("No.", "Bytes", "Added", "Value", "To", "Seal", "What", "")
    model: RowModel[tuple[str, ...]] = RowModel(
        tuple(TableColumn(head, partial(_cell, place)) for place, head in enumerate(heads))
    )
    assert model.sentence(cells) == (
        "E-01, Bytes: 8,211, Added: 9 Apr 2026, Value: EUR 12.50, To: CN, Seal: not stated, "
        "two words, 8,211"
    )


def test_a_row_of_bare_figures_is_found() -> None:
    class Dumped(RowModel[object]):
        def sentence(self, row: object) -> str:
            return "Jan, 2"

    model = Dumped(
        (
            TableColumn("Person", lambda _row: plain("Jan")),
            TableColumn("Cases", lambda _row: plain("2")),
        )
    )
    model.show_rows((1,))
    assert list(what_is_wrong(model, 0)) == ["“Jan, 2”: 2 stands alone"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("1 working day left", True), ("PL1-2026-000398", False), ("Łódź", True),
        ("西北工业大学", True), ("9 kwietnia 2026", False), ("9. März 2026, 10:15", False),
        ("Kes", True), ("KES 5", False), ("1,250 kg", False), ("2B001.b", False),
    ],
)  # fmt: skip
def test_what_has_a_word_of_its_own_needs_no_title(words: str, told: bool) -> None:
    assert says_itself(words) == told
