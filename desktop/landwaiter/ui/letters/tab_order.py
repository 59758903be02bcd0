"""In which order Tab comes to what is laid out: as one reads, not as it was made."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def reached(card: QWidget) -> Iterator[QWidget]:
    """What Tab comes to in a card, from above."""
    layout = card.layout()
    for part in _parts(layout) if layout is not None else ():
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.focusProxy() is None:
            yield part
        else:
            yield from reached(part)


def _parts(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        part, inner = item.widget(), item.layout()
        if part is not None:
            yield part
        elif inner is not None:
            yield from _parts(inner)
