"""No dialog tells news: what stands in one was asked for, or nothing else could be done."""

import ast
from collections.abc import Iterator
from pathlib import Path

import landwaiter.ui
from landwaiter.ui.kit import prompts

UI = Path(next(iter(landwaiter.ui.__path__)))
BOXES = {"QMessageBox", "QErrorMessage", "QInputDialog", "QProgressDialog"}
"""Boxes of Qt: questions go through `Prompts`, and nothing else interrupts."""
ASKED = {
    ("cases/case_days.py", "_tell"): "what a recheck found",
    ("cases/case_tab.py", "__init__"): "the history as it is stored",
    ("cases/cases_place.py", "_ask_bulk"): "why a deed is possible on none of the cases",
    ("casebook/authority_deeds.py", "accept_older"): "why there is nothing to accept",
    ("frame/file_deeds.py", "verify_report"): "what the verification of a report says",
    ("frame/file_deeds.py", "_tell_rejected"): "why rows were rejected",
    ("law/reference_place.py", "_open"): "the editions of a list",
    ("law/reference_place.py", "_compared"): "what an edition changes",
    ("monitoring/monitoring_place.py", "_list_store"): "sifted declarations of a programme",
    ("statistics/statistics_place.py", "_tell_declaration"): "a sifted declaration of a figure",
    ("people/deputy_deeds.py", "_ask_person"): "why nobody can be named",
    ("window/list_places.py", "_verified"): "what is wrong with the audit chain",
    ("window/list_places.py", "_show_stored"): "an entry as it is stored",
    ("window/window_routes.py", "tell_about"): "which program this is",
}
"""Where a person asked for what they are told."""
ALONE = {
    ("frame/desk.py", "greet"): "attempts in one's name, before anything else is done",
    ("casebook/key_deeds.py", "_rekeyed"): "the casebook is closed meanwhile",
    ("casebook/key_deeds.py", "_refused"): "the casebook is closed meanwhile",
    ("opening/opening_casebooks.py", "_hand_over"): "no casebook is shown yet",
    ("practice/practice_deeds.py", "refused"): "the casebook in front was closed",
    ("practice/practice_deeds.py", "_refused"): "the casebook in front was closed",
}
"""Where there is no screen that a strip could stand on."""


def sources() -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(UI.rglob("*.py")):
        yield file.relative_to(UI).as_posix(), ast.parse(file.read_text("utf-8"))


def told_in(tree: ast.AST, function: str = "") -> Iterator[str]:
    """The functions that tell something in a dialog."""
    for node in ast.iter_child_nodes(tree):
        inside = node.name if isinstance(node, ast.FunctionDef) else function
        if isinstance(node, ast.Call) and is_telling(node.func):
            yield inside
        yield from told_in(node, inside)


def is_telling(called: ast.expr) -> bool:
    if isinstance(called, ast.Name):
        return called.id == "NoticeDialog"
    if not isinstance(called, ast.Attribute) or called.attr != "tell":
        return False
    whose = called.value
    name = whose.attr if isinstance(whose, ast.Attribute) else getattr(whose, "id", "")
    return name.endswith("prompts")


def test_no_box_of_qt_stands_anywhere() -> None:
    found = {
        f"{name}: {node.id}"
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id in BOXES
    }
    assert found == set()


def test_what_is_told_in_a_dialog_was_asked_for_or_has_no_screen_to_stand_on() -> None:
    own = Path(prompts.__file__).relative_to(UI).as_posix()
    found = {(name, place) for name, tree in sources() if name != own for place in told_in(tree)}
    assert found == ASKED.keys() | ALONE.keys()


def test_a_dialog_that_tells_news_is_found() -> None:
    source = """
class Place:
    def _done(self):
        self._desk.prompts.tell("Done", "It is done.")
        self._desk.tell("topics")
    def _other(self):
        NoticeDialog("Done", "It is done.").exec()
"""
    assert list(told_in(ast.parse(source))) == ["_done", "_other"]
