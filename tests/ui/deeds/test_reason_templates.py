"""Templates in a form: found by their words, put into the reason, and nothing is sealed by it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from tests.deeds.said import said
from tests.taking_in import taken_in
from tests.ui.desk_office import ADMINISTRATOR, PASSWORD, Hands, a_declaration

from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.office.deeds import KeepReasonTemplate
from landwaiter.services.cases import case_reads
from landwaiter.services.deeds.engine import do
from landwaiter.services.table import sessions
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.deeds.template_panel import TemplatePanel
from landwaiter.ui.kit.act_form import ActForm
from landwaiter.ui.kit.button import ActButton

REF = "PL1-2026-000001"
TEMPLATES = (
    KeepReasonTemplate("No answer", "{exporter} was asked and did not answer."),
    KeepReasonTemplate("End user", "Shown was the end user: {end_user}."),
    KeepReasonTemplate("Dismissed", "Nothing has to be decided.", "dismiss"),
)


@pytest.fixture
def assessing(hands: Hands, tmp_path: Path) -> Hands:
    """The analyst has an assessed case in front; the administrator has kept templates."""
    hands.type(PASSWORD)
    hands.press(Qt.Key.Key_Return)
    session = hands.room.desk.known_session
    path = session.casebook.path
    administrator = sessions.open_casebook(path, user=ADMINISTRATOR, password=PASSWORD)
    with administrator.casebook:
        for one in TEMPLATES:
            do(administrator, one)
    taken_in(session, TakeIn((a_declaration(tmp_path),)))
    do(session, said("assess"))
    hands.room.to_case(REF)
    hands.settle()
    return hands


def form_of(hands: Hands, act: str) -> ActForm:
    tab = hands.room.desk.view
    assert isinstance(tab, CaseTab)
    tab.act(act)
    hands.settle()
    assert tab.acting.form is not None
    return tab.acting.form


def templates_of(hands: Hands, form: ActForm) -> TemplatePanel:
    """The panel, opened by the button beside the reason."""
    (button,) = (one for one in form.findChildren(ActButton) if one.title == "Templates…")
    button.click()
    hands.settle()
    panel = QApplication.activeModalWidget()
    assert isinstance(panel, TemplatePanel)
    return panel


def listed(panel: TemplatePanel) -> list[str]:
    return [one.title for one in panel.model.rows()]


def seq(hands: Hands) -> int:
    return case_reads.case_view(hands.room.desk.known_session, REF).audit_seq


def test_a_template_is_found_by_its_words_and_only_fills_the_reason(assessing: Hands) -> None:
    before = seq(assessing)
    form = form_of(assessing, "note")
    panel = templates_of(assessing, form)
    assert listed(panel) == ["End user", "No answer"]
    QTest.keyClicks(panel.field, "answer did")
    assert listed(panel) == ["No answer"]
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    assessing.settle()
    area = form.inputs["reason"]
    assert isinstance(area, QPlainTextEdit)
    assert area.toPlainText().endswith(" was asked and did not answer.")
    assert "{" not in area.toPlainText()
    assert assessing.focus() is area
    assert form.isVisible()
    assert seq(assessing) == before


def test_what_the_case_does_not_state_stays_open_and_blocks(assessing: Hands) -> None:
    form = form_of(assessing, "note")
    panel = templates_of(assessing, form)
    panel.choose(next(one for one in panel.model.rows() if one.title == "End user"))
    assessing.settle()
    assert "[End user]" in form.fields.answers()["reason"]
    assert not form.act.isEnabled()
    assert "1 field of the template is open" in form.act.text()
    area = form.inputs["reason"]
    assert isinstance(area, QPlainTextEdit)
    area.setPlainText(area.toPlainText().replace("[End user]", "Delta Works"))
    assert form.act.isEnabled()


def test_a_word_that_no_template_has_finds_none_and_fills_nothing(assessing: Hands) -> None:
    form = form_of(assessing, "note")
    panel = templates_of(assessing, form)
    QTest.keyClicks(panel.field, "zzz")
    assert listed(panel) == ["Nothing is found."]
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    QTest.keyClick(panel.field, Qt.Key.Key_Escape)
    assessing.settle()
    assert form.fields.answers()["reason"] == ""


def test_a_proposal_offers_the_office_s_beside_the_program_s_own(assessing: Hands) -> None:
    form = form_of(assessing, "propose")
    panel = templates_of(assessing, form)
    assert listed(panel) == ["End user", "No answer", "Decision"]
    panel.choose(panel.model.rows()[2])
    assessing.settle()
    assert form.fields.answers()["reason"].startswith("Declared is [goods].")
