"""An office for the window: a casebook with three people and a list, and prompts that answer."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.by_two import agree
from tests.ui.hands import BARE, CTRL

from landwaiter.domain.lists.deeds import ImportList
from landwaiter.i18n import _
from landwaiter.resources import root
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds.engine import run
from landwaiter.services.law.packs import shipped_packs
from landwaiter.services.lists import list_imports
from landwaiter.services.table import sessions
from landwaiter.ui.kit.prompts import Field, Prompts
from landwaiter.ui.kit.recovery_half_dialog import ShownShare
from landwaiter.ui.review.review_tab import GATHER_MS, ReviewTab
from landwaiter.ui.review.section_watch import PAUSE_MS
from landwaiter.ui.window.window_routes import Room

PASSWORD = "a sentence that is long enough"
ADMINISTRATOR, ANALYST, REVIEWER = "Adam", "Ana", "Rev"
LISTED = "Shanghai Sample Machine Import Co., Ltd."
"""The consignee of the sample declaration."""
_PACKS = frozenset(
    {
        "annex1", "calendar_PL", "code_sets", "countries", "deciding_parameters", "doc_codes",
        "flag_rules", "hs_control", "legal_bases", "vocabulary",
    }
)  # fmt: skip


def an_office(folder: Path) -> Path:
    """The folder of a casebook with an administrator, an analyst, a reviewer and a list."""
    path = folder / "office"
    packs = [pack for pack in shipped_packs(root()) if pack.id in _PACKS]
    opened = sessions.create_casebook(
        path,
        office=sessions.CasebookOffice("PL1", "PL"),
        user=ADMINISTRATOR,
        password=PASSWORD,
        founders=[
            casebooks.Founder(name, (role,), PASSWORD)
            for name, role in ((ANALYST, "analyst"), (REVIEWER, "reviewer"))
        ],
        packs=packs,
    )
    with opened.session.casebook:
        file = folder / "list.csv"
        file.write_text(f'id,name,kind,country\nX-1,"{LISTED}",company,CN\n', encoding="utf-8")
        run(
            opened.session,
            ImportList(
                files=(file,), **asdict(list_imports.ListHead("sample_list", kind="asset_freeze"))
            ),
        )[0]
    reviewer = sessions.open_casebook(path, user=REVIEWER, password=PASSWORD)
    with reviewer.casebook:
        agree(reviewer)
    return path


def a_declaration(folder: Path) -> Path:
    """The sample declaration as a file."""
    file = folder / "declaration.xml"
    file.write_bytes((root() / "samples" / "aes_cc515c.xml").read_bytes())
    return file


class Answers(Prompts):
    """Prompts that answer from what a test laid ready, and note what was told."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.files: tuple[Path, ...] = ()
        self.saved: list[Path] = []
        """Where files are to be saved, in the order in which they are asked for."""
        self.answers: dict[str, str] | None = None
        self.told: list[tuple[str, str]] = []
        self.handed: list[ShownShare] = []
        self.first: list[tuple[str, str]] = []
        """First passwords that were shown, with whose they are."""

    def ask(
        self, title: str, deed: str, fields: Sequence[Field], *, note: str = ""
    ) -> dict[str, str] | None:
        if self.answers is None:
            return None
        answers = {asked.name: asked.begun for asked in fields} | self.answers
        missing = [one.name for one in fields if one.required and not answers[one.name].strip()]
        assert not missing, f"the form would refuse this: {missing}"
        return answers

    def hand_over(self, share: ShownShare) -> bool:
        self.handed.append(share)
        return True

    def first_password(self, name: str, password: str) -> None:
        self.first.append((name, password))

    def tell(self, title: str, text: str) -> None:
        self.told.append((title, text))

    def confirm(self, title: str, text: str, deed: str) -> bool:
        self.told.append((title, text))
        return True

    def open_files(self, title: str, kinds: str = "") -> tuple[Path, ...]:
        return self.files

    def save_file(self, title: str, proposed: str, kinds: str = "") -> Path | None:
        return self.saved.pop(0) if self.saved else None


@dataclass
class Hands:
    """One person at the keyboard: keys go where the focus is, and nothing else is touched."""

    room: Room
    qtbot: QtBot

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = BARE) -> None:
        QTest.keyClick(self.focus(), key, modifier)
        self.settle()

    def type(self, text: str) -> None:
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self.focus(), letter)
                continue
            # QTest has no keys for other letters; a keyboard sends them as text of a key.
            for event in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self.focus(), QKeyEvent(event, 0, BARE, letter))

    def give(self) -> None:
        """Ctrl+Enter: the form in front is handed over."""
        self.press(Qt.Key.Key_Return, CTRL)

    def leave_open(self, why: str = "left open knowingly here") -> None:
        """A reason for all that is open before a proposal: Tab to each, Enter, the words."""
        seen: set[str] = set()
        for _time in range(100):
            name = self.focus().accessibleName()
            if name.startswith(_("Leave it open…")):
                if name in seen:
                    return
                seen.add(name)
                self.press(Qt.Key.Key_Return)
                self.press(Qt.Key.Key_A, CTRL)
                self.type(why)
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(seen)

    def read_on(self) -> None:
        """N in a review, until nothing is left to be read."""
        tab = self.room.desk.view
        assert isinstance(tab, ReviewTab)
        for _time in range(40):
            if not tab.screen.to_read.unread():
                return
            self.press(Qt.Key.Key_N)
            self.qtbot.wait(PAUSE_MS + GATHER_MS + 50)
            self.settle()
        raise AssertionError(tab.screen.to_read.unread())

    def find(self, words: str) -> None:
        """Ctrl+K, the words in the language of the window, Enter: the answer that fits best."""
        self.press(Qt.Key.Key_K, CTRL)
        self.qtbot.waitUntil(lambda: self.focus().accessibleName() == _("Find"))
        self.type(_(words).removesuffix("…"))
        self.settle()
        self.press(Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.focus().accessibleName() != _("Find"))

    def settle(self) -> None:
        """Until every read and write that was asked for is answered."""
        # `waitUntil` looks again every ten milliseconds; an answer is there in one or two.
        jobs = self.room.desk.jobs
        while not jobs.idle:
            with self.qtbot.waitSignal(jobs.answered, timeout=20_000):
                pass

    def focus(self) -> QWidget:
        if QApplication.activeWindow() is None:
            # The offscreen platform has no window manager to give the keyboard back after a popup,
            # nor to the dialog below one that was closed.
            (QApplication.activeModalWidget() or self.room.desk.shell).activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus


@dataclass
class Watched:
    """Which threads a function ran on."""

    threads: set[int] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def watch(self, name: str, fn: Callable[..., object]) -> Callable[..., object]:
        def watched(*args: object, **named: object) -> object:
            self.threads.add(threading.get_ident())
            self.names.add(name)
            return fn(*args, **named)

        return watched


def named_functions(module: object) -> Iterator[tuple[str, Callable[..., object]]]:
    """The public functions of a module."""
    for name, value in vars(module).items():
        is_own = getattr(value, "__module__", "") == getattr(module, "__name__", "")
        if is_own and callable(value) and not isinstance(value, type) and not name.startswith("_"):
            yield name, value
