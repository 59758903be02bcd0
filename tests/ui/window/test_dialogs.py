"""The dialogs of the menus: by keyboard, with a real casebook behind them, faults in place."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.taking_in import taken_in
from tests.translation.longer import Longer
from tests.ui import places
from tests.ui.hands import CTRL, press, type_text
from tests.ui.rooms import ROOMS, cut
from tests.ui.rooms import settle as settle_places
from tests.ui.window.test_first_acts import bare

from landwaiter import i18n
from landwaiter.domain.base.people import UserRole
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.people.deeds import SecondChange
from landwaiter.domain.people.preferences import Mode
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.errors import Invalid
from landwaiter.resources import root
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.hits import name_batches, name_files, screening_jobs
from landwaiter.services.law import packs
from landwaiter.services.people.key_standing import fingerprint
from landwaiter.services.reports import reporting
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.ui.casebook.backup_dialog import BackupDialog
from landwaiter.ui.casebook.check_findings_dialog import FindingsDialog
from landwaiter.ui.casebook.recovery_dialog import RecoveryDialog
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.hits.name_file import FileRequest
from landwaiter.ui.hits.screening_controller import ScreeningController
from landwaiter.ui.hits.screening_screen import ScreeningScreen
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.empty_state import EmptyState
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.kit.middle import MARGIN
from landwaiter.ui.kit.prompts import Prompts
from landwaiter.ui.kit.recovery_half_dialog import ShownShare
from landwaiter.ui.kit.theme import DARK
from landwaiter.ui.kit.window_settings import Settings
from landwaiter.ui.law.pack_import_dialog import ImportPackDialog
from landwaiter.ui.lists.list_import_dialog import ImportListDialog
from landwaiter.ui.office.settings_dialog import OfficeDialog
from landwaiter.ui.people.users_dialog import UsersDialog
from landwaiter.ui.reports.reports_controller import ReportsController, reports_fetch
from landwaiter.ui.reports.reports_screen import ReportsScreen
from landwaiter.ui.window.app import dress, wear
from landwaiter.ui.window.dialog_table import DIALOGS, open_dialog

PASSWORD = "a sentence that is long enough"
HOSTILE = "<b>Ltd</b><img src='/etc/hostname'>"
_PACKS = ("calendar_PL", "flag_rules")
POLICY = "policy.china_arms_embargo_triggers_art4"


class Answers(Prompts):
    """A person who always answers with these paths."""

    def __init__(self, parent: QWidget, *paths: Path) -> None:
        super().__init__(parent)
        self.paths = paths
        self.first: list[tuple[str, str]] = []
        self.handed: list[ShownShare] = []

    def hand_over(self, share: ShownShare) -> bool:
        self.handed.append(share)
        return True

    def first_password(self, name: str, password: str) -> None:
        self.first.append((name, password))

    def open_files(self, title: str, kinds: str = "") -> tuple[Path, ...]:
        return self.paths

    def save_file(self, title: str, proposed: str, kinds: str = "") -> Path | None:
        return self.paths[0]

    def folder(self, title: str) -> Path | None:
        return self.paths[0]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casebook with an administrator, a head, an analyst, an auditor, and two packs."""
    shipped = [pack for pack in packs.shipped_packs(root()) if pack.id in _PACKS]
    folder = tmp_path_factory.mktemp("office") / "casebook"
    people = (("Jan", "head"), ("Marta", "analyst"), ("Otto", "auditor"))
    opened = sessions.create_casebook(
        folder,
        office=sessions.CasebookOffice("PL1", "PL"),
        user="Anna",
        password=PASSWORD,
        founders=[casebooks.Founder(name, (role,), PASSWORD) for name, role in people],
        packs=shipped,
    )
    opened.session.casebook.close()
    return folder


@pytest.fixture
def casebook(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "casebook"))


@contextmanager
def signed_in(casebook: Path, name: str = "Anna") -> Iterator[Session]:
    session = sessions.open_casebook(casebook, user=name, password=PASSWORD)
    with session.casebook:
        yield session


@pytest.fixture
def session(casebook: Path, jobs: Jobs) -> Iterator[Session]:
    """The administrator's; the jobs end before the casebook is closed."""
    with signed_in(casebook) as made:
        yield made
        jobs.close()


def settle(jobs: Jobs, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: jobs.idle, timeout=20_000)


def opened(
    name: str, shell: Shell, session: Session, qtbot: QtBot, *paths: Path,
    changed: Callable[[str], None] = lambda topic: None, prompts: Answers | None = None,
) -> Pane:  # fmt: skip
    bench = Bench(session, shell.jobs, prompts or Answers(shell, *paths), changed)
    dialog = open_dialog(name, bench, parent=shell)
    dialog.activateWindow()
    qtbot.waitUntil(lambda: shell.jobs.idle and dialog.isActiveWindow(), timeout=20_000)
    return dialog


@pytest.mark.parametrize(
    "name", [name for name in places.PLACES if not name.startswith(("scr", "rep"))]
)
def test_every_dialog_is_drawn_light_and_dark(
    shell: Shell, qtbot: QtBot, application: QApplication, name: str
) -> None:
    dialog = places.PLACES[name](shell)
    light = dialog.grab().toImage()
    wear(application, DARK)
    assert dialog.grab().toImage() != light


def test_a_user_is_added_by_keyboard(shell: Shell, session: Session, qtbot: QtBot) -> None:
    told: list[str] = []
    prompts = Answers(shell)
    dialog = opened("users", shell, session, qtbot, changed=told.append, prompts=prompts)
    assert isinstance(dialog, UsersDialog)
    press(dialog, Qt.Key.Key_N, CTRL)
    form = dialog.forms["add"]
    type_text(form.name_field, "Ewa Sikora")
    press(next(iter(form.roles.values())), Qt.Key.Key_Space)
    press(form.name_field, Qt.Key.Key_Return, CTRL)
    settle(shell.jobs, qtbot)
    assert [user.name for user in casebooks.list_users(session)] == [
        "Anna", "Ewa Sikora", "Jan", "Marta", "Otto",
    ]  # fmt: skip
    assert "seconded by Jan" in dialog.outcome.words()
    ((name, first),) = prompts.first
    assert (name, len(first) >= 20) == ("Ewa Sikora", True)
    assert "first sign-in" in str(dialog.model.index(1, 3).data())
    assert told == ["users"]


def test_a_name_that_is_taken_is_said_in_the_form_and_stays(
    shell: Shell, session: Session, qtbot: QtBot
) -> None:
    dialog = opened("users", shell, session, qtbot)
    assert isinstance(dialog, UsersDialog)
    dialog.show_deed("add")
    form = dialog.forms["add"]
    form.name_field.setText("Marta")
    next(iter(form.roles.values())).setChecked(True)
    form.ask()
    settle(shell.jobs, qtbot)
    assert "There is a user Marta already." in form.outcome.words()
    assert form.name_field.text() == "Marta"
    assert form.act.isEnabled()


def test_escape_leaves_the_form_first_and_what_was_typed_stays(
    shell: Shell, session: Session, qtbot: QtBot
) -> None:
    dialog = opened("users", shell, session, qtbot)
    assert isinstance(dialog, UsersDialog)
    dialog.show_deed("add")
    dialog.forms["add"].name_field.setText("Ewa")
    press(dialog.forms["add"].name_field, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    dialog.show_deed("add")
    assert dialog.forms["add"].name_field.text() == "Ewa"


def test_the_act_says_what_is_still_missing(shell: Shell, qtbot: QtBot) -> None:
    dialog = UsersDialog(shell)
    dialog.show_users(places.USERS, places.ADMINISTRATOR)
    dialog.show_deed("add")
    form = dialog.forms["add"]
    said = [form.act.text()]
    form.name_field.setText("Ewa")
    said.append(form.act.text())
    next(iter(form.roles.values())).setChecked(True)
    said.append(form.act.text())
    assert said[:2] == ["Add a user: type the name", "Add a user: tick a role"]
    dialog.show_deed("own")
    own = dialog.forms["own"]
    own.old.setText(PASSWORD)
    said = [own.act.text()]
    own.password.setText(PASSWORD)
    said.append(own.act.text())
    assert said == [
        "My password: the password needs 12 characters",
        "My password: repeat the password",
    ]
    with qtbot.assertNotEmitted(dialog.asked):
        own.ask()


def test_roles_are_changed_and_a_user_disabled(
    shell: Shell, session: Session, qtbot: QtBot
) -> None:
    dialog = opened("users", shell, session, qtbot)
    assert isinstance(dialog, UsersDialog)
    dialog.list.selectRow(2)
    press(dialog, Qt.Key.Key_R, CTRL)
    form = dialog.forms["roles"]
    ticked = [role.value for role, box in form.roles.items() if box.isChecked()]
    assert ticked == ["analyst"]
    for role, box in form.roles.items():
        box.setChecked(role is not UserRole.SERVICE)  # has no other role beside it
    form.ask()
    settle(shell.jobs, qtbot)
    assert dialog.user is not None
    assert dialog.user.name == "Marta"
    assert dialog.user.roles == ("analyst",)
    assert "Anna gave the roles" in dialog.card.said.words()
    with signed_in(session.casebook.path, "Jan") as head:
        do(head, SecondChange("Marta"))
    dialog.list.selectRow(2)
    press(dialog, Qt.Key.Key_D, CTRL)
    dialog.forms["disable"].ask()
    settle(shell.jobs, qtbot)
    assert str(dialog.model.index(2, 3).data()).startswith("disabled")
    assert dialog.buttons["roles"].text() == "Roles: the user is disabled"


def test_a_new_key_is_confirmed_by_colleagues_until_it_approves(
    shell: Shell, session: Session, casebook: Path, qtbot: QtBot
) -> None:
    prompts = Answers(shell)
    dialog = opened("users", shell, session, qtbot, prompts=prompts)
    assert isinstance(dialog, UsersDialog)
    dialog.list.selectRow(2)
    dialog.show_deed("reset")
    dialog.forms["reset"].ask()
    settle(shell.jobs, qtbot)
    ((_name, first),) = prompts.first
    assert dialog.buttons["confirm"].text() == "Confirm the key: the first sign-in is missing"
    own = sessions.sign_in_first(
        casebook, user="Marta", password=first, new_password=PASSWORD + "er"
    )
    own.casebook.close()
    for name, said in (("Jan", "counts"), ("Otto", "approves")):
        with signed_in(casebook, name) as colleague:
            other = opened("users", shell, colleague, qtbot)
            assert isinstance(other, UsersDialog)
            assert other.buttons["add"].text() == ("Add a user: needs the role administrator")
            other.list.selectRow(2)
            assert other.user is not None
            other.show_deed("confirm")
            other.forms["confirm"].key.setText(fingerprint(other.user.key)[:19])
            other.forms["confirm"].ask()
            settle(shell.jobs, qtbot)
            assert said in str(other.model.index(2, 2).data())
            other.close()


def test_new_halves_are_made_with_the_passwords_of_their_holders(
    shell: Shell, session: Session, casebook: Path, qtbot: QtBot
) -> None:
    prompts = Answers(shell)
    dialog = opened("recovery", shell, session, qtbot, prompts=prompts)
    assert isinstance(dialog, RecoveryDialog)
    assert "Anna, Jan" in dialog.state.words()
    for at, name in enumerate(("Marta", "Otto")):
        dialog.holders[at].setCurrentIndex(dialog.holders[at].findData(name))
        assert not dialog.act.isEnabled()
        dialog.passwords[at].setText(PASSWORD)
    dialog.passwords[1].setText("not what it is")
    dialog.give()
    settle(shell.jobs, qtbot)
    assert "password is wrong for user Otto" in dialog.outcome.words()
    assert prompts.handed == []
    press(dialog.passwords[1], Qt.Key.Key_A, CTRL)
    type_text(dialog.passwords[1], PASSWORD)
    press(dialog.passwords[1], Qt.Key.Key_Return, CTRL)
    settle(shell.jobs, qtbot)
    assert [share.holder for share in prompts.handed] == ["Marta", "Otto"]
    assert "kept by Marta, Otto" in dialog.outcome.words()
    assert "Marta, Otto" in dialog.state.words()
    assert dialog.passwords[0].text() == ""


def test_a_half_that_is_not_kept_is_said(shell: Shell, qtbot: QtBot) -> None:
    dialog = RecoveryDialog(shell)
    dialog.show_state(("Anna",), 1, ["Anna"])
    assert "keeps all of it" in dialog.state.words()
    dialog.show_handed(["Anna"], to_all=False)
    assert "Make them once more" in dialog.outcome.words()


def test_the_own_password_is_changed_with_the_old_one(
    shell: Shell, session: Session, qtbot: QtBot
) -> None:
    dialog = opened("users", shell, session, qtbot)
    assert isinstance(dialog, UsersDialog)
    press(dialog, Qt.Key.Key_M, CTRL)
    form = dialog.forms["own"]
    form.old.setText("not the old one")
    for field in (form.password, form.again):
        field.setText("another sentence, as long")
    form.ask()
    settle(shell.jobs, qtbot)
    assert form.outcome.words()
    assert form.password.text() == "another sentence, as long"
    form.old.setText(PASSWORD)
    form.ask()
    settle(shell.jobs, qtbot)
    assert dialog.outcome.words() == "Your password is changed."


def test_a_backup_is_made_and_verified(
    shell: Shell, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "stick" / "office.backup"
    dialog = opened("backup", shell, session, qtbot, file)
    assert isinstance(dialog, BackupDialog)
    press(dialog, Qt.Key.Key_O, CTRL)
    assert dialog.file.text() == str(file)
    press(dialog.file, Qt.Key.Key_Return, CTRL)
    settle(shell.jobs, qtbot)
    assert file.is_file()
    assert "verified by opening it" in dialog.outcome.words()
    press(dialog.file, Qt.Key.Key_Return, CTRL)
    settle(shell.jobs, qtbot)
    assert "exists already" in dialog.outcome.words()
    assert dialog.file.text() == str(file)


def test_a_cancelled_backup_leaves_nothing(
    shell: Shell, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "office.backup"
    dialog = opened("backup", shell, session, qtbot, file)
    assert isinstance(dialog, BackupDialog)
    dialog.show_file(file)
    dialog.ask()
    dialog.cancel.click()
    settle(shell.jobs, qtbot)
    assert dialog.act.isEnabled()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["casebook"]


def test_a_sound_casebook_is_checked_and_each_check_is_named(
    shell: Shell, session: Session, qtbot: QtBot
) -> None:
    dialog = opened("check", shell, session, qtbot)
    assert isinstance(dialog, FindingsDialog)
    assert "nothing wrong was found" in dialog.verdict.words()
    named = {str(dialog.model.index(row, 0).data()) for row in range(dialog.model.rowCount())}
    assert {"Audit", "Approvals", "Files"} <= named


def test_what_is_wrong_comes_first(shell: Shell) -> None:
    dialog = places.PLACES["check"](shell)
    assert isinstance(dialog, FindingsDialog)
    assert "10 checks ran; 1 thing is wrong" in dialog.verdict.words()
    assert dialog.model.index(0, 1).data() == "The file contract.pdf is missing from the vault."
    assert dialog.model.index(1, 1).data() == "nothing wrong"


def test_a_policy_is_set_by_keyboard_and_what_differs_alone_is_saved(
    shell: Shell, session: Session, qtbot: QtBot
) -> None:
    told: list[str] = []
    dialog = opened("office", shell, session, qtbot, changed=told.append)
    assert isinstance(dialog, OfficeDialog)
    assert dialog.act.text() == "Save: nothing is changed"
    press(dialog.inputs[POLICY], Qt.Key.Key_Down)
    assert dialog.act.text() == "Save 1 change"
    press(dialog.inputs[POLICY], Qt.Key.Key_Return, CTRL)
    settle(shell.jobs, qtbot)
    assert dialog.outcome.words() == "1 setting is saved."
    assert dialog.act.text() == "Save: nothing is changed"
    assert told == ["settings"]


def test_a_threshold_that_is_none_is_said_in_place_and_stays(shell: Shell, qtbot: QtBot) -> None:
    dialog = places.an_office_dialog(shell)
    field = dialog.inputs["threshold.eu-consolidated-list"]
    type_text(field, "85")
    with qtbot.assertNotEmitted(dialog.save_asked):
        dialog.ask()
    assert "Write it as 0.85." in dialog.outcome.words()
    assert dialog.inputs["threshold.eu-consolidated-list"] is field


def test_thresholds_are_shown_as_parts_of_one_and_kept_in_thousandths(
    shell: Shell, qtbot: QtBot
) -> None:
    dialog = places.an_office_dialog(shell)
    type_text(dialog.inputs["threshold.eu-consolidated-list"], "0.72")
    type_text(dialog.inputs["age_limit.pRC-institutions".lower()], "90")
    assert dialog.changes() == {
        "threshold.eu-consolidated-list": "720",
        "age_limit.prc-institutions": "90",
    }


def test_an_analyst_reads_the_settings_and_the_act_says_why_not(
    shell: Shell, casebook: Path, qtbot: QtBot
) -> None:
    with signed_in(casebook, "Marta") as analyst:
        dialog = opened("office", shell, analyst, qtbot)
        assert isinstance(dialog, OfficeDialog)
        assert dialog.act.text() == f"Save: {places.NO_ROLE}"
        assert not dialog.inputs[POLICY].isEnabled()
        shell.jobs.close()


def test_a_list_is_imported_with_its_head(
    shell: Shell, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "EU list.csv"
    file.write_text("id,schema,name,countries\nt-1,Company,Lathe Trading,cn\n", encoding="utf-8")
    dialog = opened("import_list", shell, session, qtbot, file)
    assert isinstance(dialog, ImportListDialog)
    press(dialog, Qt.Key.Key_O, CTRL)
    assert dialog.list_id.text() == "eu_list"
    type_text(dialog.edition, "2026-04")
    type_text(dialog.published, "2026-13-01")
    press(dialog.published, Qt.Key.Key_Return, CTRL)
    assert "Write it as 2026-12-04" in dialog.outcome.words()
    assert dialog.edition.text() == "2026-04"
    dialog.published.setText("2026-04-01")
    press(dialog.published, Qt.Key.Key_Return, CTRL)
    settle(shell.jobs, qtbot)
    assert dialog.outcome.words().startswith("1 listing of eu_list, edition 2026-04")


def test_the_files_of_one_list_are_one_edition(
    shell: Shell, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    files = (tmp_path / "part 1.csv", tmp_path / "part 2.csv")
    for number, file in enumerate(files):
        file.write_text(
            f"id,schema,name,countries\nt-{number},Company,Lathe {number},cn\n", encoding="utf-8"
        )
    dialog = opened("import_list", shell, session, qtbot, *files)
    assert isinstance(dialog, ImportListDialog)
    press(dialog, Qt.Key.Key_O, CTRL)
    dialog.ask()
    settle(shell.jobs, qtbot)
    assert dialog.outcome.words().startswith("2 listings of part_1")


def test_pack_toml_stands_for_its_folder(shell: Shell) -> None:
    dialog = ImportPackDialog(shell)
    dialog.show_files((Path("/packs/annex1/pack.toml"),))
    assert dialog.paths == (Path("/packs/annex1"),)


def test_a_file_that_is_no_list_is_refused_with_its_rows(
    shell: Shell, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "broken.csv"
    file.write_text("id,schema,name,countries\nt-1,Company,,cn\n", encoding="utf-8")
    dialog = opened("import_list", shell, session, qtbot, file)
    assert isinstance(dialog, ImportListDialog)
    dialog.show_files((file,))
    dialog.ask()
    settle(shell.jobs, qtbot)
    assert "nothing was imported" in dialog.outcome.words()
    assert dialog.refused.rowCount() == 1
    assert dialog.list_id.text() == "broken"


def test_an_auditor_is_told_why_nothing_may_be_imported(
    shell: Shell, casebook: Path, qtbot: QtBot
) -> None:
    with signed_in(casebook, "Otto") as auditor:
        dialog = opened("import_pack", shell, auditor, qtbot)
        assert isinstance(dialog, ImportPackDialog)
        assert (
            dialog.act.text()
            == "Import: needs the role administrator or analyst or head or reviewer"
        )
        shell.jobs.close()


def test_a_pack_that_is_none_is_said_in_place(
    shell: Shell, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened("import_pack", shell, session, qtbot, tmp_path)
    assert isinstance(dialog, ImportPackDialog)
    press(dialog, Qt.Key.Key_O, CTRL | Qt.KeyboardModifier.ShiftModifier)
    press(dialog, Qt.Key.Key_Return, CTRL)
    settle(shell.jobs, qtbot)
    assert dialog.outcome.words()
    assert dialog.paths == (tmp_path,)
    assert dialog.act.isEnabled()


def test_escape_closes_every_dialog(shell: Shell, session: Session, qtbot: QtBot) -> None:
    for name in DIALOGS:
        dialog = opened(name, shell, session, qtbot)
        with qtbot.waitSignal(dialog.finished):
            press(dialog, Qt.Key.Key_Escape)


def test_an_empty_list_says_why_it_is_empty(shell: Shell, session: Session, qtbot: QtBot) -> None:
    told = 0
    for name in DIALOGS:
        dialog = opened(name, shell, session, qtbot)
        assert bare(dialog) == [], name
        told += sum(one.isVisible() for one in dialog.findChildren(EmptyState))
        dialog.close()
    assert told >= len(DIALOGS) / 2


def test_a_fault_after_the_dialog_is_closed_is_not_lost(
    shell: Shell, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened("import_pack", shell, session, qtbot, tmp_path)
    assert isinstance(dialog, ImportPackDialog)
    dialog.show_files((tmp_path,))
    with qtbot.waitSignal(shell.jobs.failed) as failed:
        dialog.ask()
        dialog.close()
        dialog.deleteLater()
        QApplication.sendPostedEvents(dialog, 52)
    assert failed.args is not None
    settle(shell.jobs, qtbot)


def test_a_hostile_user_is_shown_letter_by_letter(shell: Shell) -> None:
    dialog = UsersDialog(shell)
    dialog.show_users((places.AUser("u9", HOSTILE, ("analyst",)),), places.ADMINISTRATOR)
    assert dialog.model.index(0, 0).data() == HOSTILE
    dialog.show_deed("disable")
    assert HOSTILE in dialog.forms["disable"]._title.words()


def test_the_models_keep_the_rules_of_models(shell: Shell) -> None:
    users, check = places.PLACES["users"](shell), places.PLACES["check"](shell)
    refused = places.PLACES["import_list"](shell)
    assert isinstance(users, UsersDialog)
    assert isinstance(check, FindingsDialog)
    assert isinstance(refused, ImportListDialog)
    for model in (users.model, check.model, refused.refused):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    users.show_users(places.USERS[:2], places.ANALYST)
    check.show_findings(("audit",), (), places.CHAIN)
    refused.refused.show_rows(())
    assert refused.refused.rowCount(QModelIndex()) == 0


def test_no_service_is_called_on_the_threads_of_the_window(
    shell: Shell, session: Session, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[str] = set()

    def noted(fn: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **given: Any) -> Any:
            threads.add(threading.current_thread().name.rpartition("_")[0])
            return fn(*args, **given)

        return call

    for name in ("reading", "writing"):
        monkeypatch.setattr(Session, name, noted(getattr(Session, name)))
    for name in ("compare_pairs", "screen_names"):
        monkeypatch.setattr(screening_jobs, name, noted(getattr(screening_jobs, name)))
    monkeypatch.setattr(name_batches, "read_names", noted(name_files.read_names))
    names = tmp_path / "names.txt"
    names.write_text("Straits\nWisla\n", encoding="utf-8")
    screen = ScreeningScreen()
    qtbot.addWidget(screen)
    prompts = Answers(shell, tmp_path / "out.json")
    ScreeningController(Bench(session, shell.jobs, prompts), screen)
    screen.screen_asked.emit(screening_jobs.NameQuery("Straits", country="sg"), None)
    screen.compare_asked.emit(screening_jobs.NamePair("Wisla", "Vistula"))
    screen.file_asked.emit(FileRequest(names))
    settle(shell.jobs, qtbot)
    screen.export_asked.emit("json")
    reports = ReportsScreen(reports_fetch(session), shell.jobs)
    qtbot.addWidget(reports)
    ReportsController(Bench(session, shell.jobs, prompts), reports)
    reports.key_sheet_asked.emit()
    for name in DIALOGS:
        opened(name, shell, session, qtbot)
    settle(shell.jobs, qtbot)
    assert threads - {"landwaiter-write"} == {"landwaiter-read"}
    assert screen.file_results.model.rowCount() == 2
    assert screen.comparison.words.accessibleName()


def test_a_key_sheet_is_written_and_a_text_is_no_report(
    shell: Shell, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    reports = ReportsScreen(reports_fetch(session), shell.jobs)
    qtbot.addWidget(reports)
    sheet = tmp_path / "keys.json"
    ReportsController(Bench(session, shell.jobs, Answers(shell, sheet)), reports)
    reports.key_sheet_asked.emit()
    settle(shell.jobs, qtbot)
    assert "4 public keys are written" in reports.outcome.words()
    text = tmp_path / "a.pdf"
    text.write_text("no report", encoding="utf-8")
    reports.add_reports((text,))
    reports.add_vouchers((sheet,))
    reports.verify.ask()
    settle(shell.jobs, qtbot)
    with pytest.raises(Invalid) as fault:
        reporting.verify_reports((text,), sheet)
    assert fault.value.sentence() in reports.verify.outcome.words()


def test_a_report_is_made_again_from_its_dossier_and_verified(
    shell: Shell, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    declared = tmp_path / "declarations.csv"
    declared.write_text(
        "lrn,accepted,country_destination,exporter_name,declarant_eori,item_no,cn8,description\n"
        "LW-1,2026-03-27T10:00:00Z,TR,Blachy,PL526100001900000,1,81089050,titanium plate\n",
        encoding="utf-8",
    )
    (taken,) = taken_in(session, TakeIn((declared,)))
    first, again, sheet = (tmp_path / name for name in ("a.xlsx", "b.xlsx", "keys.json"))
    run(session, ReportCase(CaseReport.CASE, taken.cases[0], xlsx=first))
    reporting.write_key_sheet(session, sheet)
    screen = ReportsScreen(reports_fetch(session), shell.jobs)
    qtbot.addWidget(screen)
    ReportsController(Bench(session, shell.jobs, Answers(shell, again)), screen)
    settle(shell.jobs, qtbot)
    screen.list.selectRow(0)
    screen.xlsx.click()
    settle(shell.jobs, qtbot)
    assert again.read_bytes() == first.read_bytes()
    assert str(again) in screen.outcome.words()
    screen.add_reports((again,))
    screen.add_vouchers((sheet,))
    screen.verify.ask()
    settle(shell.jobs, qtbot)
    assert screen.verify.verdict.words() == "Unchanged, and the origin is proven"


def test_a_country_that_is_none_is_said_beside_the_name(
    shell: Shell, session: Session, qtbot: QtBot
) -> None:
    screen = ScreeningScreen()
    qtbot.addWidget(screen)
    ScreeningController(Bench(session, shell.jobs, Answers(shell)), screen)
    screen.name_form.name_field.setText("Straits")
    screen.name_form.country.setText("China")
    screen.name_form.ask()
    settle(shell.jobs, qtbot)
    assert "Write CN for China." in screen.name_form.outcome.words()
    assert screen.name_form.country.text() == "China"


def test_a_file_of_names_is_screened_and_exported_as_a_workbook(
    shell: Shell, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    names, out = tmp_path / "names.csv", tmp_path / "out.xlsx"
    names.write_text("name,id\nStraits,7\n=Wisla,8\n", encoding="utf-8")
    screen = ScreeningScreen()
    qtbot.addWidget(screen)
    ScreeningController(Bench(session, shell.jobs, Answers(shell, out)), screen)
    screen.file_asked.emit(FileRequest(names))
    settle(shell.jobs, qtbot)
    screen.export_asked.emit("xlsx")
    settle(shell.jobs, qtbot)
    rows = list(load_workbook(out)["Hits"].iter_rows(min_row=2, values_only=True))
    assert [row[2] for row in rows] == ["Straits", "=Wisla"]
    assert "out.xlsx" in screen.file_results.outcome.words()


def test_a_wrong_row_of_a_file_is_said_at_the_file(
    shell: Shell, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    names = tmp_path / "names.csv"
    names.write_text("name,kind\nStraits,spaceship\n", encoding="utf-8")
    screen = ScreeningScreen()
    qtbot.addWidget(screen)
    ScreeningController(Bench(session, shell.jobs, Answers(shell, tmp_path / "out.json")), screen)
    screen.file_asked.emit(FileRequest(names))
    settle(shell.jobs, qtbot)
    said = screen.file_form.outcome.words()
    assert "spaceship" in said
    assert screen.file_results.model.rowCount() == 0


ROOMY = ("users", "registers", "controls", "embargoes", "rules", "listings")
"""Those that needed most; the others where this file is named."""


LONGER = "+40 %"


def tried() -> Iterator[object]:
    """Name, and language with size of text."""
    for language in (*i18n.languages(), LONGER):
        for size in ROOMS:
            for name in DIALOGS:
                is_sample = name in ROOMY and language == LONGER and size == 100
                marks = () if is_sample else pytest.mark.matrix
                yield pytest.param(
                    name, (language, size), marks=marks, id=f"{name}-{language}-{size}"
                )


@pytest.fixture
def window_in(
    jobs: Jobs, qtbot: QtBot, application: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str, int], Shell]]:
    """A window in this language and size of text."""

    def make(language: str, size: int) -> Shell:
        words = Longer() if language == LONGER else i18n.catalogue(language)
        monkeypatch.setattr(i18n._Process, "words", words)
        dress(application, Settings(Mode.LIGHT, scale=size / 100))
        shell = Shell(jobs)
        qtbot.addWidget(shell)
        shell.resize(ROOMS[size])
        shell.show()
        return shell

    yield make
    dress(application, Settings(Mode.LIGHT))


@pytest.mark.parametrize(("name", "window"), list(tried()))
def test_every_dialog_has_room_in_every_language(
    window_in: Callable[[str, int], Shell],
    session: Session,
    qtbot: QtBot,
    name: str,
    window: tuple[str, int],
) -> None:
    dialog = opened(name, window_in(*window), session, qtbot)
    settle_places(dialog)
    room = ROOMS[window[1]] - QSize(MARGIN, MARGIN)
    for asked in (dialog.size(), dialog.minimumSizeHint()):
        assert asked.boundedTo(room) == asked
    assert list(cut(dialog)) == []
