"""Creating a casebook: folder, office, its founders, then the recovery key to be kept.

Step 1 collects what is needed; `create_asked` hands it over. Who founds alone is shown the recovery
key on the card, where `show_recovery_key` begins step 2, and goes on once it is kept. Of several
founders each holder is shown the own half in a dialog.
"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from landwaiter.domain.base.zones import ZONES
from landwaiter.i18n import _
from landwaiter.services.casebook.casebooks import Founder
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, column, panel
from landwaiter.ui.kit.field_row import choice_box, choose, chosen
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Line, Text, spaced
from landwaiter.ui.kit.keys import on_key
from landwaiter.ui.kit.label import MarkLabel, label
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.tickbox import TickBox
from landwaiter.ui.opening.founders import FounderList


@dataclass(frozen=True, slots=True, repr=False)
class NewCasebook:
    """What a casebook is created from."""

    folder: Path
    office: str
    member_state: str
    """ISO 3166-1 alpha-2: whose calendar and time zone deadlines follow."""
    founders: tuple[Founder, ...]
    """The first of them administers it."""
    holders: tuple[str, ...] = ()
    """Who keeps a half of the recovery key each; nobody: one person keeps all of it."""


class CreateCard(Card):
    """Signals: `folder_asked`, `create_asked(NewCasebook)`, `print_asked`, `save_asked`, `kept`."""

    folder_asked = Signal()
    create_asked = Signal(object)
    print_asked = Signal()
    save_asked = Signal()
    kept = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Create a casebook"),
            _("step 1 of 2: office and founders"),
            icon="plus",
            head=36,
            parent=parent,
        )
        self._fields()
        self._steps = QStackedWidget()
        self._steps.addWidget(self._first())
        self._steps.addWidget(self._second())
        self.add(self._steps)
        self._check()

    def begin(self) -> None:
        """Put the cursor where creating starts."""
        self.folder.setFocus()

    def show_folder(self, folder: Path) -> None:
        self.folder.setText(str(folder))

    def show_recovery_key(self, key: str) -> None:
        """Step 2: the key, shown once."""
        self.name(_("Create a casebook"), _("step 2 of 2: the recovery key"))
        groups = key.split()
        lines: tuple[Line, ...] = tuple(
            spaced(
                *(
                    Text(group, size=Size.BODY, mono=True, whole=True)
                    for group in groups[at : at + 4]
                ),
                gap=28,
            )
            for at in range(0, len(groups), 4)
        )
        self.key.show_lines(*lines)
        self.is_kept.setChecked(False)
        self._steps.setCurrentIndex(1)
        self._check()

    def _fields(self) -> None:
        self.folder = text_field(_("A folder on a disk of this computer"), name=_("Folder"))
        self.office = text_field(_("PL1"), name=_("Office code"))
        states = [(state, state) for state in sorted(ZONES)]
        self.state = choice_box(_("Member State"), states, empty=True)
        self.change = ActButton(_("Change…"))
        self.founders = FounderList()
        self.create_button = ActButton(_("Create casebook"), kind=ButtonKind.PRIMARY, seals=True)
        self.key = MarkLabel(ground="alt", wrap=True)
        self.is_kept = TickBox(
            _("The recovery key is printed or written down, and kept away from this computer.")
        )
        self.go_on = ActButton(_("Open the casebook"), kind=ButtonKind.PRIMARY, seals=True)
        for field in (self.folder, self.office):
            field.textChanged.connect(self._check)
        self.office.textChanged.connect(self._propose_state)
        self.founders.changed.connect(self._check)
        self.is_kept.toggled.connect(self._check)
        self.state.currentIndexChanged.connect(lambda _at: self._check())
        self.change.clicked.connect(self.folder_asked)
        self.create_button.clicked.connect(self._create)
        self.go_on.clicked.connect(self.kept)
        on_key("Alt+F", self, self.founders.add_founder)

    def _first(self) -> QWidget:
        self.office.setFixedWidth(fonts.px(90))
        page = QWidget()
        page.setLayout(
            column(
                _row(_("Folder"), self.folder, self.change),
                _row(
                    _("Office code"),
                    self.office,
                    _note(_("begins every reference;")),
                    _note(_("Member State")),
                    self.state,
                    0,
                ),
                _row(
                    _("Founders"),
                    _note(
                        _(
                            "You, and whoever else is here. A password needs 12 characters; a "
                            "sentence is easy to keep."
                        )
                    ),
                    0,
                ),
                self.founders,
                across(0, self.create_button),
                gap=9,
                margins=(18, 14, 18, 16),
            )
        )
        return page

    def _second(self) -> QWidget:
        printing = ActButton(_("Print"), icon="print", small=True)
        saving = ActButton(_("Save to a stick…"), icon="disk", small=True)
        printing.clicked.connect(self.print_asked)
        saving.clicked.connect(self.save_asked)
        box = panel("alt")
        box.setLayout(column(self.key, margins=(12, 12, 12, 12)))
        page = QWidget()
        page.setLayout(
            column(
                _row(_("Recovery key"), box),
                _row("", printing, saving, _note(_("Shown once. Landwaiter keeps no copy.")), 0),
                _row("", self.is_kept, 0),
                _row("", 0, self.go_on),
                0,
                gap=9,
                margins=(18, 14, 18, 16),
            )
        )
        return page

    def _check(self) -> None:
        why = self._missing()
        if why:
            self.create_button.refuse(why)
        else:
            self.create_button.allow()
        if self.is_kept.isChecked():
            self.go_on.allow()
        else:
            self.go_on.refuse(_("confirm the recovery key first"))

    def _missing(self) -> str:
        needs = (
            (self.folder.text().strip(), _("choose a folder first")),
            (self.office.text().strip(), _("give the office code")),
            (chosen(self.state), _("choose the Member State")),
        )
        return next((why for given, why in needs if not given), "") or self.founders.missing()

    def _propose_state(self, code: str) -> None:
        """An office code mostly begins with its state; where it does not, a person chooses."""
        choose(self.state, code[:2].upper())

    def _create(self) -> None:
        self.create_asked.emit(
            NewCasebook(
                Path(self.folder.text().strip()),
                self.office.text().strip(),
                chosen(self.state),
                self.founders.founders(),
                self.founders.holders(),
            )
        )


def _row(title: str, *parts: QWidget | int) -> QHBoxLayout:
    name = label(title, "text2")
    name.setFixedWidth(fonts.px(88))
    return across(name, *parts)


def _note(text: str) -> MarkLabel:
    return label(text, "muted", size=Size.SMALL)
