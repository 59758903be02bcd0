"""The officer's day with papers: letters, their templates, reports and annexes, by keys alone."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QWidget
from tests.services.letters.letter_office import ADDRESS, MRN
from tests.services.sample_office import two_items, write_csv
from tests.ui.desk_office import ADMINISTRATOR, PASSWORD, REVIEWER, Answers, Hands
from tests.ui.hands import BARE, CTRL, SHIFT

from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.kit.prompts import Field, Prompts
from landwaiter.ui.letters.letter_tab import PAUSE_MS, LetterTab

Key = Qt.Key
REF = "PL1-2026-000001"
log = print


def where(h):
    f = h.focus()
    return f"{type(f).__name__} «{f.accessibleName()}» tab={type(h.room.desk.view).__name__}"


class Typed(Answers):
    """Forms are filled by keys: Tab to the field, the words, Ctrl+Enter."""

    def __init__(self, parent):
        super().__init__(parent)
        self.given = []  # list of dict per form

    def ask(self, title, deed, fields, *, note=""):
        log(
            "  FORM",
            title,
            "|",
            deed,
            "|",
            [(f.name, f.title, f.required) for f in fields],
            "|",
            note[:200],
        )
        said = self.given.pop(0) if self.given else None
        if said is None:
            return None
        state = {}

        def fill():
            dialog = QApplication.activeWindow()
            seen = []
            for _ in range(len(fields) * 3 + 6):
                f = QApplication.focusWidget()
                name = f.accessibleName()
                seen.append(f"{type(f).__name__}:{name}")
                for field in fields:
                    if (
                        name.startswith(str(field.title))
                        and field.name in said
                        and field.name not in state
                    ):
                        QTest.keyClicks(f, said[field.name])
                        state[field.name] = 1
                QTest.keyClick(f, Key.Key_Tab)
            log("  walked", list(dict.fromkeys(seen)))
            QTest.keyClick(QApplication.focusWidget(), Key.Key_Return, CTRL)
            if isinstance(dialog, QDialog) and dialog.isVisible():
                from landwaiter.ui.kit.label import MarkLabel

                log(
                    "  STAYS",
                    [l.words() for l in dialog.findChildren(MarkLabel) if l.isVisible()][-6:],
                )
                dialog.reject()

        QTimer.singleShot(50, fill)
        return Prompts.ask(self, title, deed, fields, note=note)


@pytest.fixture
def answers(shell):
    return Typed(shell)


def sign_in(hands, name=""):
    if name:
        hands.press(Key.Key_L, CTRL)
        hands.press(Key.Key_Tab, SHIFT)
        hands.type(name)
        hands.press(Key.Key_Tab)
    hands.type(PASSWORD)
    hands.press(Key.Key_Return)
    assert hands.room.desk.session is not None


def drawn(hands):
    tab = hands.room.desk.view
    assert isinstance(tab, LetterTab), tab
    hands.qtbot.waitUntil(lambda: not tab._pause.isActive(), timeout=10 * PAUSE_MS)
    hands.settle()
    QApplication.processEvents()
    return tab


def tab_to(hands, name, steps=40):
    seen = []
    for _ in range(steps):
        n = hands.focus().accessibleName()
        if n.startswith(name):
            return
        seen.append(n)
        hands.press(Key.Key_Tab)
    raise AssertionError((name, seen))


def test_papers(hands, answers, tmp_path):
    file = write_csv(tmp_path / "declarations.csv", two_items(mrn=MRN, **ADDRESS))
    answers.files = (file,)
    sign_in(hands)
    hands.press(Key.Key_I)
    log("after I:", where(hands))
    hands.room.to_case(REF)
    hands.settle()
    log(where(hands))
    hands.press(Key.Key_L)
    log("L:", where(hands))
    screen = hands.room.desk.view.screen
    hands.type("Req")
    log(screen.kind.currentText())
    hands.press(Key.Key_Tab)
    log(where(hands))
    hands.press(Key.Key_Down)
    log(screen.to.currentText())
    s = drawn(hands).screen
    log(
        [
            (l.words())
            for l in s.lacks.findChildren(
                __import__("landwaiter.ui.kit.label", fromlist=["MarkLabel"]).MarkLabel
            )
        ]
    )
    log("buttons", s.save.text(), "|", s.issue.text())
    from landwaiter.ui.kit.button import ActButton as AB

    sign_in(hands, ADMINISTRATOR)
    log("admin:", where(hands))
    hands.room.to_letter(REF)
    hands.settle()
    hands.type("Ri")
    hands.press(Key.Key_Tab)
    hands.press(Key.Key_Down)
    s = drawn(hands).screen
    for n in range(6):
        s = drawn(hands).screen
        lacks = [f for f in (s.proof.gaps.fields if s.proof else ()) if f.startswith("office")]
        log(lacks)
        if not lacks:
            break
        hands.press(Key.Key_T, CTRL)
        tab_to(hands, "Save a text")
        answers.given = [{"text": "[text]", "source": "Customs Act", "content": "[text]"}]
        hands.press(Key.Key_Return)
        hands.settle()
    sign_in(hands, "Ana")
    log("ana:", where(hands))
    hands.room.to_case(REF); hands.settle()
    hands.press(Key.Key_L)
    log([hands.room.desk.view.screen.kind.itemText(n) for n in range(hands.room.desk.view.screen.kind.count())], hands.room.desk.view.screen.kind.currentText())
    hands.type("Inf"); log(hands.room.desk.view.screen.kind.currentText())
    s=drawn(hands).screen
    log([l for l in s.proof.gaps.fields], s.proof.gaps.tables)
    tab_to(hands, "Say it"); hands.press(Key.Key_Return); log("say it:", where(hands))
    today = hands.room.desk.known_session.today()
    hands.type((today+timedelta(days=9)).isoformat()); hands.press(Key.Key_Tab); log(where(hands))
    hands.type((today+timedelta(days=7)).isoformat())
    tab_to(hands, "Questions"); hands.type("Kto jest koncowym odbiorca?")
    s=drawn(hands).screen
    log(s.issue.text(), s.proof and s.proof.gaps, s.outcome.words())
    answers.given=[{"basis":"UKC art. 15"}]; answers.saved=[tmp_path/"letter.pdf"]
    hands.press(Key.Key_Return, CTRL); hands.settle()
    log("issued:", where(hands), hands.room.desk.shell.notice.text)
    from landwaiter.services.cases.case_reads import case_view
    case=case_view(hands.room.desk.known_session, REF).case
    log(case.letters)
    # to the letters of the case
    screen = hands.room.desk.view.screen
    for n in range(20):
        hands.press(Key.Key_J); QApplication.processEvents()
        words=str(screen.sections.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)) + str(screen.sections.currentIndex().data())
        if "Letters" in words: break
        log("J", n, words)
    hands.press(Key.Key_F6); QApplication.processEvents(); log("F6", where(hands))
    chain=[]
    for _ in range(14):
        f=hands.focus(); chain.append(f"{type(f).__name__}:{f.accessibleName()[:60]}")
        hands.press(Key.Key_Tab); QApplication.processEvents(); 
    log(chain)
