"""The sift in the window: from an empty casebook to sealed marks by keyboard; what survives."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.services.sample_office import declared, write_csv, write_list
from tests.ui import rooms, trade_scenes
from tests.ui.desk_office import ANALYST, LISTED, PASSWORD, REVIEWER, Answers, Hands
from tests.ui.hands import CTRL
from tests.ui.rooms import cut

from landwaiter.domain.lists.deeds import ImportList
from landwaiter.domain.people.preferences import Mode
from landwaiter.domain.trade.again_deeds import SiftAgain
from landwaiter.domain.trade.deeds import OpenTradeCase
from landwaiter.domain.trade.sift_marks import SiftMark
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.intake.waiting_messages import KeptMessage
from landwaiter.services.lists.list_imports import ListHead
from landwaiter.services.table import sessions
from landwaiter.services.trade import sift_marks
from landwaiter.storage.audit import chain
from landwaiter.ui.frame.changed_topics import ChangedTopics
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.prompts import Field
from landwaiter.ui.kit.window_settings import Settings
from landwaiter.ui.today.today_place import TodayPlace
from landwaiter.ui.trade import sift_screen
from landwaiter.ui.trade.sift_list import SiftHeading
from landwaiter.ui.trade.sift_place import SiftPlace
from landwaiter.ui.trade.sift_reasons_dialog import SiftReasonsDialog
from landwaiter.ui.window.app import dress

Key = Qt.Key
WHY = "looked at the papers of all of these"


class Asked(Answers):
    """Answers every field of a form alike, and keeps which were asked for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.asked: list[Field] = []
        self.notes: list[str] = []

    def ask(
        self, title: str, deed: str, fields: Sequence[Field], *, note: str = ""
    ) -> dict[str, str] | None:
        self.asked, self.notes = list(fields), [*self.notes, note]
        return {one.name: one.begun or WHY for one in fields}


@pytest.fixture
def answers(shell: QWidget) -> Asked:
    return Asked(shell)


@pytest.fixture
def at_work(hands: Hands) -> Hands:
    hands.type(PASSWORD)
    hands.press(Key.Key_Return)
    return hands


def some_declarations(folder: Path, count: int = 6) -> Path:
    """Of which the first three are to somebody on the list."""
    rows = [
        declared(
            lrn=f"S-{number}",
            consignee_name=LISTED if number < 3 else f"Quiet Harbour {number}",
            country_destination="US",
            description="wooden chairs",
            cn8="94036090",
        )
        for number in range(count)
    ]
    return write_csv(folder / "sift.csv", rows)


def place_of(hands: Hands) -> SiftPlace:
    view = hands.room.desk.view
    assert isinstance(view, SiftPlace)
    return view


def settle(hands: Hands, qtbot: QtBot) -> None:
    """Also what waits for the cursor to rest."""
    hands.settle()
    qtbot.wait(sift_screen.LOOKING_MS + 60)
    hands.settle()


@pytest.fixture
def sifted(at_work: Hands, answers: Asked, tmp_path: Path, qtbot: QtBot) -> Hands:
    """Three wait: the usual policy opens for asset freezes, so a head said none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("landwaiter.services.trade.sifting.open_by_policy", lambda _session: [])
        answers.files = (some_declarations(tmp_path),)
        at_work.room.to_sift()
        settle(at_work, qtbot)
        qtbot.wait(320)
        at_work.press(Key.Key_F)
        settle(at_work, qtbot)
        settle(at_work, qtbot)
    qtbot.wait(320)
    return at_work


def audited(hands: Hands) -> list[str]:
    with hands.room.desk.known_session.reading() as conn:
        return [one.deed for one in chain.entries(conn, limit=None)]


def test_an_empty_casebook_says_what_to_do_first(at_work: Hands, qtbot: QtBot) -> None:
    at_work.room.to_sift()
    settle(at_work, qtbot)
    screen = place_of(at_work).screen
    assert screen.nothing.isVisible()
    assert "Sift files of declarations" in screen.nothing.text.words()
    assert screen.seal.why_not


def test_from_files_to_sealed_marks_by_keyboard(
    sifted: Hands, answers: Asked, qtbot: QtBot
) -> None:
    screen = place_of(sifted).screen
    assert screen.model.rowCount() == 4, "a heading, and three below it"
    assert isinstance(screen.model.row(0), SiftHeading)
    assert "6 declarations sifted" in sifted.room.shell.notice.text
    assert "clear." not in sifted.room.shell.notice.text
    before = audited(sifted)
    screen.list.setFocus()
    for key in (Key.Key_1, Key.Key_2, Key.Key_3):
        sifted.press(key)
    assert list(screen.marks.values()) == [SiftMark.OPEN, SiftMark.ASIDE, SiftMark.LATER]
    sifted.press(Key.Key_Z, CTRL)
    assert list(screen.marks.values()) == [SiftMark.OPEN, SiftMark.ASIDE]
    assert audited(sifted) == before, "marks are drafts"
    assert "marked: Open a case" in screen.model.sentence(screen.model.rows()[1])
    sifted.press(Key.Key_S)
    settle(sifted, qtbot)
    assert [one.name for one in answers.asked] == ["open:freeze_hit", "aside:freeze_hit"]
    settle(sifted, qtbot)
    assert audited(sifted)[len(before) :].count("trade.aside") == 1
    assert "trade.opened" in audited(sifted)[len(before) :]
    assert screen.model.rowCount() == 2
    assert not screen.marks
    assert "1 case opened. 1 set aside." in sifted.room.shell.notice.text


def test_marks_survive_a_window_that_ended_without_a_word(sifted: Hands, qtbot: QtBot) -> None:
    place = place_of(sifted)
    place.screen.list.setFocus()
    sifted.press(Key.Key_2)
    path = sifted.room.desk.known_session.casebook.path
    opened = sessions.open_casebook(path, user=ANALYST, password=PASSWORD)
    with opened.casebook:
        assert list(sift_marks.marks(opened).values()) == [SiftMark.ASIDE]
    sifted.room.shell.close_tab("sift")
    sifted.room.to_sift()
    settle(sifted, qtbot)
    again = place_of(sifted)
    assert list(again.screen.marks.values()) == [SiftMark.ASIDE]
    assert again.undo_mark()
    sifted.settle()
    assert not again.screen.marks
    assert not again.undo_mark()


def test_what_a_colleague_opened_meanwhile_is_told_before_it_is_sealed(
    sifted: Hands, answers: Asked, qtbot: QtBot
) -> None:
    screen = place_of(sifted).screen
    screen.list.setFocus()
    sifted.press(Key.Key_1)
    sifted.press(Key.Key_2)
    path = sifted.room.desk.known_session.casebook.path
    other = sessions.open_casebook(path, user=REVIEWER, password=PASSWORD)
    with other.casebook:
        do(other, OpenTradeCase("S-0", WHY))
    sifted.press(Key.Key_S)
    settle(sifted, qtbot)
    settle(sifted, qtbot)
    assert any("S-0" in one and REVIEWER in one for one in answers.notes)
    assert [one.name for one in answers.asked] == ["aside:freeze_hit"]
    assert list(screen.marks.values()) == [SiftMark.OPEN], "it keeps its mark"
    assert not screen.let_go.isHidden()
    screen.let_go.click()
    settle(sifted, qtbot)
    assert not screen.marks


def test_beside_the_queue_stands_the_declaration_under_the_cursor(
    sifted: Hands, qtbot: QtBot
) -> None:
    settle(sifted, qtbot)
    screen = place_of(sifted).screen
    row = screen.list.current()
    assert row is not None
    assert screen.side.page is not None
    assert screen.side.page.row.id == row.id
    screen.search.setText("S-2")
    qtbot.wait(sift_screen.TYPING_MS + 60)
    settle(sifted, qtbot)
    assert [one.number for one in screen.model.rows()[1:]] == ["S-2"]  # type: ignore[union-attr]  # a row


def test_today_tells_the_day_in_one_line_and_leads_there(sifted: Hands, qtbot: QtBot) -> None:
    sifted.room.to_place("today")
    settle(sifted, qtbot)
    qtbot.wait(320)
    sifted.press(Key.Key_S)
    assert isinstance(sifted.room.desk.view, SiftPlace)


def test_the_reasons_are_shown_with_what_became_of_them(sifted: Hands) -> None:
    sifted.room.to_dialog("sift_reasons")
    sifted.settle()
    (dialog,) = sifted.room.shell.findChildren(SiftReasonsDialog)
    assert dialog.model.rowCount() == 6
    assert dialog.change.why_not, "an analyst proposes no change"


def test_a_row_under_the_cursor_may_be_marked_before_it_is_read(
    shell: Shell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sift_screen, "LOOKING_MS", 60_000)
    screen = trade_scenes.shown(shell)
    qtbot.waitUntil(lambda: screen.list.current() is not None)
    assert screen.side.open_case.why_not == ""


def test_the_model_is_sound_and_every_row_is_a_sentence(shell: Shell, qtbot: QtBot) -> None:
    screen = trade_scenes.shown(shell)
    tester = QAbstractItemModelTester(screen.model)
    qtbot.waitUntil(lambda: screen.model.rowCount() == 8)
    assert tester.model() is screen.model
    said = [screen.model.sentence(row) for row in screen.model.rows()]
    assert said[0].startswith("Hit on a list of asset freezes")
    assert "26PL302010E1B07713" in said[1]
    assert "marked: Open a case" in said[1]
    assert "not marked" in said[4]


def test_what_customs_say_stands_beside_the_declaration(shell: Shell) -> None:
    screen = trade_scenes.shown(shell)
    told = KeptMessage(
        "CC599C", "Exit confirmed", "office of export", "2026-11-28", None,
        {"result": "A1"}, "exit.xml", "gateway", datetime(2026, 11, 28, tzinfo=UTC),
    )  # fmt: skip
    screen.side.show_page(replace(trade_scenes.PAGE, messages=(told,) * 8), {})
    texts = [one.words() for one in screen.side.told.findChildren(MarkLabel)]
    assert sum("CC599C Exit confirmed, 28 Nov 2026 · result: A1" in one for one in texts) == 6
    assert any("2 earlier messages" in one for one in texts)
    assert any("exit confirmed, 28 Nov 2026 (CC599C)" in one for one in texts)
    screen.side.show_page(trade_scenes.PAGE, {})
    assert screen.side.told.isHidden()


@pytest.mark.parametrize("leftwards", [False, True])
def test_with_large_text_and_mirrored_nothing_is_cut(
    application: QApplication, jobs: Jobs, qtbot: QtBot, *, leftwards: bool
) -> None:
    """As whoever reads from the right at 150 % has it."""
    way = Qt.LayoutDirection.RightToLeft if leftwards else Qt.LayoutDirection.LeftToRight
    dress(application, Settings(Mode.LIGHT, scale=1.5))
    QGuiApplication.setLayoutDirection(way)
    try:
        shell = Shell(jobs)
        qtbot.addWidget(shell)
        screen = trade_scenes.shown(shell)
        shell.resize(1280, 800)
        shell.show()
        qtbot.waitUntil(lambda: jobs.idle)
        rooms.settle(shell)
        assert list(cut(screen)) == []
        # Room for some rows: where all of it is a head, nobody works through a queue.
        assert screen.list.height() > 3 * screen.list.rowHeight(1)
    finally:
        QGuiApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        dress(application, Settings(Mode.LIGHT))


@pytest.mark.parametrize("size", [(800, 500), (1280, 800)])
def test_in_a_small_window_nothing_is_cut(
    shell: Shell, jobs: Jobs, qtbot: QtBot, size: tuple[int, int]
) -> None:
    screen = trade_scenes.shown(shell)
    shell.resize(*size)
    shell.show()
    qtbot.waitUntil(lambda: jobs.idle)
    rooms.settle(shell)
    assert list(cut(screen)) == []
    assert screen.area.isVisible() == (size[0] > 1000)


def test_today_tells_what_a_later_edition_found_and_leads_there(
    sifted: Hands, qtbot: QtBot, tmp_path: Path
) -> None:
    """Of a list that comes after the sift, by an edition that this test writes."""
    session = sifted.room.desk.known_session
    listed = write_list(tmp_path / "harbours.csv", "Quiet Harbour 4")
    head = ListHead("harbours", kind="export_list", edition="2026-05")
    assert not run(session, ImportList(files=(listed,), **asdict(head)))[0].rejected
    assert run(session, SiftAgain()).new_hits == 1
    sifted.room.to_place("today")
    sifted.room.desk.tell(ChangedTopics(frozenset({"trade"})))
    settle(sifted, qtbot)
    view = sifted.room.desk.view
    assert isinstance(view, TodayPlace)
    screen = view.screen
    said = [one.words() for one in screen.findChildren(MarkLabel) if one.isVisible()]
    assert any("1 sifted before waits for you: a later edition found it." in one for one in said)
    sifted.press(Key.Key_S)
    settle(sifted, qtbot)
    place = place_of(sifted)
    assert "S-4" in [getattr(one, "number", "") for one in place.screen.model.rows()]
