"""Retention and requests for access in the window: by keyboard, with a casebook behind them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.services.removing import due_case, set_period
from tests.services.sample_office import ANALYST, HEAD, REF, REVIEWER, Office, an_office
from tests.ui.hands import CTRL, press
from tests.ui.window.test_dialogs import settle

from landwaiter.domain.retention.access_deeds import FindPerson, GiveOut, JudgeEntries
from landwaiter.domain.retention.access_request import Sameness
from landwaiter.domain.retention.retention_periods import RetentionStanding
from landwaiter.services.deeds import motions
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.reports import reporting
from landwaiter.services.retention import retention_periods
from landwaiter.services.retention.disclosures import disclosures_page
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.kit.prompts import Field, Prompts
from landwaiter.ui.retention.access_dialog import AccessDialog
from landwaiter.ui.retention.retention_dialog import RetentionDialog
from landwaiter.ui.window.dialog_table import open_dialog


class Told(Prompts):
    """A person who gives these answers, and these files; the last one whenever more are asked."""

    def __init__(self, shell: Shell, *files: Path, **answers: str) -> None:
        super().__init__(shell)
        self.files, self.said = list(files), answers

    def ask(
        self, title: str, deed: str, fields: Sequence[Field], *, note: str = ""
    ) -> dict[str, str] | None:
        """The first choice where nothing is said."""
        return {
            field.name: self.said.get(field.name, field.choices[0][0] if field.choices else "")
            for field in fields
        }

    def open_files(self, title: str, kinds: str = "") -> tuple[Path, ...]:
        return tuple(self.files)

    def save_file(self, title: str, proposed: str, kinds: str = "") -> Path | None:
        return self.files.pop(0) if len(self.files) > 1 else next(iter(self.files), None)


@pytest.fixture
def office(tmp_path: Path, jobs: Jobs) -> Iterator[Office]:
    office = an_office(tmp_path)
    yield office
    office.close()


def review(office: Office, shell: Shell, qtbot: QtBot, who: str, **said: str) -> RetentionDialog:
    bench = Bench(office.session(who), shell.jobs, Told(shell, **said))
    dialog = open_dialog("retention", bench, parent=shell)
    assert isinstance(dialog, RetentionDialog)
    settle(shell.jobs, qtbot)
    return dialog


REASON = "the period is over and nothing speaks against it"


def test_the_review_lists_what_is_due_first_and_its_removal_is_moved(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    due_case(office)
    dialog = review(office, shell, qtbot, HEAD, reason=REASON)
    assert dialog.row is not None
    assert (dialog.row.reference, dialog.row.standing) == (REF, RetentionStanding.DUE)
    press(dialog.list, Qt.Key.Key_E, CTRL)
    settle(shell.jobs, qtbot)
    assert "waits for a second person" in dialog.outcome.words()
    (waiting,) = motions.waiting(office.session(REVIEWER))
    assert waiting.motion.deed == "remove_case"


def test_a_hold_is_placed_and_lifted_by_a_head(office: Office, shell: Shell, qtbot: QtBot) -> None:
    due_case(office)
    dialog = review(office, shell, qtbot, HEAD, reason=REASON, act="Order II K 7/31")
    press(dialog.list, Qt.Key.Key_H, CTRL)
    settle(shell.jobs, qtbot)
    assert dialog.row is not None
    assert dialog.row.standing is RetentionStanding.ON_HOLD
    assert "is not due for removal" in dialog.remove.why_not
    press(dialog.list, Qt.Key.Key_U, CTRL)
    settle(shell.jobs, qtbot)
    assert [row.standing for row in dialog.model.rows() if row.reference == REF] == [
        RetentionStanding.DUE
    ]


def test_an_analyst_sees_why_nothing_can_be_done_here(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    dialog = review(office, shell, qtbot, ANALYST)
    for button in (dialog.period, dialog.hold, dialog.lift, dialog.remove, dialog.regime):
        assert not button.isEnabled()
    assert "no period" in dialog.periods.words()


def test_each_reason_can_be_read_in_a_small_window(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    shell.resize(1280, 800)
    dialog = review(office, shell, qtbot, ANALYST)
    qtbot.waitUntil(lambda: dialog.remove.width() >= dialog.remove.sizeHint().width())
    for button in (dialog.period, dialog.regime, dialog.hold, dialog.lift, dialog.remove):
        assert button.width() >= button.sizeHint().width()
        assert button.toolTip() == button.text()
        assert "needs the role" in button.text()
    assert dialog.width() <= shell.width()
    assert dialog.height() <= shell.height()


def test_a_period_is_set_with_its_source(office: Office, shell: Shell, qtbot: QtBot) -> None:
    said = {
        "purpose": "administrative",
        "years": "5",
        "start": "case_ended",
        "from_year_end": "yes",
        "keeps_decision": "no",
    }
    dialog = review(office, shell, qtbot, HEAD, source="Archive Act, Art. 6", **said)
    press(dialog.list, Qt.Key.Key_P, CTRL)
    settle(shell.jobs, qtbot)
    (rule,) = retention_periods.rules(office.session(HEAD))
    assert (rule.years, rule.source) == (5, "Archive Act, Art. 6")
    assert (rule.from_year_end, rule.keeps_decision) == (True, False)
    assert "Archive Act" in dialog.periods.words()


def test_the_list_is_narrowed_to_a_standing(office: Office, shell: Shell, qtbot: QtBot) -> None:
    set_period(office)
    dialog = review(office, shell, qtbot, HEAD)
    assert dialog.model.rowCount() > 0
    dialog.filter.setCurrentIndex(dialog.filter.findData("due"))
    settle(shell.jobs, qtbot)
    assert dialog.model.rowCount() == 0


def test_a_request_is_searched_judged_and_given_out(
    office: Office, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    office.act(ANALYST, "note", reason="Sergey Ivanov called about the lathe")
    file = tmp_path / "answer.txt"
    said = {"to": "Sergei Ivanov", "basis": "Reg. (EU) 2016/679 Art. 15", "words": "the lathe"}
    bench = Bench(office.session(HEAD), shell.jobs, Told(shell, file, **said))
    dialog = open_dialog("access", bench, parent=shell)
    assert isinstance(dialog, AccessDialog)
    dialog.name.setText("Sergei Ivanov")
    qtbot.waitUntil(dialog.isActiveWindow)
    press(dialog.name, Qt.Key.Key_Return, CTRL)
    settle(shell.jobs, qtbot)
    rows = dialog.model.rows()
    assert {row.kind for row in rows} >= {"note", "audit_payload"}
    assert not dialog.buttons["give"].isEnabled()
    for number in range(len(rows)):
        dialog.list.selectRow(number)
        press(dialog.list, Qt.Key.Key_S, CTRL)
        settle(shell.jobs, qtbot)
        press(dialog.list, Qt.Key.Key_B, CTRL)
        settle(shell.jobs, qtbot)
    assert {row.same for row in dialog.model.rows()} == {Sameness.SAME}
    press(dialog.list, Qt.Key.Key_E, CTRL)
    settle(shell.jobs, qtbot)
    text = file.read_text(encoding="utf-8")
    assert "Sergey Ivanov" in text
    assert "the lathe" not in text
    assert len(disclosures_page(office.session(HEAD)).rows) == 1


def test_the_answer_is_made_as_a_report_while_the_request_is_open(
    office: Office, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    office.act(ANALYST, "note", reason="Sergey Ivanov called about the lathe")
    head = office.session(HEAD)
    number = run(head, FindPerson("Sergei Ivanov")).no
    told = Told(shell, tmp_path / "r.pdf", tmp_path / "r.xlsx")
    dialog = open_dialog("access", Bench(head, shell.jobs, told), parent=shell)
    assert isinstance(dialog, AccessDialog)
    settle(shell.jobs, qtbot)
    assert not dialog.buttons["report"].isEnabled(), "nothing is judged"
    entries = tuple(row.no for row in dialog.model.rows())
    do(head, JudgeEntries(number, entries, True))
    dialog.chosen_changed.emit()
    settle(shell.jobs, qtbot)
    press(dialog.list, Qt.Key.Key_P, CTRL)
    settle(shell.jobs, qtbot)
    assert "The report is made." in dialog.outcome.words()
    found = reporting.verify_reports([tmp_path / "r.pdf", tmp_path / "r.xlsx"])
    assert (found.passed, found.same_dossier) == (True, True)
    assert [one.report_type for one in reporting.reports_made(head).rows] == ["access-answer"]
    run(head, GiveOut(number, tmp_path / "a.txt", "Sergei Ivanov", "Art. 15"))
    dialog.chosen_changed.emit()
    settle(shell.jobs, qtbot)
    assert not dialog.buttons["report"].isEnabled(), "it was answered"


def test_an_entry_is_withheld_on_a_ground(office: Office, shell: Shell, qtbot: QtBot) -> None:
    office.act(ANALYST, "note", reason="Sergey Ivanov called about the lathe")
    run(office.session(HEAD), FindPerson("Sergei Ivanov"))
    bench = Bench(office.session(HEAD), shell.jobs, Told(shell, provision="Customs Act, Art. 9"))
    dialog = open_dialog("access", bench, parent=shell)
    assert isinstance(dialog, AccessDialog)
    settle(shell.jobs, qtbot)
    press(dialog.list, Qt.Key.Key_H, CTRL)
    settle(shell.jobs, qtbot)
    assert dialog.entry is not None
    assert dialog.entry.ground is not None
    assert "Customs Act, Art. 9" in dialog.how.words()


def test_who_may_not_answer_requests_is_told_so_in_place(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    bench = Bench(office.session(ANALYST), shell.jobs, Told(shell))
    dialog = open_dialog("access", bench, parent=shell)
    settle(shell.jobs, qtbot)
    assert "needs the role" in dialog.outcome.words()
