"""Creating a casebook: folder, first user, password, then the recovery key to be kept.

Step 1 collects what is needed; `create_asked` hands it over, and `show_recovery_key` begins step 2
with the key the casebook was made with. Only a person who says that the key is kept goes on.
"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from landwaiter.domain.zones import ZONES
from landwaiter.i18n import _
from landwaiter.ui import fonts
from landwaiter.ui.button import ActButton, Kind
from landwaiter.ui.cards import Card, across, column, panel
from landwaiter.ui.fieldrow import choice_box, choose, chosen
from landwaiter.ui.fonts import Size
from landwaiter.ui.inline import Bar, Gap, Glyph, Line, Text, spaced
from landwaiter.ui.label import MarkLabel, label
from landwaiter.ui.strength import LEAST, strength
from landwaiter.ui.text import text_field
from landwaiter.ui.theme import Ink
from landwaiter.ui.tickbox import TickBox

FIELD_WIDTH = 274


@dataclass(frozen=True, slots=True)
class NewCasebook:
    """What a casebook is created from."""

    folder: Path
    user: str
    password: str
    office: str
    member_state: str
    """ISO 3166-1 alpha-2: whose calendar and time zone deadlines follow."""
    holders: tuple[str, ...] = ()
    """Who keeps a half of the recovery key each; nobody: it is one whole key."""


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
            _("step 1 of 2: user and password"),
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
        self.user = text_field(_("Name of the administrator"), name=_("First user"))
        self.office = text_field(_("PL1"), name=_("Office code"))
        states = [(state, state) for state in sorted(ZONES)]
        self.state = choice_box(_("Member State"), states, empty=True)
        self.office.textChanged.connect(self._propose_state)
        self.password = text_field(name=_("Password"), secret=True)
        self.again = text_field(name=_("Again"), secret=True)
        self.meter, self.same = MarkLabel(), MarkLabel()
        self.key = MarkLabel(ground="alt", wrap=True)
        self.is_kept = TickBox(
            _("The recovery key is printed or written down, and kept away from this computer.")
        )
        self.create_button = ActButton(_("Create casebook"), kind=Kind.PRIMARY, seals=True)
        self.go_on = ActButton(_("Open the casebook"), kind=Kind.PRIMARY, seals=True)
        self.holders = tuple(
            text_field(name, name=name)
            for name in (_("Who keeps the first half"), _("Who keeps the second half"))
        )
        for field in (
            self.folder, self.user, self.office, self.password, self.again, *self.holders
        ):  # fmt: skip
            field.textChanged.connect(self._check)
        self.is_kept.toggled.connect(self._check)
        self.state.currentIndexChanged.connect(lambda _at: self._check())
        self.create_button.clicked.connect(self._create)
        self.go_on.clicked.connect(self.kept)

    def _first(self) -> QWidget:
        change = ActButton(_("Change…"))
        change.clicked.connect(self.folder_asked)
        for field in (self.password, self.again):
            field.setFixedWidth(fonts.px(FIELD_WIDTH))
        self.user.setFixedWidth(fonts.px(FIELD_WIDTH))
        self.office.setFixedWidth(fonts.px(90))
        hint = label(
            _("{least} characters or more. A sentence is easier to keep than a word.").format(
                least=LEAST
            ),
            "muted",
            size=Size.SMALL,
        )
        page = QWidget()
        page.setLayout(
            column(
                _row(_("Folder"), self.folder, change),
                _row(_("First user"), self.user, _note(_("administrator, decides no cases")), 0),
                _row(
                    _("Office code"),
                    self.office,
                    _note(_("begins every reference;")),
                    _note(_("Member State")),
                    self.state,
                    0,
                ),
                _row(_("Password"), self.password, self.meter, 0),
                _row("", hint, 0),
                _row(_("Again"), self.again, self.same, 0),
                _row(_("Recovery key"), *self.holders),
                _row(
                    "",
                    _note(_("Two persons keep a half each; leave both empty for one whole key.")),
                    0,
                ),
                _row("", 0, self.create_button),
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
        share, said, ink = strength(self.password.text())
        has_password = bool(self.password.text())
        self.meter.show_lines(
            (Bar(share, 120, ink), Gap(8), Text(said, ink)) if has_password else ()
        )
        is_same = self.password.text() == self.again.text()
        if self.again.text():
            self.same.show_lines(_verdict(_("the same") if is_same else _("not the same"), is_same))
        else:
            self.same.show_lines(())
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
        password = self.password.text()
        needs = (
            (self.folder.text().strip(), _("choose a folder first")),
            (self.user.text().strip(), _("name the first user")),
            (self.office.text().strip(), _("give the office code")),
            (chosen(self.state), _("choose the Member State")),
            (len(password) >= LEAST, _("the password needs 12 characters")),
            (password == self.again.text(), _("repeat the password")),
            (self._holders_are_two(), _("name both who keep a half")),
        )
        return next((why for given, why in needs if not given), "")

    def _named_holders(self) -> tuple[str, ...]:
        return tuple(filter(None, (holder.text().strip() for holder in self.holders)))

    def _holders_are_two(self) -> bool:
        """Nobody, or two different persons."""
        named = self._named_holders()
        return not named or len(set(named)) == len(self.holders)

    def _propose_state(self, code: str) -> None:
        """An office code mostly begins with its state; where it does not, a person chooses."""
        choose(self.state, code[:2].upper())

    def _create(self) -> None:
        self.create_asked.emit(
            NewCasebook(
                Path(self.folder.text().strip()),
                self.user.text().strip(),
                self.password.text(),
                self.office.text().strip(),
                chosen(self.state),
                self._named_holders(),
            )
        )


def _row(title: str, *parts: QWidget | int) -> QHBoxLayout:
    name = label(title, "text2")
    name.setFixedWidth(fonts.px(118))
    return across(name, *parts)


def _note(text: str) -> MarkLabel:
    return label(text, "muted", size=Size.SMALL)


def _verdict(text: str, is_good: bool) -> Line:
    ink: Ink = "ok" if is_good else "high"
    return (Glyph("tick" if is_good else "cross", 12, ink), Gap(4), Text(text, ink))
