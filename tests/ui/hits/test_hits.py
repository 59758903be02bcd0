"""Judging hits: pairs, equal hits, what changed since; the next one is there at once."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot
from tests.deeds.said import said
from tests.taking_in import taken_in
from tests.ui import fictional_case, scenes
from tests.ui.desk_office import LISTED, PASSWORD, Answers, Hands
from tests.ui.hands import press, type_text

from landwaiter.domain.intake.declaration import Address
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.lists.list_editions import ChangedSince, FieldChange
from landwaiter.domain.lists.listing import JudgementValue
from landwaiter.services.deeds.engine import do
from landwaiter.services.hits.waiting_hits import hit_view
from landwaiter.ui.cases.case_screen import CaseScreen
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.hits.hit_screen import HitScreen
from landwaiter.ui.hits.hits_tab import HitsTab
from landwaiter.ui.kit import party_words
from landwaiter.ui.kit.cells import CELL_ROLE
from landwaiter.ui.kit.inline import InlineCell
from landwaiter.ui.kit.label import MarkLabel

REASON = "the catalogue states it on page 4"


def hit(shell: Shell) -> HitScreen:
    screen = scenes.hit(shell)
    assert isinstance(screen, HitScreen)
    screen.choose(None)
    screen.reason.clear()
    return screen


def test_another_name_pair_is_explained_by_keyboard(shell: Shell, qtbot: QtBot) -> None:
    screen = hit(shell)
    screen.pairs.list.setFocus()
    press(screen.pairs.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: screen.pairs.explained == fictional_case.HIT_VIEW.pairs[1])
    QAbstractItemModelTester(screen.pairs.model)


def test_words_of_other_scripts_say_how_they_are_read(shell: Shell) -> None:
    screen = hit(shell)
    assert screen.pairs.words._readings["西北"] == "xibei"


def test_equal_hits_are_judged_only_where_they_are_ticked(shell: Shell) -> None:
    screen = hit(shell)
    assert not screen.equal.chosen
    type_text(screen, "e")
    assert screen.equal.chosen == ("hit-7", "hit-8")
    assert "PL1-2026-000398" in screen.equal.boxes["hit-7"].text()
    screen.equal.boxes["hit-8"].setChecked(False)
    screen.choose(JudgementValue.SAME)
    assert "on 1 equal hit" in screen._effect.words()


def test_ticks_of_one_hit_are_not_those_of_the_next(shell: Shell) -> None:
    screen = hit(shell)
    type_text(screen, "e")
    other = replace(fictional_case.HIT_VIEW.hit, id="hit-2")
    screen.show_view(replace(fictional_case.HIT_VIEW, hit=other))
    assert screen.equal.chosen == ()


def test_a_hit_without_equals_shows_no_list_of_them(shell: Shell) -> None:
    screen = hit(shell)
    screen.show_view(replace(fictional_case.HIT_VIEW, equal=()))
    assert screen.equal.isHidden()


def test_nothing_against_a_hit_is_no_proof(shell: Shell) -> None:
    screen = hit(shell)
    screen.show_view(replace(fictional_case.HIT_VIEW, against=()))
    assert "proves nothing" in screen.against._said.words()


def test_what_is_on_screen_is_put_into_the_reason(shell: Shell) -> None:
    screen = hit(shell)
    screen.reason.setPlainText("Same street.")
    screen._insert(lambda view, pair: f"{pair.matched_name}.")
    assert screen.reason.toPlainText() == f"Same street. {fictional_case.MATCH.matched_name}."


def test_a_judgement_that_needs_two_persons_says_so(shell: Shell) -> None:
    screen = hit(shell)
    screen.show_view(replace(fictional_case.HIT_VIEW, needs_second=800))
    screen.choose(JudgementValue.DIFFERENT)
    assert "a second person" in screen._effect.words()


# -- in the window ----------------------------------------------------------------------------


@pytest.fixture
def at_hits(hands: Hands, answers: Answers, tmp_path: Path) -> Hands:
    """The analyst is signed in and has three hits of one pair, on three cases."""
    hands.type(PASSWORD)
    hands.press(Qt.Key.Key_Return)
    file = tmp_path / "three.csv"
    head = "lrn,accepted,country_destination,consignee_name,consignee_country,item_no,cn8\n"
    rows = (
        f'EQ-{number},2026-03-27T10:00:00Z,CN,"{LISTED}",{state},1,84571010\n'
        for number, state in enumerate(("CN", "CN", "HK"))
    )
    file.write_text(head + "".join(rows), encoding="utf-8")
    session = hands.room.desk.known_session
    [result] = taken_in(session, TakeIn((file,)))
    assert len(result.cases) == 3, result.rejected
    for reference in result.cases:
        do(session, said("take", reference=reference))
    hands.room.to_hits()
    hands.settle()
    return hands


def tab_of(hands: Hands) -> HitsTab:
    tab = hands.room.desk.view
    assert isinstance(tab, HitsTab)
    return tab


def judge(tab: HitsTab, outcome: JudgementValue = JudgementValue.SAME) -> str:
    """The hit in front is judged; its identity."""
    view = tab.screen.view
    assert view is not None
    tab.screen.judged.emit(view.hit.id, outcome, REASON)
    return view.hit.id


def test_the_next_hit_stands_there_before_the_judgement_is_written(at_hits: Hands) -> None:
    tab = tab_of(at_hits)
    first, second, _third = tab._ids
    assert judge(tab) == first
    assert not at_hits.room.desk.jobs.idle
    assert tab.screen.view is not None
    assert tab.screen.view.hit.id == second
    at_hits.settle()
    assert hit_view(at_hits.room.desk.known_session, first).hit.judgement is not None


def test_a_skipped_hit_makes_way_at_once(at_hits: Hands) -> None:
    tab = tab_of(at_hits)
    second = tab._ids[1]
    tab.screen.skipped.emit()
    assert tab.screen.view is not None
    assert tab.screen.view.hit.id == second
    at_hits.settle()
    assert tab.screen.view.hit.id == second


def test_an_equal_hit_that_is_ticked_is_judged_with_it(at_hits: Hands) -> None:
    tab = tab_of(at_hits)
    assert tab.screen.view is not None
    [equal] = tab.screen.view.equal
    tab.screen.equal.toggle()
    first = judge(tab)
    at_hits.settle()
    session = at_hits.room.desk.known_session
    for hit_id in (first, equal.hit_id):
        judgement = hit_view(session, hit_id).hit.judgement
        assert judgement is not None
        assert judgement.value == "same"
    assert len(tab._ids) == 1


def test_a_refused_judgement_brings_the_hit_back_with_its_reason(at_hits: Hands) -> None:
    tab = tab_of(at_hits)
    session = at_hits.room.desk.known_session
    assert tab.screen.view is not None
    [equal] = tab.screen.view.equal
    tab.screen.equal.toggle()
    do(
        session,
        said("judge", reference=equal.reference, hit=equal.hit_id, outcome="unsure", reason=REASON),
    )
    first = judge(tab)
    at_hits.settle()
    assert tab.screen.view.hit.id == first
    assert (tab.screen.chosen, tab.screen.reason.toPlainText()) == (JudgementValue.SAME, REASON)


def since(*, look_again: bool) -> ChangedSince:
    change = FieldChange("birth_dates", (), ("1957",))
    return ChangedSince("may", date(2026, 5, 12), False, (change,), look_again=look_again)


def texts(screen: HitScreen) -> str:
    return "\n".join(label.words() for label in screen.findChildren(MarkLabel))


def test_what_a_newer_edition_changed_stands_beside_the_listing(shell: Shell) -> None:
    screen = hit(shell)
    screen.show_view(replace(fictional_case.HIT_VIEW, since=since(look_again=False)))
    assert "The edition may of 12 May 2026 changed this entry" in texts(screen)
    assert "birth dates: – → 1957" in texts(screen)
    assert "look at it again" not in texts(screen)


def test_a_judgement_made_before_the_change_stands_and_asks_for_another_look(shell: Shell) -> None:
    screen = hit(shell)
    shown = fictional_case.HIT_VIEW
    judged = replace(shown.hit, judgement=replace(fictional_case.UNSURE, revoked_at=None))
    screen.show_view(replace(shown, hit=judged, since=since(look_again=True)))
    assert "Judgement that stands" in texts(screen)
    assert "counts as made: look at it again" in texts(screen)


def test_a_party_put_aside_comes_back_where_the_list_changed_since() -> None:
    view = fictional_case.CASE_VIEW
    hit = view.case.hits[0]
    different = replace(fictional_case.UNSURE, value=JudgementValue.DIFFERENT, revoked_at=None)
    aside = replace(view, case=replace(view.case, hits=(replace(hit, judgement=different),)))
    party = next(one for one in view.case.parties if one.id == hit.party_id)
    assert party_words.live_hits(aside, party) == []
    again = replace(aside, since={hit.id: since(look_again=True)})
    assert [one.id for one in party_words.live_hits(again, party)] == [hit.id]
    assert "look again" in str(party_words.screening(again, party))


def test_a_hit_that_waits_no_more_has_no_number_in_the_queue(shell: Shell) -> None:
    screen = hit(shell)
    screen.show_view(replace(fictional_case.HIT_VIEW, position=0))
    assert "Beside the hits that wait" in texts(screen)
    assert "Hit 0" not in texts(screen)


def shown(screen: QWidget) -> str:
    """All that stands in the tables of a screen."""
    cells = (
        table.model().index(row, section).data(CELL_ROLE)
        for table in screen.findChildren(QTableView)
        for row in range(table.model().rowCount())
        for section in range(table.model().columnCount())
    )
    return "\n".join(cell.words for cell in cells if isinstance(cell, InlineCell))


@pytest.mark.parametrize(
    ("street", "has_hit", "says"),
    [
        ("12 Nanhai Road", False, "no hit; address not compared"),
        ("", False, "no hit"),
        ("", True, "Address not compared: the party states none"),
        ("127 Yonyi Xilu", True, ""),
    ],
)
def test_a_case_says_of_each_party_that_its_address_was_not_compared(
    shell: Shell, street: str, has_hit: bool, says: str
) -> None:
    view = fictional_case.CASE_VIEW
    first = view.case.parties[0]
    party = replace(first, address=replace(Address(), street=street or None))
    hits = tuple(replace(one, party_id=party.id) for one in view.case.hits[:1]) if has_hit else ()
    case = replace(view.case, parties=(party,), hits=hits)
    screen = scenes.case(shell)
    assert isinstance(screen, CaseScreen)
    screen.show_view(replace(view, case=case))
    assert ("not compared" in shown(screen)) is ("not compared" in says)
    assert says in shown(screen)


def test_a_hit_says_that_the_address_was_not_compared(shell: Shell) -> None:
    screen, view = hit(shell), fictional_case.HIT_VIEW
    screen.show_view(replace(view, party=replace(view.party, address=Address())))
    assert "Address not compared: the party states none" in texts(screen)
