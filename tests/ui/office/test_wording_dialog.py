"""Texts of the office in the window: proposed, read and agreed to, shown, taken away, given out."""

from pathlib import Path

from pytestqt.qtbot import QtBot
from tests import by_two
from tests.services.office_texts import OWN, texts_file
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    HEAD,
    REASON,
    REVIEWER,
    Office,
)
from tests.ui.registers.test_registers import Told
from tests.ui.window.test_dialogs import settle

from landwaiter.domain.deeds.four_eyes import SetPolicy
from landwaiter.domain.office.deeds import SupplyTexts
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.office.office_texts import texts_of_office
from landwaiter.ui.deeds.motions_dialog import MotionsDialog
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.office.wording_dialog import WordingDialog
from landwaiter.ui.window.dialog_table import open_dialog


class Chosen(Told):
    """Who also names a file to write."""

    def save_file(self, title: str, proposed: str, kinds: str = "") -> Path | None:
        return self.files[0].with_name("out.po")


def opened(
    office: Office, shell: Shell, qtbot: QtBot, *files: Path, who: str = HEAD
) -> WordingDialog:
    prompts = Chosen(shell, files, edition="2026-1", reason=REASON)
    bench = Bench(office.session(who), shell.jobs, prompts)
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


def read_by(office: Office, shell: Shell, qtbot: QtBot, who: str) -> MotionsDialog:
    """The dialog of what waits, at the motion about texts."""
    bench = Bench(office.session(who), shell.jobs, Chosen(shell))
    dialog = open_dialog("motions", bench, parent=shell)
    assert isinstance(dialog, MotionsDialog)
    settle(shell.jobs, qtbot)
    return dialog


def test_a_file_is_proposed_agreed_to_shown_and_taken_away(
    office: Office, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(office, shell, qtbot, texts_file(tmp_path))
    choose(dialog, "pl")
    assert "own knowledge" in told(dialog, "pl")
    assert not dialog.withdraw.isEnabled()
    dialog.ask("supply")
    settle(shell.jobs, qtbot)
    assert "It waits for a second person." in dialog.outcome.words()
    assert "own knowledge" in told(dialog, "pl")
    by_two.agree(office.session(REVIEWER))
    dialog = opened(office, shell, qtbot)
    choose(dialog, "pl")
    (kept,) = texts_of_office(office.session(HEAD)).values()
    assert (kept.language, kept.author, kept.seconder, kept.count) == ("pl", HEAD, REVIEWER, 1)
    for part in ("Polski", "2026-1", "supplied by the office", HEAD, REVIEWER):
        assert part in told(dialog, "pl")
    assert "own knowledge" in told(dialog, "de")
    dialog.ask("withdraw")
    settle(shell.jobs, qtbot)
    assert texts_of_office(office.session(HEAD))
    by_two.agree(office.session(ADMIN))
    assert not texts_of_office(office.session(HEAD))


def test_the_second_person_reads_and_searches_every_text(
    office: Office, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    hits = 'msgid "Hits"\nmsgstr "Zgodności"\n'
    run(office.session(HEAD), SupplyTexts("pl", texts_file(tmp_path, "pl", OWN, hits), "1", REASON))
    dialog = read_by(office, shell, qtbot, REVIEWER)
    texts = dialog.texts
    assert texts.card.isVisible()
    assert [row.id for row in texts.model.rows()] == ["Hits", "Reference"]
    texts.search.setText("akt")
    (row,) = texts.model.rows()
    assert (row.id, row.proposed) == ("Reference", "Akta")
    shown = " ".join(one.words() for one in texts.whole.findChildren(MarkLabel))
    for part in ("Reference", row.shipped, "Akta"):
        assert part in shown
    texts.search.setText("no such words")
    assert not texts.model.rowCount()


def test_another_motion_shows_no_texts(
    office: Office, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    do(office.session(HEAD), SetPolicy("four_eyes.embargo_practice", "true", REASON))
    run(office.session(HEAD), SupplyTexts("pl", texts_file(tmp_path), "2026-1", REASON))
    dialog = read_by(office, shell, qtbot, ADMIN)
    seen = {}
    for number, row in enumerate(dialog.model.rows()):
        dialog.list.selectRow(number)
        settle(shell.jobs, qtbot)
        seen[row.motion.deed] = (dialog.texts.card.isVisible(), dialog.texts.whole.isVisible())
    assert seen == {"set_policy": (False, False), "supply_texts": (True, True)}


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
    said = SupplyTexts("pl", file, "2026-1", REASON)
    by_two.texts_by_two(office.session(HEAD), office.session(REVIEWER), said)
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
