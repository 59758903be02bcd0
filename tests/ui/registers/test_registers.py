"""The registers and the guided form in the window: by keyboard, with a casebook behind them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.services.registers.test_registers import (
    DENIAL,
    DENIALS,
    LICENCE,
    LICENCES,
    LINE,
    STATED,
    keep,
    load,
    table,
    taken,
    under_licence,
)
from tests.services.sample_office import ANALYST, REASON, REVIEWER, Office
from tests.ui.cases.test_life_cycle_forms import shown, words
from tests.ui.hands import CTRL, press
from tests.ui.window.test_dialogs import settle

from landwaiter.domain.base.people import Actor, UserRole
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.registers.register_columns import RegisterKind
from landwaiter.services.deeds import motions
from landwaiter.services.deeds.engine import do
from landwaiter.services.registers import register_deeds as registers
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.goods.catch_all_dialog import CatchAllDialog
from landwaiter.ui.kit.field_row import choose
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.kit.prompts import Field, Prompts
from landwaiter.ui.registers.documents_card import doubtful
from landwaiter.ui.registers.history_dialog import RegisterHistoryDialog
from landwaiter.ui.registers.register_import_dialog import RegisterImportDialog
from landwaiter.ui.registers.registers_dialog import RegistersDialog
from landwaiter.ui.window.dialog_table import open_dialog


class Told(Prompts):
    """A person who types these answers; what a field refuses is remembered."""

    def __init__(self, shell: Shell, files: tuple[Path, ...] = (), **said: str) -> None:
        super().__init__(shell)
        self.files, self.said = files, said
        self.refused: list[str] = []
        self.asked: list[Sequence[Field]] = []

    def ask(
        self, title: str, deed: str, fields: Sequence[Field], *, note: str = ""
    ) -> dict[str, str] | None:
        self.asked.append(fields)
        answers = {
            one.name: self.said.get(
                one.name, one.value or (one.choices[0][0] if one.choices and not one.open else "")
            )
            for one in fields
        }
        self.refused += [why for one in fields if (why := one.check(answers[one.name]))]
        return answers

    def open_files(self, title: str, kinds: str = "") -> tuple[Path, ...]:
        return self.files


def opened(
    office: Office, shell: Shell, qtbot: QtBot, who: str = ANALYST, **said: str
) -> tuple[RegistersDialog, Told]:
    told = Told(shell, (), **said)
    bench = Bench(office.session(who), shell.jobs, told)
    dialog = open_dialog("registers", bench, parent=shell)
    assert isinstance(dialog, RegistersDialog)
    settle(shell.jobs, qtbot)
    return dialog, told


def child(dialog: QWidget, kind: type[Any]) -> Any:
    return dialog.findChild(kind)


def test_an_empty_register_says_that_its_rules_are_not_evaluated(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    dialog, _told = opened(office, shell, qtbot)
    assert dialog.model.rowCount() == 0
    assert "rules that read it are not evaluated" in dialog.issuers.words()


def test_a_licence_is_added_from_the_form_and_waits(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    said = {**LICENCE, "issuer": "pl", "line": "2B001; 100; kg; 5000; EUR", "reason": REASON}
    dialog, told = opened(office, shell, qtbot, **said)
    press(dialog, Qt.Key.Key_N, CTRL)
    settle(shell.jobs, qtbot)
    assert told.refused == []
    assert "It waits for a second person." in dialog.outcome.words()
    (row,) = motions.waiting(office.session(ANALYST))
    (line,) = row.motion.args["entries"][0]["items"]
    assert line == {
        "code": "2B001",
        "quantity": "100",
        "unit": "kg",
        "value": "5000",
        "currency": "EUR",
    }


def test_the_form_refuses_what_does_not_fit_before_it_is_sent(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    _dialog, told = opened(office, shell, qtbot, **{**LICENCE, "valid_to": "soon"})
    press(_dialog, Qt.Key.Key_N, CTRL)
    settle(shell.jobs, qtbot)
    assert told.refused == ["Valid to: a date such as 2026-03-27"]


def test_what_was_typed_stands_again_after_a_refusal(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    keep(office, DENIALS, DENIAL)
    dialog, told = opened(office, shell, qtbot, **{**DENIAL, "issuer": "PL", "reason": REASON})
    dialog.choose_register(RegisterKind.DENIALS)
    settle(shell.jobs, qtbot)
    press(dialog, Qt.Key.Key_N, CTRL)
    settle(shell.jobs, qtbot)
    assert "says all of this already" in dialog.outcome.words()
    told.said.clear()
    press(dialog, Qt.Key.Key_N, CTRL)
    settle(shell.jobs, qtbot)
    assert {one.name: one.value for one in told.asked[-1]}["ref"] == DENIAL["ref"]


def test_an_entry_is_stated_anew_and_revoked_from_its_row(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    keep(office, LICENCES, LICENCE, LINE)
    dialog, _told = opened(
        office, shell, qtbot, valid_to="2027-12-31", day="2026-03-30", reason=REASON
    )
    for key in (Qt.Key.Key_E, Qt.Key.Key_R):
        press(dialog, key, CTRL)
        settle(shell.jobs, qtbot)
    waiting = motions.waiting(office.session(ANALYST))
    stated = [row.motion.args["entries"][0]["values"] for row in waiting]
    assert {one.get("revoked", one["valid_to"]) for one in stated} == {"2027-12-31", "2026-03-30"}


def test_a_register_is_stated_to_be_loaded(office: Office, shell: Shell, qtbot: QtBot) -> None:
    dialog, told = opened(
        office, shell, qtbot, issuer="PL", as_of="2026-03-01", source="letter", reason=REASON,
        loaded="yes",
    )  # fmt: skip
    press(dialog, Qt.Key.Key_D, CTRL)
    settle(shell.jobs, qtbot)
    (is_here,) = (one for one in told.asked[-1] if one.name == "loaded")
    assert is_here.begun == "", "a person says so"
    (waiting,) = motions.waiting(office.session(ANALYST))
    do(office.session(REVIEWER), SecondOpenMotions((waiting.motion.id,)))
    dialog.chosen_changed.emit()
    settle(shell.jobs, qtbot)
    assert "PL: loaded as of 1 Mar 2026; letter; Ana." in dialog.issuers.words()


def test_over_use_is_refused_in_place_and_marked_when_it_is_said(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    keep(office, LICENCES, LICENCE, LINE)
    dialog, told = opened(office, shell, qtbot, quantity="10001", day="2026-03-30", reason=REASON)
    press(dialog, Qt.Key.Key_T, CTRL)
    settle(shell.jobs, qtbot)
    assert "10000 kg are left of line 1" in dialog.outcome.words()
    told.said["over"] = "yes"
    press(dialog, Qt.Key.Key_T, CTRL)
    settle(shell.jobs, qtbot)
    assert "Over-use is marked" in dialog.outcome.words()
    assert dialog.model.rows()[0].over


def test_the_history_shows_statements_and_undoes_a_write_off(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    keep(office, LICENCES, LICENCE, LINE)
    do(office.session(ANALYST), taken())
    dialog, _told = opened(office, shell, qtbot, reason=REASON)
    press(dialog, Qt.Key.Key_H, CTRL)
    settle(shell.jobs, qtbot)
    history = child(dialog, RegisterHistoryDialog)
    assert [row.what for row in history.model.rows()] == ["written off", "statement 1"]
    press(history, Qt.Key.Key_U, CTRL)
    settle(shell.jobs, qtbot)
    assert [row.what for row in history.model.rows()] == [
        "write-off undone",
        "written off, undone",
        "statement 1",
    ]
    assert not history.undo.isEnabled()


def importing(office: Office, shell: Shell, qtbot: QtBot, path: Path) -> RegisterImportDialog:
    dialog, told = opened(office, shell, qtbot)
    told.files = (path,)
    dialog.choose_register(DENIALS)
    settle(shell.jobs, qtbot)
    press(dialog, Qt.Key.Key_I, CTRL)
    found: RegisterImportDialog = child(dialog, RegisterImportDialog)
    found.issuer.setText("DE")
    found.activateWindow()
    qtbot.waitUntil(found.isActiveWindow)
    press(found, Qt.Key.Key_O, CTRL)
    settle(shell.jobs, qtbot)
    return found


def test_a_table_is_previewed_then_moved(
    office: Office, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    found = importing(office, shell, qtbot, table(tmp_path, dict(DENIAL)))
    assert [(row.place, row.what) for row in found.model.rows()] == [("DE-2025-77", "new")]
    assert "reason needs" in found.missing()
    found.as_of.setText("2026-03-01")
    found.source.setText("table of the ministry")
    found.reason.setText(REASON)
    press(found, Qt.Key.Key_Return, CTRL)
    settle(shell.jobs, qtbot)
    assert "Moved, not yet in the register." in found.outcome.words()
    (row,) = motions.waiting(office.session(ANALYST))
    assert row.motion.args["loaded"]["as_of"] == "2026-03-01"


def test_a_table_with_a_wrong_row_cannot_be_imported(
    office: Office, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    path = table(tmp_path, dict(DENIAL), {**DENIAL, "ref": "B", "item": "drill"})
    found = importing(office, shell, qtbot, path)
    (row,) = found.model.rows()
    assert (row.place, row.what) == ("row 3", "item")
    assert found.missing() == "some rows do not fit"
    assert not found.act.isEnabled()


def test_who_only_reads_can_look_and_do_nothing(office: Office, shell: Shell, qtbot: QtBot) -> None:
    keep(office, LICENCES, LICENCE, LINE)
    dialog, _told = opened(office, shell, qtbot)
    dialog.show_actor(Actor("1", "Udo", frozenset({UserRole.AUDITOR})))
    enabled = [
        name
        for name in ("history", "write_off", "revoke", "loaded", "bring_in", "change", "add")
        if getattr(dialog, name).isEnabled()
    ]
    assert enabled == ["history"]


def guided(office: Office, qtbot: QtBot) -> tuple[CatchAllDialog, list[tuple[Any, Any]]]:
    dialog = CatchAllDialog(office.view())
    qtbot.addWidget(dialog)
    given: list[tuple[Any, Any]] = []
    dialog.given.connect(lambda item, answers: given.append((item, answers)))
    dialog.show()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    return dialog, given


def row_of(dialog: CatchAllDialog, name: str) -> Any:
    return next(row for row in dialog.rows if row.question.id == name)


def test_the_guided_form_wants_a_source_and_says_what_follows(office: Office, qtbot: QtBot) -> None:
    dialog, given = guided(office, qtbot)
    assert not dialog.act.isEnabled()
    choose(row_of(dialog, "unlisted").answer, "no")
    assert "needs its source" in dialog.why_not()
    assert "open: questions 3, 9, 18" in dialog.conclusion.words()
    row_of(dialog, "unlisted").source.setEditText("data sheet")
    assert "nothing of the kind" in dialog.conclusion.words()
    assert "not set" in dialog.conclusion.words()
    press(dialog, Qt.Key.Key_Return, CTRL)
    answer = {"answer": "no", "source": "data_sheet", "evidence": None, "note": ""}
    assert given == [(None, {"unlisted": answer})]


def test_the_guided_form_shows_the_statement_that_stands(office: Office, qtbot: QtBot) -> None:
    value = {"informed": {"answer": "no", "source": "exporter_answer", "note": "letter of May"}}
    office.act(ANALYST, "assess_catch_all", value=value, item=2)
    dialog, _given = guided(office, qtbot)
    assert dialog.answers() == {}
    dialog.choose_item("2")
    assert dialog.answers()["informed"]["note"] == "letter of May"


def test_the_card_of_documents_counts_what_is_to_be_looked_at(office: Office) -> None:
    keep(office, LICENCES, {**LICENCE, "destination": "VN"}, LINE)
    load(office, LICENCES)
    reference = under_licence(office)
    assert doubtful(office.view()) == 0
    assert doubtful(office.view(reference)) == 2
    assert registers.register_page(office.session(ANALYST), LICENCES).rows


def test_the_case_says_that_a_licence_was_not_checked(office: Office, qtbot: QtBot) -> None:
    reference = under_licence(office)
    text = words(shown(qtbot, office.view(reference)))
    assert "X060 (not checked)" in text
    assert STATED in text
    load(office, LICENCES)
    text = words(shown(qtbot, office.view(reference)))
    assert "X060 declared" in text
    assert "not checked with the issuer" not in text
