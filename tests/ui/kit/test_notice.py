"""What came of a deed is told over its screen: what was done goes again, what matters stays."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.desk_office import PASSWORD, Answers, Hands, a_declaration

from landwaiter.errors import NotFound
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.frame.tabs import Tab
from landwaiter.ui.kit import notice
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.notice import Notice


@pytest.fixture
def shown(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Notice:
    monkeypatch.setattr(notice, "STAYS_MS", 30)
    made = Notice()
    qtbot.addWidget(made)
    return made


def test_what_was_done_goes_by_itself(shown: Notice, qtbot: QtBot) -> None:
    shown.say("The note is written.")
    qtbot.waitUntil(lambda: shown.isHidden() and not shown.text)


def test_what_is_to_be_seen_to_stays_also_after_what_was_done(shown: Notice, qtbot: QtBot) -> None:
    shown.say("The note is written.")
    shown.warn("The clock of this PC is behind.")
    qtbot.wait(90)
    assert shown.text == "The clock of this PC is behind."
    shown.show_fault(NotFound("It is gone.", remedy="Look again."))
    qtbot.wait(90)
    assert "Look again" in shown.text


def test_the_next_replaces_it(shown: Notice) -> None:
    shown.warn("One.", ("Why", lambda: None))
    shown.say("Another.")
    assert (shown.text, shown.act) == ("Another.", None)


def test_no_line_of_the_screen_moves_when_it_comes_or_goes(shell: Shell, qtbot: QtBot) -> None:
    screen = shell.open_tab(Tab("one", "One", "cases"), QPushButton, screen="cases")
    shell.notice.say("The note is written.")
    qtbot.waitUntil(lambda: shell.notice.height() > 20)
    with_it = screen.mapTo(shell, QPoint(0, 0)), screen.height()
    shell.notice.close_notice()
    qtbot.waitUntil(lambda: screen.height() > with_it[1])
    assert screen.mapTo(shell, QPoint(0, 0)) == with_it[0]


def test_an_intake_with_rejected_rows_is_not_said_to_be_done_and_opens_no_dialog(
    hands: Hands, answers: Answers, tmp_path: Path
) -> None:
    file = tmp_path / "rows.csv"
    head = "lrn,accepted,country_destination,consignee_name,consignee_country,item_no,cn8\n"
    row = '{},{},CN,"Morning Lathe",CN,1,84571010\n'
    file.write_text(
        head + row.format("A-1", "2026-03-27T10:00:00Z") + row.format("A-2", "yesterday"),
        encoding="utf-8",
    )
    answers.files = (file, a_declaration(tmp_path))
    hands.type(PASSWORD)
    hands.press(Qt.Key.Key_Return)
    answers.told.clear()
    hands.press(Qt.Key.Key_I)
    told = hands.room.desk.shell.notice
    assert "1 rejected." in told.text
    assert answers.told == []
    why = next(one for one in told.findChildren(ActButton) if one.accessibleName() == "Why")
    why.click()
    ((_title, lines),) = answers.told
    assert "yesterday" in lines
