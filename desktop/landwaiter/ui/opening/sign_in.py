"""Signing in to a casebook: name and password; a wrong one is said in place."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.errors import Fault
from landwaiter.i18n import _
from landwaiter.ui.kit import fonts, keys
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, column, panel
from landwaiter.ui.kit.choice import ChoiceBox
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Text
from landwaiter.ui.kit.label import MarkLabel, label
from landwaiter.ui.kit.text import text_field


class SignInScreen(QWidget):
    """Signals: `sign_in_asked(user, password)`, `back_asked()`."""

    sign_in_asked = Signal(str, str)
    back_asked = Signal()

    def __init__(
        self, casebook: str, folder: str, users: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.user = ChoiceBox()
        self.user.setEditable(not users)
        self.user.setAccessibleName(_("Name"))
        self.user.addItems(list(users))
        self.password = text_field(name=_("Password"), secret=True)
        self.refusal = MarkLabel(wrap=True)
        self.enter = ActButton(_("Sign in"), keys="Enter", kind=ButtonKind.PRIMARY)
        self._build(casebook, folder)
        self.password.returnPressed.connect(self._sign_in)
        self.enter.clicked.connect(self._sign_in)
        self.password.textChanged.connect(self._check)
        self.setFocusProxy(self.password)
        keys.bind("sign_in", self, {"back": self.back_asked.emit})
        self._check()

    def show_refusal(self, fault: Fault) -> None:
        """Say why in place; the password is selected so that typing replaces it."""
        self.refusal.show_lines(
            (Glyph("warning", 12, "high"), Gap(4), Text(fault.sentence(), "high"))
        )
        self.refusal.setMinimumHeight(fonts.px(40))
        self.layout().invalidate()  # type: ignore[union-attr]  # built
        self.password.setReadOnly(False)
        self._check()
        self.password.selectAll()
        self.password.setFocus()

    def _build(self, casebook: str, folder: str) -> None:
        back = ActButton(_("Back"))
        back.clicked.connect(self.back_asked)
        card = Card(_("Sign in"), casebook, icon="lock", head=36)
        card.add(
            column(
                across(_name(_("Casebook")), label(folder, "text2", size=Size.DENSE), 0),
                across(_name(_("Name")), self.user),
                across(_name(_("Password")), self.password),
                self.refusal,
                across(_name(""), back, 0, self.enter),
                gap=10,
                margins=(18, 14, 18, 16),
            )
        )
        card.setFixedWidth(fonts.px(560))
        page = panel("page")
        page.setLayout(column(60, across(0, card, 0), 0))
        self.setLayout(column(page))

    def _check(self) -> None:
        if self.password.text():
            self.enter.allow()
        else:
            self.enter.refuse(_("type your password"))

    def _sign_in(self) -> None:
        if self.password.text() and not self.password.isReadOnly():
            self.password.setReadOnly(True)
            self.enter.refuse(_("opening the casebook"))
            self.sign_in_asked.emit(self.user.currentText().strip(), self.password.text())


def _name(text: str) -> MarkLabel:
    made = label(text, "text2")
    made.setFixedWidth(fonts.px(90))
    return made
