"""A case in its window: head, panel of acts, side and sections, and a form as a page."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.deeds.said import said
from tests.services.sample_office import Office
from tests.ui import fictional_case, rooms, scenes
from tests.ui.desk_office import Hands
from tests.ui.hands import press, type_text

from landwaiter import i18n
from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.services.audit.audit_history import audit_page
from landwaiter.services.deeds.engine import do
from landwaiter.services.people.preferences import preferences
from landwaiter.services.reports.dossier.types import REPORT_TYPES
from landwaiter.ui.cases.acts_of_case import WAITS, acts_of, words_of_acts
from landwaiter.ui.cases.acts_panel import ActsPanel
from landwaiter.ui.cases.case_screen import CaseScreen
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.act_form import ActForm

Key = Qt.Key
REF = "PL1-2026-000001"
REASON = "the catalogue states it on page 4"


def a_case(shell: Shell) -> CaseScreen:
    screen = scenes.case(shell)
    assert isinstance(screen, CaseScreen)
    QApplication.processEvents()
    return screen


def panel_of(screen: CaseScreen) -> ActsPanel:
    screen.show_acts()
    assert screen.panel is not None
    return screen.panel


def acts_in(panel: ActsPanel) -> list[str]:
    return [row.act for row in panel.shown]


def test_a_clock_that_ran_out_makes_it_release_with_keep_held_beside(
    shell: Shell, qtbot: QtBot
) -> None:
    screen = rooms.longest(shell)
    assert screen.head.primary.text() == "Release item 17…"
    assert screen.head.second.text() == "Keep held…"
    with qtbot.waitSignal(screen.owed_asked) as asked:
        screen.head.second.click()
    assert asked.args == ["stay_held", {"item": "17"}]


def test_a_case_that_waits_for_nobody_has_acts_alone(shell: Shell) -> None:
    screen = a_case(shell)
    refused = tuple(replace(act, allowed=False, why_not="no") for act in fictional_case.ACTS)
    screen.show_view(fictional_case.a_case_view(acts=refused))
    head = screen.head
    assert (head.primary.isHidden(), head.second.isHidden(), head.every.isHidden()) == (
        True, True, False,
    )  # fmt: skip


def test_each_act_stands_in_the_panel_once(office: Office) -> None:
    rows = [row.act for row in acts_of(office.view())]
    reports = [f"report_{kind.name}" for kind in REPORT_TYPES]
    slips = ["hold-slip", "release-slip"]
    assert sorted(rows) == sorted([*ON_CASE, *reports, *slips, "bundle", "letter"])


def test_what_the_case_waits_for_comes_first_and_what_is_impossible_is_closed(
    shell: Shell,
) -> None:
    panel = panel_of(a_case(shell))
    assert [row.act for row in panel.shown][:2] == ["record_reply", "propose"]
    assert panel.shown[0].group == WAITS
    assert not any(row.why_not for row in panel.shown)
    press(panel.field, Key.Key_Right)
    refused = [(row.act, row.why_not) for row in panel.shown if row.why_not]
    assert ("approve", "no proposal yet") in refused
    press(panel.field, Key.Key_Left)
    assert not any(row.why_not for row in panel.shown)


def test_the_panel_is_searched_by_what_acts_are_called_in_any_language(shell: Shell) -> None:
    panel = panel_of(a_case(shell))
    type_text(panel.field, "hold goods")
    assert acts_in(panel) == ["hold"]
    panel.field.setText("Waren anhalten")
    assert acts_in(panel) == []
    panel.show_words({"hold": "Hold the goods Waren anhalten Zatrzymaj towary"})
    assert acts_in(panel) == ["hold"]
    panel.field.setText("zatrzymaj")
    assert acts_in(panel) == ["hold"]


def test_the_words_of_every_act_are_known_in_each_language_of_the_window() -> None:
    words = words_of_acts()
    assert set(words) >= set(ON_CASE)
    for language in i18n.languages():
        spoken = i18n.catalogue(language)
        assert not [act for act in ON_CASE if spoken.text(ON_CASE[act].title) not in words[act]]
    assert i18n.catalogue("pl").text("Release the goods") in words["release"]
    assert i18n.catalogue("pl").text("Release the goods") != "Release the goods"


def test_the_panel_of_a_case_is_searched_in_another_language_than_it_speaks(
    hands: Hands, case_at_work: CaseTab
) -> None:
    hands.press(Key.Key_A)
    hands.settle()
    panel = case_at_work.screen.panel
    assert panel is not None
    panel.field.setText(i18n.catalogue("de").text(ON_CASE["hold"].title))
    assert "hold" in acts_in(panel)


def test_what_is_not_possible_now_cannot_be_chosen(shell: Shell, qtbot: QtBot) -> None:
    panel = panel_of(a_case(shell))
    type_text(panel.field, "approve")
    with qtbot.assertNotEmitted(panel.chosen):
        press(panel.field, Key.Key_Down)
        press(panel.field, Key.Key_Return)
    assert panel.isVisible()


def test_f7_closes_the_side_to_a_strip_and_the_person_finds_it_so_again(
    hands: Hands, case_at_work: CaseTab
) -> None:
    hands.room.desk.shell.resize(1440, 900)
    QApplication.processEvents()
    side = case_at_work.screen.side
    assert side.is_open
    hands.press(Key.Key_F7)
    assert (side.is_open, side.width()) == (False, fonts.px(36))
    hands.settle()
    assert preferences(hands.room.desk.known_session).side is False
    hands.press(Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    hands.room.to_case(REF)
    hands.settle()
    again = hands.room.desk.view
    assert isinstance(again, CaseTab)
    assert not again.screen.side.is_open
    again.screen.side.strip.click()
    assert again.screen.side.is_open


def test_sections_are_icons_and_the_side_a_strip_where_the_middle_would_be_too_narrow(
    shell: Shell,
) -> None:
    screen = a_case(shell)
    for wide, icons, is_open in ((1280, False, True), (1090, False, False), (1000, True, True)):
        shell.resize(wide, 800)
        QApplication.processEvents()
        assert (screen.sections.icons_alone, screen.side.is_open) == (icons, is_open), wide
        assert screen.middle.width() >= fonts.px(560)
    shell.resize(1280, 800)
    QApplication.processEvents()
    assert screen.side.is_open


def test_a_form_takes_the_place_of_the_middle_and_the_head_stays(shell: Shell) -> None:
    screen = a_case(shell)
    form = rooms.a_long_form()
    screen.show_form(form)
    QApplication.processEvents()
    assert isinstance(form, ActForm)
    assert form.isVisible()
    assert not screen.sections.isVisible()
    assert screen.head.isVisible()
    screen.show_form(None)
    QApplication.processEvents()
    assert screen.sections.isVisible()


@pytest.fixture
def ran_out(hands: Hands, case_at_work: CaseTab) -> CaseTab:
    """Item 1 is suspended on track A, and nobody replied in the period of Art. 21(4)."""
    session = hands.room.desk.known_session
    do(session, said("suspend", item=1, track="A", reason=REASON))
    do(session, said("consult", to="licensing authority", reason=REASON))
    later = session.now() + timedelta(days=40)
    object.__setattr__(session, "now", lambda: later)  # a session is frozen, and days pass
    case_at_work.reload()
    hands.settle()
    return case_at_work


def test_keep_held_asks_for_another_track_with_its_own_basis_and_neither_is_chosen_beforehand(
    hands: Hands, ran_out: CaseTab
) -> None:
    before = audit_page(hands.room.desk.known_session).rows[0].seq
    head = ran_out.screen.head
    assert head.second.text() == "Keep held…"
    head.second.click()
    hands.settle()
    form = ran_out.acting.form
    assert form is not None
    assert form.title == "Keep the goods held on another track"
    answers = form.fields.answers()
    assert (answers["item"], answers["track"], answers["basis"]) == ("1", "", "")
    form.fields.fill({"reason": REASON})
    for name, given in (("track", "N"), ("basis", "national act, s. 12")):
        assert form.act.why_not == f"{form.inputs[name].accessibleName().lower()} is missing"
        hands.give()
        assert ran_out.acting.form is form
        assert form.refusal == form.act.why_not
        assert audit_page(hands.room.desk.known_session).rows[0].seq == before
        form.fields.fill({name: given})
    assert form.act.why_not == ""
    hands.give()
    assert ran_out.acting.form is None
    view = ran_out.screen.view
    assert view is not None
    assert [(track.letter.value, track.basis) for track in view.case.tracks][1:] == [
        ("N", "national act, s. 12")
    ]
    assert view.releases == ()
