"""Templates of letters in the window: looked at, proposed, read line by line and agreed to."""

from pathlib import Path

from pytestqt.qtbot import QtBot
from tests import by_two
from tests.services.letters.template_files import OWN, template_file
from tests.services.sample_office import ANALYST, HEAD, REASON, REVIEWER, Office
from tests.ui.registers.test_registers import Told
from tests.ui.window.test_dialogs import settle

from landwaiter.services.letters.model_letters import checked_template
from landwaiter.services.letters.office_templates import templates_kept
from landwaiter.ui.deeds.motions_dialog import MotionsDialog
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.inline import Text
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.letters.templates_dialog import TemplatesDialog
from landwaiter.ui.window.dialog_table import open_dialog


class Chosen(Told):
    """Who also names a file to write."""

    def save_file(self, title: str, proposed: str, kinds: str = "") -> Path | None:
        return self.files[0].with_name("out.md")


def opened(
    office: Office, shell: Shell, qtbot: QtBot, *files: Path, who: str = HEAD
) -> TemplatesDialog:
    bench = Bench(office.session(who), shell.jobs, Chosen(shell, files, reason=REASON))
    dialog = open_dialog("templates", bench, parent=shell)
    assert isinstance(dialog, TemplatesDialog)
    settle(shell.jobs, qtbot)
    return dialog


def choose(dialog: TemplatesDialog, key: str) -> int:
    (at,) = [n for n, row in enumerate(dialog.model.rows()) if row.key == key]
    dialog.list.selectRow(at)
    return at


def told(dialog: TemplatesDialog, key: str) -> str:
    at = choose(dialog, key)
    cells = [dialog.model.index(at, column) for column in range(dialog.model.columnCount())]
    return " ".join(str(cell.data()) for cell in cells)


def test_a_template_is_proposed_read_agreed_to_and_taken_away(
    office: Office, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(office, shell, qtbot, template_file(tmp_path))
    assert len(dialog.model.rows()) == 7 * 6
    assert "the model" in told(dialog, "hold en")
    settle(shell.jobs, qtbot)
    assert dialog.preview.shows_pages
    assert not dialog.withdraw.isEnabled()
    dialog.ask("propose")
    settle(shell.jobs, qtbot)
    assert "It waits for a second person." in dialog.outcome.words()
    bench = Bench(office.session(REVIEWER), shell.jobs, Chosen(shell))
    motions = open_dialog("motions", bench, parent=shell)
    assert isinstance(motions, MotionsDialog)
    settle(shell.jobs, qtbot)
    (change,) = motions.texts.model.rows()
    assert change.proposed.strip() == OWN
    marked = [
        piece.text
        for label in motions.texts.whole.findChildren(MarkLabel)
        for line in label.cell.lines
        for piece in line
        if isinstance(piece, Text) and piece.underlined
    ]
    assert OWN in "".join(marked)
    by_two.agree(office.session(REVIEWER))
    dialog = opened(office, shell, qtbot)
    assert "version 1 of the office" in told(dialog, "hold en")
    assert f"{HEAD} · {REVIEWER}" in told(dialog, "hold en")
    assert "the model" in told(dialog, "hold pl")
    settle(shell.jobs, qtbot)
    text = dialog.preview.pages[0].accessibleDescription()
    assert "Haltemitteilung" not in text
    choose(dialog, "hold en")
    settle(shell.jobs, qtbot)
    assert OWN in dialog.preview.pages[0].accessibleDescription()
    dialog.ask("withdraw")
    settle(shell.jobs, qtbot)
    assert len(templates_kept(office.session(HEAD))) == 1
    by_two.agree(office.session(REVIEWER))
    assert "the model" in told(opened(office, shell, qtbot), "hold en")


def test_pages_are_those_of_the_row_with_and_without_what_conditions_say(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    dialog = opened(office, shell, qtbot)
    choose(dialog, "hearing de")
    settle(shell.jobs, qtbot)
    whole = dialog.preview.pages[0].accessibleDescription()
    dialog.bare.setChecked(True)
    settle(shell.jobs, qtbot)
    bare = dialog.preview.pages[0].accessibleDescription()
    assert whole != bare
    assert "ENTWURF" in whole.upper()


def test_what_is_used_is_written_to_begin_from_and_an_analyst_proposes_nothing(
    office: Office, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(office, shell, qtbot, tmp_path / "none.md", who=ANALYST)
    choose(dialog, "release pl")
    settle(shell.jobs, qtbot)
    assert not dialog.propose.isEnabled()
    dialog.ask("export")
    settle(shell.jobs, qtbot)
    template = checked_template(tmp_path / "out.md")
    assert (template.kind.value, template.language) == ("release", "pl")
    assert "out.md" in dialog.outcome.words()
