"""The top bar: brand, menus, the search box, the as-of chip and who is signed in."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QMenuBar, QPushButton, QSizePolicy, QStyle, QWidget

from landwaiter.i18n import _, figure, plural
from landwaiter.ui.kit import draw, flow, fonts, marks
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import across
from landwaiter.ui.kit.draw import is_mirrored
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, InlineCell, Line, Text, words_of
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.theme import theme_of

LEAST_FIND, LEAST_NAME = 150, 90
"""Least widths of the field, before which the menus fold, and of a name."""


class FindButton(QPushButton):
    """Looks like a field, opens the command palette."""

    def __init__(self) -> None:
        super().__init__(_("Find a case, entity, code or action"))
        self.setAccessibleName(_("Find"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(fonts.px(400))

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(400), fonts.px(26))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.px(LEAST_FIND), fonts.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = theme_of(self.palette())
        painter.setBrush(theme.colour("base"))
        painter.setPen(theme.colour("accent" if self.hasFocus() else "control"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        inner = QRectF(self.rect()).adjusted(fonts.px(8), 0, -fonts.px(8), 0)
        said = InlineCell(
            ((Glyph("search", 14, "muted"), Gap(8), Text(self.text(), "muted", Size.BODY)),)
        )
        cap = InlineCell(((marks.key("Ctrl+K"),),), right=True)
        look = draw.Look(theme)
        words = draw.placed(inner.adjusted(0, 0, -fonts.px(56), 0), self.width())
        draw.paint(painter, said, words, look, middle=True)
        draw.paint(painter, cap, inner, look, middle=True)


class MenuRow(QMenuBar):
    """The menus, side by side."""

    def sizeHint(self) -> QSize:
        """Qt reckons from where the last menu stands, which says nothing where the first one is
        at the right."""
        hint = super().sizeHint()
        if not is_mirrored():
            return hint
        gap = self.style().pixelMetric(QStyle.PixelMetric.PM_MenuBarItemSpacing)
        places = [self.actionGeometry(one) for one in self.actions()]
        return QSize(sum(place.width() + gap for place in places) + gap, hint.height())


class TopBar(QWidget):
    """What it has too little room for gives way in order: the name of the program, the roles of
    who is signed in, the row of menus, which fold into one; then the field and the name are cut.

    The day stays whole. `folded` tells that one button stands for the menus.
    """

    find_asked = Signal()
    as_of_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(fonts.px(40))
        self._brand = MarkLabel((Glyph("logo", 18, "accent"),), ground="rail")
        self._brand_name = MarkLabel(
            (Text("Landwaiter", "accent", Size.BODY, bold=True, whole=True), Gap(12)),
            ground="rail",
        )
        self.menus = MenuRow()
        self.menus.setNativeMenuBar(False)
        self.menus.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.menu = ActButton(_("Menu"), icon="list", keys="F10", small=True)
        self.menu.hide()
        self.search = FindButton()
        self.as_of = ActButton(_("As of: today"), icon="as-of", small=True)
        self.bell = ActButton("0", icon="bell", kind=ButtonKind.FLAT, small=True)
        self.user = MarkLabel(ground="rail")
        self._name, self._roles = "", ""
        self._row = across(
            self._brand,
            6,
            self._brand_name,
            self.menus,
            self.menu,
            12,
            self.search,
            0,
            self.as_of,
            6,
            self.bell,
            6,
            self.user,
            gap=2,
            margins=(12, 0, 12, 1),
        )
        self.setLayout(self._row)
        self.menu.clicked.connect(self.show_menus)
        self.search.clicked.connect(self.find_asked)
        self.as_of.clicked.connect(self.as_of_asked)
        self.show_notices(0)
        self.show_user("", ())

    def show_as_of(self, words: str) -> None:
        """“today, 9 Apr 2026” or “27 Mar 2026 (declaration)”."""
        self.as_of.allow(_("As of: {when}").format(when=words))

    def show_notices(self, count: int) -> None:
        """How much waits behind the bell."""
        self.bell.allow(figure(count))
        said = plural(count, "{n} notice", "{n} notices")
        self.bell.setAccessibleName(said)
        self.bell.setToolTip(said)

    def show_user(self, name: str, roles: tuple[str, ...]) -> None:
        """Name and roles; nobody while no casebook is open."""
        self._name, self._roles = name, ", ".join(roles)
        self.as_of.setVisible(bool(name))
        self.bell.setVisible(bool(name))
        self.user.setVisible(bool(name))
        self._fit()

    def show_menus(self) -> None:
        """The menus, opened by key or by their one button."""
        actions = self.menus.actions()
        if self.folded and actions:
            folded = QMenu(self)
            folded.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            folded.addActions(actions)
            folded.popup(self.menu.mapToGlobal(self.menu.rect().bottomLeft()))
        elif actions:
            self.menus.setActiveAction(actions[0])

    @property
    def folded(self) -> bool:
        return not self.menu.isHidden()

    def minimumSizeHint(self) -> QSize:
        """With the menus folded, the field and the name at their least."""
        return QSize(self._needed(name=False, roles=False, row=False, least=True), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """What stands in it may have become longer."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """The most that there is room for beside a field of its least width."""
        ways = ((True, True, True), (False, True, True), (False, False, True))
        for name, roles, row in (*ways, (False, False, False)):
            is_room = self._needed(name=name, roles=roles, row=row) <= self.width()
            if is_room:
                break
        self._brand_name.setVisible(name)
        self.menus.setVisible(row)
        self.menu.setVisible(not row)
        self._show_person(roles=roles, whole=is_room)

    def _needed(self, *, name: bool, roles: bool, row: bool, least: bool = False) -> int:
        """Width with a field of its least width and with these."""
        parts = [self._brand, self.menus if row else self.menu]
        if name:
            parts.append(self._brand_name)
        wide = sum(part.sizeHint().width() + self._row.spacing() for part in parts)
        if self._name:
            person = fonts.px(LEAST_NAME) if least else _wide(self._person(roles=roles))
            beside = self.as_of.sizeHint().width() + self.bell.sizeHint().width()
            wide += beside + person + 3 * self._row.spacing()
        margins = self._row.contentsMargins()
        around = margins.left() + margins.right() + fonts.px(6 + 12 + 12) + 4 * self._row.spacing()
        return wide + around + self.search.minimumSizeHint().width()

    def _person(self, *, roles: bool) -> Line:
        said = " · ".join(filter(None, (self._name, self._roles if roles else "")))
        return (Glyph("person", 14, "text"), Gap(4), Text(said, size=Size.BODY))

    def _show_person(self, *, roles: bool, whole: bool) -> None:
        line = self._person(roles=roles)
        if self.user.cell.lines != (line,):
            self.user.show_lines(line)
        wide = _wide(line)
        self.user.setMinimumWidth(wide if whole else min(fonts.px(LEAST_NAME), wide))
        self.user.setAccessibleName(words_of(self._person(roles=True)))


def _wide(line: Line) -> int:
    return int(flow.lay_out(InlineCell((line,)), None).width + 0.999)
