"""Buttons of the window: icon, words and key cap, painted from the theme.

An act that is not allowed stays visible: dashed frame, lock, and the reason in its label.
"""

from enum import Enum
from functools import lru_cache

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from landwaiter.domain.table.workflow import Permission
from landwaiter.services.help.screen_keys import SUBMIT, said
from landwaiter.ui.kit import draw, flow, fonts, marks
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Inline, InlineCell, Text
from landwaiter.ui.kit.keys import counts
from landwaiter.ui.kit.theme import Ink, Theme, theme_of

ButtonFace = tuple[Ink | None, Ink | None, Ink]


class ButtonKind(Enum):
    """How a button stands out."""

    PRIMARY = 1
    SECONDARY = 2
    FLAT = 3
    REFUSED = 4

    @property
    def face(self) -> ButtonFace:
        return _FACES[self]


_FACES: dict[ButtonKind, ButtonFace] = {
    ButtonKind.PRIMARY: ("accentfill", "accentfill", "onaccent"),
    ButtonKind.SECONDARY: ("base", "line2", "text"),
    ButtonKind.FLAT: (None, None, "accent"),
    ButtonKind.REFUSED: (None, "line2", "muted"),
}


class ActButton(QPushButton):
    """One deed. `refuse` gives it its reason for not being allowed, `allow` takes it away.

    Enter presses it, unless it `seals`: what is handed over with Ctrl+Enter is, and what does a
    deed at once says so.
    """

    def __init__(
        self,
        title: str,
        *,
        icon: str = "",
        keys: str = "",
        kind: ButtonKind = ButtonKind.SECONDARY,
        small: bool = False,
        seals: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAutoDefault(False)
        self.seals = seals or keys == said(SUBMIT)
        self._title, self._icon, self._keys = title, icon, keys
        self.kind, self._small, self._why = kind, small, ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._tell()

    @property
    def title(self) -> str:
        """What it is called, whether or not it is refused."""
        return self._title

    @property
    def keys(self) -> str:
        """What is pressed instead of it."""
        return self._keys

    def allow(self, title: str = "") -> None:
        """The deed can be done."""
        self._title, self._why = title or self._title, ""
        self.setEnabled(True)
        self._tell()

    def show_act(self, title: str, *, icon: str = "", keys: str = "") -> None:
        """It stands for another act from now on, which can be done."""
        self._icon, self._keys = icon, keys
        self.allow(title)

    def refuse(self, why: str) -> None:
        """The deed stays, with the reason that would refuse it as its label."""
        self._why = why
        self.setEnabled(False)
        self._tell()

    def follow(self, verdict: Permission) -> None:
        """Allow or refuse as the rules say; an ellipsis where the act will ask for something."""
        self._title = verdict.title
        if verdict.allowed:
            self.allow(verdict.title + ("…" if verdict.needs else ""))
        else:
            self.refuse(verdict.why_not.rstrip("."))

    @property
    def why_not(self) -> str:
        return self._why

    def sizeHint(self) -> QSize:
        width = _width(self.text(), *self._look(), fonts.scale_now()) + 2 * fonts.px(self._pad)
        return QSize(int(width + 0.999), fonts.px(22 if self._small else 28))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), fonts.px(110)), hint.height()) if self._why else hint

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not self.seals:
            self.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = theme_of(self.palette())
        ground, edge, _ink = self._look()[0].face
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        self._paint_frame(painter, frame, theme, ground, edge)
        inner = QRectF(self.rect()).adjusted(fonts.px(self._pad), 0, -fonts.px(self._pad) + 1, 0)
        cell = self._fitting(inner.width())
        spare = inner.width() - flow.lay_out(cell, None).width
        area = draw.placed(inner.adjusted(max(0.0, spare / 2), 0, 0, 0), self.width())
        draw.paint(painter, cell, area, draw.Look(theme, ground or "base"), middle=True)

    def _paint_frame(
        self, painter: QPainter, frame: QRectF, theme: Theme, ground: Ink | None, edge: Ink | None
    ) -> None:
        path = QPainterPath()
        path.addRoundedRect(frame, fonts.px(4), fonts.px(4))
        if ground:
            painter.fillPath(path, theme.colour("alt" if self.isDown() else ground))
        if edge:
            pen = QPen(theme.colour("control" if self.underMouse() else edge), 1)
            if self._why:
                pen.setDashPattern([3, 2])
            painter.setPen(pen)
            painter.drawPath(path)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("text" if ground == "accentfill" else "accent"), 2))
            painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    @property
    def _pad(self) -> int:
        return 0 if self.kind is ButtonKind.FLAT else (8 if self._small else 10)

    def _content(self) -> InlineCell:
        return _cell(self.text(), *self._look())

    def _fitting(self, room: float) -> InlineCell:
        """Where there is no room for all of it, why it is refused: what it is called stands above
        it, or in its tooltip.
        """
        whole = self._content()
        if not self._why or flow.lay_out(whole, None).width <= room:
            return whole
        return _cell(self._why, *self._look())

    def _look(self) -> tuple[ButtonKind, str, str, bool]:
        """Its kind, icon and keys as they are shown, and whether it is small."""
        if self._why:
            return ButtonKind.REFUSED, "lock", "", self._small
        return (
            self.kind,
            self._icon,
            self._keys if self._keys and counts(self._keys) else "",
            self._small,
        )

    def _tell(self) -> None:
        self.setText(self._label())
        self.setAccessibleName(self._label() or self._title)
        self.setAccessibleDescription(self._why)
        self.setToolTip(self._label() if self._why else "")
        self.updateGeometry()
        self.update()

    def _label(self) -> str:
        if not self._why:
            return self._title
        title = self._title.rstrip("…")
        return self._why if self._why.startswith(title) else f"{title}: {self._why}"


@lru_cache(maxsize=2048)
def _cell(text: str, kind: ButtonKind, icon: str, keys: str, small: bool) -> InlineCell:
    ink = kind.face[2]
    size = Size.DENSE if small else Size.BODY
    bold = kind in (ButtonKind.PRIMARY, ButtonKind.FLAT)
    pieces: list[Inline] = [Glyph(icon, 12 if small else 14, ink)] if icon else []
    if text:
        pieces += [Gap(6)] if pieces else []
        whole = kind is not ButtonKind.REFUSED
        pieces.append(Text(text, ink, size, bold=bold, whole=whole))
    if keys:
        edge: Ink = "onaccent" if kind is ButtonKind.PRIMARY else "line"
        cap_ink: Ink = "onaccent" if kind is ButtonKind.PRIMARY else "text2"
        pieces += [Gap(8), marks.key(keys, ink=cap_ink, ground=None, edge=edge)]
    return InlineCell((tuple(pieces),))


@lru_cache(maxsize=8192)
def _width(text: str, kind: ButtonKind, icon: str, keys: str, small: bool, _scale: float) -> float:
    """A layout asks each button many times, in every pass."""
    return flow.lay_out(_cell(text, kind, icon, keys, small), None).width
