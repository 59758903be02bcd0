"""Tags as chips in the head of a case, and as a filter of the list of cases."""

from dataclasses import replace
from datetime import UTC, datetime

from pytestqt.qtbot import QtBot
from tests.domain.builders import a_case
from tests.ui import fictional_case, scenes

from landwaiter.domain.cases.case_query import CaseQuery, query_line
from landwaiter.domain.cases.life_cycle import CaseTag
from landwaiter.ui.cases.case_filters import CaseFilters
from landwaiter.ui.cases.case_header import tags_line
from landwaiter.ui.cases.case_screen import CaseScreen
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.inline import words_of

AT = datetime(2026, 4, 7, tzinfo=UTC)
TAGS = (CaseTag("1", "machine tools", "Ana", AT), CaseTag("2", "<b>Łódź</b>", "Ana", AT))


def test_a_case_without_a_tag_has_no_line_for_them(shell: Shell) -> None:
    assert tags_line(a_case()) == ()
    screen = scenes.case(shell)
    assert isinstance(screen, CaseScreen)
    assert screen.head.tags.isHidden()


def test_tags_are_chips_in_the_head(shell: Shell) -> None:
    screen = scenes.case(shell)
    assert isinstance(screen, CaseScreen)
    view = fictional_case.CASE_VIEW
    screen.show_view(replace(view, case=replace(view.case, tags=TAGS)))
    assert words_of(tags_line(replace(view.case, tags=TAGS))) == "Tags machine tools <b>Łódź</b>"
    assert screen.head.tags.isVisible()
    assert shell.minimumSizeHint().width() <= 1440


def test_the_list_of_cases_is_narrowed_by_a_tag(shell: Shell, qtbot: QtBot) -> None:
    filters = CaseFilters({"tag": (("machine tools", "machine tools"),)})
    qtbot.addWidget(filters)
    with qtbot.waitSignal(filters.changed):
        filters.chips["tag"].choose("machine tools")
    assert filters.query_of(CaseQuery()) == CaseQuery(tag="machine tools")
    assert query_line(CaseQuery(tag="machine tools")) == 'tag:"machine tools"'
