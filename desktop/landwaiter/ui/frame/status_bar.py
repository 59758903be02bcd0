"""The status bar: casebook, audit head, jobs, and the keys of the screen."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from landwaiter.i18n import _
from landwaiter.services.base.caution import Caution
from landwaiter.services.casebook.casebooks import Status
from landwaiter.services.help import screen_keys
from landwaiter.services.help.screen_keys import ScreenKey
from landwaiter.ui.frame.job_tray import JobTray
from landwaiter.ui.kit import flow, fonts, keys, marks
from landwaiter.ui.kit.cards import across
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Inline, InlineCell, Line, Text, spaced
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.words import audit_number, short_hash

LEAST_WIDTH = 320


class Foot(QWidget):
    """As many hints of keys as there is room for, the last for all of them."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(fonts.px(24))
        self.casebook = MarkLabel(ground="rail")
        self.head = MarkLabel(ground="rail")
        self.cautions = MarkLabel(ground="rail")
        # A label's own tooltip is its cut text, so that the sentences stand behind it.
        self.caution_place = QWidget()
        self.caution_place.setLayout(across(self.cautions))
        self.backup = MarkLabel(ground="rail").elastic()
        self.tray = JobTray(jobs)
        self.hints = MarkLabel(ground="rail")
        for label, least in ((self.casebook, 40), (self.cautions, 40), (self.hints, 1)):
            label.setMinimumWidth(fonts.px(least))
        self._hinted: tuple[ScreenKey, ...] = ()
        self._row = across(
            self.casebook,
            self.head,
            self.caution_place,
            self.backup,
            self.tray,
            0,
            self.hints,
            gap=16,
            margins=(12, 1, 12, 0),
        )
        self.setLayout(self._row)
        self.show_status(None)

    def show_status(self, status: Status | None) -> None:
        if status is None:
            self.casebook.show_lines(_noted("lock", _("No casebook open · no network in use")))
            self.head.show_lines(())
            self._show_cautions(())
            self.backup.show_lines(())
            return
        self._show_cautions(status.cautions)
        self.backup.show_lines((Text(status.backup_age, "text2", Size.SMALL),))
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

    def _show_cautions(self, cautions: Sequence[Caution]) -> None:
        """What somebody should see to, until it is seen to; the whole sentence as a tooltip."""
        pieces: list[Inline] = []
        for caution in cautions:
            pieces += [Gap(12)] if pieces else []
            pieces += [Glyph("warning", 12, "high"), Gap(4)]
            pieces.append(Text(caution.title, "high", Size.SMALL, bold=True))
        self.cautions.show_lines(*((tuple(pieces),) if pieces else ()))
        said = "\n".join(caution.text for caution in cautions)
        self.caution_place.setToolTip(said)
        self._fit()

    def show_keys(self, screen: str) -> None:
        """The hinted keys of a screen, as many as there is room for; the last tells them all."""
        self._hinted = tuple(keys.hints(screen))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.px(LEAST_WIDTH), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """What stands in it may have become longer: a job has begun."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """The hints give way first, all but the last; then the number of the audit, and that no
        job runs; what is left is cut.
        """
        parts = (self.casebook, self.head, self.caution_place, self.tray)
        shown = [part for part in parts if part is not self.caution_place or part.toolTip()]
        left = self._hinted
        while len(left) > 1 and self._needed(shown, left) > self.width():
            left = (*left[:-2], left[-1])
        spare: tuple[QWidget, ...] = (self.head,) if self.tray.busy else (self.head, self.tray)
        for part in spare:
            if self._needed(shown, left) > self.width():
                shown.remove(part)
        for part in parts:
            part.setVisible(part in shown)
        line = _hints(left)
        if self.hints.cell.lines != (line,):
            self.hints.show_lines(line)

    def _needed(self, shown: Sequence[QWidget], hinted: Sequence[ScreenKey]) -> int:
        wide = flow.lay_out(InlineCell((_hints(hinted),)), None).width
        margins, gap = self._row.contentsMargins(), self._row.spacing()
        parts = sum(part.sizeHint().width() + gap for part in shown)
        return int(wide + parts + gap + margins.left() + margins.right() + 0.999)


def _hints(shown: Iterable[ScreenKey]) -> Line:
    pieces: list[Inline] = []
    for key in shown:
        pieces += [Gap(16)] if pieces else []
        pieces += marks.key_hint(screen_keys.said(key.keys), screen_keys.words(key))
    return tuple(pieces)


def _noted(icon: str, text: str) -> Line:
    return spaced(Glyph(icon, 12, "text2"), Text(text, "text2", Size.SMALL), gap=4)
