"""Incidents in the window: found, entered, attributed, ended; nothing surer than it was stated."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.services.incidents.test_incidents import LIKELY, PIPELINE, SEED, entered
from tests.services.sample_office import ADMIN, ANALYST, READ, REASON, Office
from tests.ui.hands import CTRL, press
from tests.ui.registers.test_registers import Told
from tests.ui.window.test_dialogs import settle

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.entities.deeds import MakeEntity, StateFact
from landwaiter.domain.incidents.deeds import LinkIncident, StateOfIncident
from landwaiter.domain.incidents.incident import LinkRole, StatementKind
from landwaiter.services.deeds.engine import do
from landwaiter.services.incidents.incident_page import incident_view
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.incidents.incident_dialog import IncidentDialog
from landwaiter.ui.incidents.incidents_dialog import IncidentsDialog
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.window.dialog_table import open_dialog


def opened(
    office: Office, shell: Shell, qtbot: QtBot, who: str = ANALYST, **said: str
) -> IncidentsDialog:
    bench = Bench(office.session(who), shell.jobs, Told(shell, (), **said))
    dialog = open_dialog("incidents", bench, parent=shell)
    assert isinstance(dialog, IncidentsDialog)
    settle(shell.jobs, qtbot)
    return dialog


def looked_at(dialog: IncidentsDialog, shell: Shell, qtbot: QtBot) -> IncidentDialog:
    press(dialog, Qt.Key.Key_L, CTRL)
    settle(shell.jobs, qtbot)
    page = dialog.findChild(IncidentDialog)
    assert isinstance(page, IncidentDialog)
    return page


def words(page: IncidentDialog) -> str:
    return " | ".join(label.words() for label in page.findChildren(MarkLabel))


def a_vessel(office: Office) -> None:
    session = office.session(ANALYST)
    do(session, MakeEntity("Heron Star", "vessel", "ship register"))
    do(session, StateFact("Heron Star", "flag", "ship register", "MH", since="2020", until="2024"))
    do(session, StateFact("Heron Star", "flag", "ship register", "PA", since="2025"))
    do(
        session,
        LinkIncident(PIPELINE, SEED, Certainty.ALLEGED, "Heron Star", LinkRole.MEANS, **READ),
    )


def test_an_incident_is_found_by_what_is_stated(office: Office, shell: Shell, qtbot: QtBot) -> None:
    entered(office)
    dialog = opened(office, shell, qtbot)
    assert [row.title for row in dialog.model.rows()] == [PIPELINE]
    dialog.words.setText("no such thing")
    settle(shell.jobs, qtbot)
    assert dialog.model.rowCount() == 0
    dialog.words.setText("Gulf")
    settle(shell.jobs, qtbot)
    assert dialog.model.rowCount() == 1


def test_the_page_shows_two_flags_and_no_surer_word(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    entered(office)
    a_vessel(office)
    page = looked_at(opened(office, shell, qtbot), shell, qtbot)
    said = words(page)
    assert f"Finnish authorities: “{LIKELY}”" in said
    assert "assessed likely" in said
    assert "no public confirmation" in said
    assert "Flag on 8 Oct 2023: MH (ship register)." in said
    assert "Flag today: PA (ship register)." in said
    assert "Owner on 8 Oct 2023: not known." in said
    assert "alleged" in said
    assert "established" not in said


def test_an_attribution_is_stated_and_a_statement_ended_by_keyboard(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    entered(office)
    said = {
        "by": "the owner",
        "wording": "it was the storm",
        "attribution": "denied",
        "source": SEED,
        "certainty": "reported",
        "grade": "C3",
        "read_on": "2026-03-29",
        "reason": REASON,
    }
    page = looked_at(opened(office, shell, qtbot, **said), shell, qtbot)
    press(page, Qt.Key.Key_U, CTRL)
    settle(shell.jobs, qtbot)
    session = office.session(ANALYST)
    assert [one.value["by"] for one in incident_view(session, PIPELINE).attributions] == [
        "Finnish authorities",
        "the owner",
    ]
    before = page.model.rowCount()
    press(page, Qt.Key.Key_E, CTRL)
    settle(shell.jobs, qtbot)
    assert page.model.rowCount() == before - 1
    assert len(incident_view(session, PIPELINE).ended) == 1


def test_who_does_not_work_on_cases_only_looks(office: Office, shell: Shell, qtbot: QtBot) -> None:
    entered(office)
    dialog = opened(office, shell, qtbot, who=ADMIN)
    assert not dialog.new.isEnabled()
    page = looked_at(dialog, shell, qtbot)
    assert not page.state.isEnabled()


def test_a_source_that_is_too_long_for_its_column_stands_whole_below_the_list(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    incident = entered(office)
    source = "annual report of the operator, page 112, table 4, note 7, second edition of April"
    said = "some 35 million euro by the estimate of the operator in its annual report of that year"
    session = office.session(ANALYST)
    damage = StateOfIncident(
        incident, StatementKind.DAMAGE, source, Certainty.REPORTED, said, **READ
    )
    do(session, damage)
    page = looked_at(opened(office, shell, qtbot), shell, qtbot)
    rows = page.model.rows()
    page.list.selectRow([row.statement.source for row in rows].index(source))
    settle(shell.jobs, qtbot)
    assert said in page.whole.words()
    assert f"reported, {source}, C3, read on 2 Mar 2026" in page.whole.words()
    assert not page.whole.toolTip(), "nothing of it is cut"
