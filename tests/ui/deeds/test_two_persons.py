"""The dialogs of four eyes: what waits is seconded, declined and withdrawn by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    HEAD,
    PASSWORD,
    REASON,
    REVIEWER,
    Office,
    an_office,
    declared,
)
from tests.ui.hands import CTRL, press, type_text
from tests.ui.opened_dialogs import opened

from landwaiter.domain.cases.case import FlagReview
from landwaiter.domain.deeds.motion import MotionState
from landwaiter.domain.people.deeds import SetRoles
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds import motions
from landwaiter.services.deeds.engine import do
from landwaiter.ui.deeds.four_eyes_dialog import FourEyesDialog
from landwaiter.ui.deeds.motions_dialog import MotionsDialog
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.theme import DARK
from landwaiter.ui.people.users_dialog import UsersDialog
from landwaiter.ui.window.app import wear

RIFLES = ("PL1-2026-000002", "PL1-2026-000003")


@pytest.fixture
def office(tmp_path: Path, shell: Shell) -> Iterator[Office]:
    """Two cases of rifles, whose critical flag the analyst wants dismissed on the same facts."""
    made = an_office(tmp_path)
    for number, reference in enumerate(RIFLES, start=2):
        row = declared(lrn=f"LW-{number}", cn8="93010000", description="rifles", docs="")
        made.take_in(row)
        made.act(ANALYST, "dismiss_flag", reference=reference, flag="RF-G10", reason=REASON)
    yield made
    shell.jobs.close()
    made.close()


def waiting(office: Office, who: str, shell: Shell, qtbot: QtBot) -> MotionsDialog:
    dialog = opened("motions", who, office, shell, qtbot)
    assert isinstance(dialog, MotionsDialog)
    return dialog


def test_identical_facts_are_seconded_in_one_go_by_keyboard(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    dialog = waiting(office, REVIEWER, shell, qtbot)
    shown = dialog.motion
    assert shown is not None
    assert dialog.text.toPlainText() == shown.motion.text
    type_text(dialog.password, PASSWORD)
    press(dialog.password, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: shell.jobs.idle and dialog.motion is None, timeout=20_000)
    assert dialog.outcome.words() == "Signed, and carried out."
    assert dialog.password.text() == ""
    for reference in RIFLES:
        flag = next(f for f in office.case(reference).flags if f.rule == "RF-G10")
        assert (flag.review, flag.seconder) == (FlagReview.DISMISSED, REVIEWER)


def test_a_wrong_password_signs_nothing_and_is_said_in_place(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    dialog = waiting(office, REVIEWER, shell, qtbot)
    type_text(dialog.password, "another sentence altogether")
    press(dialog.password, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: shell.jobs.idle and bool(dialog.outcome.words()), timeout=20_000)
    assert "Signed" not in dialog.outcome.words()
    assert {m.state for m in office.case(RIFLES[0]).motions} == {MotionState.OPEN}


def test_who_moved_it_withdraws_it_and_cannot_second_it(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    dialog = waiting(office, ANALYST, shell, qtbot)
    assert dialog.second.text() == "Second and sign: you moved it"
    type_text(dialog.reason, REASON)
    dialog.withdraw.click()
    qtbot.waitUntil(lambda: shell.jobs.idle and dialog.model.rowCount() == 1, timeout=20_000)
    states = [motion.state for ref in RIFLES for motion in office.case(ref).motions]
    assert sorted(states) == [MotionState.OPEN, MotionState.WITHDRAWN]


def test_a_second_person_declines_with_a_reason(office: Office, shell: Shell, qtbot: QtBot) -> None:
    dialog = waiting(office, HEAD, shell, qtbot)
    assert dialog.decline.text() == "Decline: type the reason"
    type_text(dialog.reason, REASON)
    dialog.decline.click()
    qtbot.waitUntil(lambda: shell.jobs.idle and dialog.model.rowCount() == 1, timeout=20_000)
    assert dialog.outcome.words() == "Declined."


def test_the_table_is_moved_by_a_head_and_only_read_by_others(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    dialog = opened("four_eyes", HEAD, office, shell, qtbot)
    assert isinstance(dialog, FourEyesDialog)
    dialog.value.setText("refuse")
    type_text(dialog.reason, REASON)
    press(dialog.reason, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: shell.jobs.idle and bool(dialog.outcome.words()), timeout=20_000)
    assert ADMIN in dialog.outcome.words()
    rows = motions.waiting(office.session(ADMIN))
    assert [row.motion.deed for row in rows if row.may_second] == ["set_policy"]
    other = opened("four_eyes", ANALYST, office, shell, qtbot)
    assert isinstance(other, FourEyesDialog)
    assert other.act.text() == "Move the change: needs the role administrator or head"


def test_roles_that_wait_are_seconded_in_the_list_of_users(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    do(office.session(ADMIN), SetRoles(REVIEWER, frozenset(("reviewer", "head"))))
    dialog = opened("users", HEAD, office, shell, qtbot)
    assert isinstance(dialog, UsersDialog)
    names = [user.name for user in dialog.model.rows()]
    dialog.list.selectRow(names.index(REVIEWER))
    press(dialog, Qt.Key.Key_G, CTRL)
    press(dialog, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: shell.jobs.idle and bool(dialog.outcome.words()), timeout=20_000)
    rows = {row.name: row for row in casebooks.list_users(office.session(ADMIN))}
    assert rows[REVIEWER].roles == ("reviewer", "head")


@pytest.mark.parametrize("name", ["motions", "four_eyes"])
def test_the_dialogs_are_drawn_light_and_dark(
    office: Office, shell: Shell, qtbot: QtBot, application: QApplication, name: str
) -> None:
    dialog = opened(name, REVIEWER, office, shell, qtbot)
    light = dialog.grab().toImage()
    wear(application, DARK)
    assert dialog.grab().toImage() != light
    assert dialog.minimumSizeHint().width() <= 1440
