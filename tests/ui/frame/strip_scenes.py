"""What comes over a screen, with long words: strips of undo and practice, notices, finding."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget
from tests.ui import rooms

from landwaiter.i18n import _
from landwaiter.services.cases.search import PaletteRow
from landwaiter.services.people.notices import NoticeRow, NoticeWay
from landwaiter.services.practice.day_steps import DayStep, DaySteps
from landwaiter.ui.frame.notices_panel import NoticesPanel
from landwaiter.ui.frame.palette_box import FindDialog
from landwaiter.ui.frame.shell import Shell

LONG = (
    "Glass-lined reactor vessels of 4 m³ with agitators, seals and spare parts in 20 crates to "
    "Sample Straits Process Engineering and Trading Company Private Limited"
)


def undo(shell: Shell) -> QWidget:
    screen = rooms.longest(shell)
    shell.undo.show_wait(f"{_('Assign')}: {LONG}", 8)
    return screen


def left_over(shell: Shell) -> QWidget:
    screen = rooms.longest(shell)
    shell.undo.show_left_over(LONG, LONG, again=True, more=3)
    return screen


def practice(shell: Shell) -> QWidget:
    screen = rooms.longest(shell)
    step = DayStep(1, "take_in", LONG, LONG, "intake", done=False)
    shell.practice.show_steps(DaySteps((step,) * 12), set())
    shell.practice.show()
    return screen


def notices(shell: Shell) -> QWidget:
    rooms.longest(shell)
    panel = NoticesPanel(shell)
    panel.show_rows(tuple(NoticeRow("warning", LONG, LONG, way) for way in NoticeWay))
    shell.top.show_notices(len(NoticeWay))
    panel.open_below(shell.top.bell)
    return panel


def find(shell: Shell) -> QWidget:
    rooms.longest(shell)
    shell.acts = lambda: tuple(PaletteRow("act", str(n), LONG, LONG) for n in range(20))
    shell.open_find()
    (dialog,) = shell.findChildren(FindDialog)
    return dialog


SCENES: Mapping[str, Callable[[Shell], QWidget]] = {
    "undo_strip": undo,
    "left_over_strip": left_over,
    "practice_strip": practice,
    "notices": notices,
    "find_palette": find,
}
