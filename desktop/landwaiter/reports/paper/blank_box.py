"""A blank of a form: a box on the page, and the field of the PDF that stands in it."""

from collections.abc import Mapping
from typing import Final

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from landwaiter.reports.dossier.dossier import Blank
from landwaiter.reports.paper.marks import FieldPlace, MarkCanvas, StructureElement

_HEIGHTS: Final[Mapping[Blank, float]] = {
    Blank.TICK: 11.0,
    Blank.LINE: 17.0,
    Blank.AREA: 92.0,
    Blank.HAND: 34.0,
}


class BlankBox(Flowable):
    """As wide as its column; a tick is as wide as it is high."""

    def __init__(self, kind: Blank, width: float, *, name: str, label: str, ink: Color) -> None:
        super().__init__()
        self._kind, self._name, self._label, self._ink = kind, name, label, ink
        self.height = _HEIGHTS[kind]
        self.width = self.height if kind is Blank.TICK else width

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 (reportlab's names)
        del aW, aH
        return self.width, self.height

    def draw_in(
        self, canvas: MarkCanvas, element: StructureElement | None, x: float, y: float
    ) -> None:
        """Draw it with its lower left there; its field is of `element`."""
        with canvas.marked(None):
            canvas.setStrokeColor(self._ink)
            canvas.setLineWidth(0.5)
            canvas.rect(x, y, self.width, self.height)
        if element is None or self._kind is Blank.HAND:
            return
        left, low = canvas.absolutePosition(x, y)
        box = (left, low, left + self.width, low + self.height)
        page = len(canvas.marks.owners) - 1
        form = element.add("Form", alt=self._label)
        form.kids.append(FieldPlace(self._name, self._label, self._kind, page, box))
