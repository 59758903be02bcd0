"""The menus of the window, made from lines that the window gives."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtWidgets import QMenu, QMenuBar, QToolTip


@dataclass(frozen=True, slots=True)
class MenuLine:
    """One line of a menu, as it stands now. Its name stays, whatever else changes."""

    name: str
    menu: str
    title: str
    begin: Callable[[], object]
    keys: str = ""
    """Shown beside it; the shortcut itself belongs to the screen."""
    apart: bool = False
    """A separator stands above it."""
    offered: bool = True
    """Greyed where it is not."""
    why_not: str = ""
    """Greyed, with the reason in its tooltip; empty where the person may."""


class ReasonMenu(QMenu):
    """A menu whose greyed lines say why: its tooltips are reasons, and nothing else has one."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            action = self.actionAt(event.pos())
            QToolTip.showText(event.globalPos(), str(action.data() or "") if action else "", self)
            return True
        return super().event(event)


class Menus:
    """The menus of a bar, made once; which lines are offered changes with who is signed in."""

    def __init__(self, bar: QMenuBar) -> None:
        self._bar = bar
        self._menus: dict[str, QMenu] = {}
        self._actions: dict[str, QAction] = {}
        self._lines: dict[str, MenuLine] = {}

    def show(self, lines: Sequence[MenuLine]) -> None:
        """The same lines each time, in their order."""
        self._lines = {line.name: line for line in lines}
        for line in lines:
            if line.name not in self._actions:
                self._add(line)
            action = self._actions[line.name]
            action.setEnabled(line.offered and not line.why_not)
            action.setData(line.why_not)

    def _add(self, line: MenuLine) -> None:
        if line.menu not in self._menus:
            self._menus[line.menu] = ReasonMenu(line.menu, self._bar)
            self._bar.addMenu(self._menus[line.menu])
        menu = self._menus[line.menu]
        if line.apart:
            menu.addSeparator()
        action = QAction(line.title + (f"\t{line.keys}" if line.keys else ""), menu)
        action.triggered.connect(partial(self._begin, line.name))
        menu.addAction(action)
        self._actions[line.name] = action

    def _begin(self, name: str, _checked: bool = False) -> None:
        self._lines[name].begin()
