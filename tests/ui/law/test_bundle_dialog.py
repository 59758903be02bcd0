"""A reference bundle in the window: root accepted by fingerprint, taken in, age in Today."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.published import Published, a_signed_pack, published
from tests.services.sample_office import ADMIN, ANALYST, HEAD, NOW, Office, an_office
from tests.ui.cases.test_case_days import words_of
from tests.ui.hands import CTRL, press
from tests.ui.window.test_dialogs import opened, settle

from landwaiter.domain.law.deeds import AcceptRoot
from landwaiter.services.law.bundle_status import bundle_status
from landwaiter.services.law.bundles import accept_or_second, root_in_file
from landwaiter.services.people.today import today_view
from landwaiter.services.warm.session import Session
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.law.bundle_dialog import BundleDialog
from landwaiter.ui.today.today_screen import TodayScreen


@pytest.fixture
def office(tmp_path: Path, shell: Shell) -> Iterator[Office]:
    made = an_office(tmp_path)
    yield made
    shell.jobs.close()
    made.close()


@pytest.fixture
def publisher(tmp_path: Path) -> Published:
    return published(tmp_path / "out", NOW)


def dialog_of(shell: Shell, session: Session, qtbot: QtBot) -> BundleDialog:
    dialog = opened("bundle", shell, session, qtbot)
    assert isinstance(dialog, BundleDialog)
    return dialog


def test_a_root_is_accepted_by_its_typed_fingerprint(
    shell: Shell, office: Office, publisher: Published, qtbot: QtBot
) -> None:
    dialog = dialog_of(shell, office.session(HEAD), qtbot)
    dialog.show_files((publisher.root(),))
    settle(shell.jobs, qtbot)
    assert "type the fingerprint" in dialog.act.text()
    dialog.fingerprint.setText("0" * 64)
    dialog.ask()
    settle(shell.jobs, qtbot)
    assert "another fingerprint" in dialog.outcome.words()
    dialog.fingerprint.setText(root_in_file(publisher.root()).fingerprint)
    press(dialog, Qt.Key.Key_Return, CTRL)
    settle(shell.jobs, qtbot)
    assert "It waits for a second person" in dialog.outcome.words()
    assert dialog.fingerprint.text() == ""


def test_a_bundle_is_taken_in_and_told(
    shell: Shell, office: Office, publisher: Published, tmp_path: Path, qtbot: QtBot
) -> None:
    told = root_in_file(publisher.root()).fingerprint
    for who in (HEAD, ADMIN):
        accept_or_second(office.session(who), AcceptRoot(file=publisher.root(), fingerprint=told))
    dialog = dialog_of(shell, office.session(ANALYST), qtbot)
    dialog.show_files((publisher.bundle(a_signed_pack(tmp_path)),))
    dialog.ask()
    settle(shell.jobs, qtbot)
    assert "Bundle 1 is taken in: 1 of 1 pack is new." in dialog.outcome.words()
    assert bundle_status(office.session(ANALYST)).version == 1


def test_today_says_how_old_it_is_and_what_waits(
    office: Office, publisher: Published, qtbot: QtBot
) -> None:
    told = root_in_file(publisher.root()).fingerprint
    accept_or_second(office.session(HEAD), AcceptRoot(file=publisher.root(), fingerprint=told))
    screen = TodayScreen()
    qtbot.addWidget(screen)
    screen.show_view(today_view(office.session(ADMIN)), user=ADMIN)
    assert "Waits for you: Accept the root of reference bundles" in words_of(screen)
    accept_or_second(office.session(ADMIN), AcceptRoot(file=publisher.root(), fingerprint=told))
    screen.show_view(today_view(office.session(ADMIN)), user=ADMIN)
    assert "No reference bundle was taken in yet." in words_of(screen)
