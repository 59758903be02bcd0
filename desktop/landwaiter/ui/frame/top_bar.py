"""The top bar: brand, menus, the search box, the as-of chip and who is signed in."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenuBar, QPushButton, QSizePolicy, QWidget

from landwaiter.i18n import _
from landwaiter.ui.kit import draw, fonts, marks
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import across
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, InlineCell, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.theme import theme_of


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
        return QSize(fonts.px(120), fonts.px(26))

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


class TopBar(QWidget):
    find_asked = Signal()
    as_of_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(fonts.px(40))
        brand = MarkLabel(
            (
                Glyph("logo", 18, "accent"),
                Gap(8),
                Text("Landwaiter", "accent", Size.BODY, bold=True, whole=True),
            ),
            ground="rail",
        )
        brand.setFixedWidth(fonts.px(112))
        self.menus = QMenuBar()
        self.menus.setNativeMenuBar(False)
        self.menus.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.search = FindButton()
        self.as_of = ActButton(_("As of: today"), icon="as-of", small=True)
        self.user = MarkLabel(ground="rail")
        self.setLayout(
            across(
                brand,
                self.menus,
                12,
                self.search,
                0,
                self.as_of,
                12,
                self.user,
                gap=2,
                margins=(12, 0, 12, 1),
            )
        )
        self.search.clicked.connect(self.find_asked)
        self.as_of.clicked.connect(self.as_of_asked)
        self.show_user("", ())

    def show_as_of(self, words: str) -> None:
        """“today, 9 Apr 2026” or “27 Mar 2026 (declaration)”."""
        self.as_of.allow(_("As of: {when}").format(when=words))

    def show_user(self, name: str, roles: tuple[str, ...]) -> None:
        """Name and roles; nobody while no casebook is open."""
        self.as_of.setVisible(bool(name))
        self.user.setVisible(bool(name))
        said = " · ".join([name, ", ".join(roles)]) if roles else name
        self.user.show_lines(
            (Glyph("person", 14, "text"), Gap(4), Text(said, size=Size.BODY, whole=True))
        )
