"""The link chart as a tab of the window: opened from a case, read and laid out, left again."""

from pathlib import Path

from PySide6.QtCore import Qt
from tests.services.sample_office import READ
from tests.ui.desk_office import PASSWORD, Answers, Hands, a_declaration

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.cases.deeds_on_findings import MakeGround
from landwaiter.domain.cases.ground import GroundKind
from landwaiter.domain.incidents.deeds import MakeIncident
from landwaiter.domain.incidents.incident import IncidentKind
from landwaiter.services.deeds.engine import do
from landwaiter.ui.chart.chart_tab import ChartTab
from landwaiter.ui.incidents.incident_dialog import IncidentDialog


def chart_of_a_case(hands: Hands, answers: Answers, folder: Path) -> ChartTab:
    """Sign in, take a declaration in, open its case and from it the chart, laid out."""
    hands.type(PASSWORD)
    hands.press(Qt.Key.Key_Return)
    answers.files = (a_declaration(folder),)
    hands.room.take_in()
    hands.settle()
    hands.room.to_case("PL1-2026-000001")
    hands.settle()
    hands.room.show_chart()  # what the menu asks
    hands.settle()
    view = hands.room.desk.view
    assert isinstance(view, ChartTab)
    hands.qtbot.waitUntil(lambda: bool(view.screen.drawn.edges), timeout=20_000)
    return view


def test_the_chart_of_the_case_in_front_is_opened_and_written_out(
    hands: Hands, answers: Answers, tmp_path: Path
) -> None:
    view = chart_of_a_case(hands, answers, tmp_path)
    target = tmp_path / "links.graphml"
    answers.saved = [target]
    view.act("export")
    hands.settle()
    assert "graphml" in target.read_text(encoding="utf-8")
    assert "links.graphml" in view.screen.outcome.words()


def test_a_node_is_opened_in_the_tab_and_its_key_folds_it_again(
    hands: Hands, answers: Answers, tmp_path: Path
) -> None:
    view = chart_of_a_case(hands, answers, tmp_path)
    party = next(node for node in view.screen.drawn.nodes if node.kind == "party")
    view.screen.canvas.go_to(party.id)
    view.screen.canvas.setFocus()
    hands.press(Qt.Key.Key_Return)
    hands.qtbot.waitUntil(lambda: view.screen.grown.is_open(party.id), timeout=20_000)
    view.screen.filters.time.first.setText("yesterday")
    view._open(party)  # a day that is none keeps what was asked for before
    hands.settle()
    hands.press(Qt.Key.Key_C)
    assert not view.screen.grown.is_open(party.id)


def test_an_incident_on_the_chart_leads_to_its_page(
    hands: Hands, answers: Answers, tmp_path: Path
) -> None:
    view = chart_of_a_case(hands, answers, tmp_path)
    session = hands.room.desk.known_bench.session
    kind = IncidentKind.INFRASTRUCTURE_DAMAGE
    do(session, MakeIncident("Cable cut", kind, "2026-01", "a letter", Certainty.REPORTED, **READ))
    reference = "PL1-2026-000001"
    do(
        session,
        MakeGround(reference, GroundKind.INCIDENT, "Cable cut", "the ship called here in March"),
    )
    view.reload()
    screen = view.screen
    hands.qtbot.waitUntil(
        lambda: any(node.kind == "incident" for node in screen.drawn.nodes), timeout=20_000
    )
    screen.canvas.go_to(next(node.id for node in screen.drawn.nodes if node.kind == "incident"))
    screen.canvas.setFocus()
    assert screen.leaving.isVisible()
    hands.press(Qt.Key.Key_G)
    hands.settle()
    (page,) = hands.room.shell.findChildren(IncidentDialog)
    assert "Cable cut" in page.windowTitle()
