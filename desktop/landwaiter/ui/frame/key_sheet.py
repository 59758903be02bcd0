"""F1: all keys, those of the screen first."""

from PySide6.QtWidgets import QDialog, QWidget

from landwaiter.i18n import _
from landwaiter.ui.kit import fonts, keys, marks
from landwaiter.ui.kit.cards import Card, across, column
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Text
from landwaiter.ui.kit.label import MarkLabel, label


class KeysDialog(QDialog):
    """The keys of a screen beside the keys everywhere."""

    def __init__(self, screen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = _("All keys")
        self.setWindowTitle(title)
        cards = [_key_card(_("Everywhere"), keys.EVERYWHERE)]
        if screen in keys.SCREENS:
            cards.insert(0, _key_card(_(keys.TITLES[screen]), keys.SCREENS[screen]))
        note = MarkLabel(
            (
                Text(
                    _(
                        "Single letters rest in fields and boxes of choices and while a form is "
                        "open; Ctrl+Enter hands a form over. Esc closes."
                    ),
                    "muted",
                ),
            )
        )
        self.setLayout(
            column(
                label(title, size=Size.TITLE, bold=True),
                across(*(column(card, 0) for card in cards), gap=12),
                note,
                gap=12,
                margins=(16, 16, 16, 16),
            )
        )


def _key_card(title: str, table: tuple[keys.ScreenKey, ...]) -> Card:
    card = Card(title)
    rows = column(gap=4, margins=(12, 8, 12, 10))
    for key in table:
        caps = (keys.said(key.keys), keys.said(key.extra)) if key.extra else (keys.said(key.keys),)
        cap = MarkLabel(tuple(marks.key(each) for each in caps))
        cap.setFixedWidth(fonts.px(96))
        rows.addLayout(across(cap, MarkLabel((Text(keys.words(key)),)), 0, gap=12))
    card.add(rows)
    card.setMinimumWidth(fonts.px(350))
    return card
