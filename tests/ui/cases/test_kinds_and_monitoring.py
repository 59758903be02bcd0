"""Kinds, types of report and monitoring in the window, by keyboard where a key is promised."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from tests.ui.desk_office import PASSWORD, Answers, Hands, a_declaration
from tests.ui.hands import CTRL

from landwaiter.domain.reports.profiles import Profile
from landwaiter.services.cases import case_reads
from landwaiter.services.monitoring import programmes
from landwaiter.services.reports import reporting
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.cases.kind_card import KindCard
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.prompts import Field, FormDialog
from landwaiter.ui.monitoring.monitoring_place import MonitoringPlace

Key = Qt.Key
REF = "PL1-2026-000001"


@pytest.fixture
def at_work(hands: Hands) -> Hands:
    hands.type(PASSWORD)
    hands.press(Key.Key_Return)
    return hands


@pytest.fixture
def with_case(at_work: Hands, answers: Answers, tmp_path: Path) -> Hands:
    answers.files = (a_declaration(tmp_path),)
    at_work.press(Key.Key_I)
    return at_work


def tab_of(hands: Hands) -> CaseTab:
    view = hands.room.desk.view
    assert isinstance(view, CaseTab)
    return view


def a_research_case(hands: Hands, answers: Answers) -> CaseTab:
    answers.answers = {
        "kind": "research",
        "partner": "Quiet Harbour School",
        "partner_country": "cn",
        "topic": "hull flow",
        "technology": "8E001",
        "persons": "Li Wei; CN; Quiet Harbour School",
    }
    hands.find("Open a case")
    hands.settle()
    return tab_of(hands)


def test_a_case_of_a_kind_is_opened_from_its_fields(at_work: Hands, answers: Answers) -> None:
    tab = a_research_case(at_work, answers)
    view = tab.screen.view
    assert view is not None
    assert [party.name for party in view.case.parties] == ["Quiet Harbour School", "Li Wei"]
    shown = {section.key for section in tab.screen.sections._sections}
    assert "kind" in shown
    assert not shown & {"items", "declaration", "route"}


def test_what_is_missing_is_stated_from_the_card(at_work: Hands, answers: Answers) -> None:
    tab = a_research_case(at_work, answers)
    card = tab.screen.findChild(KindCard)
    assert card is not None
    answers.answers = {"funding": "grant 14", "_source": "contract"}
    card.state.click()
    at_work.settle()
    case = case_reads.case_view(at_work.room.desk.known_session, tab.reference).case
    assert case.project is not None
    assert case.project["funding"] == "grant 14"
    assert [(fact.field, fact.source) for fact in case.enrichment] == [
        ("project.funding", "contract")
    ]


def test_the_source_of_what_is_stated_is_chosen_in_words(
    at_work: Hands, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = a_research_case(at_work, answers)
    asked: list[Field] = []

    def ask(title: str, deed: str, fields: Sequence[Field], *, note: str = "") -> None:
        asked.extend(fields)

    monkeypatch.setattr(answers, "ask", ask)
    tab.screen.page.kind_asked.emit()
    form = FormDialog("State", "State", asked, "", tab.screen)
    source = form.inputs["_source"]
    assert isinstance(source, QComboBox)
    assert source.currentText() == "", "where it is known from is said by a person"
    source.setCurrentText("exporter answer")
    assert form.answers()["_source"] == "exporter_answer"


def test_a_report_is_chosen_in_the_panel_of_acts(
    with_case: Hands, answers: Answers, tmp_path: Path
) -> None:
    with_case.room.to_case(REF)
    with_case.settle()
    with_case.press(Qt.Key.Key_A)
    panel = tab_of(with_case).screen.panel
    assert panel is not None
    with_case.type("audit report")
    assert [bool(row.why_not) for row in panel.shown] == [True]
    panel.field.clear()
    with_case.type("referral to the licensing authority")
    assert [row.why_not for row in panel.shown] == [
        "No track holds the goods and no question is open: there is nothing to refer."
    ]
    panel.field.clear()
    answers.saved = [tmp_path / "ministry.pdf", tmp_path / "ministry.xlsx"]
    answers.answers = {}
    with_case.type("report to the ministry")
    with_case.press(Qt.Key.Key_Return)
    with_case.settle()
    with_case.settle()
    assert (tmp_path / "ministry.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "ministry.xlsx").exists()
    (file,) = reporting.verify_reports([tmp_path / "ministry.pdf"]).files
    assert file.content.redaction is not None
    assert file.content.redaction.profile is Profile.MINISTRY


def test_a_part_of_the_seizure_record_is_entered(with_case: Hands, answers: Answers) -> None:
    with_case.room.to_case(REF)
    with_case.settle()
    answers.answers = {"part": "measure", "officer": "Sgt A. Nowak", "place": "Gdansk"}
    tab_of(with_case).act("fill_record")
    with_case.settle()
    case = case_reads.case_view(with_case.room.desk.known_session, REF).case
    assert [(entry.field, entry.value) for entry in case.record] == [
        ("officer", "Sgt A. Nowak"),
        ("place", "Gdansk"),
    ]


def test_a_programme_is_begun_run_and_reported_by_keyboard(
    with_case: Hands, answers: Answers, tmp_path: Path
) -> None:
    with_case.room.to_monitoring()
    with_case.settle()
    place = with_case.room.desk.view
    assert isinstance(place, MonitoringPlace)
    assert place.screen.run_now.toolTip() or not place.screen.run_now.isEnabled()
    answers.answers = {"name": "everything to China", "destinations": "cn"}
    with_case.press(Key.Key_N)
    with_case.settle()
    with_case.press(Key.Key_R)
    with_case.settle()
    assert place.screen.run is not None
    assert place.screen.cases.rows() == (REF,)
    answers.saved = [tmp_path / "m.pdf"]
    with_case.press(Key.Key_P, CTRL)
    with_case.settle()
    assert (tmp_path / "m.pdf").read_bytes().startswith(b"%PDF")
    answers.answers = {"words": "lathe", "reason": "narrower than before"}
    with_case.press(Key.Key_C)
    with_case.settle()
    session = with_case.room.desk.known_session
    assert programmes.programme(session, "everything to China").version == 2


def test_a_figure_opens_its_cases(with_case: Hands, answers: Answers) -> None:
    with_case.room.to_monitoring()
    with_case.settle()
    place = with_case.room.desk.view
    assert isinstance(place, MonitoringPlace)
    answers.answers = {"name": "china", "destinations": "cn"}
    place.screen.new.click()
    with_case.settle()
    place.screen.run_now.click()
    with_case.settle()
    place.screen.table.setFocus()
    with_case.press(Key.Key_Return)
    with_case.press(Key.Key_Return)
    assert tab_of(with_case).reference == REF


def test_the_legal_basis_of_a_kind_is_not_cut(at_work: Hands, answers: Answers) -> None:
    tab = a_research_case(at_work, answers)
    card = tab.screen.findChild(KindCard)
    assert card is not None
    labels = card.findChildren(MarkLabel)
    assert "Legal basis" in [one.words() for one in labels]
    (basis,) = (one for one in labels if "Art. 2(2)(d)" in one.words())
    assert basis.heightForWidth(120) > basis.sizeHint().height(), "it wraps where it is long"
