"""A choice of law is made by a person: every box of one begins empty, and the form says so."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox, QDialog, QWidget
from pytestqt.qtbot import QtBot
from tests.services.sample_office import Office, an_office

from landwaiter.domain.cases.case import ClassificationState, Reply
from landwaiter.domain.cases.decision import OUTCOMES
from landwaiter.domain.cases.deed_on_case import CaseDeed
from landwaiter.domain.cases.deeds_on_goods import CLASSIFY
from landwaiter.domain.cases.deeds_on_tracks import CONSULT
from landwaiter.domain.lists.listing import JudgementValue
from landwaiter.domain.registers import deeds as registers
from landwaiter.domain.registers.register_columns import RegisterKind
from landwaiter.domain.retention import deeds as retention
from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.services.flags.embargo import Claimable
from landwaiter.ui.cases.calendars_dialog import CalendarsDialog
from landwaiter.ui.deeds import form as deed_form
from landwaiter.ui.deeds.acting import FieldBasis
from landwaiter.ui.deeds.form import said_of
from landwaiter.ui.entities import entity_forms
from landwaiter.ui.intake import new_case
from landwaiter.ui.interviews.interview_dialog import InterviewDialog
from landwaiter.ui.kit.act_form import ActForm
from landwaiter.ui.kit.fields import Field
from landwaiter.ui.kit.prompts import FormDialog
from landwaiter.ui.law.exemption_dialog import ExemptionDialog
from landwaiter.ui.opening.casebook_creation import CreateCard

LEGAL = {
    "propose": "outcome",
    "record_reply": "outcome",
    "judge": "outcome",
    "classify": "outcome",
    "record_custody": "outcome",
    "grade_evidence": "outcome",
    "confide_source": "outcome",
    "open_track": "track",
    "consult": "basis",
}
"""Act → the choice of law in its form."""
LAW = (*OUTCOMES, *Reply, *JudgementValue, *ClassificationState)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A case that is only looked at."""
    made = an_office(tmp_path_factory.mktemp("legal"))
    yield made
    made.close()


def form_of(deed: CaseDeed[Any], office: Office, qtbot: QtBot, **chosen: str) -> ActForm:
    made = ActForm(deed.title, deed.title, FieldBasis(deed, office.view(), chosen).fields())
    qtbot.addWidget(made)
    return made


def box(widget: QWidget) -> QComboBox:
    assert isinstance(widget, QComboBox)
    return widget


@pytest.mark.parametrize("name", LEGAL)
def test_the_choice_of_law_of_an_act_begins_empty(office: Office, qtbot: QtBot, name: str) -> None:
    form, field = form_of(ON_CASE[name], office, qtbot), LEGAL[name]
    shown = box(form.inputs[field])
    assert (shown.currentIndex(), shown.placeholderText()) == (-1, "choose…")
    for other in form.fields.fields:
        if other.name != field and not other.choices:
            form.fields.fill({other.name: "stated at length"})
    given: list[object] = []
    form.given.connect(given.append)
    form.give()
    assert given == []
    lacking = next(one for one in form.fields.fields if one.name == field)
    assert form.fields.why(lacking) == f"{lacking.title.lower()} is missing"
    shown.setCurrentIndex(0)
    assert form.fields.why(lacking) == ""


@pytest.mark.parametrize("name", ON_CASE)
def test_no_form_of_an_act_begins_with_a_choice_of_law(
    office: Office, qtbot: QtBot, name: str
) -> None:
    form = form_of(ON_CASE[name], office, qtbot)
    begun = form.fields.answers()
    assert not [name for name, value in begun.items() if value in LAW]
    several = [one for one in form.fields.fields if len(one.choices) > 1 and not one.value]
    assert not [one.name for one in several if begun[one.name]], "the first is no answer"


def test_a_code_is_of_no_list_before_somebody_says_so(office: Office, qtbot: QtBot) -> None:
    form = form_of(CLASSIFY, office, qtbot)
    assert form.fields.answers()["list"] == ""
    assert form_of(CLASSIFY, office, qtbot, list="us").fields.answers()["list"] == "us"


def test_a_consultation_of_no_article_is_a_choice_too(office: Office, qtbot: QtBot) -> None:
    form = form_of(CONSULT, office, qtbot)
    form.fields.fill({"to": "licensing authority"})
    box(form.inputs["basis"]).setCurrentIndex(0)
    assert said_of(CONSULT, form.fields.answers(), {"reference": "X"}).basis == ""
    box(form.inputs["basis"]).setCurrentIndex(1)
    assert said_of(CONSULT, form.fields.answers(), {"reference": "X"}).basis == "Art. 14(1)"


ASKED: dict[str, tuple[Callable[[], Sequence[Field]], tuple[str, ...]]] = {
    "period of retention": (
        lambda: deed_form.fields_of(retention.SET_PERIOD, None),
        ("purpose", "start", "from_year_end", "keeps_decision"),
    ),
    "regime": (lambda: deed_form.fields_of(retention.STATE_REGIME, None), ("purpose", "regime")),
    "register loaded": (
        lambda: deed_form.fields_of(
            registers.STATE_LOADED, None, {"register": RegisterKind.LICENCES}
        ),
        ("loaded",),
    ),
    "kind of case": (lambda: (new_case._which(),), ("kind",)),
    "new entity": (lambda: entity_forms.new_form().fields, ("kind",)),
}


@pytest.mark.parametrize("name", ASKED)
def test_the_choices_of_a_dialog_begin_empty(qtbot: QtBot, name: str) -> None:
    fields, legal = ASKED[name][0](), ASKED[name][1]
    dialog = FormDialog("Ask", "Do", fields, "")
    qtbot.addWidget(dialog)
    for field in fields:
        if not field.choices:
            dialog.fields.fill(
                {field.name: "2026-03-27" if field.hint == "2026-03-27" else "1" * 12}
            )
    for each in legal:
        assert box(dialog.inputs[each]).currentIndex() == -1
        field = next(one for one in fields if one.name == each)
        assert dialog.fields.why(field) == f"{field.title.lower()} is missing"
    dialog.give()
    assert dialog.result() != QDialog.DialogCode.Accepted
    for each in legal:
        box(dialog.inputs[each]).setCurrentIndex(0)
    dialog.give()
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_the_boxes_of_other_dialogs_begin_empty(qtbot: QtBot) -> None:
    exemption, calendars = ExemptionDialog("PL1-2026-000001"), CalendarsDialog()
    interview, create = InterviewDialog("PL1-2026-000001", [1]), CreateCard()
    for made in (exemption, calendars, interview, create):
        qtbot.addWidget(made)
    exemption.show_instruments([Claimable("CN-1989", "China", ()), Claimable("RU", "Russia", ())])
    boxes = (exemption.instrument, calendars.change, interview.source, create.state)
    assert [one.currentIndex() for one in boxes] == [-1] * 4
    assert exemption.act.why_not == "choose the instrument"


def test_the_member_state_is_proposed_from_the_office_code_and_never_guessed(
    qtbot: QtBot,
) -> None:
    create = CreateCard()
    qtbot.addWidget(create)
    for code, state in (("PL1", "PL"), ("X", None), ("GR", "GR"), ("", None)):
        create.office.setText(code)
        assert create.state.currentData() == state
