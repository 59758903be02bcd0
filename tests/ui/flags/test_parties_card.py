"""The parties of a case: a name is never cut, however long it is and whatever stands beside it."""

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.ui import fictional_case

from landwaiter.ui.flags.flag_cards import PartiesCard
from landwaiter.ui.kit import flow, fonts
from landwaiter.ui.kit.cells import PAD

NAME = (
    "Przedsiębiorstwo Produkcyjno-Handlowe Obrabiarki Wisła i Synowie Spółka z ograniczoną "
    "odpowiedzialnością, oddział w Gdańsku 样本首都仪器有限公司"
)


def test_a_long_name_has_as_many_lines_as_it_needs(qtbot: QtBot) -> None:
    first, *others = fictional_case.PARTIES
    case = replace(fictional_case.CASE_VIEW.case, parties=(replace(first, name=NAME), *others))
    card = PartiesCard(replace(fictional_case.CASE_VIEW, case=case))
    qtbot.addWidget(card)
    card.resize(fonts.px(560), fonts.px(400))
    card.show()

    def laid() -> flow.Layout:
        width = card.table.columnWidth(1) - fonts.px(2 * PAD)
        return flow.lay_out(card.rows.columns[1].cell(card.rows.rows()[0]), width)

    qtbot.wait_until(lambda: card.table.rowHeight(0) >= laid().height)
    assert not laid().cut
    assert len(laid().rows) > 2
    assert card.table.rowHeight(0) > card.table.rowHeight(1)
    said = card.rows.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert NAME in said
