"""The panes that F6 goes through: rail, list, details, side, act bar, top bar.

A screen need not name its panes. What scrolls of its own, a list, and a head or foot with acts is
one; the one that the screen gives the focus to comes first, the acts come last, and the others
stand as they are read.
"""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from landwaiter.ui.kit.draw import is_mirrored
from landwaiter.ui.kit.table_view import CardTable, ListView, name_around

_OF_ACTS = frozenset({"head", "foot", "bulk", "strip"})
"""Names of panels whose buttons are about the whole screen."""
_NAMED = _OF_ACTS | {"side", "sections"}


def step_pane(
    by: int, rail: QWidget, screen: QWidget | None, beside: QWidget, top: QWidget
) -> None:
    """Put the focus into the next pane, or the one before; what is beside may be closed."""
    inner = _panes_of(screen) if screen is not None else []
    panes = [pane for pane in (rail, *inner, beside, top) if _target(pane, screen) is not None]
    if not panes:
        return
    here = _pane_at(QApplication.focusWidget(), panes)
    at = (here + by) % len(panes) if here is not None else 0
    target = _target(panes[at], screen)
    if target is not None:
        if not target.accessibleName():
            target.setAccessibleName(name_around(target))
        target.setFocus(Qt.FocusReason.TabFocusReason)


def _panes_of(screen: QWidget) -> list[QWidget]:
    """The panes of a screen in the order in which F6 reaches them."""
    begins = _start(screen)
    found: list[QWidget] = []
    for part in _reached(screen):
        pane = _pane_of(part, screen)
        if pane not in found:
            found.append(pane)
    for area in screen.findChildren(QScrollArea):
        is_apart = not any(_holds(one, area) or _holds(area, one) for one in found)
        is_read = area.verticalScrollBar().maximum() > 0 or _is_side(area)
        if area.isVisible() and is_apart and is_read:
            found.append(area)
    return sorted(found, key=lambda pane: _rank(pane, screen, begins))


def _rank(pane: QWidget, screen: QWidget, begins: QWidget) -> tuple[int, int, int]:
    corner = pane.mapTo(screen, QPoint(0, 0))
    left = screen.width() - corner.x() - pane.width() if is_mirrored() else corner.x()
    if _holds(pane, begins):
        return 0, 0, 0
    if pane.objectName() in _OF_ACTS:
        return 2, corner.y(), left
    return 1, left, corner.y()


def _pane_of(part: QWidget, screen: QWidget) -> QWidget:
    """The outermost pane around what takes the focus; itself where there is none."""
    found, at = part, part
    while at is not screen and (parent := at.parentWidget()) is not None:
        if _is_pane(at):
            found = at
        at = parent
    return found


def _is_pane(widget: QWidget) -> bool:
    is_list = isinstance(widget, ListView) and not isinstance(widget, CardTable)
    return is_list or isinstance(widget, QScrollArea) or widget.objectName() in _NAMED


def _is_side(area: QWidget) -> bool:
    around = area.parentWidget()
    return around is not None and around.objectName() == "side"


def _start(screen: QWidget) -> QWidget:
    """What has the focus when the screen comes to the front."""
    proxy = screen.focusProxy()
    while proxy is not None and proxy.focusProxy() is not None:
        proxy = proxy.focusProxy()
    return proxy or screen


def _target(pane: QWidget, screen: QWidget | None) -> QWidget | None:
    """Where the focus goes in a pane: where it begins, else to what is read first of what is in
    sight: a long page was scrolled to where somebody wants to be."""
    parts = list(_reached(pane))
    if screen is not None and (begins := _start(screen)) in parts:
        return begins
    marked = next((one for one in parts if one.property("checked")), None)
    in_sight = [one for one in parts if not one.visibleRegion().isEmpty()]
    first = min(in_sight or parts, key=lambda one: _place(one, pane), default=None)
    if first is None and isinstance(pane, QScrollArea):
        return pane
    return marked if marked is not None and pane.objectName() == "rail" else first


def first_below(page: QWidget, top: int) -> QWidget | None:
    """What Tab reaches first on a page from this height on; None where there is nothing."""
    parts = [one for one in _reached(page) if one is not page and _place(one, page)[0] >= top]
    return min(parts, key=lambda one: _place(one, page), default=None)


def _place(part: QWidget, pane: QWidget) -> tuple[int, int]:
    corner = part.mapTo(pane, QPoint(0, 0))
    left = pane.width() - corner.x() - part.width() if is_mirrored() else corner.x()
    return corner.y(), left


def _reached(parent: QWidget) -> Iterable[QWidget]:
    """What Tab reaches in a widget, itself included."""
    for part in (parent, *parent.findChildren(QWidget)):
        takes = part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.focusProxy() is None
        if takes and part.isVisible() and part.isEnabled():
            yield part


def _pane_at(focused: QWidget | None, panes: list[QWidget]) -> int | None:
    holding = (at for at, pane in enumerate(panes) if focused is not None and _holds(pane, focused))
    return next(holding, None)


def _holds(pane: QWidget, part: QWidget) -> bool:
    return pane is part or pane.isAncestorOf(part)
