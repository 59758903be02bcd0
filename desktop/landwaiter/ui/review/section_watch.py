"""Whether the sections of a page were shown to their end, however they got into view."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from landwaiter.domain.review.reading import ReviewSection

PAUSE_MS = 250
"""What stood in view for so long was shown."""


class SectionWatch(QObject):
    """Signal: `shown(section)` once for each section that was in view down to its last line.

    A long section is followed from its head: who jumps over its middle has not been shown it.
    """

    shown = Signal(object)

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self.area = area
        self._sections: Mapping[ReviewSection, QWidget] = {}
        self._seen: dict[ReviewSection, tuple[int, int]] = {}
        """How far down each was in view without a gap, and of which height it was then."""
        self._told: set[ReviewSection] = set()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)
        area.verticalScrollBar().valueChanged.connect(self._pause.start)
        area.viewport().installEventFilter(self)

    def watch(self, sections: Mapping[ReviewSection, QWidget]) -> None:
        """Follow these from now on; what was shown of others counts no more."""
        self._sections, self._seen, self._told = sections, {}, set()
        for widget in sections.values():
            widget.installEventFilter(self)
        self._pause.start()

    def is_shown(self, section: ReviewSection) -> bool:
        """It was in view to its end."""
        return section in self._told

    def reached(self, section: ReviewSection) -> int:
        """How far down it was in view without a gap, in pixels."""
        return self._seen.get(section, (0, 0))[0]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.LayoutRequest):
            self._pause.start()
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        viewport = self.area.viewport()
        if not viewport.isVisible():
            return
        for section, widget in self._sections.items():
            if section in self._told or not widget.isVisible():
                continue
            top = widget.mapTo(viewport, QPoint(0, 0)).y()
            height = widget.height()
            first, last = max(-top, 0), min(viewport.height() - top, height)
            if last <= first:
                continue
            reached, of = self._seen.get(section, (0, height))
            if of != height:
                reached = 0
            if first <= reached:
                reached = max(reached, last)
            self._seen[section] = reached, height
            if reached >= height:
                self._told.add(section)
                self.shown.emit(section)
