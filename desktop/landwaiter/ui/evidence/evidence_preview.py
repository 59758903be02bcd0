"""The preview of a piece of evidence: a page as a picture, plain text, or why there is none."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from landwaiter.i18n import _
from landwaiter.services.evidence.previews import Preview
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import across, column
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.text import text_area
from landwaiter.ui.kit.theme import theme_of

HEIGHT = 460


class PagePicture(QWidget):
    """Pixels as they came, made smaller where there is less room, never larger."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setFixedHeight(fonts.px(HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_pixels(self, preview: Preview) -> None:
        """Copies them: the image would otherwise point into bytes that may go."""
        self._image = QImage(
            preview.pixels,
            preview.width,
            preview.height,
            3 * preview.width,
            QImage.Format.Format_RGB888,
        ).copy()
        self.setAccessibleName(_("Picture of {name}").format(name=preview.piece.name))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme_of(self.palette()).colour("alt"))
        if self._image.isNull():
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = self.rect().adjusted(fonts.px(8), fonts.px(8), -fonts.px(8), -fonts.px(8))
        size = self._image.size()
        if size.width() > room.width() or size.height() > room.height():
            size = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(QRectF(room).center())
        painter.drawImage(place, self._image)


class PreviewPane(QWidget):
    """`page_asked(by)`: a page back or forth; `closed`."""

    page_asked = Signal(int)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._head = MarkLabel().elastic()
        self._note = MarkLabel(wrap=True)
        self.picture = PagePicture()
        self.text = text_area(name=_("Text of the file"))
        self.text.setReadOnly(True)
        self.text.setFixedHeight(fonts.px(HEIGHT))
        self.text.setFont(fonts.font(Size.DENSE, mono=True))
        self.back = ActButton(_("Page before"), keys="PgUp", small=True)
        self.on = ActButton(_("Next page"), keys="PgDown", small=True)
        self._close = ActButton(_("Close"), keys="Esc", small=True, kind=ButtonKind.FLAT)
        self.back.clicked.connect(lambda: self.page_asked.emit(-1))
        self.on.clicked.connect(lambda: self.page_asked.emit(1))
        self._close.clicked.connect(self.closed)
        head = across(self._head, self.back, self.on, self._close, margins=(12, 6, 12, 6))
        noted = across(self._note, margins=(12, 4, 12, 6))
        self.setLayout(column(head, self.picture, self.text, noted))
        self.setVisible(False)

    def show_preview(self, preview: Preview) -> None:
        """A page, or the text."""
        place = _("page {page} of {pages}").format(page=preview.page, pages=preview.pages)
        self._tell(preview.piece.label, preview.piece.name, place if preview.pages > 1 else "")
        self._note.show_lines((Text(preview.note, "muted"),))
        self._show(picture=bool(preview.pixels), text=not preview.pixels)
        for button, possible in (
            (self.back, preview.page > 1),
            (self.on, preview.page < preview.pages),
        ):
            button.setVisible(preview.pages > 1)
            button.setEnabled(possible)
        if preview.pixels:
            self.picture.show_pixels(preview)
        else:
            self.text.setPlainText(preview.text)

    def show_sentence(self, label: str, name: str, sentence: str) -> None:
        """Why there is no preview, or that it is being drawn."""
        self._tell(label, name, "")
        self._note.show_lines((Text(sentence, "text2"),))
        self._show(picture=False, text=False)
        self.back.hide()
        self.on.hide()

    def sentence(self) -> str:
        """What stands in place of a picture or beside a text."""
        return self._note.words()

    def _tell(self, label: str, name: str, place: str) -> None:
        parts = (Text(label, "accent", whole=True), Gap(8), Text(name), Gap(8))
        self._head.show_lines((*parts, Text(place, "muted")))

    def _show(self, *, picture: bool, text: bool) -> None:
        self.picture.setVisible(picture)
        self.text.setVisible(text)
        self._note.setVisible(bool(self._note.words()))
        self.setVisible(True)
