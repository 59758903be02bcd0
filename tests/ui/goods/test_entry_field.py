"""Who confirms a candidate says which of its paragraphs it is."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot
from tests.services import sample_office as sample
from tests.services.sample_office import ANALYST, REASON, Office, declared
from tests.ui.hands import type_text

from landwaiter.domain.cases.case import ClassificationState
from landwaiter.domain.cases.deeds_on_goods import CLASSIFY
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.deeds.engine import do
from landwaiter.ui.deeds.acting import FieldBasis
from landwaiter.ui.deeds.form import said_of
from landwaiter.ui.goods.entry_fields import CANDIDATE, entry_chosen
from landwaiter.ui.goods.goods_cards import EntryFinding, findings
from landwaiter.ui.kit.fields import Field, Fields, given

REACTOR = "PL1-2026-000002"
CONFIRMED, REJECTED = ClassificationState.CONFIRMED, ClassificationState.REJECTED


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = sample.an_office(tmp_path)
    row = declared(lrn="LW-2", cn8="84198998", description="reactor vessel", docs="")
    assert made.take_in(row).cases == (REACTOR,)
    yield made
    made.close()


def row_of(view: CaseView, code: str) -> EntryFinding:
    return next(row for row in findings(view, 1) if row.code == code)


def fields_for(view: CaseView, code: str, state: ClassificationState | None) -> tuple[Field, ...]:
    row = row_of(view, code)
    chosen = {"item": "1", "outcome": str(state or ""), **entry_chosen(row, state)}
    return FieldBasis(CLASSIFY, view, chosen).fields()


def the(fields: tuple[Field, ...], name: str) -> Field:
    return next(field for field in fields if field.name == name)


@pytest.mark.parametrize("state", [CONFIRMED, None])
def test_its_paragraphs_and_the_head_are_offered_and_none_is_chosen(
    office: Office, state: ClassificationState | None
) -> None:
    code = the(fields_for(office.view(REACTOR), "2B352", state), "code")
    assert code.choices == (
        ("2B352.b", "2B352.b"), ("2B352.f", "2B352.f"), ("2B352", "2B352 as a whole"),
    )  # fmt: skip
    assert (code.value, code.minimum, code.open) == ("", 1, True)


@pytest.mark.parametrize("state", [REJECTED, ClassificationState.INSUFFICIENT])
def test_what_is_not_confirmed_is_said_of_the_head(
    office: Office, state: ClassificationState
) -> None:
    assert the(fields_for(office.view(REACTOR), "2B350", state), "code").value == "2B350"


def test_a_candidate_without_paragraphs_is_confirmed_as_it_is(office: Office) -> None:
    row = row_of(office.view(REACTOR), "2B350")
    assert row.candidate is not None
    bare = replace(row, candidate=replace(row.candidate, entries=()))
    assert entry_chosen(bare, CONFIRMED) == {CANDIDATE: "2B350", "code": "2B350", "list": ""}


def test_what_is_typed_is_not_completed_to_a_paragraph(office: Office, qtbot: QtBot) -> None:
    form = Fields(fields_for(office.view(REACTOR), "2B350", CONFIRMED))
    for widget in form.inputs.values():
        qtbot.addWidget(widget)
    type_text(form.inputs["code"], "2B350")
    assert given(form.inputs["code"]) == "2B350"


def test_without_an_item_every_candidate_is_offered_once(office: Office) -> None:
    view = office.view(REACTOR)
    fields = FieldBasis(CLASSIFY, view, {}).fields()
    offered = [value for value, _words in the(fields, "code").choices]
    assert {"2B350.a", "2B350", "2B352.b", "2B352.f", "2B352"} <= set(offered)
    assert len(offered) == len(set(offered))


@pytest.mark.parametrize(
    ("typed", "found"),
    [("2B352.f", "2B352.f"), ("2B352 as a whole", "2B352"), ("2b352 g", "2B352.g"),
     ("ML7.g", "ML7.g")],
)  # fmt: skip
def test_the_form_gives_what_is_chosen_or_typed(
    office: Office, qtbot: QtBot, typed: str, found: str
) -> None:
    form = Fields(fields_for(office.view(REACTOR), "2B352", CONFIRMED))
    for widget in form.inputs.values():
        qtbot.addWidget(widget)
    box = form.inputs["code"]
    assert isinstance(box, QComboBox)
    line = box.lineEdit()
    assert line is not None
    assert line.placeholderText() == "choose, or type another"
    form.fill({"reason": REASON, "code": ""})
    assert "entry" in form.why_not().lower()
    box.setEditText(typed)
    assert form.why_not() == ""
    answers = {name: given(widget) for name, widget in form.inputs.items()}
    do(office.session(ANALYST), said_of(CLASSIFY, answers, {"reference": REACTOR}))
    (finding,) = office.view(REACTOR).classifications
    assert (finding.code, finding.state) == (found, CONFIRMED)


def test_a_paragraph_that_was_confirmed_is_said_again_of_itself(office: Office) -> None:
    office.act(ANALYST, "classify", reference=REACTOR, item=1, code="2B350.a",
               outcome="confirmed", reason=REASON)  # fmt: skip
    view = office.view(REACTOR)
    code = the(fields_for(view, "2B350.a", REJECTED), "code")
    assert (code.value, code.choices[0][0]) == ("2B350.a", "2B350.a")
