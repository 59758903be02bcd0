"""The history beside a case: sentences by day, and who only looked apart, folded."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.ui import fictional_case
from tests.ui.hands import press

from landwaiter.ui.audit.sealed_history import History
from landwaiter.ui.kit.label import MarkLabel

VIEWED = "Evidence E-03 viewed"


def shown(qtbot: QtBot) -> History:
    history = History(user="T. Lis")
    qtbot.addWidget(history)
    history.show_rows(fictional_case.HISTORY)
    history.show()
    return history


def in_sight(part: QWidget) -> str:
    labels = (one for one in part.findChildren(MarkLabel) if one.isVisible())
    return "\n".join(one.words() for one in labels)


def test_views_stand_apart_and_folded_until_somebody_asks(qtbot: QtBot) -> None:
    history = shown(qtbot)
    looked = [row for row in fictional_case.HISTORY if row.is_view]
    assert [row.text for row in looked] == [VIEWED]
    assert VIEWED not in in_sight(history)
    assert history.views.fold.text() == "1 view"
    history.views.fold.setFocus()
    press(history.views.fold, Qt.Key.Key_Space)
    assert VIEWED in in_sight(history.views)
    press(history.views.fold, Qt.Key.Key_Space)
    assert VIEWED not in in_sight(history)


def test_what_was_done_stands_under_its_day_with_its_number(qtbot: QtBot) -> None:
    said = in_sight(shown(qtbot))
    for row in (one for one in fictional_case.HISTORY if not one.is_view):
        assert row.text in said
    assert "#18 197" in said


def test_where_nobody_looked_nothing_is_said_of_it(qtbot: QtBot) -> None:
    history = shown(qtbot)
    history.show_rows(tuple(row for row in fictional_case.HISTORY if not row.is_view))
    assert not history.views.isVisible()
