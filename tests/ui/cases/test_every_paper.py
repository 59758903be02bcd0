"""Each kind of document of a case, made in the window as from the command line."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.services.cases.test_kinds import opened
from tests.services.reports.every_kind import released
from tests.services.reports.test_report_types import OF_OTHER_KINDS, READY, counted
from tests.services.sample_office import ANALYST, REF, Office, an_office
from tests.ui.desk_office import Answers, Hands

from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.reports.case_reports import SlipKind
from landwaiter.services.reports.dossier.types import REPORT_TYPES
from landwaiter.services.reports.reporting import verify_reports
from landwaiter.ui.cases.acts_of_case import REPORT
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.window.window_opening import open_room

SLIPS = {SlipKind.HOLD: counted, SlipKind.RELEASE: released}

Act = Callable[[str, str, list[Path]], None]
"""An act on the case of a reference, whose files are saved in these places."""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = an_office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def act(office: Office, shell: Shell, answers: Answers, qtbot: QtBot) -> Iterator[Act]:
    """The analyst does it in the window, on the day of the sample office."""
    room = open_room(
        shell,
        shell.jobs,
        casebook=office.path,
        user=ANALYST,
        prompts=answers,
        session=office.another_session(ANALYST),
    )
    hands = Hands(room, qtbot)
    hands.settle()

    def acted(reference: str, name: str, files: list[Path]) -> None:
        room.to_case(reference)
        hands.settle()
        assert isinstance(room.desk.view, CaseTab)
        answers.answers, answers.saved = {}, list(files)
        room.desk.view.act(name)
        hands.settle()
        hands.settle()

    yield acted
    room.desk.get_up()


@pytest.mark.parametrize("name", [one.name for one in REPORT_TYPES])
def test_each_report_on_a_case_is_made_in_the_window(
    office: Office, act: Act, tmp_path: Path, name: str
) -> None:
    READY.get(name, bool)(office)
    reference = opened(office, CaseKind(name)) if name in OF_OTHER_KINDS else REF
    files = [tmp_path / "r.pdf", tmp_path / "r.xlsx"]
    act(reference, f"{REPORT}{name}", files)
    found = verify_reports(files)
    assert (found.passed, found.same_dossier) == (True, True)


@pytest.mark.parametrize("slip", SLIPS)
def test_each_slip_is_made_in_the_window(
    office: Office, act: Act, tmp_path: Path, slip: SlipKind
) -> None:
    SLIPS[slip](office)
    file = tmp_path / "s.pdf"
    act(REF, slip.value, [file])
    assert verify_reports([file]).passed
