"""The first sign-in: an own password makes the own key, whose fingerprint colleagues compare."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from landwaiter.errors import Fault
from landwaiter.i18n import _, plural
from landwaiter.services.people.key_standing import KeyStanding, fingerprint, missing
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import across, column, panel
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.field_row import field_row
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Bar, Gap, Glyph, Line, Text, spaced
from landwaiter.ui.kit.keys import go_on, on_submit
from landwaiter.ui.kit.label import MarkLabel, label
from landwaiter.ui.kit.password_strength import LEAST, strength
from landwaiter.ui.kit.text import text_field

_GROUPS = 4
"""Of the fingerprint in a line."""


class FirstSignInDialog(Pane):
    """Signals: `chosen(password)`, answered with `show_key` or `show_fault`; `entered` at the end.

    `print_asked(title, text)` with the fingerprint.
    """

    chosen = Signal(str)
    entered = Signal()
    print_asked = Signal(str, str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(_("First sign-in"), name, width=620, parent=parent)
        self._name = name
        self._user: KeyStanding | None = None
        self.password = text_field(name=_("Own password"), secret=True)
        self.again = text_field(name=_("Again"), secret=True)
        self.meter, self.key = MarkLabel(), MarkLabel(ground="alt")
        self.who = MarkLabel(wrap=True)
        self.act = ActButton(
            _("Make my key"), icon="key", keys="Ctrl+Enter", kind=ButtonKind.PRIMARY
        )
        self.steps = QStackedWidget()
        self.steps.addWidget(self._choosing())
        self.steps.addWidget(self._made())
        self.build(self.steps, self.act)
        for field in (self.password, self.again):
            field.textChanged.connect(lambda _text: self._check())
        self.act.clicked.connect(self.give)
        on_submit(self, self.give)
        go_on((self.password, self.again))
        self.setFocusProxy(self.password)
        self._check()

    def give(self) -> None:
        """Hand the password over; afterwards, open the casebook."""
        if not self.act.isEnabled():
            return
        if self._user is not None:
            self.accept()
            return
        self.outcome.forget()
        self.act.refuse(_("your key is being made"))
        self.chosen.emit(self.password.text())

    def show_key(self, user: KeyStanding) -> None:
        """The key is there: what its owner shows, and to whom."""
        self._user = user
        for field in (self.password, self.again):
            field.clear()
        self.key.show_lines(*_lines(user.key))
        self.who.show_lines(*_to_whom(user))
        self.steps.setCurrentIndex(1)
        self.closing.hide()
        self.act.allow(_("Open the casebook"))
        self.act.setFocus()

    def show_fault(self, fault: Fault) -> None:
        self._check()
        super().show_fault(fault)
        self.password.setFocus()

    def done(self, result: int) -> None:
        """However it is closed once the key is there, its owner is signed in."""
        super().done(result)
        if self._user is not None:
            self.entered.emit()

    def _choosing(self) -> QWidget:
        said = _(
            "You signed in with a first password, which somebody gave you. Choose one that only "
            "you know: your own signing key is made with it, and the first password opens nothing "
            "any more."
        )
        hint = plural(
            LEAST,
            "{n} character or more. A sentence is easier to keep than a word.",
            "{n} characters or more. A sentence is easier to keep than a word.",
        )
        page = QWidget()
        page.setLayout(
            column(
                label(said, "text2", wrap=True),
                field_row(_("Own password"), self.password),
                field_row("", self.meter, 0),
                field_row(_("Again"), self.again),
                field_row("", label(hint, "muted", size=Size.SMALL), 0),
                0,
                gap=9,
            )
        )
        return page

    def _made(self) -> QWidget:
        printing = ActButton(_("Print"), icon="print", small=True)
        printing.clicked.connect(self._print)
        box = panel("alt")
        box.setLayout(across(self.key, 0, margins=(12, 12, 12, 12)))
        page = QWidget()
        page.setLayout(
            column(
                label(
                    _("This is your signing key. Show it, or a print of it, to a colleague."),
                    wrap=True,
                ),
                box,
                self.who,
                across(printing, 0),
                0,
                gap=10,
            )
        )
        return page

    def _print(self) -> None:
        if self._user is not None:
            title = _("Signing key of {user}").format(user=self._name)
            text = f"{fingerprint(self._user.key)}\n\n{missing(self._user)}"
            self.print_asked.emit(title, text)

    def _check(self) -> None:
        password, again = self.password.text(), self.again.text()
        share, said, ink = strength(password)
        self.meter.show_lines((Bar(share, 120, ink), Gap(8), Text(said, ink)) if password else ())
        why = _("the password needs 12 characters") if len(password) < LEAST else ""
        why = why or ("" if password == again else _("repeat the password"))
        if why:
            self.act.refuse(why)
        else:
            self.act.allow()


def _lines(public_key: str) -> list[Line]:
    groups = fingerprint(public_key).split()
    return [
        spaced(
            *(
                Text(one, size=Size.NUMBER, mono=True, whole=True)
                for one in groups[at : at + _GROUPS]
            ),
            gap=20,
        )
        for at in range(0, len(groups), _GROUPS)
    ]


def _to_whom(user: KeyStanding) -> list[Line]:
    said: list[Line] = [
        (Glyph("four-eyes", 14, "med"), Gap(6), Text(missing(user), "med", Size.BODY))
    ]
    if user.may_confirm:
        how = _(
            "Until then you can look at everything, and what you sign does not count. Whoever "
            "confirms it types what stands here: Casebook › Users, “Confirm the key”."
        )
        said.append((Text(how, "text2"),))
    return said
