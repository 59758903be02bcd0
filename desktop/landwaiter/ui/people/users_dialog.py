"""Users of the casebook: who, with which roles, whose key counts; and the deeds on them."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from landwaiter.domain.base.people import Actor
from landwaiter.domain.base.terms import low
from landwaiter.errors import Fault
from landwaiter.i18n import N_, _, plural
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Card, across, column
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.inline import Gap, Glyph, InlineCell, Text, stated
from landwaiter.ui.kit.keys import on_key
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.words import day, local_day
from landwaiter.ui.people.user_card import UserCard
from landwaiter.ui.people.user_deeds import DEEDS, User, UserAnswers
from landwaiter.ui.people.user_form import UserForm

FORM_WIDTH, FORM_HEIGHT = 320, 500
_BY_NAME = {deed.name: deed for deed in DEEDS}


def _name(user: User) -> InlineCell:
    glyph = Glyph("person", 14, "text2")
    ink = Text(user.name, "text" if user.active else "muted", bold=user.active)
    return InlineCell(((glyph, Gap(8), ink),))


def _roles(user: User) -> InlineCell:
    return InlineCell(((stated(", ".join(low(role) for role in user.roles), _("none")),),))


def _key(user: User) -> InlineCell:
    if not user.key:
        return InlineCell(((Text(_("none in force"), "muted"),),))
    said = _("approves") if user.approves else _("counts")
    shown = Text(f"{user.key[:4]}…", mono=True, whole=True)
    if not user.key_counts:
        return InlineCell(((shown, Gap(6), Text(_("does not count"), "med")),))
    return InlineCell(((shown, Gap(6), Text(said, "text2")),))


def _waits(user: User) -> InlineCell:
    """The shortest that says what somebody is to do; the whole stands beside the list."""
    if not user.active:
        on = day(local_day(user.disabled_at)) if user.disabled_at else ""
        return InlineCell(((Text(_("disabled {day}").format(day=on).strip(), "muted"),),))
    said = _waiting_for(user)
    if not said:
        return InlineCell(((Text(_("nothing"), "muted"),),))
    return InlineCell(((Glyph("four-eyes", 12, "med"), Gap(6), Text(said, "med")),))


def _waiting_for(user: User) -> str:
    roles = ", ".join(low(role) for role in user.waits_for)
    people = _(" or ").join(user.may_confirm)
    waiting = (
        (user.signs_in_first, _("first sign-in")),
        (not user.signs_in_first and people, _("key: {people}").format(people=people)),
        (roles, _("roles: {roles}").format(roles=roles)),
    )
    return "; ".join(said for waits, said in waiting if waits)


USER_COLUMNS: tuple[TableColumn[User], ...] = (
    TableColumn(N_("Name"), _name, fixed=True),
    TableColumn(N_("Roles"), _roles, width=180),
    TableColumn(N_("Signing key"), _key, width=150),
    TableColumn(N_("Waits for"), _waits, width=330),
)


class UsersDialog(Pane):
    """`asked(deed name, UserAnswers)`; answer with `show_users` and `show_deed_done`, or
    `show_deed_fault`."""

    asked = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Users"), _("never removed: what they did stays theirs"), width=1200, parent=parent
        )
        self.actor: Actor | None = None
        self.model: RowModel[User] = RowModel(USER_COLUMNS, key=lambda user: user.id)
        self.list = ListView(self.model)
        self.buttons = {
            deed.name: ActButton(_(deed.title), icon=deed.icon, keys=deed.key, small=True)
            for deed in DEEDS
        }
        self.forms = {deed.name: UserForm(deed) for deed in DEEDS}
        self.card = UserCard()
        self._build()
        self._connect()
        self._check()

    def show_users(self, users: tuple[User, ...], actor: Actor) -> None:
        """The rows anew; the cursor stays on the same user."""
        was = self.user
        self.actor = actor
        self.model.show_rows(users)
        places = [n for n, user in enumerate(users) if was is not None and user.id == was.id]
        if places:
            self.list.selectRow(places[0])
        active = sum(1 for user in users if user.active)
        self._card.name(_("Users"), plural(active, "{n} active", "{n} active"))
        self._check()

    @property
    def user(self) -> User | None:
        """The user under the cursor."""
        row: User | None = self.list.current_row()
        return row

    def show_deed(self, name: str) -> None:
        """The form of a deed, where it is allowed now."""
        if self.buttons[name].isEnabled():
            self.forms[name].show_user(self.user)
            self.forms[name].outcome.forget()
            self._forms.setCurrentWidget(self.forms[name])
            self.forms[name].begin()

    def show_deed_done(self, name: str, answers: UserAnswers) -> None:
        self.forms[name].forget()
        self._leave()
        self.show_done(_(_BY_NAME[name].done).format(name=answers.name))

    def show_deed_fault(self, name: str, fault: Fault) -> None:
        """In the form itself: nothing typed is lost."""
        self.forms[name].outcome.show_fault(fault)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the form first, then the dialog; what was typed stays in the form."""
        if event.key() == Qt.Key.Key_Escape and self._forms.currentIndex():
            self._leave()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._card = Card(_("Users")).add(self.list)
        self._card.setMinimumHeight(fonts.px(FORM_HEIGHT))
        self._forms = QStackedWidget()
        self._forms.addWidget(self.card)
        for form in self.forms.values():
            self._forms.addWidget(form)
        self._forms.setFixedWidth(fonts.px(FORM_WIDTH))
        acts = column(
            across(*(self.buttons[d.name] for d in DEEDS[:4]), 0),
            across(*(self.buttons[d.name] for d in DEEDS[4:]), 0),
            gap=6,
        )
        self.build(column(acts, across(self._card, self._forms, gap=12), gap=10))

    def _connect(self) -> None:
        self.list.shown.connect(lambda _row: self._check())
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self.show_deed(name))
            on_key(_BY_NAME[name].key, self, partial(self.show_deed, name))
        for name, form in self.forms.items():
            form.left.connect(self._leave)
            form.asked.connect(lambda answers, name=name: self.asked.emit(name, answers))
        self.setFocusProxy(self.list)

    def _leave(self) -> None:
        self._forms.setCurrentIndex(0)
        self.list.setFocus()

    def _check(self) -> None:
        """Buttons and card follow the user under the cursor; the open form where it has one."""
        self.card.show_user(self.user)
        for deed in DEEDS:
            why = deed.why_not(self.user, self.actor)
            if why:
                self.buttons[deed.name].refuse(why)
            else:
                self.buttons[deed.name].allow()
        shown = self._forms.currentWidget()
        if isinstance(shown, UserForm) and shown.deed.why_not(self.user, self.actor):
            self._leave()
        elif isinstance(shown, UserForm):
            shown.show_user(self.user)
