"""Lists: the models keep Qt's rules, pages are read as needed, keys move, open, tick and copy."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from tests.ui.hands import CTRL, click, press, type_text

from landwaiter.i18n import Catalogue, speaking
from landwaiter.message import verbatim
from landwaiter.services.base.page import Page
from landwaiter.ui.kit.cells import CELL_ROLE, SORT_ROLE, TICKED_ROLE
from landwaiter.ui.kit.inline import InlineCell, plain
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.table import NOWHERE, Order, PagedModel, PageModel, RowModel, TableColumn
from landwaiter.ui.kit.table_view import CardTable, ListView

COLUMNS: tuple[TableColumn[int], ...] = (
    TableColumn("Number", lambda n: plain(str(n)), "number", lambda n: n, width=80, fixed=True),
    TableColumn("Name", lambda n: plain("even" if n % 2 == 0 else "odd")),
)
TOTAL = 700


def numbers(after: str | None, order: Order, filter: str | None) -> Page[int]:
    """A page of 256 out of 700 numbers, from either end."""
    everything = range(TOTAL) if filter != "few" else range(3)
    ordered = list(reversed(everything)) if order.descending else list(everything)
    first = int(after or 0)
    rows = tuple(ordered[first : first + 256])
    end = first + len(rows)
    return Page(rows, str(end) if end < len(ordered) else None, len(ordered))


@pytest.fixture
def paged(jobs: Jobs, qtbot: QtBot) -> PagedModel[int]:
    """A list whose first page is read."""
    model = PagedModel(COLUMNS, numbers, jobs, order=Order("number"), tickable=True)
    model.reload()
    qtbot.waitUntil(lambda: jobs.idle)
    assert model.rowCount() == 256
    return model


def test_a_paged_list_passes_the_model_tester(jobs: Jobs, qtbot: QtBot) -> None:
    """The tester asks for further pages itself, within resets and inserts too."""
    model = PagedModel(COLUMNS, numbers, jobs, order=Order("number"), tickable=True)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.reload()
    qtbot.waitUntil(lambda: model.rowCount() == TOTAL)
    model.tick(600)
    model.reload(order=Order("number", descending=True))
    qtbot.waitUntil(lambda: model.rowCount() == TOTAL and model.row(0) == TOTAL - 1)
    model.reload(filter="few")
    qtbot.waitUntil(lambda: model.rowCount() == 3)
    del tester


def test_a_column_says_its_title_in_the_language_spoken_then() -> None:
    """A table of columns is made while its module loads; a name in a file is no text of ours."""
    shown = Qt.Orientation.Horizontal
    read: TableColumn[int] = TableColumn(verbatim("Number"), lambda n: plain(str(n)))
    model = RowModel((*COLUMNS, read))
    with speaking(Catalogue("xx", {"Number": "Zahl", "Name": "Wort"})):
        assert [model.headerData(at, shown) for at in range(3)] == ["Zahl", "Wort", "Number"]
    assert [model.headerData(at, shown) for at in range(2)] == ["Number", "Name"]


def test_a_list_asks_for_a_page_once_and_again_after_a_fault() -> None:
    model: PageModel[int] = PageModel(COLUMNS)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    asked: list[str] = []
    model.show_page(Page((1, 2), None))
    model.more_asked.connect(asked.append)
    model.show_page(Page((1, 2), "2"))
    for _ in range(2):
        model.fetchMore(NOWHERE)
    assert set(asked) == {"2"}
    model.rest()
    assert model.canFetchMore(NOWHERE)
    model.add_page(Page((3,), None))
    assert model.rows() == (1, 2, 3)
    assert not model.canFetchMore(NOWHERE)
    del tester


def test_rows_in_memory_pass_the_model_tester() -> None:
    model: RowModel[int] = RowModel(COLUMNS, tickable=True)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_rows((1, 2, 3))
    model.tick(1)
    model.show_rows(())
    assert model.rowCount() == 0
    del tester


def test_pages_are_read_until_the_end(paged: PagedModel[int], qtbot: QtBot, jobs: Jobs) -> None:
    while paged.canFetchMore(paged.index(-1, -1)):
        paged.fetchMore(paged.index(-1, -1))
        qtbot.waitUntil(lambda: jobs.idle)
    assert paged.rows() == tuple(range(TOTAL))


def test_asking_twice_for_the_next_page_reads_it_once(jobs: Jobs, qtbot: QtBot) -> None:
    read: list[str | None] = []

    def counting(after: str | None, order: Order, filter: str | None) -> Page[int]:
        read.append(after)
        return numbers(after, order, filter)

    model = PagedModel(COLUMNS, counting, jobs, order=Order("number"))
    model.reload()
    qtbot.waitUntil(lambda: jobs.idle)
    model.fetchMore(model.index(-1, -1))
    model.fetchMore(model.index(-1, -1))
    qtbot.waitUntil(lambda: jobs.idle)
    assert read == [None, "256"]
    assert model.rowCount() == 512


def test_the_old_rows_stay_until_the_new_order_is_read(
    paged: PagedModel[int], qtbot: QtBot
) -> None:
    paged.reload(order=Order("number", descending=True))
    assert paged.row(0) == 0
    qtbot.waitUntil(lambda: paged.row(0) == TOTAL - 1)
    assert paged.headerData(1, Qt.Orientation.Horizontal) == "Number ↓"


def test_a_filter_typed_over_another_wins(paged: PagedModel[int], qtbot: QtBot) -> None:
    paged.reload(filter="many")
    paged.reload(filter="few")
    qtbot.waitUntil(lambda: paged.rows() == (0, 1, 2))


def test_a_page_that_comes_late_does_not_join_another_order(
    paged: PagedModel[int], qtbot: QtBot, jobs: Jobs
) -> None:
    paged.fetchMore(paged.index(-1, -1))
    paged.reload(order=Order("number", descending=True))
    qtbot.waitUntil(lambda: jobs.idle)
    assert paged.rows() == tuple(range(TOTAL - 1, TOTAL - 257, -1))


def test_a_cell_gives_its_words_and_its_native_value(paged: PagedModel[int]) -> None:
    index = paged.index(4, 1)
    assert index.data(CELL_ROLE) == InlineCell(plain("4").lines)
    assert index.data(SORT_ROLE) == 4
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == paged.sentence(4) == "Number: 4, even"


@pytest.fixture
def view(paged: PagedModel[int], qtbot: QtBot) -> ListView:
    made = ListView(paged)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    made.selectRow(0)
    made.setFocus()
    return made


def test_j_and_k_move_by_one_row(view: ListView, qtbot: QtBot) -> None:
    type_text(view, "jjk")
    assert view.current_row() == 1


def test_enter_opens_the_row_under_the_cursor(view: ListView, qtbot: QtBot) -> None:
    view.step(2)
    with qtbot.waitSignal(view.opened) as opened:
        press(view, Qt.Key.Key_Return)
    assert opened.args == [2]


def test_space_ticks_and_unticks(view: ListView, paged: PagedModel[int], qtbot: QtBot) -> None:
    press(view, Qt.Key.Key_Space)
    assert paged.index(0, 0).data(TICKED_ROLE)
    assert list(paged.ticked.values()) == [0]
    press(view, Qt.Key.Key_Space)
    assert not paged.ticked


def test_a_click_on_the_box_ticks_the_row(
    view: ListView, paged: PagedModel[int], qtbot: QtBot
) -> None:
    at = view.visualRect(paged.index(3, 0)).center()
    click(view.viewport(), at)
    assert list(paged.ticked) == [3]


def test_a_row_is_copied_as_words(view: ListView, qtbot: QtBot) -> None:
    view.step(1)
    press(view, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "1\todd"


def test_a_click_on_a_title_sorts_and_a_second_one_turns_round(
    view: ListView, paged: PagedModel[int], qtbot: QtBot
) -> None:
    view.head.sectionClicked.emit(1)
    assert paged.order == Order("number", descending=True)
    view.head.sectionClicked.emit(1)
    assert paged.order == Order("number", descending=False)
    qtbot.waitUntil(lambda: paged.row(0) == 0)


def test_the_column_chooser_hides_what_may_be_hidden(view: ListView) -> None:
    actions = view.head.column_actions(view)
    assert [action.text() for action in actions] == ["Name"]
    actions[0].setChecked(False)
    assert view.isColumnHidden(2)


def test_a_table_in_a_card_is_as_tall_as_its_rows(qtbot: QtBot) -> None:
    model: RowModel[int] = RowModel(COLUMNS)
    table = CardTable(model)
    qtbot.addWidget(table)
    model.show_rows((1, 2))
    two = table.sizeHint().height()
    model.show_rows((1, 2, 3, 4))
    assert table.sizeHint().height() == two + 2 * table.rowHeight(0)
