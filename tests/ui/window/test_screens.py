"""Every screen with fictional rows: what it says, and what it asks for by key and button."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.domain.builders import a_finding
from tests.ui import fiction, fictional_case, scenes
from tests.ui.hands import ALT, CTRL, click, press, type_text

from landwaiter.domain.cases.case import Classification, ClassificationState
from landwaiter.domain.lists.listing import JudgementValue
from landwaiter.domain.people.preferences import Preferences
from landwaiter.services.review.differences import word_changes
from landwaiter.ui.cases.case_screen import CaseScreen
from landwaiter.ui.cases.queue_columns import CASE_COLUMNS
from landwaiter.ui.entities.entities_screen import EntitiesScreen
from landwaiter.ui.flags.flag_cards import PartiesCard
from landwaiter.ui.frame.preferences_screen import PreferencesScreen
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.goods.goods_cards import ItemCard, findings
from landwaiter.ui.hits.contribution import parts_of, signed
from landwaiter.ui.hits.hit_screen import HitScreen
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.field_row import choose
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.theme import DARK
from landwaiter.ui.law.reference_screen import ReferenceScreen
from landwaiter.ui.review.review_cards import shown_pieces
from landwaiter.ui.review.review_screen import ReviewScreen
from landwaiter.ui.today.today_screen import TodayScreen
from landwaiter.ui.window.app import wear

HOSTILE = "<b>Ltd</b><img src='/etc/hostname'>"


@pytest.mark.parametrize("scene", list(scenes.SCENES))
def test_every_screen_fits_the_smallest_window_and_is_drawn_light_and_dark(
    shell: Shell, qtbot: QtBot, application: QApplication, scene: str
) -> None:
    scenes.SCENES[scene](shell)
    shell.resize(1280, 800)
    QApplication.processEvents()
    assert (shell.width(), shell.height()) == (1280, 800)
    qtbot.waitUntil(lambda: shell.jobs.idle)
    light = shell.grab().toImage()
    wear(application, DARK)
    assert shell.grab().toImage() != light


def today(shell: Shell) -> TodayScreen:
    screen = scenes.today(shell)
    assert isinstance(screen, TodayScreen)
    return screen


def test_enter_opens_the_first_case_of_the_queue(shell: Shell, qtbot: QtBot) -> None:
    screen = today(shell)
    with qtbot.waitSignal(screen.case_asked) as asked:
        press(screen.queue, Qt.Key.Key_Return)
    assert asked.args == ["PL1-2026-000405"]  # returned to the reader


def test_h_asks_for_the_hits(shell: Shell, qtbot: QtBot) -> None:
    screen = today(shell)
    with qtbot.waitSignal(screen.hits_asked):
        type_text(screen.queue, "h")


def test_an_empty_queue_says_what_to_do_first(shell: Shell) -> None:
    screen = today(shell)
    screen.show_view(replace(fiction.TODAY_VIEW, queue=()), user=fiction.USER)
    assert not screen.queue.isVisible()
    assert screen.next.text() == "Next review: PL1-2026-000390"
    screen.show_view(replace(fiction.TODAY_VIEW, queue=(), reviews=()), user=fiction.USER)
    assert not screen.next.isEnabled()


def case(shell: Shell) -> CaseScreen:
    screen = scenes.case(shell)
    assert isinstance(screen, CaseScreen)
    return screen


def test_r_opens_what_the_case_waits_for_first(shell: Shell, qtbot: QtBot) -> None:
    screen = case(shell)
    with qtbot.waitSignal(screen.owed_asked) as asked:
        type_text(screen.sections, "r")
    assert asked.args == ["record_reply", {}]
    assert screen.head.primary.text() == "Record reply…"
    assert screen.head.second.text() == "Propose…"


def test_a_refused_act_is_not_asked_for_by_key(shell: Shell, qtbot: QtBot) -> None:
    screen = case(shell)
    refused = tuple(
        replace(act, allowed=False, why_not="No consultation is open.")
        for act in fictional_case.ACTS
    )
    screen.show_view(fictional_case.a_case_view(acts=refused))
    with qtbot.assertNotEmitted(screen.owed_asked):
        type_text(screen.sections, "r")
    assert screen.head.primary.isHidden()


def test_s_substantiates_the_flag_under_the_cursor(shell: Shell, qtbot: QtBot) -> None:
    screen = case(shell)
    assert screen.page.flags is not None
    screen.page.flags.table.selectRow(1)
    with qtbot.assertNotEmitted(screen.flag_asked):
        type_text(screen.sections, "s")
    screen.page.flags.table.setFocus()
    with qtbot.waitSignal(screen.flag_asked) as asked:
        type_text(screen.page.flags.table, "s")
    assert asked.args == [fictional_case.RAISED[1], "substantiate"]


def test_a_click_on_the_cross_rejects_a_candidate(shell: Shell, qtbot: QtBot) -> None:
    screen = case(shell)
    card = screen.findChild(ItemCard)
    assert card is not None
    at = card.table.visualRect(card.rows.index(1, 5)).center()
    with qtbot.waitSignal(screen.page.classify_asked) as asked:
        click(card.table.viewport(), at)
    assert asked.args[0].code == "2B201"
    assert asked.args[1] is ClassificationState.REJECTED


def entries_shown(qtbot: QtBot, *found: Classification) -> list[str]:
    """The first column of the goods of a case whose candidates have paragraphs."""
    view = fictional_case.a_case_view()
    first, *others = view.case.candidates
    first = replace(first, entries=("2B001.a", "2B001.b.2"))
    candidates = (first, replace(others[0], entries=("2B201.b",)))
    changed = replace(view, case=replace(view.case, candidates=candidates), classifications=found)
    assert changed.case.declaration is not None
    card = ItemCard(changed.case.declaration.items[0], (), findings(changed, 1))
    qtbot.addWidget(card)
    return [str(card.rows.index(row, 0).data()) for row in range(card.rows.rowCount())]


def test_a_candidate_is_shown_with_its_paragraphs(qtbot: QtBot) -> None:
    assert entries_shown(qtbot) == ["2B001 (a, b.2)", "2B201 (b)"]


def test_a_paragraph_that_was_confirmed_stands_in_the_place_of_its_candidate(qtbot: QtBot) -> None:
    found = a_finding("2B001.b.2", ClassificationState.CONFIRMED)
    other = a_finding("2B201.a", ClassificationState.REJECTED)
    assert entries_shown(qtbot, found, other) == ["2B001.b.2", "2B201 (b)", "2B201.a"]


def test_a_party_without_a_hit_is_not_called_clear(shell: Shell) -> None:
    card = case(shell).findChild(PartiesCard)
    assert card is not None
    assert card.rows.index(1, 3).data() == "no hit"
    assert "Listed" in str(card.rows.index(0, 3).data())


def test_all_rules_are_counted(shell: Shell) -> None:
    card = case(shell).page.flags
    assert card is not None
    said = [child.accessibleName() for child in card.findChildren(type(card._title))]
    assert any("71 rules" in words for words in said)


def test_a_hostile_title_is_shown_letter_by_letter(shell: Shell) -> None:
    screen = case(shell)
    hostile = fictional_case.a_case(title=HOSTILE)
    screen.show_view(fictional_case.a_case_view(case=hostile))
    assert screen.head.title.words() == HOSTILE


def hit(shell: Shell) -> HitScreen:
    screen = scenes.hit(shell)
    assert isinstance(screen, HitScreen)
    screen.choose(None)
    screen.reason.clear()
    return screen


def test_a_hit_is_judged_by_keyboard(shell: Shell, qtbot: QtBot) -> None:
    screen = hit(shell)
    type_text(screen, "2")
    assert screen.focusWidget() is screen.reason
    type_text(screen.reason, "Another country and kind.")
    with qtbot.waitSignal(screen.judged) as judged:
        press(screen.reason, Qt.Key.Key_Return, CTRL)
    assert judged.args == ["hit-1", JudgementValue.DIFFERENT, "Another country and kind."]


def test_figures_are_typed_while_the_reason_has_the_focus(shell: Shell, qtbot: QtBot) -> None:
    screen = hit(shell)
    screen.reason.setFocus()
    type_text(screen.reason, "1")
    assert screen.reason.toPlainText() == "1"
    assert screen.chosen is None
    press(screen.reason, Qt.Key.Key_3, ALT)
    assert screen.chosen is JudgementValue.UNSURE


def test_a_judgement_without_a_reason_is_refused(shell: Shell, qtbot: QtBot) -> None:
    screen = hit(shell)
    screen.choose(JudgementValue.SAME)
    assert screen.act.why_not == "give a reason of 10 characters"
    with qtbot.assertNotEmitted(screen.judged):
        screen.judge()


def test_the_reason_is_kept_when_the_same_hit_is_read_again(shell: Shell) -> None:
    screen = hit(shell)
    screen.reason.setPlainText("half a thought")
    screen.show_view(fictional_case.HIT_VIEW)
    assert screen.reason.toPlainText() == "half a thought"


def test_parts_of_a_score_begin_where_the_last_one_ended() -> None:
    befores = [part.before for part in parts_of(fictional_case.MATCH.reasons)]
    assert befores == [0, 820, 800, 890, 890]
    assert signed(-20) == "−0.02"


def review(shell: Shell) -> ReviewScreen:
    screen = scenes.review(shell)
    assert isinstance(screen, ReviewScreen)
    return screen


def test_alt_a_asks_to_approve_and_control_enter_does_nothing(shell: Shell, qtbot: QtBot) -> None:
    screen = review(shell)
    with qtbot.assertNotEmitted(screen.approve_asked):
        press(screen, Qt.Key.Key_Return, CTRL)
    with qtbot.waitSignal(screen.approve_asked) as asked:
        press(screen, Qt.Key.Key_A, ALT)
    assert asked.args == ["PL1-2026-000412"]


def test_an_author_cannot_ask_to_approve(shell: Shell, qtbot: QtBot) -> None:
    screen = review(shell)
    screen.show_view(
        replace(fictional_case.REVIEW_VIEW, may_approve=False, why_not="You are its author.")
    )
    assert screen.approving.text() == "Approve and sign version 2: You are its author"
    with qtbot.assertNotEmitted(screen.approve_asked):
        press(screen, Qt.Key.Key_A, ALT)


def test_changed_words_are_struck_and_underlined() -> None:
    line = shown_pieces(word_changes("may fall under 2B001", "meets neither 2B001"))
    struck = [piece.words for piece in line if getattr(piece, "struck", False)]
    added = [piece.words for piece in line if getattr(piece, "underlined", False)]
    assert struck == ["may fall under"]
    assert added == ["meets neither"]


def test_stale_editions_come_first(shell: Shell) -> None:
    screen = scenes.reference(shell)
    assert isinstance(screen, ReferenceScreen)
    shown = [row.title for row in screen.model.rows()]
    assert shown[-1] == "Seen at the raid of March"
    assert "98 days" in str(screen.model.index(0, 4).data())


FILES = tuple(
    Path(code) / "LC_MESSAGES" / "landwaiter.mo" for code in ("de", "es", "fr", "it", "pl")
)


def test_a_chosen_theme_is_told_at_once(shell: Shell, qtbot: QtBot) -> None:
    screen = scenes.settings(shell)
    assert isinstance(screen, PreferencesScreen)
    with qtbot.waitSignal(screen.changed) as changed:
        choose(screen.boxes["theme"], "dark")
    assert changed.args == [{"theme": "dark"}]


def test_settings_offer_every_language_in_its_own_words_and_the_size_that_was_set(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("landwaiter.i18n.catalogue_files", lambda _folder: FILES)
    screen = PreferencesScreen(Preferences(language="fr", text_size=137))
    qtbot.addWidget(screen)
    box = screen.boxes["language"]
    assert [box.itemText(number) for number in range(box.count())] == [
        "As the system", "Deutsch", "English", "Español", "Français", "Italiano", "Polski",
    ]  # fmt: skip
    assert (box.currentText(), screen.boxes["text_size"].currentText()) == ("Français", "137 %")


def test_an_entity_without_identifiers_says_so(shell: Shell, qtbot: QtBot) -> None:
    screen = scenes.entities(shell)
    assert isinstance(screen, EntitiesScreen)
    qtbot.waitUntil(lambda: screen.model.rowCount() == 3)
    assert screen.model.index(0, 3).data() == "none known"
    assert screen.model.index(2, 3).data() == "IMO 9074729"


RAN_OUT = fiction.a_clock(-3, legal=True, label="A · Art. 21(4)", day=6)


def test_a_clock_of_law_that_ran_out_is_said_first_today(shell: Shell) -> None:
    screen = today(shell)
    row = replace(fiction.QUEUE[0], clock=RAN_OUT, law=RAN_OUT)
    view = replace(fiction.TODAY_VIEW, queue=(row, *fiction.QUEUE[1:]))
    screen.show_view(view, user=fiction.USER)
    assert any(
        "1 legal clock has run out." in one.words() for one in screen.findChildren(MarkLabel)
    )
    cell = screen.model.index(1, 0).data()
    assert "ran out 3 working days ago" in cell
    assert "A · Art. 21(4), Mon 6 Apr" in cell
    assert "today" not in cell


def test_a_case_says_since_when_its_clock_has_run_out(qtbot: QtBot) -> None:
    view = fictional_case.CASE_VIEW
    screen = CaseScreen()
    qtbot.addWidget(screen)
    screen.show_view(replace(view, row=replace(view.row, clock=RAN_OUT)))
    said = screen.head.clock.findChildren(MarkLabel)[0].words()
    assert said == "Ran out 3 working days ago A · Art. 21(4), On Mon 6 Apr 2026, 24:00"


def test_the_list_of_cases_says_the_day_on_which_a_clock_ran_out() -> None:
    row = replace(fiction.QUEUE[0], clock=RAN_OUT)
    column = next(one for one in CASE_COLUMNS if one.sort == "due")
    assert column.cell(row).words.startswith("ran out Mon 6 Apr")


def test_a_clock_of_thirty_days_leaves_the_window_as_wide_as_it_is(
    application: QApplication, qtbot: QtBot
) -> None:
    view, row = fictional_case.CASE_VIEW, fictional_case.CASE_VIEW.row
    assert row.clock is not None
    long = replace(fiction.a_clock(16, legal=True, total=30), label=row.clock.label)
    screen = CaseScreen()
    qtbot.addWidget(screen)
    screen.show_view(replace(view, row=replace(row, clock=long)))
    assert screen.minimumSizeHint().width() <= fonts.px(1440 - 64)
