"""Cases in the window: the preview and the row it is of, views, columns, and acts on many."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.ui import fiction, fictional_case, scenes
from tests.ui.hands import press, type_text

from landwaiter import i18n
from landwaiter.domain.cases.case import Stage
from landwaiter.domain.cases.case_query import USUAL_COLUMNS, CaseQuery
from landwaiter.services.base.page import Page
from landwaiter.services.cases.case_row import CaseRow
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.people.bulk import BulkAct, CaseChoice, Outlook
from landwaiter.ui.cases.cases_place import outlook_said
from landwaiter.ui.cases.cases_screen import CasesScreen
from landwaiter.ui.cases.column_chooser import ColumnChooser
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.frame.tabs import Tab
from landwaiter.ui.kit import flow, marks
from landwaiter.ui.kit.cells import PAD
from landwaiter.ui.kit.inline import InlineCell

Rows = Callable[[CaseQuery], tuple[CaseRow, ...]]


def preview_of(reference: str) -> CaseView:
    row = replace(fictional_case.CASE_VIEW.row, reference=reference)
    return replace(fictional_case.CASE_VIEW, row=row)


def a_screen(shell: Shell, qtbot: QtBot, rows: Rows) -> CasesScreen:
    """With rows by the query; previews are asked for and not answered."""
    screen = CasesScreen(
        lambda _after, _order, query: Page(rows(query), None, len(rows(query))),
        shell.jobs,
        views=fiction.VIEWS,
        choices={"destination": (("CN", "CN"),)},
    )
    shell.open_tab(Tab("cases", "Cases", "cases"), lambda: screen, screen="cases")
    screen.refresh()
    qtbot.waitUntil(lambda: shell.jobs.idle)
    return screen


def all_rows(query: CaseQuery) -> tuple[CaseRow, ...]:
    return tuple(row for row in fiction.QUEUE if query.text.lower() in str(row.title).lower())


def buttons_rest(screen: CasesScreen) -> bool:
    preview = screen.preview
    return not (preview.propose.isEnabled() or preview.opening.isEnabled() or preview.reference)


def test_the_buttons_of_the_preview_rest_while_it_loads(shell: Shell, qtbot: QtBot) -> None:
    screen = a_screen(shell, qtbot, all_rows)
    first, second = (row.reference for row in fiction.QUEUE[:2])
    assert buttons_rest(screen)
    screen.show_preview(preview_of(first))
    assert screen.preview.reference == first
    press(screen.list, Qt.Key.Key_J)
    assert buttons_rest(screen)
    screen.show_preview(preview_of(first))
    assert buttons_rest(screen)
    screen.show_preview(preview_of(second))
    assert screen.preview.reference == second
    assert screen.preview.opening.isEnabled()


def test_after_each_key_the_preview_is_of_the_row_under_the_cursor_or_empty(
    shell: Shell, qtbot: QtBot
) -> None:
    screen = a_screen(shell, qtbot, all_rows)
    screen.preview_asked.connect(lambda reference: screen.show_preview(preview_of(reference)))
    screen.list.selectRow(2)
    screen.search.setFocus()
    for letter in "valves, 40 pieces that there are not":
        type_text(screen.search, letter)
        assert buttons_rest(screen)
        qtbot.waitUntil(lambda: not screen._typing.isActive() and shell.jobs.idle)
        row = screen.list.current_row()
        assert screen.preview.reference == (row.reference if row else "")
    assert screen.model.rowCount() == 0
    assert buttons_rest(screen)


def test_a_view_brings_its_filter_its_order_and_its_columns(shell: Shell, qtbot: QtBot) -> None:
    asked: list[CaseQuery] = []

    def rows(query: CaseQuery) -> tuple[CaseRow, ...]:
        asked.append(query)
        return fiction.QUEUE

    screen = a_screen(shell, qtbot, rows)
    assert screen.columns == USUAL_COLUMNS
    own = next(row for row in screen.views.rows if row.view.name == "Bearings 8482")
    own.click()
    qtbot.waitUntil(lambda: shell.jobs.idle)
    assert asked[-1].code == "8482"
    assert screen.filters.chips["code"].value == "8482"
    assert not screen.filters.chips["code"].isHidden()
    assert screen.views.shown is own.view
    screen.filters.chips["destination"].choose("CN")
    qtbot.waitUntil(lambda: shell.jobs.idle)
    assert (asked[-1].code, asked[-1].destination) == ("8482", "CN")
    assert screen.views.shown is None


def test_views_are_heard_with_their_counts_and_walked_by_arrows(shell: Shell, qtbot: QtBot) -> None:
    screen = a_screen(shell, qtbot, all_rows)
    rows = screen.views.rows
    assert rows[2].accessibleName() == "Run out by law, 2"
    rows[0].setFocus()
    press(rows[0], Qt.Key.Key_Down)
    assert rows[1].hasFocus()
    with qtbot.waitSignal(screen.views.view_asked) as told:
        press(rows[1], Qt.Key.Key_Space)
    assert told.args[0].name == "mine"


def test_a_row_is_heard_as_a_sentence(shell: Shell, qtbot: QtBot) -> None:
    screen = a_screen(shell, qtbot, all_rows)
    said = screen.model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("PL1-2026-000398, ends today, 24:00, Glass-lined reactor")


def test_ticks_say_what_is_meant_and_all_that_is_found_is_no_list(
    shell: Shell, qtbot: QtBot
) -> None:
    screen = a_screen(shell, qtbot, all_rows)
    screen.list.setFocus()
    assert screen.meant == CaseChoice(CaseQuery(), (fiction.QUEUE[0].reference,))
    press(screen.list, Qt.Key.Key_Space)
    press(screen.list, Qt.Key.Key_J)
    press(screen.list, Qt.Key.Key_Space)
    assert screen.bulk.isVisible()
    assert screen.meant.references == tuple(row.reference for row in fiction.QUEUE[:2])
    with qtbot.waitSignal(screen.bulk_asked) as asked:
        type_text(screen.list, "a")
    assert asked.args == [BulkAct.ASSIGN]
    screen._take_all.click()
    assert screen.meant == CaseChoice(screen.asked)
    press(screen.list, Qt.Key.Key_Escape)
    assert screen.bulk.isHidden()


def test_columns_are_chosen_by_keyboard_and_told_once_for_the_view(
    shell: Shell, qtbot: QtBot
) -> None:
    screen = a_screen(shell, qtbot, all_rows)
    told: list[tuple[str, tuple[str, ...]]] = []
    screen.columns_chosen.connect(lambda view, names: told.append((view.name, names)))
    screen._columns.click()
    chooser = screen.findChild(ColumnChooser)
    assert chooser is not None
    assert not chooser.boxes["reference"].isEnabled()
    press(chooser.boxes["title"], Qt.Key.Key_Space)
    press(chooser.boxes["value"], Qt.Key.Key_Space)
    assert screen.columns == (*(name for name in USUAL_COLUMNS if name != "title"), "value")
    assert told == []
    press(chooser, Qt.Key.Key_Escape)
    assert told == [("open", screen.columns)]
    screen._columns.click()
    again = screen.findChildren(ColumnChooser)[-1]
    again.usual.click()
    screen.search.setFocus()
    assert told[-1] == ("open", USUAL_COLUMNS)


def test_columns_that_stay_are_not_told(shell: Shell, qtbot: QtBot) -> None:
    screen = a_screen(shell, qtbot, all_rows)
    with qtbot.assertNotEmitted(screen.columns_chosen):
        screen._columns.click()
        chooser = screen.findChild(ColumnChooser)
        assert chooser is not None
        chooser.leave()


@pytest.mark.parametrize(
    ("exact", "said"),
    [(True, "Possible for 2 of 3 cases."), (False, "each is asked when its turn comes")],
)
def test_it_is_said_for_how_many_and_why_not_for_the_rest(exact: bool, said: str) -> None:
    found = Outlook(BulkAct.TRIAGE, 3, 2, (("Begin triage: not in the stage Decided.", 1),), exact)
    told = outlook_said(found)
    assert said in told
    assert "Not for 1: Begin triage: not in the stage Decided." in told


def test_the_list_fits_beside_its_views(shell: Shell, qtbot: QtBot) -> None:
    shell.resize(1280, 800)
    screen = scenes.cases(shell)
    assert isinstance(screen, CasesScreen)
    qtbot.waitUntil(lambda: shell.jobs.idle)
    assert screen.list.horizontalScrollBar().maximum() == 0
    assert shell.minimumSizeHint().width() <= 1280


@pytest.mark.parametrize("language", ["pl", "de", "fr", "es", "it"])
def test_each_stage_has_room_in_its_column(
    shell: Shell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr(i18n._Process, "words", i18n.catalogue(language))
    table = a_screen(shell, qtbot, all_rows).list
    model = table.model()
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    wide = table.horizontalHeader().sectionSize(heads.index(str(i18n._("Stage"))))
    for stage in Stage:
        pill = flow.lay_out(InlineCell(((marks.stage_pill(stage),),)), None)
        assert pill.width + 2 * PAD <= wide
