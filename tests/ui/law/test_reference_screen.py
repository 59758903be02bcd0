"""Reference data: lists before calendars, and that no watch list is there is said first."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.ui import fiction, fictional_case, scenes

from landwaiter.services.law.edition_row import EditionRow
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.law.reference_screen import ReferenceScreen

NONE = "No watch list is loaded"
LIST = replace(fictional_case.HIT_VIEW.edition, kind="export_list", limit_days=None)


def of_kind(kind: str) -> EditionRow:
    return replace(LIST, id=kind, kind=kind, title=kind)


def shown(shell: Shell, *rows: EditionRow) -> ReferenceScreen:
    screen = scenes.reference(shell)
    assert isinstance(screen, ReferenceScreen)
    screen.show_rows(rows)
    return screen


def said(screen: ReferenceScreen) -> str:
    labels = (one for one in screen.findChildren(MarkLabel) if one.isVisible())
    return " | ".join(one.words() for one in labels)


def test_calendars_come_last_and_what_is_too_old_first(shell: Shell) -> None:
    old = replace(fiction.STALE[0], kind="export_list")
    screen = shown(shell, of_kind("calendar"), of_kind("export_list"), old)
    assert [row.kind for row in screen.model.rows()] == ["export_list", "export_list", "calendar"]
    assert screen.model.rows()[0] is old


def test_without_a_watch_list_it_says_so_and_what_parties_are_held_against(shell: Shell) -> None:
    screen = shown(shell, of_kind("calendar"), of_kind("institutions"))
    assert NONE in said(screen)
    assert screen.lists.isVisible()
    screen.show_rows((of_kind("calendar"), LIST))
    assert NONE not in said(screen)


def test_what_was_sifted_before_waits_with_one_act(shell: Shell) -> None:
    screen, asked = shown(shell, LIST), []
    screen.sift_again_asked.connect(lambda: asked.append("again"))
    sentence = "7 declarations sifted before wait for lists that changed: eu_fsf."
    assert sentence not in said(screen)
    screen.show_sifted(sentence)
    assert sentence in said(screen)
    QTest.keyClick(screen.list, Qt.Key.Key_S)
    screen.show_sifting(running=True)
    QTest.keyClick(screen.list, Qt.Key.Key_S)
    assert asked == ["again"]
    screen.show_sifted("")
    assert sentence not in said(screen)
