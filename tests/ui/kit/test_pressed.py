"""What happens where somebody presses: each button gets there, and what came of it is heard."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import landwaiter.ui
from landwaiter.errors import Invalid
from landwaiter.ui.kit import outcome, prompts
from landwaiter.ui.kit.fields import Field
from landwaiter.ui.kit.outcome import OutcomeLabel
from landwaiter.ui.kit.prompts import FormDialog

_SIGNALS = ("clicked", "triggered")


def _connected(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Methods that a partial gives to such a signal, and how many arguments it gives them."""
    for call in ast.walk(tree):
        match call:
            case ast.Call(
                func=ast.Attribute(value=ast.Attribute(attr=signal), attr="connect"),
                args=[
                    ast.Call(
                        func=ast.Name(id="partial"),
                        args=[ast.Attribute(value=ast.Name(id="self"), attr=method), *given],
                    )
                ],
            ) if signal in _SIGNALS:
                yield method, len(given)


def _needed(tree: ast.Module) -> dict[str, int]:
    """How many arguments the methods of a module need, beside `self`."""
    return {
        one.name: len(one.args.args) - 1 - len(one.args.defaults)
        for one in ast.walk(tree)
        if isinstance(one, ast.FunctionDef)
    }


def test_what_is_pressed_needs_no_word_of_whether_it_is_checked() -> None:
    """PySide 6.11 tells it to no partial: a method that needs it would never be called."""
    found = 0
    for file in Path(landwaiter.ui.__file__).parent.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        needed = _needed(tree)
        for method, given in _connected(tree):
            found += 1
            assert needed.get(method, given) <= given, f"{file.name}: {method}"
    assert found > 4


def test_a_fault_and_a_refusal_are_said_aloud(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    for module in (outcome, prompts):
        monkeypatch.setattr(module, "announce", lambda _widget, sentence: said.append(sentence))
    label = OutcomeLabel()
    form = FormDialog("Title", "Do it", (Field("reason", "Reason", minimum=10),), "Note.")
    for one in (label, form):
        qtbot.addWidget(one)
    label.show_fault(Invalid("It cannot be read."))
    form.give()
    assert said == ["It cannot be read.", "reason needs 10 characters"]
    assert form.accessibleDescription() == "Note."
