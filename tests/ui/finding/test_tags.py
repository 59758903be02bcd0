"""Tags as chips in the head of a case, and as a filter of the list of cases."""

from dataclasses import replace
from datetime import UTC, datetime

from pytestqt.qtbot import QtBot
from tests.domain.builders import a_case
from tests.ui import fictional_case, scenes

from landwaiter.domain.cases.life_cycle import CaseTag
from landwaiter.services.base.page import Page
from landwaiter.services.cases.case_row import CaseQuery
from landwaiter.ui.cases.case_header import tags_line
from landwaiter.ui.cases.case_screen import CaseScreen
from landwaiter.ui.cases.cases_screen import CasesScreen, SavedView
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
    asked: list[CaseQuery] = []

    def fetch(_after: object, _order: object, query: CaseQuery) -> object:
        asked.append(query)
        return Page((), None)

    screen = CasesScreen(
        fetch,  # type: ignore[arg-type]  # an empty page
        shell.jobs,
        views=(SavedView("All", CaseQuery()),),
        choices={"tag": (("machine tools", "machine tools"),)},
    )
    qtbot.addWidget(screen)
    screen.chips["tag"].choose("machine tools")
    qtbot.waitUntil(lambda: bool(asked) and asked[-1].tag == "machine tools")
