"""The pages of a letter as they would go out, one below the other, and why there are none."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QStackedWidget, QWidget

from landwaiter.i18n import _, plural
from landwaiter.services.letters.letter_form import LetterPage
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.cards import across, column, panel, scrolled
from landwaiter.ui.kit.empty_state import EmptyState
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.theme import LIGHT, theme_of

LEAST, WIDEST, _MARGIN = 240, 720, 14
"""Widths of a page at scale 1, and the room around it."""
_A4 = 297 / 210


class PaperPage(QWidget):
    """One page on its own white, as wide as there is room; paper is white in the dark too."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumWidth(fonts.px(WIDEST))

    def show_page(self, page: LetterPage, name: str, said: str) -> None:
        """Copies the pixels; `said` is the text for who does not see them."""
        self._image = QImage(
            page.pixels, page.width, page.height, 3 * page.width, QImage.Format.Format_RGB888
        ).copy()
        self.setAccessibleName(name)
        self.setAccessibleDescription(said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(WIDEST), self.heightForWidth(fonts.px(WIDEST)))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.px(LEAST), self.heightForWidth(fonts.px(LEAST)))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._image.isNull():
            return round(width * _A4)
        return round(width * self._image.height() / self._image.width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(self.rect())
        if self._image.isNull():
            painter.fillRect(place, LIGHT.colour("base"))
        else:
            painter.drawImage(place, self._scaled())
        painter.setPen(theme_of(self.palette()).colour("line2"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _scaled(self) -> QImage:
        """Of its pixels as many as are shown: drawn smaller at once, small letters would break."""
        wide = round(self.width() * self.devicePixelRatioF())
        if wide >= self._image.width():
            return self._image
        return self._image.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)


class LetterPages(QWidget):
    """A head that says how many pages there are, and the pages; or a sentence in their place.

    What is shown stays until something else is: nothing blinks while a letter is typed.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._said = MarkLabel().elastic()
        self._note = MarkLabel(wrap=True, ground="window", yields=True)
        self.pages: list[PaperPage] = []
        self._sheets = column(gap=12, margins=(_MARGIN,) * 4)
        held = panel("page")
        held.setLayout(self._sheets)
        self.area: QScrollArea = scrolled(held)
        self._nothing = EmptyState("mail", "", "")
        self._stack = QStackedWidget()
        empty = panel("page")
        empty.setLayout(column(self._nothing, 0))
        self._stack.addWidget(empty)
        self._stack.addWidget(self.area)
        head = panel("head")
        head.setLayout(across(self._said, margins=(14, 8, 14, 8)))
        noted = panel("page")
        noted.setLayout(column(self._note, margins=(14, 6, 14, 0)))
        body = column(head, noted, self._stack)
        body.setStretch(2, 1)
        self.setLayout(body)
        self._name("")
        self.setMinimumWidth(fonts.px(LEAST + 3 * _MARGIN))

    def show_pages(self, pages: Sequence[LetterPage], lines: Sequence[str], note: str = "") -> None:
        """These pages, in the place of those before; where they were scrolled to stays."""
        while len(self.pages) < len(pages):
            self.pages.append(made := PaperPage())
            self._sheets.addWidget(made)
        while len(self.pages) > len(pages):
            gone = self.pages.pop()
            self._sheets.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        text = "\n".join(lines)
        for number, (shown, page) in enumerate(zip(self.pages, pages, strict=True), start=1):
            name = _("Page {page} of {pages}").format(page=number, pages=len(pages))
            shown.show_page(page, name, text if number == 1 else "")
        self._name(plural(len(pages), "{n} page", "{n} pages"))
        self._note.show_lines(*([(Text(note, "text2"),)] if note else []))
        self._stack.setCurrentIndex(1)

    def show_nothing(self, title: str, why: str) -> None:
        """Why there are no pages, and what to do about it."""
        self._nothing.say(title, why)
        self._name("")
        self._note.show_lines()
        self._stack.setCurrentIndex(0)

    @property
    def shows_pages(self) -> bool:
        return self._stack.currentIndex() == 1

    def turn(self, by: int) -> None:
        """A screenful on or back."""
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + by * bar.pageStep())

    def words(self) -> str:
        """What stands in place of pages, or above them."""
        return self._note.words() if self.shows_pages else self._nothing.text.words()

    def _name(self, count: str) -> None:
        said = (Text(self._title, size=Size.BODY, bold=True), Gap(8), Text(count, "text2"))
        self._said.show_lines(said)
        self.setAccessibleName(" ".join(filter(None, (self._title, count))))
