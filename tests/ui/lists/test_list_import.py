"""The dialog that imports a watch list: forms told, columns of strangers, looks, cancelling."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.formats.lists.samples import data_of
from tests.ui.desk_office import ANALYST, PASSWORD
from tests.ui.hands import CTRL, press, type_text

from landwaiter.domain.lists.deeds import KeepMapping
from landwaiter.services.deeds.engine import do
from landwaiter.services.lists import column_mappings, list_imports
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.field_row import choose, chosen
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.kit.prompts import Prompts
from landwaiter.ui.lists.list_import_dialog import ImportListDialog
from landwaiter.ui.window.dialog_table import open_dialog


class Asked(Prompts):
    """Answers questions by `says`, and notes what they were."""

    says = True

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.asked: list[str] = []

    def confirm(self, title: str, text: str, deed: str) -> bool:
        self.asked.append(text)
        return self.says


TABLE = "Nr;Bezeichnung;Staat;Fach\n1;Firma Eins;Deutschland;x\n2;Firma Zwei;Polen;y\n"


@pytest.fixture
def session(office_template: Path, tmp_path: Path) -> Iterator[Session]:
    path = Path(shutil.copytree(office_template, tmp_path / "office"))
    opened = sessions.open_casebook(path, user=ANALYST, password=PASSWORD)
    with opened.casebook:
        yield opened


@pytest.fixture
def dialog(session: Session, qtbot: QtBot) -> Iterator[ImportListDialog]:
    jobs = Jobs()
    shell = Shell(jobs)
    qtbot.addWidget(shell)
    shell.show()
    bench = Bench(session, jobs, Asked(shell), lambda _topic: None)
    pane = open_dialog("import_list", bench, parent=shell)
    assert isinstance(pane, ImportListDialog)
    pane.activateWindow()
    qtbot.waitUntil(lambda: jobs.idle and pane.isActiveWindow(), timeout=20_000)
    yield pane
    jobs.close()


def written(folder: Path, content: bytes) -> Path:
    file = folder / "some_list.dat"
    file.write_bytes(content)
    return file


def test_the_form_of_a_known_file_is_told(
    dialog: ImportListDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.show_files((written(tmp_path, data_of("un-consolidated")[0]),))
    qtbot.waitUntil(lambda: "UN Security Council" in dialog.outcome.words())
    assert dialog.columns.isHidden()
    assert dialog.mapping() is None


def test_the_first_entries_are_shown_and_nothing_is_kept(
    dialog: ImportListDialog, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.show_files((written(tmp_path, data_of("un-consolidated")[0]),))
    press(dialog, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: "would name 1 party" in dialog.outcome.words())
    QAbstractItemModelTester(dialog.first, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert dialog.first.rowCount() == 1
    assert "some_list" not in {row.id for row in list_imports.list_editions(session)}
    assert dialog.act.isEnabled()


def test_the_columns_of_a_stranger_are_told_kept_and_imported(
    dialog: ImportListDialog, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.show_files((written(tmp_path, TABLE.encode()),))
    qtbot.waitUntil(lambda: not dialog.columns.isHidden())
    boxes = dialog.columns.boxes
    assert {name: chosen(box) for name, box in boxes.items()} == {
        "Nr": "id",
        "Bezeichnung": "name",
        "Staat": "country",
        "Fach": "",
    }
    choose(boxes["Bezeichnung"], "")
    assert dialog.act.text() == "Import: say which column is the name"
    choose(boxes["Bezeichnung"], "name")
    choose(boxes["Fach"], "note")
    type_text(dialog.columns.name, "ministry")
    press(dialog, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: dialog.outcome.words().startswith("2 listings of some_list"))
    qtbot.waitUntil(lambda: "ministry" in column_mappings.mappings(session))
    assert column_mappings.named_mapping(session, "ministry").fields["note"] == ("Fach",)


def test_a_kept_mapping_is_chosen_for_the_next_edition(
    dialog: ImportListDialog, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    file = written(tmp_path, TABLE.encode())
    kept = column_mappings.mapping_of({"name": "Fach"})
    do(session, KeepMapping(name="odd", mapping=kept))
    dialog.show_files((file,))
    qtbot.waitUntil(lambda: not dialog.columns.isHidden())
    choose(dialog.columns.kept, "odd")
    qtbot.waitUntil(lambda: chosen(dialog.columns.boxes["Fach"]) == "name")
    assert chosen(dialog.columns.boxes["Bezeichnung"]) == ""
    mapping = dialog.mapping()
    assert mapping is not None
    assert mapping.fields == {"name": ("Fach",)}


def test_the_encoding_is_shown_as_words_and_another_one_reads_anew(
    dialog: ImportListDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    table = "Nazwa;Kraj\nŁódź Śląska;PL\nGęśla;PL\n"
    dialog.show_files((written(tmp_path, table.encode("cp1250")),))
    qtbot.waitUntil(lambda: not dialog.columns.isHidden())
    columns = dialog.columns
    assert chosen(columns.encoding) == "windows-1250"
    assert columns.words.accessibleName() == "read so: Łódź, Śląska, Gęśla"
    choose(columns.encoding, "windows-1252")
    qtbot.waitUntil(lambda: "Œl¹ska" in columns.words.accessibleName())
    mapping = dialog.mapping()
    assert mapping is not None
    assert mapping.encoding == "windows-1252"


def test_what_lists_nobody_says_where_it_belongs(
    dialog: ImportListDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    tracker = b'{"type": "china-defence-universities", "values": []}'
    dialog.show_files((written(tmp_path, tracker),))
    qtbot.waitUntil(lambda: "pack import" in dialog.outcome.words())


def test_a_file_that_may_be_cut_is_imported_only_after_the_question(
    dialog: ImportListDialog, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path = session.casebook.path.parent
    dialog.show_files((written(tmp_path, b"id,name\n1,Grey Pier\n2,Long Quay"),))
    qtbot.waitUntil(dialog.act.isEnabled)
    monkeypatch.setattr(Asked, "says", False)
    press(dialog, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "has to be answered first" in dialog.outcome.words())
    assert "some_list" not in {row.id for row in list_imports.list_editions(session)}
    monkeypatch.setattr(Asked, "says", True)
    press(dialog, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "2 listings of some_list" in dialog.outcome.words())
    assert "some_list" in {row.id for row in list_imports.list_editions(session)}


def test_the_number_of_entries_by_the_publisher_is_compared(
    dialog: ImportListDialog, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.show_files((written(tmp_path, b"id,name\n1,Grey Pier\n2,Long Quay\n"),))
    qtbot.waitUntil(dialog.act.isEnabled)
    type_text(dialog.count, "1,200")
    press(dialog, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "and its publisher 1,200" in dialog.outcome.words())
    assert "some_list" not in {row.id for row in list_imports.list_editions(session)}
