"""Settings of this person: language, theme, size of text, keys, undo, when it locks.

Beside them stands what this machine keeps from the process that decodes files of others.
"""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from landwaiter import i18n
from landwaiter.domain.people.preferences import SYSTEM, Mode, Preferences
from landwaiter.i18n import N_, _, plural
from landwaiter.services.base.wording import language_in_itself
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.cards import Card, across, column, panel
from landwaiter.ui.kit.choice import ChoiceBox
from landwaiter.ui.kit.field_row import choice_box, choose, chosen, field_row
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Text
from landwaiter.ui.kit.label import MarkLabel, label

_MODES = (
    (Mode.SYSTEM, N_("As the system")),
    (Mode.LIGHT, N_("Light")),
    (Mode.DARK, N_("Dark")),
)
_MINUTES = (2, 5, 10, 15, 30, 60, 120, 240)
_SECONDS = (5, 10, 15, 20, 30)
_SIZES = (90, 100, 110, 125, 150, 175, 200)


class PreferencesScreen(QWidget):
    """`changed({name: value})` at every choice, as values of preferences are written."""

    changed = Signal(object)

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = {
            "language": _box(_("Language"), _languages()),
            "text_size": _box(
                _("Size of text"),
                [(str(n), _("{n} %").format(n=n)) for n in _with(_SIZES, preferences.text_size)],
            ),
            "theme": _box(_("Theme"), [(str(mode), _(said)) for mode, said in _MODES]),
            "single_keys": _box(_("Single keys"), [("true", _("On")), ("false", _("Off"))]),
            "undo_seconds": _box(
                _("Undo for"),
                [
                    (str(n), plural(n, "{n} second", "{n} seconds"))
                    for n in _with(_SECONDS, preferences.undo_seconds)
                ],
            ),
            "lock_after": _box(
                _("Lock after"),
                [
                    (str(n), plural(n, "{n} minute", "{n} minutes"))
                    for n in _with(_MINUTES, preferences.lock_after)
                ],
            ),
        }
        values = preferences.values()
        for name, box in self.boxes.items():
            choose(box, values[name])
        self.confinement = MarkLabel(wrap=True)
        self._build()
        for name, box in self.boxes.items():
            box.currentIndexChanged.connect(partial(self._tell, name))
        self.setFocusProxy(self.boxes["language"])

    def _build(self) -> None:
        note = _("Yours, on every computer on which you open this casebook.")
        self.card = card = Card(_("Your window"), note, icon="settings")
        notes = {
            "single_keys": _("letters without Ctrl or Alt, such as N; F1 lists them"),
            "undo_seconds": _("before a small deed, such as a note, is sealed"),
            "lock_after": _("without a touch; the office may say less"),
        }
        card.add(
            column(
                *(
                    _row(box.accessibleName(), box, notes.get(name, ""))
                    for name, box in self.boxes.items()
                ),
                gap=9,
                margins=(16, 12, 16, 14),
            )
        )
        card.setFixedWidth(fonts.px(640))
        self.others = others = Card(_("Files of others"), icon="shield")
        others.add(across(self.confinement, margins=(16, 12, 16, 14)))
        others.setFixedWidth(fonts.px(640))
        head = panel("head")
        title = MarkLabel((Text(_("Settings"), size=Size.TITLE, bold=True),))
        head.setLayout(across(title, 0, margins=(16, 9, 16, 10)))
        page = panel("page")
        page.setLayout(
            column(across(card, 0), across(others, 0), 0, gap=10, margins=(12, 10, 12, 10))
        )
        self.setLayout(column(head, page))
        self.layout().setStretch(1, 1)  # type: ignore[union-attr]  # just set

    def show_confinement(self, notes: Sequence[str]) -> None:
        """What is kept from the process that decodes files of others, and what is not."""
        self.confinement.show_lines(*((Text(note, "text2"),) for note in notes))

    def _tell(self, name: str, _index: int) -> None:
        self.changed.emit({name: chosen(self.boxes[name])})


def _languages() -> list[tuple[str, str]]:
    known = [(code, language_in_itself(code)) for code in i18n.languages()]
    return [(SYSTEM, _("As the system")), *sorted(known, key=lambda one: one[1])]


def _with(usual: Iterable[int], own: int) -> list[int]:
    """What is offered, and what the person set elsewhere."""
    return sorted({*usual, own})


def _box(name: str, choices: list[tuple[str, str]]) -> ChoiceBox:
    box = choice_box(name, choices)
    box.setFixedWidth(fonts.px(180))
    return box


def _row(title: str, field: QWidget, note: str) -> QHBoxLayout:
    said = label(note, "muted", size=Size.SMALL, wrap=True)
    row = field_row(title, field, said)
    row.setAlignment(said, Qt.AlignmentFlag.AlignVCenter)
    row.setStretch(2, 1)
    return row
