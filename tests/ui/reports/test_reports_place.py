"""The place Reports: reports made again, received files verified, the key sheet."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui import places
from tests.ui.hands import CTRL, press, type_text

from landwaiter.errors import Invalid
from landwaiter.services.base.page import Page
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.reports.reports_screen import ReportsScreen
from landwaiter.ui.reports.verification_screen import VerifyCard

HOSTILE = "<b>Ltd</b><img src='/etc/hostname'>"
PDF, XLSX, SHEET = Path("a.pdf"), Path("a.xlsx"), Path("office.json")


def reports(shell: Shell, qtbot: QtBot, name: str = "reports") -> ReportsScreen:
    screen = places.PLACES[name](shell)
    assert isinstance(screen, ReportsScreen)
    qtbot.waitUntil(lambda: shell.jobs.idle)
    return screen


def test_a_report_is_made_again_by_key(shell: Shell, qtbot: QtBot) -> None:
    screen = reports(shell, qtbot)
    screen.list.step(1)
    with qtbot.waitSignal(screen.again_asked) as asked:
        type_text(screen.list, "x")
    assert asked.args == [places.REPORTS[1], "xlsx"]


def test_enter_opens_the_case_of_a_report(shell: Shell, qtbot: QtBot) -> None:
    screen = reports(shell, qtbot)
    with qtbot.waitSignal(screen.case_asked) as asked:
        press(screen.list, Qt.Key.Key_Return)
    assert asked.args == ["PL1-2026-000412"]


def test_enter_leads_to_what_a_report_on_something_else_is_about(
    shell: Shell, qtbot: QtBot
) -> None:
    screen = reports(shell, qtbot)
    days = "2026-01-01--2026-03-31"
    with (
        qtbot.assertNotEmitted(screen.case_asked),
        qtbot.waitSignal(screen.subject_asked) as asked,
    ):
        screen.list.opened.emit(replace(places.REPORTS[0], report_type="load", reference=days))
    assert asked.args == ["load", days]


def test_without_reports_the_place_says_what_to_do_first(shell: Shell, qtbot: QtBot) -> None:
    screen = reports(shell, qtbot, "reports_none")
    assert screen.list.isHidden()
    assert screen.pdf.text() == "PDF again: no report is chosen"
    with qtbot.assertNotEmitted(screen.again_asked):
        type_text(screen, "p")


def test_the_key_sheet_is_asked_for_by_key(shell: Shell, qtbot: QtBot) -> None:
    screen = reports(shell, qtbot)
    with qtbot.waitSignal(screen.key_sheet_asked):
        type_text(screen.list, "s")


def test_reports_are_verified_by_keyboard(shell: Shell, qtbot: QtBot) -> None:
    screen = reports(shell, qtbot)
    screen.verify.forget()
    with qtbot.waitSignal(screen.choose_reports_asked):
        press(screen.list, Qt.Key.Key_O, CTRL)
    screen.add_reports((PDF, XLSX, PDF))
    screen.add_vouchers((SHEET,))
    with qtbot.waitSignal(screen.verify_asked) as asked:
        press(screen.list, Qt.Key.Key_Return, CTRL)
    assert asked.args == [(PDF, XLSX), (SHEET,)]


def test_nothing_is_verified_before_files_are_chosen(shell: Shell, qtbot: QtBot) -> None:
    card = VerifyCard()
    qtbot.addWidget(card)
    assert card.act.text() == "Verify: choose files first"
    with qtbot.assertNotEmitted(card.verify_asked):
        card.ask()


def test_dropped_files_are_taken_and_a_key_sheet_is_known_by_its_ending(qtbot: QtBot) -> None:
    card = VerifyCard()
    qtbot.addWidget(card)
    content = QMimeData()
    local = [QUrl.fromLocalFile(str(Path.cwd() / path)) for path in (PDF, SHEET)]
    content.setUrls([*local, QUrl("https://example.org/a.pdf")])
    card.zone.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            content,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert [path.name for path in card.files] == ["a.pdf"]
    assert [path.name for path in card.vouchers] == ["office.json"]


def test_a_changed_cell_is_named(shell: Shell, qtbot: QtBot) -> None:
    screen = reports(shell, qtbot)
    assert screen.verify.verdict.words() == "Not what was signed"
    assert "Items!F7: was 9800, is 980." in screen.verify.sentences.words()


def test_without_a_key_sheet_the_origin_is_not_called_proven(shell: Shell, qtbot: QtBot) -> None:
    screen = reports(shell, qtbot)
    screen.show_verdict(("Consistent; origin not proven.",), passed=True, proven=False)
    assert screen.verify.verdict.words() == "Consistent; the origin is not proven"


def test_other_files_forget_the_verdict_of_the_first(shell: Shell, qtbot: QtBot) -> None:
    screen = reports(shell, qtbot)
    screen.add_reports((PDF,))
    assert screen.verify.verdict.words() == ""
    assert screen.verify.sentences.words() == ""


def test_a_file_that_is_no_report_is_said_in_place_and_stays(shell: Shell, qtbot: QtBot) -> None:
    screen = reports(shell, qtbot)
    files = screen.verify.files
    screen.show_verify_fault(Invalid("The file is neither a PDF nor an Excel file.", file="a.txt"))
    assert "a.txt: The file is neither" in screen.verify.outcome.words()
    assert screen.verify.files == files
    assert screen.verify.act.isEnabled()


def test_a_hostile_title_is_shown_letter_by_letter(
    application: QApplication, jobs: Jobs, qtbot: QtBot
) -> None:
    hostile = replace(places.REPORTS[0], title=HOSTILE)
    screen = ReportsScreen(lambda after, order, text: Page((hostile,), None), jobs)
    qtbot.addWidget(screen)
    screen.refresh()
    qtbot.waitUntil(lambda: jobs.idle)
    assert screen.model.index(0, 1).data() == HOSTILE


def test_the_reports_are_read_page_by_page(
    application: QApplication, jobs: Jobs, qtbot: QtBot
) -> None:
    pages = {None: Page(places.REPORTS[:2], "2"), "2": Page(places.REPORTS[2:], None)}
    screen = ReportsScreen(lambda after, order, text: pages[after], jobs)
    qtbot.addWidget(screen)
    tester = QAbstractItemModelTester(
        screen.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    screen.refresh()
    qtbot.waitUntil(lambda: jobs.idle and screen.model.rowCount() >= 2)
    if screen.model.canFetchMore(screen.model.index(-1, -1)):
        screen.model.fetchMore(screen.model.index(-1, -1))
    qtbot.waitUntil(lambda: screen.model.rowCount() == 4)
    assert tester.model() is screen.model
