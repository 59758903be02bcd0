"""The start screen: no casebook is open; create one, open one, or look at sample data."""

from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from landwaiter.i18n import N_, _
from landwaiter.ui.kit import fonts, keys
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Card, across, column, panel, ruled, scrolled
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Text
from landwaiter.ui.kit.label import MarkLabel, label
from landwaiter.ui.opening.casebook_creation import CreateCard


@dataclass(frozen=True, slots=True)
class Hint:
    icon: str
    title: str
    text: str


_HINTS = (
    Hint(
        "key",
        "The password opens your slot",
        "The data is locked with one random key. Each user’s password opens a copy of that key, "
        "and that user’s own signing key: an approval counts only with a second person’s "
        "signature.",
    ),
    Hint(
        "disk",
        "The recovery key is the spare",
        "Two people keep a half each, and together they help who lost a password. Without a "
        "password and without two halves nobody opens the casebook: not even the makers.",
    ),
    Hint(
        "shield",
        "What this protects, and what not",
        "A stolen disk shows nothing. On this computer the roles prevent mistakes and leave "
        "evidence of abuse; they do not stop someone who controls the machine.",
    ),
    Hint(
        "warning",
        "Keep it on a local disk",
        "A folder on a network share is refused, since it can damage the data. A shared office "
        "uses one PC or terminal server.",
    ),
)
_THEN = (
    N_("1. Add whoever did not found it: two people decide."),
    N_("2. Import newer lists and packs in Reference data."),
    N_("3. Take in the first declarations."),
)


class StartScreen(QWidget):
    """Signals: `open_asked`, `sample_asked`, `practice_asked`; creation is the card `create`."""

    open_asked = Signal()
    sample_asked = Signal()
    practice_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.create_card = CreateCard()
        self.open_button = ActButton(_("Open…"), keys="Ctrl+O")
        self.sample_button = ActButton(_("Load sample"), keys="Ctrl+D")
        self.practice_button = ActButton(_("Practise"), keys="Ctrl+P")
        self._build()
        self.create_card.founders.grown.connect(self._show_row)
        self.open_button.clicked.connect(self.open_asked)
        self.sample_button.clicked.connect(self.sample_asked)
        self.practice_button.clicked.connect(self.practice_asked)
        keys.bind(
            "start",
            self,
            {
                "create": self.create_card.begin,
                "open": self.open_asked.emit,
                "sample": self.sample_asked.emit,
                "practice": self.practice_asked.emit,
            },
        )

    def _build(self) -> None:
        intro = column(
            label(_("No casebook is open"), size=Size.FIRST, bold=True),
            label(
                _(
                    "Landwaiter keeps cases, parties, lists and evidence in one encrypted folder "
                    "on this computer. It uses no network."
                ),
                "text2",
            ),
        )
        opening = _offer(
            "cases",
            _("Open a casebook"),
            _(
                "A folder made by Landwaiter. An older one is backed up, then brought up to "
                "date; a newer one is refused."
            ),
            self.open_button,
        )
        sample = _offer(
            "book",
            _("Look around with sample data"),
            _(
                "Cases with fictional companies, in a casebook of their own. Delete its "
                "folder and it is gone."
            ),
            self.sample_button,
        )
        practice = _offer(
            "tick",
            _("Practise"),
            _(
                "Twelve cases that wait, in a casebook of their own. What an experienced officer "
                "would have done is told once you have decided."
            ),
            self.practice_button,
        )
        left = column(self.create_card, opening, sample, practice, 0, gap=12)
        right = column(_hints(), _then(), 0, gap=12)
        page = panel("page")
        body = across(left, right, gap=24)
        body.setStretch(0, 640)
        body.setStretch(1, 343)
        frame = QWidget()
        frame.setFixedWidth(fonts.px(1008))
        frame.setLayout(column(intro, 14, body, margins=(0, 22, 0, 22)))
        page.setLayout(across(0, frame, 0, gap=0))
        self._scroll = scrolled(page)
        self.setLayout(column(self._scroll))

    def _show_row(self, row: QWidget) -> None:
        """A founder's row that was just added, once the page has grown by it."""
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(row))


def _offer(icon: str, title: str, text: str, button: ActButton) -> Card:
    card = Card()
    said = MarkLabel((Text(title, size=Size.BODY, bold=True),), (Text(text, "text2"),), wrap=True)
    glyph = MarkLabel((Glyph(icon, 18, "accent"),))
    return card.add(across(glyph, said, button, gap=16, margins=(16, 12, 16, 12)))


def _hints() -> Card:
    card = Card()
    for hint in _HINTS:
        said = MarkLabel(
            (Glyph(hint.icon, 14), Gap(4), Text(_(hint.title), size=Size.BODY, bold=True)),
            (Text(_(hint.text), "text2"),),
            wrap=True,
        )
        card.add(ruled(column(said, margins=(16, 10, 16, 12))))
    return card


def _then() -> Card:
    lines = tuple((Text(_(line), "text2"),) for line in _THEN)
    title = (Text(_("Then, in this order"), size=Size.BODY, bold=True),)
    return Card().add(column(MarkLabel(title, *lines, wrap=True), margins=(16, 12, 16, 14)))
