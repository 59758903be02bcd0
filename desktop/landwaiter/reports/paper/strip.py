"""Stops of a way drawn as boxes with arrows between them, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from typing import Final

from reportlab.lib.colors import Color, HexColor
from reportlab.platypus import Flowable

from landwaiter.reports.paper.typesetting.lines import TextBlock, TextLine

PER_LINE: Final = 4
"""Stops side by side; a longer way goes on in the next line."""
_ARROW, _PAD, _HEAD = 16.0, 4.0, 3.5
"""Room for an arrow, space within a box, size of an arrow's head, in points."""
_GROUND = HexColor("#f3f5f7")


def box_width(width: float) -> float:
    """Points that the text of one stop has on a line of `width` points."""
    return (width - PER_LINE * _ARROW) / PER_LINE - 2 * _PAD


@dataclass(frozen=True)
class StopBox:
    """One stop: its lines of text, and the ink of its frame."""

    lines: tuple[TextLine | TextBlock, ...]
    ink: Color
    heavy: bool = False
    """A prohibition: the frame is drawn thicker, so that it shows without colour too."""

    @property
    def told(self) -> str:
        """Its lines as sentences."""
        return ". ".join(line.text for line in self.lines)


class StripLine(Flowable):
    """The boxes of one line; an arrow leads into each but the first of the whole way."""

    def __init__(self, boxes: Sequence[StopBox], width: float, *, first: bool) -> None:
        super().__init__()
        self._boxes = tuple(boxes)
        self._first = first
        self.told = " → ".join(box.told for box in self._boxes)
        """What the line shows, in words."""
        self._inner = box_width(width)
        self.width = width
        self.height = max(self._tall(box) for box in boxes) + 2 * _PAD

    def _tall(self, box: StopBox) -> float:
        return fsum(line.wrap(self._inner, 1e6)[1] for line in box.lines)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 (reportlab's names)
        del aW, aH
        return self.width, self.height

    def draw(self) -> None:
        wide = self._inner + 2 * _PAD
        for number, box in enumerate(self._boxes):
            left = number * (wide + _ARROW) + _ARROW
            if number or not self._first:
                self._arrow(left)
            self._box(box, left, wide)

    def _arrow(self, left: float) -> None:
        """From the box before to this one, at half height."""
        y, tip = self.height / 2, left - 1
        self.canv.setStrokeColor(self._boxes[0].ink)
        self.canv.setLineWidth(0.8)
        self.canv.line(left - _ARROW + 2, y, tip, y)
        self.canv.line(tip - _HEAD, y + _HEAD, tip, y)
        self.canv.line(tip - _HEAD, y - _HEAD, tip, y)

    def _box(self, box: StopBox, left: float, wide: float) -> None:
        self.canv.setFillColor(_GROUND)
        self.canv.setStrokeColor(box.ink)
        self.canv.setLineWidth(1.6 if box.heavy else 0.6)
        self.canv.roundRect(left, 0, wide, self.height, 3, stroke=1, fill=1)
        y = self.height - _PAD
        for line in box.lines:
            y -= line.wrap(self._inner, 1e6)[1]
            line.drawOn(self.canv, left + _PAD, y)
