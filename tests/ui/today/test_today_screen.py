"""Today in the window: what is told to each role, eight rows in sight, all of it by keyboard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot
from tests.translation.longer import Longer
from tests.ui import today_scenes
from tests.ui.hands import press

from landwaiter import i18n
from landwaiter.services.people.today import QueuePart, TodayView
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.today.queue_view import QueueHeading
from landwaiter.ui.today.today_screen import TodayScreen

LATE = "2 legal clocks have run out"
TOLD = {
    "today_analyst": [LATE, "1 returned to you", "nobody", "Next: PL1-2026-000006"],
    "today_reviewer": ["2 reviews wait for you.", "2 motions", "Next review: PL1-2026-000390"],
    "today_head": [f"{LATE} in the unit.", "1 countersignature", "Countersign PL1-2026-000390"],
    "today_everything": [f"{LATE} in the unit.", "2 reviews wait", "Next: PL1-2026-000006"],
}


def shown(shell: Shell, qtbot: QtBot, name: str) -> TodayScreen:
    shell.resize(1280, 800)
    screen = today_scenes.SCENES[name](shell)
    assert isinstance(screen, TodayScreen)
    qtbot.waitUntil(lambda: shell.jobs.idle)
    return screen


def words(screen: TodayScreen) -> str:
    labels = [one.words() for one in screen.findChildren(MarkLabel) if one.isVisible()]
    return " | ".join([*labels, screen.next.text()])


@pytest.mark.parametrize("name", TOLD)
def test_each_role_reads_what_waits_for_it(shell: Shell, qtbot: QtBot, name: str) -> None:
    said = words(shown(shell, qtbot, name))
    for text in TOLD[name]:
        assert text in said
    assert ("Nothing waits" in said) == ("Nothing waits" in " ".join(TOLD[name]))


LONGER = "+40 %"


@pytest.mark.parametrize("language", [*i18n.languages(), LONGER])
def test_eight_rows_of_the_queue_are_in_sight(
    shell: Shell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    words = Longer() if language == LONGER else i18n.catalogue(language)
    monkeypatch.setattr(i18n._Process, "words", words)
    queue = shown(shell, qtbot, "today_analyst").queue
    inside = queue.viewport().rect()
    seen = [
        row
        for number, row in enumerate(queue.queue_model.rows())
        if not isinstance(row, QueueHeading)
        and inside.contains(queue.visualRect(queue.queue_model.index(number, 0)))
    ]
    assert len(seen) >= 8


def test_steps_go_over_headings_and_enter_opens_the_case(shell: Shell, qtbot: QtBot) -> None:
    screen = shown(shell, qtbot, "today_analyst")
    queue = screen.queue
    queue.selectRow(1)
    visited = [queue.current_row().reference]
    for _time in range(4):
        press(queue, Qt.Key.Key_J)
        visited.append(queue.current_row().reference)
    assert visited == [row.reference for row in screen.model.cases()[:5]]
    press(queue, Qt.Key.Key_K)
    press(queue, Qt.Key.Key_Up)
    assert queue.current_row().reference == visited[2]
    with qtbot.waitSignal(screen.case_asked) as asked:
        press(queue, Qt.Key.Key_Return)
    assert asked.args == [visited[2]]
    press(queue, Qt.Key.Key_Home)
    press(queue, Qt.Key.Key_K)
    assert not isinstance(queue.current_row(), QueueHeading)


def test_a_row_is_heard_as_a_sentence(shell: Shell, qtbot: QtBot) -> None:
    queue = shown(shell, qtbot, "today_analyst").queue
    heard = QAccessible.queryAccessibleInterface(queue)
    assert heard.text(QAccessible.Text.Name) == "My queue"
    said = queue.queue_model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("PL1-2026-000006, ran out 3 working days ago, Glass-lined reactor")


def test_a_case_of_nobody_is_taken_by_its_button_alone(shell: Shell, qtbot: QtBot) -> None:
    screen = shown(shell, qtbot, "today_analyst")
    (taking,) = (
        one
        for one in screen.findChildren(ActButton)
        if one.accessibleName() == "Take PL1-2026-000033"
    )
    with qtbot.assertNotEmitted(screen.take_asked):
        press(taking, Qt.Key.Key_Return)
    with qtbot.waitSignal(screen.take_asked) as asked:
        taking.click()
    assert asked.args == ["PL1-2026-000033"]


def test_a_day_of_the_strip_leads_to_what_falls_due(shell: Shell, qtbot: QtBot) -> None:
    strip = shown(shell, qtbot, "today_analyst").days
    press(strip, Qt.Key.Key_Right)
    press(strip, Qt.Key.Key_Right)
    assert strip.accessibleDescription() == "Mon 13 Apr: 1 review"
    (action,) = strip.actions_of(today_scenes.DAYS[2], strip)
    with qtbot.waitSignal(strip.case_asked) as asked:
        action.trigger()
    assert asked.args == ["PL1-2026-000401"]


def test_the_strip_has_ten_working_days_each_with_its_counts(shell: Shell, qtbot: QtBot) -> None:
    strip = shown(shell, qtbot, "today_analyst").days
    told = [strip.accessibleDescription()]
    for _time in range(12):
        press(strip, Qt.Key.Key_Right)
        told.append(strip.accessibleDescription())
    days = list(dict.fromkeys(told))
    assert [one.partition(":")[0] for one in days] == [
        "Thu 9 Apr", "Fri 10 Apr", "Mon 13 Apr", "Tue 14 Apr", "Wed 15 Apr",
        "Thu 16 Apr", "Fri 17 Apr", "Mon 20 Apr", "Tue 21 Apr", "Wed 22 Apr",
    ]  # fmt: skip
    assert all(one.partition(": ")[2] for one in days)
    assert strip.sizeHint().height() == strip.height()


def test_an_empty_queue_leaves_the_focus_where_something_can_be_done(
    shell: Shell, qtbot: QtBot
) -> None:
    screen = shown(shell, qtbot, "today_reviewer")
    assert screen.queue.isHidden() or not screen.queue.isVisible()
    assert screen.focusProxy() is screen.take_in


@pytest.mark.parametrize("role", ["today_analyst", "today_head"])
def test_parts_that_are_empty_have_no_heading(shell: Shell, qtbot: QtBot, role: str) -> None:
    screen = shown(shell, qtbot, role)
    view: TodayView = replace(today_scenes.ANALYST, queue=today_scenes.LATE[:1])
    screen.show_view(view, user=view.user)
    headings = [row.part for row in screen.model.rows() if isinstance(row, QueueHeading)]
    assert headings == [QueuePart.RAN_OUT]
