"""Texts of the office in the window: supplied, shown with their trust, taken away, written out."""

from pathlib import Path

from pytestqt.qtbot import QtBot
from tests.services.office_texts import texts_file
from tests.services.sample_office import ANALYST, HEAD, Office
from tests.ui.registers.test_registers import Told
from tests.ui.window.test_dialogs import settle

from landwaiter.domain.office.deeds import SupplyTexts
from landwaiter.services.deeds.engine import run
from landwaiter.services.office.office_texts import texts_of_office
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.office.wording_dialog import WordingDialog
from landwaiter.ui.window.dialog_table import open_dialog


class Chosen(Told):
    """Who also names a file to write."""

    def save_file(self, title: str, proposed: str, kinds: str = "") -> Path | None:
        return self.files[0].with_name("out.po")


def opened(
    office: Office, shell: Shell, qtbot: QtBot, *files: Path, who: str = HEAD
) -> WordingDialog:
    bench = Bench(office.session(who), shell.jobs, Chosen(shell, files, edition="2026-1"))
    dialog = open_dialog("wording", bench, parent=shell)
    assert isinstance(dialog, WordingDialog)
    settle(shell.jobs, qtbot)
    return dialog


def choose(dialog: WordingDialog, language: str) -> None:
    (at,) = [n for n, row in enumerate(dialog.model.rows()) if row.language == language]
    dialog.list.selectRow(at)


def told(dialog: WordingDialog, language: str) -> str:
    (at,) = [n for n, row in enumerate(dialog.model.rows()) if row.language == language]
    cells = [dialog.model.index(at, column) for column in range(dialog.model.columnCount())]
    return " ".join(str(cell.data()) for cell in cells)


def test_a_file_is_supplied_shown_and_taken_away(
    office: Office, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(office, shell, qtbot, texts_file(tmp_path))
    choose(dialog, "pl")
    assert "own knowledge" in told(dialog, "pl")
    assert not dialog.withdraw.isEnabled()
    dialog.ask("supply")
    settle(shell.jobs, qtbot)
    (kept,) = texts_of_office(office.session(HEAD)).values()
    assert (kept.language, kept.author, kept.count) == ("pl", HEAD, 1)
    for part in ("Polski", "2026-1", "supplied by the office", HEAD):
        assert part in told(dialog, "pl")
    assert "own knowledge" in told(dialog, "de")
    assert "next sign-in" in dialog.outcome.words()
    dialog.ask("withdraw")
    settle(shell.jobs, qtbot)
    assert not texts_of_office(office.session(HEAD))
    assert "own knowledge" in told(dialog, "pl")


def test_a_file_that_misfits_is_refused_in_place(
    office: Office, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    wrong = texts_file(tmp_path, "pl", 'msgid "Hits"\nmsgstr "Trafienia {n}"\n')
    dialog = opened(office, shell, qtbot, wrong)
    choose(dialog, "pl")
    dialog.ask("supply")
    settle(shell.jobs, qtbot)
    assert "row 5" in dialog.outcome.words()
    assert "other places" in dialog.outcome.words()
    assert not texts_of_office(office.session(HEAD))


def test_texts_are_written_out(office: Office, shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    """Those of the office where there are some, else all."""
    file = texts_file(tmp_path)
    run(office.session(HEAD), SupplyTexts("pl", file, "2026-1"))
    dialog = opened(office, shell, qtbot, file)
    for language, count in (("pl", 1), ("de", 5000)):
        choose(dialog, language)
        dialog.ask("export")
        settle(shell.jobs, qtbot)
        written = (tmp_path / "out.po").read_text(encoding="utf-8")
        assert count <= written.count("\nmsgid ") <= 3 * count
        assert f"Language: {language}" in written


def test_who_may_not_sees_what_there_is(office: Office, shell: Shell, qtbot: QtBot) -> None:
    dialog = opened(office, shell, qtbot, who=ANALYST)
    assert dialog.model.rowCount() == 5
    assert not dialog.supply.isEnabled()
    assert not dialog.withdraw.isEnabled()
    assert dialog.export.isEnabled()
