"""In the window gists of a case are written, listed and withdrawn: all that two persons do."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.ui.desk_office import ANALYST, PASSWORD, REVIEWER, Answers, Hands
from tests.ui.frame.test_desk import open_case
from tests.ui.hands import CTRL, press

from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.domain.reports.profiles import Profile
from landwaiter.services.audit.audit_history import audit_page
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.deeds.motions import waiting
from landwaiter.services.reports.gists import gists_known
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.ui.reports.gists_dialog import GistsDialog
from landwaiter.ui.reports.reports_screen import ReportsScreen

REF = "PL1-2026-000001"
PLACE = "evidence/1/from"
SOURCE = "Zbigniew Wierzbicki"
GIST = "Somebody in the trade of the goods showed the order to the office."
REASON = "the ministry has to know of it"


@pytest.fixture
def session(at_work: Hands, tmp_path: Path) -> Session:
    """A case with a letter of somebody who spoke in confidence."""
    open_case(at_work)
    session = at_work.room.desk.known_session
    letter = tmp_path / "order of the buyer.txt"
    letter.write_text("an order", encoding="utf-8")
    run(session, AddFile(REF, letter, SOURCE, in_confidence=True))
    return session


def opened(
    hands: Hands, screen: ReportsScreen, folder: Path, reader: Profile | None = Profile.MINISTRY
) -> GistsDialog:
    """The dialog over the report that was made for this reader."""
    said = ReportCase(CaseReport.CASE, REF, xlsx=folder / "r.xlsx", reader=reader)
    run(hands.room.desk.known_session, said)
    screen.refresh()
    hands.settle()
    screen.list.selectRow(0)
    screen.gists.click()
    hands.settle()
    dialog = screen.findChild(GistsDialog)
    assert isinstance(dialog, GistsDialog)
    return dialog


def written(hands: Hands, dialog: GistsDialog, answers: Answers, text: str = GIST) -> None:
    answers.answers = {"place": PLACE, "text": text, "reason": REASON}
    press(dialog, Qt.Key.Key_O, CTRL)
    hands.settle()


def released(hands: Hands, dialog: GistsDialog, answers: Answers, folder: Path) -> None:
    """Written in the window, and released by another among the motions."""
    written(hands, dialog, answers)
    found = waiting(hands.room.desk.known_session)
    there = sessions.open_casebook(folder / "office", user=REVIEWER, password=PASSWORD)
    with there.casebook:
        do(there, SecondOpenMotions(tuple(one.motion.id for one in found)))


def row_said(dialog: GistsDialog) -> str:
    """The first row as a screen reader hears it, and what stands below the list."""
    model = dialog.model
    heard = (
        model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole)
        for column in range(model.columnCount())
    )
    return " | ".join((*heard, dialog.told.words()))


def test_of_no_case_none_is_asked_for(hands: Hands, screen: ReportsScreen) -> None:
    assert not screen.gists.isEnabled()
    assert "no report of a case is chosen" in screen.gists.why_not


@pytest.mark.parametrize(
    ("reader", "why"),
    [
        (None, "it is the office's own"),
        (Profile.COURT, "the court gets no gist of anything"),
        (Profile.PUBLIC, "the public gets no gist of anything"),
    ],
)
def test_for_a_reader_who_gets_none_nothing_is_written(
    hands: Hands, screen: ReportsScreen, tmp_path: Path, reader: Profile | None, why: str
) -> None:
    dialog = opened(hands, screen, tmp_path, reader)
    assert not dialog.write.isEnabled()
    assert why in dialog.write.why_not
    assert "choose a gist" in dialog.withdraw.why_not


def test_what_is_written_waits_for_a_second_person(
    hands: Hands, screen: ReportsScreen, session: Session, answers: Answers, tmp_path: Path
) -> None:
    dialog = opened(hands, screen, tmp_path)
    written(hands, dialog, answers)
    assert "second person" in dialog.outcome.words()
    assert gists_known(session, REF) == ()
    (row,) = waiting(session)
    assert (row.motion.args["place"], row.motion.args["text"]) == (PLACE, GIST)


def test_whoever_writes_one_read_the_passages_and_that_is_in_the_audit_trail(
    hands: Hands, screen: ReportsScreen, session: Session, answers: Answers, tmp_path: Path
) -> None:
    dialog = opened(hands, screen, tmp_path)
    answers.answers = None
    press(dialog, Qt.Key.Key_O, CTRL)
    hands.settle()
    assert waiting(session) == ()
    newest = audit_page(session).rows[0]
    assert newest.text.startswith("What a report withholds was read: ")


def test_a_sentence_that_names_the_source_is_refused_and_stands_in_the_form_again(
    hands: Hands, screen: ReportsScreen, session: Session, answers: Answers, tmp_path: Path
) -> None:
    dialog = opened(hands, screen, tmp_path)
    named = f"What {SOURCE} said of the order."
    written(hands, dialog, answers, named)
    assert "may name who spoke in confidence" in dialog.outcome.words()
    assert waiting(session) == ()
    (typed,) = dialog.typed.values()
    assert typed["text"] == named


def test_the_list_says_who_wrote_and_who_released_and_what_became_of_it(
    hands: Hands, screen: ReportsScreen, session: Session, answers: Answers, tmp_path: Path
) -> None:
    dialog = opened(hands, screen, tmp_path)
    released(hands, dialog, answers, tmp_path)
    dialog.close()
    dialog = opened(hands, screen, tmp_path)
    said = row_said(dialog)
    for words in ("G-01", GIST, PLACE, "Case, ministry", ANALYST, REVIEWER, "stands"):
        assert words in said
    answers.answers = {"reason": REASON}
    press(dialog, Qt.Key.Key_E, CTRL)
    hands.settle()
    (row,) = gists_known(session, REF)
    assert (row.stands, row.gist.end_reason) == (False, REASON)
    assert "The gist is withdrawn." in dialog.outcome.words()
    said = row_said(dialog)
    assert "withdrawn" in said
    assert REASON in said
    assert "withdrawn already" in dialog.withdraw.why_not
