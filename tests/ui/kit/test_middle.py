"""Dialogs and forms in a small window with large type: within it, their acts in sight."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from landwaiter.ui.deeds.motions_dialog import MotionsDialog
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.incidents.incident_dialog import IncidentDialog
from landwaiter.ui.incidents.incidents_dialog import IncidentsDialog
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.fields import Field
from landwaiter.ui.kit.middle import MARGIN, Middle
from landwaiter.ui.kit.prompts import FormDialog
from landwaiter.ui.listings.proposals_dialog import ProposalsDialog
from landwaiter.ui.office.load_dialog import LoadDialog
from landwaiter.ui.practice.practice_dialog import PracticeDialog
from landwaiter.ui.relations.relations_dialog import RelationsDialog
from landwaiter.ui.review.returns_dialog import ReturnsDialog

LONG = "The vessel was seen near the place where the line was later found torn. " * 6
ROOMS = ((1280, 800, 1.0), (1366, 768, 1.5), (1280, 800, 2.0))
DIALOGS = (
    IncidentsDialog,
    ProposalsDialog,
    LoadDialog,
    MotionsDialog,
    PracticeDialog,
    RelationsDialog,
    ReturnsDialog,
)


@pytest.fixture(params=ROOMS, ids=lambda room: f"{room[0]} at {room[2]}")
def small(
    shell: Shell, application: QApplication, request: pytest.FixtureRequest
) -> Iterator[Shell]:
    """A window of this size, and the type of this scale in what is opened over it."""
    wide, high, scale = request.param
    shell.resize(wide, high)
    QApplication.processEvents()
    assert (shell.width(), shell.height()) == (wide, high)
    application.setFont(fonts.use_scale(scale))
    yield shell
    application.setFont(fonts.use_scale(1.0))


def stands_within(dialog: QDialog, shell: Shell) -> None:
    dialog.show()
    for _round in range(5):
        QApplication.processEvents()
    assert dialog.width() <= shell.width() - MARGIN
    assert dialog.height() <= shell.height() - MARGIN
    for button in dialog.findChildren(ActButton):
        if button.isVisible():
            place = QRect(button.mapTo(dialog, QPoint(0, 0)), button.size())
            assert dialog.rect().contains(place), button.text()


@pytest.mark.parametrize("made", DIALOGS)
def test_a_dialog_stays_within_its_window(
    small: Shell, qtbot: QtBot, made: type[IncidentsDialog]
) -> None:
    stands_within(made(small), small)


def test_a_long_name_widens_no_dialog(small: Shell, qtbot: QtBot) -> None:
    stands_within(IncidentDialog(LONG, small), small)


def test_the_act_of_a_long_form_is_in_sight_after_a_refusal(small: Shell, qtbot: QtBot) -> None:
    fields = [Field(f"f{number}", "A field", minimum=1, hint=LONG) for number in range(20)]
    form = FormDialog("State a share", "State a share", fields, LONG, small)
    stands_within(form, small)
    form.give()
    assert form.refusal
    stands_within(form, small)


def test_a_short_form_is_shown_whole(small: Shell, qtbot: QtBot) -> None:
    form = FormDialog("End a share", "End a share", [Field("f", "Why", long=True)], LONG, small)
    stands_within(form, small)
    (middle,) = form.findChildren(Middle)
    assert middle.verticalScrollBar().maximum() == 0


def test_the_field_with_the_cursor_is_scrolled_to(small: Shell, qtbot: QtBot) -> None:
    fields = [Field(f"f{number}", "A field", long=True) for number in range(30)]
    form = FormDialog("State a share", "State a share", fields, "", small)
    stands_within(form, small)
    with qtbot.waitActive(form):
        form.activateWindow()
    last: QWidget = form.inputs["f29"]

    def is_in_sight() -> bool:
        place = QRect(last.mapTo(form, QPoint(0, 0)), last.size())
        return place.bottom() < form.act.mapTo(form, QPoint(0, 0)).y()

    assert not is_in_sight()
    last.setFocus()
    qtbot.waitUntil(is_in_sight)


@pytest.mark.parametrize("made", DIALOGS)
def test_no_part_of_a_dialog_lies_beside_what_is_seen(
    small: Shell, qtbot: QtBot, made: type[IncidentsDialog]
) -> None:
    dialog = made(small)
    stands_within(dialog, small)
    (middle,) = dialog.findChildren(Middle)
    assert middle.horizontalScrollBar().maximum() == 0


def test_parts_stand_below_each_other_where_the_window_is_too_narrow(
    small: Shell, qtbot: QtBot
) -> None:
    dialog = PracticeDialog(small)
    stands_within(dialog, small)
    place = dialog.list.parentWidget()  # of the list, or of what says that there is none
    assert place is not None
    assert place.isVisible()
    listed, told = (one.mapTo(dialog, QPoint(0, 0)) for one in (place, dialog.brief))
    is_wide = fonts.px(1220) <= small.width() - MARGIN
    assert (told.x() > listed.x() + place.width()) == is_wide


def test_a_dialog_over_a_dialog_has_the_room_of_the_window(shell: Shell, qtbot: QtBot) -> None:
    shell.resize(1280, 800)
    below = ProposalsDialog(shell)
    stands_within(below, shell)
    over = IncidentDialog("Mooring lines cut", below)
    stands_within(over, shell)
    assert over.width() == 1180 > below.width()
    assert over.height() > below.height() - MARGIN
