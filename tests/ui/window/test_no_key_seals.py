"""After every key of every screen a reason is typed: nothing is sealed or waits for it, no dialog
stands on another.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from tests.deeds.proposals import do_with_care
from tests.deeds.said import said
from tests.formats.tables.national_tables import POLISH
from tests.ui.desk_office import ANALYST, PASSWORD, REVIEWER, Answers, Hands, a_declaration

from landwaiter.domain.cases.case import TrackLetter
from landwaiter.domain.entities.deeds import MakeEntity
from landwaiter.domain.flags.track_proposals import TrackProposal
from landwaiter.domain.monitoring.deeds import BeginMonitor, RunMonitor
from landwaiter.domain.monitoring.programme import Watch
from landwaiter.services.deeds.engine import do
from landwaiter.services.help.screen_keys import SCREENS, ScreenKey
from landwaiter.services.monitoring.programmes import typed
from landwaiter.storage.audit import chain
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.kit.prompts import Field, FormDialog
from landwaiter.ui.window.window_routes import Room

REF = "PL1-2026-000001"
REASON = "the catalogue states it on page 4"
TYPED = "to the island, EU 1234"
LOOKED = frozenset({"entity.viewed", "audit.read", "trade.viewed"})
"""Entries that say that somebody looked: showing may write them, and they seal nothing."""
BY_HAND = frozenset({"Arrows", "Ctrl+1…7"})
"""Rows of the tables that stand for several keys."""

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class Shown(Answers):
    """Forms are shown and wait for somebody; files are chosen by nobody."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.forms: list[FormDialog] = []

    def ask(
        self, title: str, deed: str, fields: Sequence[Field], *, note: str = ""
    ) -> dict[str, str] | None:
        form = FormDialog(title, deed, fields, note, self._parent)
        self.forms.append(form)
        form.open()
        return None

    def confirm(self, title: str, text: str, deed: str) -> bool:
        self.ask(title, deed, (), note=text)
        return False

    def print_text(self, title: str, text: str) -> None:
        self.told.append((title, text))


@pytest.fixture
def answers(shell: QWidget) -> Shown:
    return Shown(shell)


def sign_in(hands: Hands, user: str) -> None:
    hands.room.desk.get_up()
    hands.room.door.show_sign_in(hands.room.desk.settings.newest or Path(), user)
    hands.settle()
    hands.type(PASSWORD)
    hands.press(Qt.Key.Key_Return)


@pytest.fixture
def at_work(hands: Hands, answers: Shown, tmp_path: Path) -> Hands:
    """A case in assessment with a track proposed, a hit, flags; a programme that was run."""
    answers.files = (a_declaration(tmp_path),)
    hands.type(PASSWORD)
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_I)
    session = hands.room.desk.known_session
    do(session, said("assess"))
    do(session, BeginMonitor(name="china", **typed(Watch(destinations=("CN",))), reason="a sample"))
    do(session, RunMonitor("china"))
    answers.files = ()
    return hands


def a_case(hands: Hands) -> None:
    """With a proposed track: the letter T once opened it."""
    hands.room.to_case(REF)
    hands.settle()
    tab = hands.room.desk.view
    assert isinstance(tab, CaseTab)
    assert tab.screen.view is not None
    proposal = TrackProposal(TrackLetter.N, "national law", (1,), "Made for this test.")
    tab.screen.show_view(replace(tab.screen.view, track_proposals=(proposal,)))


def a_review(hands: Hands) -> None:
    if hands.room.desk.user == ANALYST:
        session = hands.room.desk.known_session
        do_with_care(session, "propose", REF, outcome="release", reason=REASON)
        sign_in(hands, REVIEWER)
    hands.room.to_review(REF)


def an_entity(hands: Hands) -> None:
    session = hands.room.desk.known_session
    one, _two = (
        do(session, MakeEntity(name=name, kind="organisation", source="a letter")).made
        for name in ("Grey Heron", "Grey Heron Ltd")
    )
    hands.room.to_entity(one)


def a_table(hands: Hands) -> None:
    path = hands.room.desk.known_session.casebook.path.parent / "table.csv"
    path.write_bytes(POLISH.data)
    hands.room.to_table(path)


def to_place(place: str, hands: Hands) -> None:
    hands.room.to_place(place)


OPEN: Mapping[str, Callable[[Hands], None]] = {
    "case": a_case,
    "review": a_review,
    "letter": lambda hands: hands.room.to_letter(REF),
    "entity": an_entity,
    "hit": lambda hands: hands.room.to_hits(REF),
    "chart": lambda hands: hands.room.to_chart(REF),
    "duty": lambda hands: hands.room.to_duty(),
    "on_call": lambda hands: hands.room.to_on_call(),
    "finding": lambda hands: hands.room.to_find(),
    "intake": a_table,
    "monitoring": lambda hands: hands.room.to_monitoring(),
    "statistics": lambda hands: hands.room.to_statistics(),
    "sift": lambda hands: hands.room.to_sift(),
    **{
        place: partial(to_place, place)
        for place in (
            "today", "cases", "entities", "screening", "reference", "reports", "audit"
        )
    },
}  # fmt: skip
OUTSIDE = {"sign_in", "start"}
"""No casebook is open there."""


def test_every_screen_with_keys_is_tried() -> None:
    assert OPEN.keys() | OUTSIDE == {name for name, keys in SCREENS.items() if keys}


def sealed(room: Room) -> list[str]:
    """Deeds in the audit chain, but for those that say that somebody looked."""
    with room.desk.known_session.reading() as conn:
        entries = chain.entries(conn, limit=None)
    return [entry.deed for entry in entries if entry.deed not in LOOKED]


def opened(hands: Hands, screen: str) -> None:
    """The screen, read anew in a tab of its own."""
    shell = hands.room.desk.shell
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    for window in QApplication.topLevelWidgets():
        if isinstance(window, QDialog) and window.isVisible():
            window.reject()
            window.close()
    for number in reversed(range(shell.tabs.count())):
        shell.close_tab(shell.tabs.tab(number).key)
    shell.activateWindow()
    hands.qtbot.waitUntil(lambda: QApplication.activeWindow() is shell)
    hands.settle()
    OPEN[screen](hands)
    hands.settle()
    assert shell.screen_name == screen


def press(hands: Hands, keys: str) -> None:
    sequence = QKeySequence(keys.replace("Enter", "Return"))
    combination = sequence[0]  # type: ignore[index]  # Qt's sequence is one
    QTest.keyClick(hands.focus(), combination.key(), combination.keyboardModifiers())
    hands.settle()


def keyboard(hands: Hands) -> QWidget:
    """Where a key goes: a popup, then the dialog in front, which Qt lets nothing behind have."""
    popup, dialog = QApplication.activePopupWidget(), QApplication.activeModalWidget()
    focus = popup or hands.focus()
    if popup is None and dialog is not None and focus.window() is not dialog.window():
        return dialog.focusWidget() or dialog
    return focus


def type_on(hands: Hands) -> None:
    """Each letter where the focus is by then, as from a keyboard."""
    for letter in TYPED:
        QTest.keyClicks(keyboard(hands), letter)
    hands.settle()


def stacked() -> list[str]:
    """Dialogs that are open, where it is more than one."""
    windows = QApplication.topLevelWidgets()
    shown = [one for one in windows if isinstance(one, QDialog) and one.isVisible()]
    return [one.windowTitle() for one in shown] if len(shown) > 1 else []


def pressed(screen: str) -> list[ScreenKey]:
    return [key for key in SCREENS[screen] if key.keys not in BY_HAND]


@pytest.mark.parametrize("screen", OPEN)
def test_after_every_key_a_reason_is_typed_and_nothing_is_sealed(
    at_work: Hands, answers: Shown, qtbot: QtBot, screen: str
) -> None:
    for key in pressed(screen):
        opened(at_work, screen)
        before = sealed(at_work.room)
        for sequence in filter(None, (key.keys, key.extra)):
            press(at_work, sequence)
            assert sealed(at_work.room) == before, f"{key.keys} {key.name}"
        type_on(at_work)
        told = f"{key.keys} {key.name}, then “{TYPED}”"
        assert sealed(at_work.room) == before, told
        assert not at_work.room.desk.undo.waits, f"{told}: it is sealed in some seconds"
        assert stacked() == [], told
    taken = [form.windowTitle() for form in answers.forms if form.result()]
    assert not taken, "a form was handed over by what was typed"


@pytest.mark.parametrize("screen", OPEN)
def test_every_key_of_the_table_is_bound_on_its_screen(at_work: Hands, screen: str) -> None:
    opened(at_work, screen)
    current = at_work.room.desk.shell.current
    assert current is not None
    bound = {one.key().toString() for one in current.findChildren(QShortcut)}
    for key in SCREENS[screen]:
        for sequence in filter(None, (key.keys, key.extra)):
            assert key.by_widget or QKeySequence(sequence).toString() in bound, key
