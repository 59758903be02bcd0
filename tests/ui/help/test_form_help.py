"""F1 in a dialog or form: each has its page, beside it, and both can be used."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from tests.ui import rooms
from tests.ui.hands import press, type_text
from tests.ui.help.help_scenes import SCENES
from tests.ui.places import PLACES

import landwaiter.ui
from landwaiter.domain.cases.deed_on_case import CaseDeed
from landwaiter.domain.deeds.shape import arguments, named_as
from landwaiter.domain.table.deeds import DEEDS
from landwaiter.services.help.dialog_pages import PAGES
from landwaiter.services.help.topics import page_of
from landwaiter.ui.cases.case_screen import CaseScreen
from landwaiter.ui.deeds.form import fields_of
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.help.dialog_help import HelpDialog, beside
from landwaiter.ui.help.front_page import _TOPICS, page_of_dialog_now, page_of_screen_now
from landwaiter.ui.kit.act_form import ActForm
from landwaiter.ui.kit.prompts import Field, FormDialog, NoticeDialog

GROUNDS = {"Pane", "DeedsPane", "RecordsPane", "ImportPane", "SearchPanel"}
"""What dialogs are made from."""
OTHERS = {FormDialog.__name__, NoticeDialog.__name__, HelpDialog.__name__}
"""A form tells of its deed or fields, a notice of nothing, the help of what it was opened for."""
FORMS = {
    "propose": "case.propose",
    "approve": "case.approve",
    "return": "case.return",
    "countersign": "case.countersign",
}
"""Forms of the tests of room → deed."""


def dialogs(kind: type[QDialog] = QDialog) -> Iterator[type[QDialog]]:
    for one in kind.__subclasses__():
        yield from (one, *dialogs(one))


def test_every_dialog_has_a_page() -> None:
    for module in pkgutil.walk_packages(landwaiter.ui.__path__, "landwaiter.ui."):
        importlib.import_module(module.name)
    found = {one.__name__ for one in dialogs() if one.__module__.startswith("landwaiter.")}
    assert found - GROUNDS - OTHERS == set(_TOPICS)
    assert set(_TOPICS.values()) == set(PAGES)


def front(dialog: QWidget, qtbot: QtBot) -> QDialog:
    window = dialog.window()
    assert isinstance(window, QDialog)
    with qtbot.waitActive(window):
        window.activateWindow()
    return window


def help_of(dialog: QDialog) -> HelpDialog | None:
    found = dialog.findChild(HelpDialog)
    return found if isinstance(found, HelpDialog) and found.isVisible() else None


@pytest.mark.parametrize(
    "name", [name for name in PLACES if not name.startswith(("scr", "rep", "founders"))]
)
def test_f1_opens_the_page_of_a_dialog_and_closes_it_again(
    name: str, shell: Shell, qtbot: QtBot
) -> None:
    dialog = front(PLACES[name](shell), qtbot)
    press(dialog.focusWidget() or dialog, Qt.Key.Key_F1)
    beside_it = help_of(dialog)
    assert beside_it is not None
    assert page_of(_TOPICS[type(dialog).__name__]).purpose in beside_it.panel.said()
    press(beside_it.panel.search, Qt.Key.Key_F1)
    assert help_of(dialog) is None
    assert dialog.isVisible()


def test_esc_in_the_help_leaves_the_dialog_open_and_the_dialog_still_takes_text(
    shell: Shell, qtbot: QtBot
) -> None:
    form = FormDialog("Go to a reference", "Open", (Field("asked", "Reference"),), "", shell)
    form.open()
    dialog = front(form, qtbot)
    press(form.inputs["asked"], Qt.Key.Key_F1)
    beside_it = help_of(dialog)
    assert beside_it is not None
    type_text(form.inputs["asked"], "412")
    assert form.answers() == {"asked": "412"}
    press(beside_it.panel.search, Qt.Key.Key_Escape)
    assert help_of(dialog) is None
    assert form.isVisible()
    assert form.answers() == {"asked": "412"}


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.name)
def test_the_form_of_each_deed_has_the_page_of_the_deed(deed: CaseDeed[object]) -> None:
    _command, chosen = next(named_as(deed))
    fields = fields_of(deed, None, chosen)
    if not any(field.deed for field in fields):
        return
    assert {field.deed for field in fields} == {deed.name}
    page = page_of(deed.name)
    said = " ".join(page.sentences())
    needed = (one for one in arguments(deed.args) if one.needed and one.is_field)
    for one in needed:
        if not (one.ask.given and isinstance(deed, CaseDeed)) and one.name not in chosen:
            assert one.ask.title in said


def test_a_form_of_no_deed_tells_its_own_fields(shell: Shell) -> None:
    choices = (("CN", "China"), ("HK", "Hong Kong"))
    fields = (Field("to", "Destination", choices, hint="where it goes"), Field("note", "Note"))
    form = FormDialog("Narrow the list", "Show", fields, "", shell)
    page = page_of_dialog_now(form)
    assert page is not None
    assert page.title == "Narrow the list"
    assert "“Show”" in page.purpose
    (section,) = page.sections
    assert [row.about for row in section.rows] == ["Destination", "Note"]
    assert section.rows[0].words == "where it goes · One of: China, Hong Kong. · It must be given."


@pytest.mark.parametrize("name", FORMS)
def test_f1_in_a_form_shows_its_page_and_the_screen_again_without_it(
    name: str, shell: Shell, qtbot: QtBot
) -> None:
    screen = rooms.FORMS[name](shell)
    assert isinstance(screen, CaseScreen) or hasattr(screen, "show_form")
    form = screen.findChild(ActForm)
    assert isinstance(form, ActForm)
    front_page = page_of_screen_now(screen)
    assert front_page is not None
    assert front_page.topic == FORMS[name]
    qtbot.waitUntil(lambda: shell.jobs.idle)
    with qtbot.waitActive(shell):
        shell.activateWindow()
    press(form.act, Qt.Key.Key_F1)
    assert page_of(FORMS[name]).title in shell.help.accessibleName()
    screen.show_form(None)
    screen.setFocus()
    QApplication.processEvents()
    assert page_of(str(screen.property("screen"))).title in shell.help.accessibleName()


def test_the_help_takes_the_place_of_the_history_of_a_case(shell: Shell, qtbot: QtBot) -> None:
    screen = SCENES["case"](shell)
    assert isinstance(screen, CaseScreen)
    shell.resize(1440, 800)
    qtbot.waitUntil(lambda: screen.side.is_open)
    shell.toggle_help()
    assert not screen.side.is_open
    shell.close_help()
    assert screen.side.is_open
    shell.toggle_help()
    screen.toggle_side()
    assert screen.side.is_open, "who asks for both has both"


@pytest.mark.parametrize("name", SCENES)
def test_no_screen_is_scrolled_sideways_beside_the_help(
    name: str, shell: Shell, qtbot: QtBot
) -> None:
    SCENES[name](shell)
    shell.resize(1280, 800)
    shell.toggle_help()
    qtbot.waitUntil(lambda: shell.jobs.idle)
    QApplication.processEvents()
    assert shell.stack.minimumSizeHint().width() <= shell.width() - shell.rail.width() - (
        shell.help.width()
    )


def test_the_help_stands_beside_a_dialog_and_whole_on_the_screen() -> None:
    screen, wanted = QRect(0, 0, 1280, 800), QRect(0, 0, 340, 560)
    assert beside(QRect(100, 50, 600, 400), wanted, screen, 8) == QPoint(707, 50)
    assert beside(QRect(600, 50, 600, 400), wanted, screen, 8) == QPoint(252, 50)
    wide = beside(QRect(40, 300, 1200, 400), wanted, screen, 8)
    assert screen.contains(QRect(wide, wanted.size()))
