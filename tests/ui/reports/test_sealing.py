"""The password of the office's certificate is asked for where the office has one."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.reports.authority import PASSWORD as OF_CERTIFICATE
from tests.reports.authority import an_authority
from tests.settings import change_settings
from tests.ui.desk_office import ADMINISTRATOR, PASSWORD, Answers, Hands, a_declaration
from tests.ui.frame.test_desk import open_case

from landwaiter.services.reports import reporting
from landwaiter.services.table import sessions
from landwaiter.ui.reports.certificate_prompt import ask_certificate


def test_without_a_certificate_nothing_is_asked(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    prompts = Answers(parent)
    prompts.answers = {"password": "never used"}
    assert ask_certificate(prompts, None) is None


def test_who_cancels_makes_the_report_without_it(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    assert ask_certificate(Answers(parent), Path("office.p12")) is None


def test_a_case_report_is_signed_with_the_certificate_of_the_office(
    hands: Hands, answers: Answers, tmp_path: Path
) -> None:
    """Since 2026-01-01 the certificate of the tests is valid."""
    answers.files = (a_declaration(tmp_path),)
    hands.type(PASSWORD)
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_I)
    path = hands.room.desk.known_session.casebook.path
    admin = sessions.open_casebook(path, user=ADMINISTRATOR, password=PASSWORD)
    with admin.casebook:
        certificate = an_authority().p12(tmp_path)
        change_settings(admin, {"report.certificate": str(certificate)})
    pdf = tmp_path / "case.pdf"
    answers.saved = [pdf]
    answers.answers = {"password": OF_CERTIFICATE}
    open_case(hands).papers.report()
    hands.settle()
    hands.qtbot.waitUntil(pdf.exists)
    (file,) = reporting.verify_reports([pdf]).files
    assert file.pades is not None
    assert file.pades.intact
