"""Qt's file dialog speaks the language of the window, and begins where a file was chosen last."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from tests.ui.desk_office import PASSWORD, Hands

from landwaiter import i18n
from landwaiter.services.office import office_settings
from landwaiter.ui.frame.last_folder import FOLDER
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.prompts import Prompts
from landwaiter.ui.window import window_language


class FileChoice:
    """Chooses one file in every dialog, and notes what was shown."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.begun: list[Path] = []
        self.labels: list[str] = []

    def answer(self, dialog: QFileDialog) -> int:
        self.begun.append(Path(dialog.directory().absolutePath()))
        self.labels = [dialog.labelText(one) for one in QFileDialog.DialogLabel]
        dialog.setDirectory(str(self.file.parent))
        dialog.selectFile(self.file.name)
        return QDialog.DialogCode.Accepted


@pytest.fixture
def choice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FileChoice:
    folder = tmp_path / "mails"
    folder.mkdir()
    file = folder / "reply.eml"
    file.write_text("Subject: reply\n\n", encoding="utf-8")
    made = FileChoice(file)

    def answered(dialog: QFileDialog) -> int:
        return made.answer(dialog)

    monkeypatch.setattr(QFileDialog, "exec", answered)
    return made


@pytest.fixture
def polish(application: QApplication) -> Iterator[None]:
    before = i18n.language()
    window_language.speak("pl")
    window_language.follow(application)
    yield
    window_language.speak(before)
    window_language.follow(application)


def test_the_next_file_is_looked_for_where_the_last_one_was(
    shell: Shell, choice: FileChoice
) -> None:
    prompts = Prompts(shell)
    told: list[str] = []
    prompts.on_folder = told.append
    assert prompts.open_files("A mail") == (choice.file,)
    assert prompts.save_file("A slip", "slip.pdf") == choice.file
    assert choice.begun[1] == choice.file.parent
    assert told == [str(choice.file.parent)]


def test_it_is_kept_in_the_casebook_for_who_chose_there(hands: Hands, choice: FileChoice) -> None:
    desk = hands.room.desk
    hands.type(PASSWORD)
    hands.press(Qt.Key.Key_Return)
    Prompts.open_files(desk.prompts, "A mail")
    desk.drafts.keep_now()
    hands.settle()
    assert str(choice.file.parent) in office_settings.draft(desk.known_session, FOLDER)
    desk.prompts.begins_in = "of somebody else"
    desk.signed_in.emit()
    hands.settle()
    assert desk.prompts.begins_in == str(choice.file.parent)


@pytest.mark.usefixtures("polish")
def test_its_fields_are_named_in_the_language_of_the_window(
    shell: Shell, choice: FileChoice
) -> None:
    Prompts(shell).open_files("A mail", "CSV (*.csv)")
    assert "Szukaj w:" in choice.labels
    assert "Pliki rodzaju:" in choice.labels
