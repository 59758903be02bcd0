"""The status bar: casebook, audit head, jobs, and the keys of the screen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from landwaiter.i18n import _
from landwaiter.services.views import Status
from landwaiter.ui import fonts, keys, marks
from landwaiter.ui.cards import across
from landwaiter.ui.fonts import Size
from landwaiter.ui.inline import Gap, Glyph, Inline, Line, Text, spaced
from landwaiter.ui.jobs import Jobs
from landwaiter.ui.label import MarkLabel
from landwaiter.ui.tray import JobTray
from landwaiter.ui.words import audit_number, short_hash


class Foot(QWidget):
    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(fonts.px(24))
        self.casebook = MarkLabel(ground="rail")
        self.head = MarkLabel(ground="rail")
        self.tray = JobTray(jobs)
        self.hints = MarkLabel(ground="rail")
        self.setLayout(
            across(
                self.casebook, self.head, self.tray, 0, self.hints, gap=16, margins=(12, 1, 12, 0)
            )
        )
        self.show_status(None)

    def show_status(self, status: Status | None) -> None:
        if status is None:
            self.casebook.show_lines(_noted("lock", _("No casebook open · no network in use")))
            self.head.show_lines(())
            return
        name = status.name
        if status.sample:
            name = _("{name} · sample data, companies are fictional").format(name=name)
        self.casebook.show_lines(_noted("lock", name))
        number = f"{audit_number(status.audit_seq)} · {short_hash(status.audit_sha256)}"
        self.head.show_lines(
            (
                *_noted("audit", _("Audit head")),
                Gap(4),
                Text(number, "text2", Size.SMALL, mono=True, whole=True),
            )
        )

    def show_keys(self, screen: str) -> None:
        """The hinted keys of a screen."""
        pieces: list[Inline] = []
        for key in keys.hints(screen):
            pieces += [Gap(16)] if pieces else []
            pieces += marks.key_hint(keys.said(key.keys), keys.words(key))
        self.hints.show_lines(tuple(pieces))


def _noted(icon: str, text: str) -> Line:
    return spaced(Glyph(icon, 12, "text2"), Text(text, "text2", Size.SMALL, whole=True), gap=4)
