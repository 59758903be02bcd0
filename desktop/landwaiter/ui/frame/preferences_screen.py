"""Settings of this person on this machine: theme, size of text, single keys, when it locks.

Beside them stands what this machine keeps from the process that decodes files of others.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from landwaiter.i18n import _, plural
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.cards import Card, across, column, panel
from landwaiter.ui.kit.choice import ChoiceBox
from landwaiter.ui.kit.field_row import choice_box
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Text
from landwaiter.ui.kit.label import MarkLabel, label
from landwaiter.ui.kit.theme import Mode
from landwaiter.ui.kit.window_settings import Settings

_MODES = ((Mode.SYSTEM, "As the system"), (Mode.LIGHT, "Light"), (Mode.DARK, "Dark"))
_MINUTES = (2, 5, 10, 15, 30, 60, 120, 240)
_SCALES = ((0.9, "90 %"), (1.0, "100 %"), (1.1, "110 %"), (1.25, "125 %"), (1.5, "150 %"))


class PreferencesScreen(QWidget):
    """`changed(Settings)` at every choice; a new size of text counts from the next start."""

    changed = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.mode = _box(_("Theme"), [(str(mode), _(said)) for mode, said in _MODES])
        self.scale = _box(_("Size of text"), [(str(scale), said) for scale, said in _SCALES])
        self.mode.setCurrentIndex(max(0, self.mode.findData(str(settings.mode))))
        self.scale.setCurrentIndex(max(0, self.scale.findData(str(settings.scale))))
        minutes = [
            (
                str(n),
                plural(n, "{n} minute", "{n} minutes"),
            )
            for n in _MINUTES
        ]
        self.idle = _box(_("Lock after"), minutes)
        self.idle.setCurrentIndex(max(0, self.idle.findData(str(settings.idle_minutes))))
        letters = [("on", _("On")), ("", _("Off"))]
        self.single_keys = _box(_("Single keys"), letters)
        self.single_keys.setCurrentIndex(0 if settings.single_keys else 1)
        self.confinement = MarkLabel(wrap=True)
        self._build()
        self.single_keys.currentIndexChanged.connect(self._tell)
        self.idle.currentIndexChanged.connect(self._tell)
        self.mode.currentIndexChanged.connect(self._tell)
        self.scale.currentIndexChanged.connect(self._tell)
        self.setFocusProxy(self.mode)

    def _build(self) -> None:
        note = _("Kept on this computer, outside the casebook, and without case data.")
        card = Card(_("This window"), note, icon="settings")
        card.add(
            column(
                _row(_("Theme"), self.mode, ""),
                _row(_("Size of text"), self.scale, _("counts from the next start")),
                _row(
                    _("Single keys"),
                    self.single_keys,
                    _("letters without Ctrl or Alt, such as N; F1 lists them"),
                ),
                _row(_("Lock after"), self.idle, _("without a touch; the office may say less")),
                gap=9,
                margins=(16, 12, 16, 14),
            )
        )
        card.setFixedWidth(fonts.px(640))
        others = Card(_("Files of others"), icon="shield")
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

    def _tell(self) -> None:
        self.settings = replace(
            self.settings,
            mode=Mode(self.mode.currentData()),
            scale=float(self.scale.currentData()),
            idle_minutes=int(self.idle.currentData()),
            single_keys=bool(self.single_keys.currentData()),
        )
        self.changed.emit(self.settings)


def _box(name: str, choices: list[tuple[str, str]]) -> ChoiceBox:
    box = choice_box(name, choices)
    box.setFixedWidth(fonts.px(180))
    return box


def _row(title: str, field: QWidget, note: str) -> QHBoxLayout:
    name = label(title, "text2")
    name.setFixedWidth(fonts.px(118))
    return across(name, field, label(note, "muted", size=Size.SMALL), 0)
