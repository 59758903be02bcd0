"""What waits for a second person: read exactly what is asked, then second, decline or withdraw."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from landwaiter.domain.base.people import roles_said
from landwaiter.domain.base.terms import capital
from landwaiter.domain.office.office_texts import TextChange
from landwaiter.i18n import N_, _, plural
from landwaiter.services.base.page import Page
from landwaiter.services.deeds.motions import MotionRow, WaitingRoles
from landwaiter.ui.deeds.text_changes_view import TextChangesView
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, clear, column
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.field_row import field_row
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, InlineCell, Text
from landwaiter.ui.kit.keys import go_on, on_key, on_submit
from landwaiter.ui.kit.label import label
from landwaiter.ui.kit.table import PageModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import TextArea, text_field
from landwaiter.ui.kit.theme import Ink
from landwaiter.ui.kit.words import day, local_day

LIST_WIDTH, LIST_HEIGHT, SHORT_LIST = 600, 490, 170


def _asked(row: MotionRow) -> InlineCell:
    ink: Ink = "text" if row.may_second else "muted"
    return InlineCell(((Glyph("four-eyes", 14, "text2"), Gap(8), Text(row.motion.title, ink)),))


MOTION_COLUMNS: tuple[TableColumn[MotionRow], ...] = (
    TableColumn(N_("What is asked"), _asked, fixed=True),
    TableColumn(
        N_("Case"),
        lambda row: InlineCell(((Text(row.motion.reference, mono=True),),)),
        width=136,
    ),
    TableColumn(N_("Moved by"), lambda row: InlineCell(((Text(row.motion.author),),)), width=104),
    TableColumn(
        N_("Day"), lambda row: InlineCell(((Text(day(local_day(row.motion.at))),),)), width=100
    ),
)


class MotionsDialog(Pane):
    """`second_asked(ids, password)`, `decline_asked(id, reason)`, `withdraw_asked(id, reason)`.

    `details_asked(Motion)`: what it would change; answer with `show_details`.
    """

    second_asked = Signal(object, str)
    decline_asked = Signal(str, str)
    withdraw_asked = Signal(str, str)
    details_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, wanted: str = "") -> None:
        """`wanted` is the motion that the cursor begins on."""
        super().__init__(
            _("Waiting for a second person"),
            _("you sign exactly the text that is shown, with your own key"),
            width=1120,
            parent=parent,
        )
        self.wanted = wanted
        self.model: PageModel[MotionRow] = PageModel(MOTION_COLUMNS, key=lambda row: row.motion.id)
        self.list = ListView(self.model)
        self.text = TextArea(readOnly=True)
        self.text.setAccessibleName(_("The exact text"))
        self.text.setFont(fonts.font(Size.SMALL, mono=True))
        self.text.setTabChangesFocus(True)
        self.details = TextArea(readOnly=True)
        self.details.setAccessibleName(_("What it would change"))
        self.details.setTabChangesFocus(True)
        self.details.hide()
        self.reason = text_field(_("needed to decline or withdraw"), name=_("Reason"))
        self.password = text_field(_("needed to second"), name=_("Your password"), secret=True)
        self.second = ActButton(
            _("Second and sign"), icon="countersign", keys="Ctrl+Enter", kind=ButtonKind.PRIMARY
        )
        self.decline = ActButton(_("Decline"), seals=True)
        self.withdraw = ActButton(_("Withdraw"), seals=True)
        self.texts = TextChangesView()
        self._facts = column(gap=4, margins=(12, 10, 12, 10))
        self._card = Card(_("Motions"))
        self._roles = label("")
        self._build()
        self._connect()
        self._show(None)

    def show_motions(self, page: Page[MotionRow], users: tuple[WaitingRoles, ...] = ()) -> None:
        """The first page anew, and whose roles wait; the cursor stays on the same motion."""
        self._roles.show_lines((Text(" ".join(_of_users(users)), "med"),))
        was, rows = self.motion, page.rows
        self.model.show_page(page)
        wanted = was.motion.id if was is not None else self.wanted
        places = [n for n, row in enumerate(rows) if row.motion.id == wanted]
        if rows:
            self.list.selectRow(places[0] if places else 0)
            self.list.setFocus()
        mine = page.total or 0
        self._card.name(_("Motions"), plural(mine, "{n} for you", "{n} for you"))
        self._show(self.motion)

    def show_ended(self, sentence: str) -> None:
        """The deed is done: nothing typed stays, the password least of all."""
        self.reason.clear()
        self.password.clear()
        self.show_done(sentence)

    @property
    def motion(self) -> MotionRow | None:
        """The motion under the cursor."""
        row: MotionRow | None = self.list.current_row()
        return row

    def together(self) -> tuple[MotionRow, ...]:
        """The motion under the cursor with those of identical facts: one look is enough.

        Of those that are listed so far: what stands on later pages is signed once it is there.
        """
        row = self.motion
        if row is None:
            return ()
        return tuple(one for one in self.model.rows() if one.alike == row.alike and one.may_second)

    def _build(self) -> None:
        nothing = EmptyState(
            "four-eyes",
            _("Nothing waits"),
            _("What needs a second person appears here as soon as somebody moves it."),
        )
        shown: QStackedWidget = or_nothing(self.model, self.list, nothing)  # type: ignore[arg-type]
        self._card.add(shown)
        self._card.setMinimumHeight(fonts.px(LIST_HEIGHT))
        asked = Card(_("Exactly this")).add(self._facts, self.details, self.texts.whole, self.text)
        form = column(
            field_row(_("Reason"), self.reason),
            field_row(_("Your password"), self.password),
            gap=6,
        )
        lists, below = QWidget(), column(self._card, self.texts.card, gap=10)
        below.setStretch(1, 1)
        lists.setLayout(below)
        both = self.side_by_side(lists, asked, sides={lists: LIST_WIDTH})
        body = column(both, self._roles, form, gap=10)
        self.build(body, self.withdraw, self.decline, self.second)

    def _connect(self) -> None:
        self.list.shown.connect(lambda _row: self._show(self.motion))
        for field in (self.reason, self.password):
            field.textChanged.connect(lambda _text: self._check())
        acts = (
            (self.second, self._second),
            (self.decline, self._decline),
            (self.withdraw, self._withdraw),
        )
        for button, deed in acts:
            button.clicked.connect(deed)
        on_submit(self, self._second)
        for keys, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            on_key(keys, self, partial(self.texts.turn, by))
        go_on((self.reason, self.password))
        self.setFocusProxy(self.list)

    def _show(self, row: MotionRow | None) -> None:
        clear(self._facts)
        self.text.setPlainText(row.motion.text if row else "")
        said_facts = _facts(row, len(self.together())) if row else []
        for title, said in said_facts:
            self._facts.addLayout(field_row(title, label(said, wrap=True)))
        self.details.hide()
        self._show_texts(())
        if row:
            self.details_asked.emit(row.motion)
        self._check()

    def show_details(
        self, motion_id: str, lines: tuple[str, ...], texts: tuple[TextChange, ...] = ()
    ) -> None:
        """What a motion would change; nothing where its text says it all."""
        if self.motion is not None and self.motion.motion.id == motion_id:
            self.details.setPlainText("\n".join(lines))
            self.details.setVisible(bool(lines))
            self._show_texts(texts)

    def _show_texts(self, texts: tuple[TextChange, ...]) -> None:
        """Texts of the office stand below the list, which leaves them room."""
        self._card.setMinimumHeight(fonts.px(SHORT_LIST if texts else LIST_HEIGHT))
        self.texts.show_texts(texts)

    def _check(self) -> None:
        row, reason = self.motion, self.reason.text().strip()
        none = _("choose a motion") if row is None else ""
        refusals = (
            (self.second, none or self._why_not_second(row)),
            (
                self.decline,
                none
                or ("" if row and row.may_second else _("not for you"))
                or ("" if reason else _("type the reason")),
            ),
            (
                self.withdraw,
                none
                or ("" if row and row.mine else _("another moved it"))
                or ("" if reason else _("type the reason")),
            ),
        )
        for button, why in refusals:
            if why:
                button.refuse(why)
            else:
                button.allow()

    def _why_not_second(self, row: MotionRow | None) -> str:
        why = self._why_not_for_you(row)
        return why or ("" if self.password.text() else _("type your password"))

    def _why_not_for_you(self, row: MotionRow | None) -> str:
        """Whoever has the password."""
        if row is None or row.mine:
            return _("you moved it")
        if row.left_out:
            return _("you wrote a part of it")
        if not row.may_second:
            return _("needs the role {roles}").format(roles=roles_said(row.waiting.roles))
        return ""

    def _second(self) -> None:
        """Ctrl+Enter before all is there says what is missing, and goes to the password."""
        if not self.second.isEnabled():
            self.outcome.show_question(self.second.text())
            if not self._why_not_for_you(self.motion):
                self.password.setFocus()
            return
        self.outcome.forget()
        ids = tuple(row.motion.id for row in self.together())
        self.second_asked.emit(ids, self.password.text())

    def _decline(self) -> None:
        if self.decline.isEnabled() and self.motion is not None:
            self.decline_asked.emit(self.motion.motion.id, self.reason.text().strip())

    def _withdraw(self) -> None:
        if self.withdraw.isEnabled() and self.motion is not None:
            self.withdraw_asked.emit(self.motion.motion.id, self.reason.text().strip())


def _title(name: str) -> str:
    return capital(name).replace("sha256", "SHA-256")


def _facts(row: MotionRow, alike: int) -> list[tuple[str, str]]:
    motion = row.motion
    facts = {name: value for name, value in motion.facts.items() if name != "reason"}
    said = [
        (_("What is asked"), motion.title),
        (_("Reason"), motion.reason),
        *((_title(name), _said(v)) for name, v in facts.items()),
        (_("Second person"), row.waiting.sentence()),
        (_("SHA-256"), motion.text_sha256),
    ]
    if alike > 1:
        text = plural(
            alike,
            "{n} motion has these very facts: one signature each, in one go.",
            "{n} motions have these very facts: one signature each, in one go.",
        )
        said.append((_("In one go"), text))
    if motion.unsound:
        said.insert(0, (_("Not sound"), motion.unsound))
    return said


def _said(value: Any) -> str:
    match value:
        case list():
            return "; ".join(_said(one) for one in value)
        case Mapping():
            return ", ".join(f"{name}: {_said(one)}" for name, one in value.items())
    return str(value)


def _of_users(users: Sequence[WaitingRoles]) -> Iterator[str]:
    """Where roles that wait are seconded."""
    if own := ", ".join(one.user for one in users if not one.absent):
        yield _("Roles wait for {names}: second them under Users.").format(names=own)
    for one in users:
        if one.absent:
            yield _(
                "{deputy} is to hold {roles} while {absent} is away: agree with Casebook › Name a "
                "deputy…."
            ).format(deputy=one.user, roles=", ".join(one.roles), absent=one.absent)
