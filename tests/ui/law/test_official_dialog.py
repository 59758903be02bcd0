"""An official file in the dialog of packs: asked what it is, looked at, taken in."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.formats.official.official_files import ROWS, a_table
from tests.ui import places
from tests.ui.window.test_dialogs import casebook, opened, session, settle, template  # noqa: F401

from landwaiter.errors import Invalid
from landwaiter.services.law import packs
from landwaiter.services.warm.session import Session
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.law.official_file_form import mapping_of
from landwaiter.ui.law.pack_import_dialog import ImportPackDialog


@pytest.fixture
def dialog(
    shell: Shell,
    session: Session,  # noqa: F811  # the fixture
    tmp_path: Path,
    qtbot: QtBot,
) -> ImportPackDialog:
    """With a correlation table chosen, before anything is said of it."""
    path = tmp_path / "correlation.xlsx"
    path.write_bytes(a_table(*ROWS))
    made = opened("import_pack", shell, session, qtbot)
    assert isinstance(made, ImportPackDialog)
    made.show_files((path,))
    settle(shell.jobs, qtbot)
    return made


def ids(session: Session) -> set[str]:  # noqa: F811  # the value of the fixture
    return {row.id for row in packs.editions(session)}


def test_an_official_file_is_asked_for_what_it_does_not_say(dialog: ImportPackDialog) -> None:
    assert not dialog.form.isHidden()
    assert dialog.act.text() == "Import: name the edition"
    dialog.form.edition.setText("2026")
    assert dialog.act.text() == "Import: say from when it is valid"
    dialog.form.valid_from.setText("2026-01-01")
    assert dialog.act.isEnabled()


def test_a_look_shows_rows_and_counts_and_keeps_nothing(
    dialog: ImportPackDialog,
    shell: Shell,
    session: Session,  # noqa: F811  # the fixture
    qtbot: QtBot,
) -> None:
    dialog.ask_preview()
    settle(shell.jobs, qtbot)
    assert "4 rows from 4 in the file" in dialog.outcome.words()
    assert dialog.form.rows is not None
    assert dialog.form.rows.rowCount() == 4
    assert "correlation_official" not in ids(session)


def test_what_was_looked_at_waits_for_a_second_person(
    dialog: ImportPackDialog,
    shell: Shell,
    session: Session,  # noqa: F811  # the fixture
    qtbot: QtBot,
) -> None:
    dialog.form.edition.setText("2026")
    dialog.form.valid_from.setText("2026-01-01")
    dialog.ask()
    settle(shell.jobs, qtbot)
    said = dialog.outcome.words()
    assert "It waits for a second person." in said
    assert "official only by a publisher's signature" in said
    assert "correlation_official" not in ids(session)


def test_rejected_rows_are_listed_and_nothing_is_kept(
    dialog: ImportPackDialog,
    shell: Shell,
    session: Session,  # noqa: F811  # the fixture
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(a_table(*ROWS, ("84571010", "", "2Z001")))
    dialog.show_files((bad,))
    settle(shell.jobs, qtbot)
    dialog.form.edition.setText("2026")
    dialog.form.valid_from.setText("2026-01-01")
    dialog.ask()
    settle(shell.jobs, qtbot)
    assert dialog.refused.rowCount() == 1
    assert "whole or not at all" in dialog.outcome.words()
    assert "correlation_official" not in ids(session)


def test_where_no_header_is_known_the_columns_stand_ready_to_be_mapped(
    dialog: ImportPackDialog, shell: Shell, tmp_path: Path, qtbot: QtBot
) -> None:
    table = tmp_path / "table.csv"
    table.write_text("Ware;Position\n84571010;2B001\n", encoding="utf-8")
    dialog.show_files((table,))
    settle(shell.jobs, qtbot)
    dialog.form.kind.setCurrentIndex(dialog.form.kind.findData("correlation_official"))
    dialog.ask_preview()
    settle(shell.jobs, qtbot)
    assert dialog.form.mapping.text() == "cn = ; control_code = "
    dialog.form.mapping.setText("cn = Ware; control_code = Position")
    dialog.ask_preview()
    settle(shell.jobs, qtbot)
    assert "1 row from 1 in the file" in dialog.outcome.words()


def test_a_date_that_is_none_is_said_in_place(dialog: ImportPackDialog) -> None:
    dialog.form.edition.setText("2026")
    dialog.form.valid_from.setText("soon")
    dialog.ask()
    assert dialog.outcome.words()


def test_another_file_forgets_what_was_shown_of_the_first(
    dialog: ImportPackDialog, shell: Shell, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.ask_preview()
    settle(shell.jobs, qtbot)
    dialog.show_files((tmp_path,))
    assert dialog.form.rows is None
    settle(shell.jobs, qtbot)
    assert dialog.form.isHidden()


def test_text_of_a_file_is_shown_letter_by_letter(shell: Shell) -> None:
    dialog = places.PLACES["import_official"](shell)
    assert isinstance(dialog, ImportPackDialog)
    assert dialog.form.rows is not None
    index = dialog.form.rows.index(3, dialog.form.rows.columnCount() - 1)
    assert "<b>Pressure</b>" in str(index.data())


@pytest.mark.parametrize("text", ["cn", "cn =", "= Ware", "cn = Ware; code"])
def test_a_mapping_that_does_not_say_which_is_which_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        mapping_of(text)
