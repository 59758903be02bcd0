"""F1: the page of the screen in front, in the side of the window."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from landwaiter.i18n import _, joined
from landwaiter.ui.help.help_page import HelpPage
from landwaiter.ui.help.numbered_picture import NumberedPicture
from landwaiter.ui.help.screen_pages import PAGES, searched
from landwaiter.ui.kit import fonts, keys, marks
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import across, clear, column, panel, ruled, scrolled
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Text, spaced
from landwaiter.ui.kit.keys import ScreenKey
from landwaiter.ui.kit.label import MarkLabel, label
from landwaiter.ui.kit.text import text_field

WIDTH = 284
"""At scale 1."""
_EDGE = (12, 8, 12, 8)


class HelpPanel(QWidget):
    """Signal: `left()`, when its button or Esc closes it.

    It shows the page of the screen in front, of another one that is searched for, or what the
    search finds.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(fonts.px(WIDTH))
        self._name, self._screen = "", QWidget(self)
        self._screen.hide()
        self.search = text_field(_("Search the help"), searches=True)
        self.close_button = ActButton(_("Close"), keys="Esc", small=True)
        self.links: list[ActButton] = []
        self._build()
        self.search.textChanged.connect(self._search)
        self.close_button.clicked.connect(self.left)
        self.setFocusProxy(self.search)

    def show_page(self, name: str, screen: QWidget) -> None:
        """The page of this screen, which is in front."""
        self._name, self._screen = name, screen
        self._show(name)

    def open_page(self, name: str) -> None:
        """The page of a screen that need not be open; it has a picture only where it is."""
        self._show(name)
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

    def _show(self, name: str) -> None:
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        page = PAGES.get(name)
        title = _(keys.TITLES[name]) if page else ""
        self._begin(title, tuple(page.sentences()) if page else ())
        if page is not None:
            self._show_parts(page, is_in_front=name == self._name)
            self._show_questions(page)
            self._show_keys(_("Keys here"), keys.SCREENS[name])
            self._show_links(page)
        self._show_keys(_("Everywhere"), keys.EVERYWHERE)
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

    def _show_parts(self, page: HelpPage, *, is_in_front: bool) -> None:
        self._add(Text(_(page.purpose), size=Size.BODY))
        if is_in_front:
            picture = NumberedPicture(self._screen, page.parts)
            self._rows.addLayout(column(picture, margins=_EDGE))
        for number, part in enumerate(page.parts, start=1):
            mark = MarkLabel((Text(str(number), "accent", bold=True),))
            mark.setFixedWidth(fonts.px(14))
            self._rows.addLayout(_row(mark, _(part.words)))

    def _show_keys(self, title: str, table: Sequence[ScreenKey]) -> None:
        self._section(title)
        shown = [key for key in table if keys.counts(key.keys)]
        caps = [_caps(key) for key in shown]
        wide = max((cap.sizeHint().width() for cap in caps), default=0)
        for key, cap in zip(shown, caps, strict=True):
            cap.setFixedWidth(wide)
            self._rows.addLayout(_row(cap, keys.words(key)))

    def _show_questions(self, page: HelpPage) -> None:
        self._section(_("People ask"))
        for question in page.questions:
            self._add(Text(_(question.asked), bold=True))
            self._add(Text(_(question.answer), "text2"))

    def _show_links(self, page: HelpPage) -> None:
        self._section(_("See also"))
        self._rows.addSpacing(fonts.px(4))
        for name in page.see:
            self._link(name, _(keys.TITLES[name]))

    def _search(self, typed: str) -> None:
        if not typed.strip():
            self._show(self._name)
            return
        found = searched(typed)
        self._begin(self.search.text(), ())
        for match in found:
            self._link(match.name, match.title)
            self._add(Text(match.sentence, "text2"))
        if not found:
            self._add(Text(_("Nothing is found."), "text2"))
        self._rows.addStretch(1)

    def _link(self, name: str, title: str) -> None:
        link = ActButton(title, kind=ButtonKind.FLAT, small=True)
        link.clicked.connect(lambda: self.open_page(name))
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
    pressed = filter(None, (key.keys, key.extra))
    return MarkLabel(spaced(*(marks.key(keys.said(each)) for each in pressed), gap=4))


def _row(mark: QWidget, words: str) -> QHBoxLayout:
    said = MarkLabel((Text(words),), wrap=True)
    layout = across(mark, said, gap=8, margins=(12, 2, 12, 2))
    layout.setStretch(1, 1)
    layout.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    return layout
