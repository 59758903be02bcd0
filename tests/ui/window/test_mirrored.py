"""A language that is written from right to left: the window turns, codes do not."""

import json
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from tests.pseudo import Mirrored
from tests.ui import fiction, rooms, scenes
from tests.ui.hands import click

from landwaiter import i18n
from landwaiter.i18n import ENGLISH, Catalogue, _, figure, form_of, plural, speaking
from landwaiter.message import APART, REJOINED
from landwaiter.services.base.wording import shown_date
from landwaiter.ui.cases.case_screen import CaseScreen
from landwaiter.ui.cases.cases_screen import CasesScreen
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.frame.tabs import Tab
from landwaiter.ui.kit import draw, flow
from landwaiter.ui.kit.day_field import DayField
from landwaiter.ui.kit.fields import Field, Fields
from landwaiter.ui.kit.inline import Bar, Gap, Glyph, Inline, InlineCell, Text, Ticks
from landwaiter.ui.kit.theme import LIGHT
from landwaiter.ui.window import window_language
from landwaiter.ui.window.app import wear

CODE = "8419 89 98"
WIDE = 200


@pytest.fixture(autouse=True)
def _leftwards(application: QApplication) -> Iterator[None]:
    with speaking(Mirrored()):
        window_language.follow(application)
        wear(application, LIGHT)
        yield
    window_language.follow(application)
    wear(application, LIGHT)


def left_of(text: str, first: str, second: str) -> bool:
    """Whether Qt draws one part of a text that runs to the left at the left of the other."""
    layout = QTextLayout(text)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(10000)
    layout.endLayout()
    return at(line, text.rindex(first) + 1) < at(line, text.rindex(second) + 1)


def at(line: object, place: int) -> float:
    found = line.cursorToX(place)  # type: ignore[attr-defined]  # PySide gives x and place, or x
    return float(found[0] if isinstance(found, tuple) else found)


def test_the_menus_stand_in_their_row_from_the_right(shell: Shell) -> None:
    shell.resize(1280, 800)
    scenes.case(shell)
    QApplication.processEvents()
    row = shell.top.menus
    places = [row.actionGeometry(one) for one in row.actions()]
    assert row.isVisible()
    assert all(row.rect().contains(place) for place in places)
    assert [place.x() for place in places] == sorted((p.x() for p in places), reverse=True)
    folded = row.findChild(QToolButton, "qt_menubar_ext_button")
    assert folded is None or not folded.isVisible()


def painted(*pieces: Inline, right: bool = False) -> QImage:
    """The pieces drawn in 200 × 20 pixels of white."""
    image = QImage(WIDE, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    cell = InlineCell((pieces,), right=right)
    draw.paint(painter, cell, QRectF(0, 0, WIDE, 20), draw.Look(LIGHT), middle=True)
    painter.end()
    return image


def inked(image: QImage) -> tuple[int, int]:
    """From which to which column something is drawn."""
    white = QImage(1, 1, image.format())
    white.fill(Qt.GlobalColor.white)
    ground = white.pixel(0, 0)
    columns = [
        x for x in range(WIDE) if any(image.pixel(x, y) != ground for y in range(image.height()))
    ]
    return columns[0], columns[-1]


def test_the_window_reads_from_the_right_and_turns_back(application: QApplication) -> None:
    assert application.layoutDirection() is Qt.LayoutDirection.RightToLeft
    with speaking(ENGLISH):
        window_language.follow(application)
        assert application.layoutDirection() is Qt.LayoutDirection.LeftToRight


@pytest.mark.parametrize(
    ("language", "leftwards"),
    [("ar", True), ("he", True), ("fa", True), ("en", False), ("pl", False), ("xx", False)],
)
def test_the_language_says_how_it_is_written(language: str, *, leftwards: bool) -> None:
    assert i18n.runs_left(language) is leftwards


@pytest.mark.parametrize("name", ["case", "today", "cases", "review", "hit", "entity", "reference"])
def test_the_rail_stands_at_the_right_and_everything_is_drawn(
    shell: Shell, qtbot: QtBot, name: str
) -> None:
    shell.resize(1280, 800)
    scenes.SCENES[name](shell)
    qtbot.waitUntil(lambda: shell.jobs.idle)
    assert not shell.grab().isNull()
    assert x_of(shell.rail, shell) > x_of(shell.stack, shell)
    assert x_of(shell.top.user, shell) < x_of(shell.top.search, shell)


@pytest.mark.parametrize(
    "name", ["case_longest", "propose", "approve", "review", "hit", "cases", "today_everything"]
)
def test_nothing_that_matters_is_cut(
    shell: Shell, qtbot: QtBot, application: QApplication, name: str
) -> None:
    shell.resize(1280, 760)
    rooms.SCENES[name](shell)
    qtbot.waitUntil(lambda: shell.jobs.idle)
    for _round in range(3):
        application.processEvents()
    assert shell.needed.boundedTo(shell.size()) == shell.needed
    assert list(rooms.cut(shell)) == []


def x_of(widget: QWidget, shell: Shell) -> int:
    return widget.mapTo(shell, QPoint(0, 0)).x()


def test_sections_are_read_before_the_page_and_the_history_after_it(shell: Shell) -> None:
    shell.resize(1280, 800)
    screen = scenes.case(shell)
    assert isinstance(screen, CaseScreen)
    QApplication.processEvents()
    assert x_of(screen.history, shell) < x_of(screen.page, shell) < x_of(screen.sections, shell)


def test_a_code_in_a_sentence_is_read_as_it_was_written() -> None:
    said = _("The code {code} is not known.").format(code=CODE)
    assert f"{APART}{CODE}{REJOINED}" in said
    assert left_of(said, "8419", "98")
    bare = said.replace(APART, "").replace(REJOINED, "")
    assert not left_of(bare, "8419", "98")


@pytest.mark.parametrize("value", ["PL1-2026-000006", "12,500.00", "-5", "26PL302010E10001A8"])
def test_references_and_amounts_stand_apart(value: str) -> None:
    said = _("{reference} was handed over.").format(reference=value)
    assert f"{APART}{value}{REJOINED}" in said


def test_a_count_stands_apart_and_a_date_is_one_thing() -> None:
    assert f"{APART}1,250{REJOINED}" in plural(1250, "{n} case", "{n} cases")
    day = shown_date(fiction.TODAY)
    said = _("Held since {day}.").format(day=day)
    assert said.count(APART) == said.count(REJOINED)
    assert f"{APART}{day}{REJOINED}" in said


def test_what_is_sealed_has_no_sign_of_it() -> None:
    inner = _("{n} of {total}").format(n=figure(1250), total=3)
    said = _("Item {item}: {why}").format(item=CODE, why=inner)
    assert APART in said
    kept = json.dumps(form_of(said), ensure_ascii=False)
    assert not any(sign in kept for sign in "\u2066\u2067\u2068\u2069")
    assert APART not in Mirrored().text("Item {item}: {why}")


def test_a_text_that_stood_in_a_field_is_handed_over_without_it() -> None:
    said = _("The code {code} is not known.").format(code=CODE)
    fields = Fields((Field("reason", "Reason", long=True, value=said),))
    assert APART in said
    assert fields.answers()["reason"] == said.replace(APART, "").replace(REJOINED, "")


def test_a_language_that_runs_to_the_right_has_none_of_these_signs() -> None:
    with speaking(Catalogue("pl", {"The code {code} is not known.": "Nie ma kodu {code}."})):
        said = _("The code {code} is not known.").format(code=CODE)
    assert said == f"Nie ma kodu {CODE}."


def test_a_line_begins_at_the_right() -> None:
    assert inked(painted(Text("x", ink="text")))[0] > WIDE / 2
    assert inked(painted(Text("x", ink="text"), right=True))[1] < WIDE / 2


def test_pieces_follow_each_other_to_the_left_and_touching_texts_stay_one_sentence() -> None:
    cell = InlineCell(((Glyph("flag", 10), Gap(4), Text("not "), Text("evaluated", bold=True)),))
    row = flow.lay_out(cell, None).rows[0]
    turned = {piece.inline.words: piece.x for piece in draw._turned(row)}
    glyph = next(p.x for p in draw._turned(row) if isinstance(p.inline, Glyph))
    assert glyph > turned["evaluated"] > turned["not "] == 0.0


def test_a_bar_fills_from_the_right() -> None:
    image = painted(Bar(0.25, WIDE, "crit"))
    crit = LIGHT.colour("crit").rgb()
    filled = [x for x in range(WIDE) if image.pixel(x, 10) == crit]
    assert (min(filled), max(filled)) == (150, WIDE - 1)


def test_days_are_used_up_from_the_right() -> None:
    image = painted(Ticks(1, 3, "crit"))
    crit = LIGHT.colour("crit").rgb()
    filled = [x for x in range(WIDE) if image.pixel(x, 10) == crit]
    assert WIDE - 9 <= min(filled) < max(filled) == WIDE - 1


def test_an_arrow_points_on_as_the_text_runs(application: QApplication) -> None:
    turned = painted(Glyph("next", 16))
    with speaking(ENGLISH):
        window_language.follow(application)
        assert painted(Glyph("previous", 16), right=True) == turned
        assert painted(Glyph("next", 16), right=True) != turned


def test_what_stands_apart_stays_so_where_a_line_is_broken() -> None:
    said = _("Code {code} here.").format(code="8419 89 98 10 20 30 40 50")
    rows = flow.lay_out(InlineCell(((Text(said),),), wrap=True), 90.0).rows
    texts = ["".join(piece.inline.words for piece in row.pieces) for row in rows]
    assert len(texts) > 1
    assert all(text.count(APART) == text.count(REJOINED) for text in texts)


def test_the_cursor_stands_on_the_first_row(shell: Shell, qtbot: QtBot) -> None:
    screen = scenes.cases(shell)
    assert isinstance(screen, CasesScreen)
    qtbot.waitUntil(lambda: screen.model.rowCount() > 0)
    assert screen.list.current_row() is not None
    assert screen.list.selectionModel().hasSelection()


def test_the_cross_of_a_tab_stands_at_its_end(shell: Shell, qtbot: QtBot) -> None:
    scenes.cases(shell)
    shell.open_tab(Tab("a", "PL1-2026-000006", "cases"), QWidget, screen="case")
    number = shell.tabs.number_of("a")
    area = shell.tabs.tabRect(number)
    with qtbot.assertNotEmitted(shell.tabs.close_asked):
        click(shell.tabs, area.center())
    with qtbot.waitSignal(shell.tabs.close_asked):
        click(shell.tabs, QPoint(area.left() + 12, area.center().y()))


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_day_does_not_run_into_its_calendar(qtbot: QtBot) -> None:
    field = DayField(name="Due")
    qtbot.addWidget(field)
    field.resize(160, 28)
    field.setText("2026-11-30")
    field.show()
    edges = []
    for place in (0, len(field.text())):
        field.setCursorPosition(place)
        field.grab()  # where text stands is known once it was drawn
        edges.append(field.cursorRect().center().x())
    assert 40 < edges[0] < 140 < edges[1]
    click(field, QPoint(8, 14))
    assert field.calendar is not None
    field.calendar.close()
