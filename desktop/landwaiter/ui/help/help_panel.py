"""F1: the page of what is in front, in the side of the window or beside a dialog."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from landwaiter.i18n import _, joined
from landwaiter.services.help import screen_keys
from landwaiter.services.help.help_page import HelpSection, TopicKind, TopicPage
from landwaiter.services.help.screen_keys import ScreenKey
from landwaiter.services.help.screen_pages import PAGES
from landwaiter.services.help.topics import page_of, searched
from landwaiter.ui.help.numbered_picture import NumberedPicture
from landwaiter.ui.kit import fonts, keys, marks
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import across, clear, column, panel, ruled, scrolled
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Text, spaced
from landwaiter.ui.kit.label import MarkLabel, label
from landwaiter.ui.kit.text import text_field

WIDTH = 284
"""At scale 1."""
_EDGE = (12, 8, 12, 8)


class HelpPanel(QWidget):
    """Signal: `left()`, when its button or Esc closes it.

    It shows the page of what is in front, of another topic that is searched for, or what the search
    finds.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._front: TopicPage | None = None
        self._screen: QWidget | None = None
        self.search = text_field(_("Search the help"), searches=True)
        self.close_button = ActButton(_("Close"), keys="Esc", small=True)
        self.links: list[ActButton] = []
        self._build()
        self.search.textChanged.connect(self._search)
        self.close_button.clicked.connect(self.left)
        self.setFocusProxy(self.search)

    def show_page(self, page: TopicPage, screen: QWidget | None = None) -> None:
        """The page of what is in front; with the screen that it tells of, a drawing of that."""
        self._front, self._screen = page, screen
        self._show(page)

    def is_about(self, page: TopicPage) -> bool:
        """Whether what it was opened for is this page."""
        front = self._front
        return front is not None and (front.topic, front.title) == (page.topic, page.title)

    def open_page(self, topic: str) -> None:
        """The page of a topic; it has a picture only where its screen is in front."""
        self._show(page_of(topic))
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Esc in here closes the help, also beside a form that it would leave elsewhere."""
        is_key = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_key and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if is_key and event.type() is QEvent.Type.KeyPress:
            self.left.emit()
            return True
        return super().event(event)

    def said(self) -> str:
        """What the page says, as a screen reader reads it."""
        return self.area.accessibleName()

    def _build(self) -> None:
        self._title = MarkLabel().elastic()
        head = panel("ruled")
        head.setLayout(across(self._title, self.close_button, margins=_EDGE))
        self._rows = column(gap=0)
        held = panel("base")
        held.setLayout(self._rows)
        self.area = scrolled(held)
        self.area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setLayout(
            column(head, across(self.search, margins=_EDGE), self.area, margins=(1, 0, 0, 0))
        )
        self.setTabOrder(self.close_button, self.search)
        self.setTabOrder(self.search, self.area)

    def _begin(self, title: str, said: Sequence[str]) -> None:
        clear(self._rows)
        self.links = []
        whole = joined(": ", (_("Help"), title)) if title else _("Help")
        glyph = Glyph("book", 14, "text2")
        self._title.show_lines((glyph, Gap(8), Text(whole, size=Size.BODY, bold=True)))
        self.setAccessibleName(whole)
        self.area.setAccessibleName(" ".join((whole, *said)))
        self.area.verticalScrollBar().setValue(0)

    def _show(self, page: TopicPage) -> None:
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._begin(page.title, tuple(page.sentences()))
        self._show_parts(page)
        for section in page.sections:
            self._show_section(section)
        self._show_questions(page)
        if page.keys:
            self._show_keys(_("Keys here"), page.keys)
        self._show_links(_("What can be done here"), page.deeds)
        self._show_links(_("See also"), page.see)
        if page.kind is TopicKind.SCREEN:
            self._show_keys(_("Everywhere"), screen_keys.EVERYWHERE)
            self._add(
                Text(
                    _(
                        "Single letters rest in fields and boxes of choices and while a form is "
                        "open; Ctrl+Enter hands a form over. Esc closes."
                    ),
                    "muted",
                )
            )
        self._rows.addStretch(1)

    def _show_parts(self, page: TopicPage) -> None:
        self._add(Text(page.purpose, size=Size.BODY))
        is_in_front = self._front is not None and page.topic == self._front.topic
        if self._screen is not None and is_in_front:
            picture = NumberedPicture(self._screen, PAGES[page.topic].parts)
            self._rows.addLayout(column(picture, margins=_EDGE))
        for number, words in enumerate(page.parts, start=1):
            mark = MarkLabel((Text(str(number), "accent", bold=True),))
            mark.setFixedWidth(fonts.px(14))
            self._rows.addLayout(_row(mark, words))

    def _show_section(self, section: HelpSection) -> None:
        self._section(section.title)
        for row in section.rows:
            if row.about:
                self._add(Text(row.about, bold=True))
            self._add(Text(row.words, "text2" if row.about else "text"))

    def _show_keys(self, title: str, table: Sequence[ScreenKey]) -> None:
        self._section(title)
        shown = [key for key in table if keys.counts(key.keys)]
        caps = [_caps(key) for key in shown]
        wide = max((cap.sizeHint().width() for cap in caps), default=0)
        for key, cap in zip(shown, caps, strict=True):
            cap.setFixedWidth(wide)
            self._rows.addLayout(_row(cap, screen_keys.words(key)))

    def _show_questions(self, page: TopicPage) -> None:
        if page.questions:
            self._show_section(HelpSection(_("People ask"), page.questions))

    def _show_links(self, title: str, topics: Sequence[str]) -> None:
        if not topics:
            return
        self._section(title)
        self._rows.addSpacing(fonts.px(4))
        for topic in topics:
            self._link(topic, page_of(topic).title)

    def _search(self, typed: str) -> None:
        if not typed.strip():
            if self._front is not None:
                self._show(self._front)
            return
        found = searched(typed)
        self._begin(self.search.text(), ())
        for match in found:
            self._link(match.topic, match.title)
            self._add(Text(match.sentence, "text2"))
        if not found:
            self._add(Text(_("Nothing is found."), "text2"))
        self._rows.addStretch(1)

    def _link(self, topic: str, title: str) -> None:
        link = ActButton(title, kind=ButtonKind.FLAT, small=True)
        link.clicked.connect(lambda: self.open_page(topic))
        self._rows.addLayout(across(link, 0, margins=(11, 2, 12, 0)))
        # What is made later would come behind everything else of the window.
        self.setTabOrder(self.links[-1] if self.links else self.area, link)
        self.links.append(link)

    def _section(self, title: str) -> None:
        self._rows.addSpacing(fonts.px(6))
        heading = label(title, size=Size.BODY, bold=True)
        self._rows.addWidget(ruled(across(heading, 0, margins=(12, 6, 12, 6))))

    def _add(self, text: Text) -> None:
        self._rows.addLayout(column(MarkLabel((text,), wrap=True), margins=(12, 4, 12, 4)))


def _caps(key: ScreenKey) -> MarkLabel:
    caps = (marks.key(cap) for cap in screen_keys.pressed(key))
    return MarkLabel(spaced(*caps, gap=4))


def _row(mark: QWidget, words: str) -> QHBoxLayout:
    said = MarkLabel((Text(words),), wrap=True)
    layout = across(mark, said, gap=8, margins=(12, 2, 12, 2))
    layout.setStretch(1, 1)
    layout.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    return layout
