"""The form of one deed on users; what was typed stays until the deed is done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from landwaiter.domain.base.people import UserRole
from landwaiter.i18n import _
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, column
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Bar, Gap, Text
from landwaiter.ui.kit.keys import go_on, on_submit
from landwaiter.ui.kit.label import MarkLabel, label
from landwaiter.ui.kit.outcome import OutcomeLabel
from landwaiter.ui.kit.password_strength import LEAST, strength
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.tickbox import TickBox
from landwaiter.ui.kit.words import word
from landwaiter.ui.people.user_deeds import User, UserAnswers, UserDeed

LEAST_KEY = 16
"""Figures, however they are grouped."""


class UserForm(Card):
    """`asked(UserAnswers)` when everything is typed and the act is pressed; `left` on cancel."""

    asked = Signal(object)
    left = Signal()

    def __init__(self, deed: UserDeed, parent: QWidget | None = None) -> None:
        super().__init__(_(deed.title), icon=deed.icon, parent=parent)
        self.deed = deed
        self.user: User | None = None
        self.name_field = text_field(_("as it stands in reports"), name=_("Name"))
        self.password = text_field(name=_("New password"), secret=True)
        self.again = text_field(name=_("Again"), secret=True)
        self.old = text_field(name=_("Old password"), secret=True)
        self.key = text_field(_("16 figures or more"), name=_("Key"))
        self.reason = text_field(name=_("Reason"))
        self.roles = {role: TickBox(word(role)) for role in UserRole}
        self.meter, self.outcome = MarkLabel(), OutcomeLabel()
        self.act = ActButton(_(deed.title), keys="Ctrl+Enter", kind=ButtonKind.PRIMARY)
        self._build()
        self._connect()

    def show_user(self, user: User | None) -> None:
        """The user the deed is done on; the roles there are now are ticked."""
        self.user = user
        if "roles" in self.deed.asks and "name" not in self.deed.asks:
            for role, box in self.roles.items():
                box.setChecked(user is not None and role.value in user.roles)
        self.name(_(self.deed.title), user.name if user and "name" not in self.deed.asks else "")
        self._check()

    def begin(self) -> None:
        """The cursor in the first field."""
        self._first.setFocus()

    def forget(self) -> None:
        """The deed is done: nothing typed stays, passwords least of all."""
        for field in self._fields():
            field.clear()
        self.outcome.forget()
        self._check()

    def _fields(self) -> tuple[QLineEdit, ...]:
        return (self.name_field, self.password, self.again, self.old, self.key, self.reason)

    def answers(self) -> UserAnswers:
        name = self.name_field.text().strip()
        return UserAnswers(
            name=name if "name" in self.deed.asks else (self.user.name if self.user else ""),
            roles=tuple(role.value for role, box in self.roles.items() if box.isChecked()),
            password=self.password.text(),
            old=self.old.text(),
            key=self.key.text().strip(),
            reason=self.reason.text().strip(),
        )

    def ask(self) -> None:
        if not self._missing():
            self.outcome.forget()
            self.asked.emit(self.answers())

    def _build(self) -> None:
        parts: list[QWidget] = []
        made = {
            "name": (_("Name"), self.name_field),
            "old": (_("Old password"), self.old),
            "key": (_("Key shown by its owner"), self.key),
            "reason": (_("Reason"), self.reason),
        }
        for ask, (title, field) in made.items():
            if ask in self.deed.asks:
                parts += [label(title, "text2"), field]
        if "roles" in self.deed.asks:
            parts += [label(_("Roles"), "text2"), *self.roles.values()]
        if "password" in self.deed.asks:
            parts += [
                label(_("New password"), "text2"),
                self.password,
                self.meter,
                label(_("Again"), "text2"),
                self.again,
            ]
        leave = ActButton(_("Back"))
        leave.clicked.connect(self.left)
        asked = [part for part in parts if not isinstance(part, MarkLabel)]
        self._first: QWidget = next(iter(asked), leave)
        go_on(asked)
        effect = label(_(self.deed.effect), "text2", size=Size.DENSE, wrap=True)
        self.add(
            column(
                *parts,
                effect,
                self.outcome,
                across(leave, 0, self.act),
                0,
                gap=6,
                margins=(12, 10, 12, 12),
            )
        )

    def _connect(self) -> None:
        for field in self._fields():
            field.textChanged.connect(lambda _text: self._check())
        for box in self.roles.values():
            box.toggled.connect(lambda _on: self._check())
        self.act.clicked.connect(self.ask)
        on_submit(self, self.ask)
        self._check()

    def _missing(self) -> str:
        answers, asks = self.answers(), self.deed.asks
        needs = (
            ("name", answers.name, _("type the name")),
            ("old", answers.old, _("type the old password")),
            ("roles", answers.roles, _("tick a role")),
            ("password", len(answers.password) >= LEAST, _("the password needs 12 characters")),
            ("password", answers.password == self.again.text(), _("repeat the password")),
            (
                "key",
                len("".join(answers.key.split())) >= LEAST_KEY,
                _("type 16 figures of the key"),
            ),
            ("reason", answers.reason, _("type the reason")),
        )
        return next((why for ask, given, why in needs if ask in asks and not given), "")

    def _check(self) -> None:
        share, said, ink = strength(self.password.text())
        shown = (Bar(share, 120, ink), Gap(8), Text(said, ink)) if self.password.text() else ()
        self.meter.show_lines(shown)
        why = self._missing()
        if why:
            self.act.refuse(why)
        else:
            self.act.allow()
