"""After a return the author goes on from what was proposed, with the reviewer's words beside it."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.deeds.said import said
from tests.taking_in import taken_in
from tests.ui.deeds.test_propose_page import REF, WHY, page
from tests.ui.desk_office import PASSWORD, REVIEWER, Hands, a_declaration

from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.services.cases import case_reads
from landwaiter.services.deeds.engine import do
from landwaiter.services.table import sessions
from landwaiter.ui.deeds.propose_page import ProposePage
from landwaiter.ui.kit.label import MarkLabel

REASON = "the catalogue states it on page 4"
BASIS = "Art. 9 of the order on exports"


@pytest.fixture
def after_a_return(hands: Hands, tmp_path: Path) -> Hands:
    """The analyst pressed P on a case whose first version came back."""
    hands.type(PASSWORD)
    hands.press(Qt.Key.Key_Return)
    session = hands.room.desk.known_session
    taken_in(session, TakeIn((a_declaration(tmp_path),)))
    do(session, said("assess"))
    view = case_reads.case_view(session, REF)
    left_open = {one.kind: WHY for one in view.unsettled}
    proposed = said("propose", outcome="release", reason=REASON, basis=BASIS)
    do(session, replace(proposed, open=left_open))
    reviewer = sessions.open_casebook(tmp_path / "office", user=REVIEWER, password=PASSWORD)
    with reviewer.casebook:
        remarks = (("items/1/code", "why this code?"),)
        do(reviewer, said("return", reason="say more of the code", remarks=remarks))
    hands.room.to_case(REF)
    hands.settle()
    hands.press(Qt.Key.Key_P)
    return hands


def words(form: ProposePage) -> str:
    return "\n".join(one.words() for one in form.findChildren(MarkLabel))


def test_the_form_begins_with_what_its_author_proposed(after_a_return: Hands) -> None:
    form = page(after_a_return)
    answers = form.fields.answers()
    assert answers["reason"] == REASON
    assert {row.chosen for row in form.outcomes.rows} == {("release", BASIS)}
    assert {area.toPlainText() for area in form.reasons.values()} == {WHY}


def test_the_reviewers_words_stand_beside_it(after_a_return: Hands) -> None:
    told = words(page(after_a_return))
    assert "from version 1: look it over" in told
    assert "none is chosen for you" not in told
    assert "“say more of the code”" in told
    assert "“why this code?”" in told


def test_what_somebody_else_proposed_is_chosen_for_nobody(after_a_return: Hands) -> None:
    opened = page(after_a_return)
    other = ProposePage("Propose", opened.fields.fields, opened._view, author="Bea")
    after_a_return.qtbot.addWidget(other)
    assert not any(any(row.chosen) for row in other.outcomes.rows)
    assert other.fields.answers()["reason"] == ""
    assert "none is chosen for you" in words(other)
