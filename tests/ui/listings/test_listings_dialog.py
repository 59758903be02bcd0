"""Proposals for a listing in the window: begun, given rows, amended, submitted, read by another."""

from hashlib import sha256
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.services.listings.test_listings import (
    ACT,
    CRITERION,
    FIRM,
    HASH,
    OTHER,
    SAID,
    approved,
    complete,
    proposed,
    submit,
    submitted,
    whole,
)
from tests.services.sample_office import ADMIN, ANALYST, REASON, REVIEWER, Office
from tests.ui.hands import CTRL, press
from tests.ui.registers.test_registers import Told
from tests.ui.window.test_dialogs import settle

from landwaiter.domain.listings.deeds import ProposeListing, StateSearch
from landwaiter.domain.listings.listing_proposal import ListingState
from landwaiter.services.deeds.engine import do
from landwaiter.services.listings.proposal_views import ProposalView
from landwaiter.services.listings.proposals import proposal_view
from landwaiter.services.people.today import today_view
from landwaiter.ui.deeds.motions_dialog import MotionsDialog
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.listings.listings_controller import ListingController
from landwaiter.ui.listings.proposal_dialog import ProposalDialog
from landwaiter.ui.listings.proposals_dialog import ProposalsDialog
from landwaiter.ui.today.today_screen import TodayScreen
from landwaiter.ui.window.dialog_table import open_dialog

ROW = {
    "releasable": "yes",
    "sentence": "It is owned by the state.",
    "certainty": "assessed",
    "source": "a court",
    "read_on": "2026-03-02",
    "sha256": HASH,
    "grade": "A2",
}


def bench_of(office: Office, shell: Shell, who: str = ANALYST, **said: str) -> Bench:
    return Bench(office.session(who), shell.jobs, Told(shell, (), **said))


def opened(
    office: Office, shell: Shell, qtbot: QtBot, who: str = ANALYST, **said: str
) -> ProposalsDialog:
    dialog = open_dialog("listings", bench_of(office, shell, who, **said), parent=shell)
    assert isinstance(dialog, ProposalsDialog)
    settle(shell.jobs, qtbot)
    return dialog


def looked_at(
    office: Office, shell: Shell, qtbot: QtBot, who: str = ANALYST, **said: str
) -> ProposalDialog:
    proposal = shown(office).id
    bench = bench_of(office, shell, who, **said)
    dialog = ListingController(bench, proposal, FIRM, shell).open()
    settle(shell.jobs, qtbot)
    return dialog


def shown(office: Office) -> ProposalView:
    return proposal_view(office.session(ANALYST), FIRM)


def words(page: QWidget) -> str:
    return " | ".join(label.words() for label in page.findChildren(MarkLabel))


def typed(dialog: Any, key: Qt.Key, shell: Shell, qtbot: QtBot) -> None:
    press(dialog, key, CTRL)
    settle(shell.jobs, qtbot)


def test_a_proposal_is_begun_and_looked_at(office: Office, shell: Shell, qtbot: QtBot) -> None:
    proposed(office)
    said = {"entity": "Heron Holding", "act": ACT, "criterion": CRITERION, "annex": ""}
    dialog = opened(office, shell, qtbot, **said)
    assert [row.name for row in dialog.model.rows()] == [FIRM]
    typed(dialog, Qt.Key.Key_N, shell, qtbot)
    assert [row.name for row in dialog.model.rows()] == [FIRM, "Heron Holding"]
    page = dialog.findChild(ProposalDialog)
    assert isinstance(page, ProposalDialog)
    assert "It gives no reason." in words(page)
    assert not page.submit.isEnabled()


def test_those_that_are_over_are_listed_on_demand(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    approved(office)
    dialog = opened(office, shell, qtbot)
    assert dialog.model.rowCount() == 0
    dialog.which.setCurrentIndex(1)
    settle(shell.jobs, qtbot)
    assert [row.state for row in dialog.model.rows()] == [ListingState.APPROVED]


def test_rows_are_given_amended_and_dropped_by_keyboard(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    complete(office)
    page = looked_at(office, shell, qtbot, **ROW, reason=REASON)
    typed(page, Qt.Key.Key_R, shell, qtbot)
    assert [row.label for row in page.model.rows()] == ["R1", "R2", "S1"]
    page.list.selectRow(0)
    typed(page, Qt.Key.Key_E, shell, qtbot)
    assert [row.sentence for row in shown(office).content.reasons] == [ROW["sentence"]] * 2
    typed(page, Qt.Key.Key_G, shell, qtbot)
    assert [row.label for row in page.model.rows()] == ["R1", "R2", "C1"]
    assert not page.searched.isEnabled()
    page.list.selectRow(2)
    typed(page, Qt.Key.Key_D, shell, qtbot)
    assert REASON in words(page)
    assert not page.submit.isEnabled()


def test_a_row_stands_in_the_form_that_amends_it(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    complete(office)
    prompts = Told(shell, ())
    bench = Bench(office.session(ANALYST), shell.jobs, prompts)
    page = ListingController(bench, shown(office).id, FIRM, shell).open()
    settle(shell.jobs, qtbot)
    typed(page, Qt.Key.Key_E, shell, qtbot)
    asked = {one.name: one.value for one in prompts.asked[-1]}
    assert (asked["sentence"], asked["certainty"], asked["grade"]) == (SAID, "reported", "B2")
    assert (asked["releasable"], asked["read_on"]) == ("yes", "2026-03-02")


def test_it_is_submitted_read_and_no_longer_changed(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    complete(office)
    page = looked_at(office, shell, qtbot, reason=REASON)
    typed(page, Qt.Key.Key_S, shell, qtbot)
    assert shown(office).state is ListingState.SUBMITTED
    assert "submitted, waits for a second person" in words(page)
    for button in (page.reason, page.counter, page.drop, page.amend, page.submit, page.withdraw):
        assert not button.isEnabled()
    assert page.second.isEnabled()
    other = looked_at(office, shell, qtbot, REVIEWER)
    typed(other, Qt.Key.Key_M, shell, qtbot)
    waiting = other.findChild(MotionsDialog)
    assert isinstance(waiting, MotionsDialog)
    assert f"R1  {SAID} (reported)" in waiting.details.toPlainText()
    assert SAID in waiting.text.toPlainText()


def test_who_has_no_role_looks_and_does_nothing(office: Office, shell: Shell, qtbot: QtBot) -> None:
    submitted(office)
    page = looked_at(office, shell, qtbot, ADMIN)
    assert SAID in page.model.rows()[0].said
    for button in (page.reason, page.counter, page.submit, page.withdraw):
        assert not button.isEnabled()


def test_the_hash_of_a_chosen_file_stands_in_the_next_form(
    office: Office, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    complete(office)
    file = tmp_path / "page.html"
    file.write_bytes(b"what the page said")
    prompts = Told(shell, (file,))
    bench = Bench(office.session(ANALYST), shell.jobs, prompts)
    page = ListingController(bench, shown(office).id, FIRM, shell).open()
    settle(shell.jobs, qtbot)
    typed(page, Qt.Key.Key_H, shell, qtbot)
    typed(page, Qt.Key.Key_E, shell, qtbot)
    asked = {one.name: one.value for one in prompts.asked[-1]}
    assert asked["sha256"] == sha256(b"what the page said").hexdigest()
    assert shown(office).content.reasons[0].sha256 == asked["sha256"]


def test_reading_begins_on_the_motion_of_the_proposal(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    submitted(office)
    session = office.session(ANALYST)
    other = do(session, ProposeListing(OTHER, ACT, CRITERION, "Annex IV")).made
    do(session, whole(other))
    do(session, StateSearch(other, "registers"))
    motion = submit(office, other)
    page = ListingController(bench_of(office, shell, REVIEWER), other, OTHER, shell).open()
    settle(shell.jobs, qtbot)
    typed(page, Qt.Key.Key_M, shell, qtbot)
    waiting = page.findChild(MotionsDialog)
    assert isinstance(waiting, MotionsDialog)
    assert waiting.model.rowCount() == 2
    assert waiting.motion is not None
    assert waiting.motion.motion.id == motion


def test_who_wrote_a_row_is_told_so_where_it_would_be_signed(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    proposal = complete(office)
    do(office.session(REVIEWER), whole(proposal, "It is owned by the state."))
    submit(office, proposal)
    page = looked_at(office, shell, qtbot, REVIEWER)
    typed(page, Qt.Key.Key_M, shell, qtbot)
    waiting = page.findChild(MotionsDialog)
    assert isinstance(waiting, MotionsDialog)
    assert "you wrote a part of it" in waiting.second.text()
    assert not waiting.second.isEnabled()


def test_today_asks_the_second_person_to_read(office: Office, shell: Shell, qtbot: QtBot) -> None:
    submitted(office)
    screen = TodayScreen()
    qtbot.addWidget(screen)
    screen.show_view(today_view(office.session(REVIEWER)), user=REVIEWER)
    assert f"Propose {FIRM} for a listing" in words(screen)
    (reading,) = (one for one in screen.findChildren(ActButton) if one.text() == "Read")
    with qtbot.waitSignal(screen.motions_asked):
        reading.click()
    other = TodayScreen()
    qtbot.addWidget(other)
    other.show_view(today_view(office.session(ANALYST)), user=ANALYST)
    assert FIRM not in words(other)


def test_what_is_asked_is_read_whole_before_it_is_signed(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    submitted(office)
    page = looked_at(office, shell, qtbot, REVIEWER)
    typed(page, Qt.Key.Key_M, shell, qtbot)
    waiting = page.findChild(MotionsDialog)
    assert isinstance(waiting, MotionsDialog)
    assert waiting.motion is not None
    assert f"What is asked | {waiting.motion.motion.title}" in words(waiting)
