"""Who founds a casebook: one to five people, each with name, roles and an own password."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from landwaiter.domain.base.people import UserRole
from landwaiter.i18n import _
from landwaiter.services.casebook.casebooks import Founder
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import across, column, panel
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Bar, Gap, Glyph, Inline, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.password_strength import LEAST, strength
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.tickbox import TickBox
from landwaiter.ui.kit.words import word

MOST = 5
_TWO, _MOST_HALVES = 2, 3
_NAME, _PASSWORD = 190, 140


class FounderRow(QWidget):
    """One founder: name, password twice, roles, and whether a half of the recovery key is kept.

    Signals: `changed` at every key, `left` when the person is taken off the list.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, *, is_first: bool) -> None:
        super().__init__()
        self.is_first = is_first
        self.name = text_field(_("Name"), name=_("Name of a founder"))
        self.password = text_field(_("Password"), name=_("Password"), secret=True)
        self.again = text_field(_("Again"), name=_("Password again"), secret=True)
        self.said = MarkLabel(ground="alt")
        self.roles = {
            role: TickBox(word(role)) for role in UserRole if role is not UserRole.SERVICE
        }
        self.keeps = TickBox(_("keeps a half"))
        self.keeps.setToolTip(_("A half of the recovery key; two halves open the casebook."))
        self.leave = ActButton(_("Take off"), kind=ButtonKind.FLAT, small=True)
        self.leave.setVisible(not is_first)
        self._build()
        for field in (self.name, self.password, self.again):
            field.textChanged.connect(lambda _text: self._tell())
        for box in (*self.roles.values(), self.keeps):
            box.toggled.connect(lambda _on: self.changed.emit())
        self.leave.clicked.connect(self.left)
        if is_first:
            self.roles[UserRole.ADMINISTRATOR].setChecked(True)

    def show_alone(self, alone: bool) -> None:
        """Alone, one person holds every role and the whole recovery key."""
        for role, box in self.roles.items():
            box.setEnabled(not alone and not (self.is_first and role is UserRole.ADMINISTRATOR))
            if alone and self.is_first:
                box.setChecked(True)
        self.keeps.setVisible(not alone)

    def forget(self) -> None:
        for field in (self.name, self.password, self.again):
            field.clear()
        for box in (*self.roles.values(), self.keeps):
            box.setChecked(False)

    def founder(self) -> Founder:
        roles = tuple(role.value for role, box in self.roles.items() if box.isChecked())
        return Founder(self.name.text().strip(), roles, self.password.text())

    def missing(self) -> str:
        """What of this founder is still missing; empty when nothing is."""
        name, password = self.name.text().strip(), self.password.text()
        needs = (
            (name, _("name every founder")),
            (len(password) >= LEAST, _("{name}: the password needs 12 characters")),
            (password == self.again.text(), _("{name}: repeat the password")),
            (any(box.isChecked() for box in self.roles.values()), _("{name}: tick a role")),
        )
        return next((why.format(name=name) for given, why in needs if not given), "")

    def _tell(self) -> None:
        self.said.show_lines(tuple(_verdict(self.password.text(), self.again.text())))
        self.changed.emit()

    def _build(self) -> None:
        box = panel("alt")
        self.name.setMinimumWidth(fonts.px(_NAME))
        for field in (self.password, self.again):
            field.setFixedWidth(fonts.px(_PASSWORD))
        self.said.setMinimumWidth(fonts.px(96))
        ticks = across(*self.roles.values(), 0, gap=12)
        box.setLayout(
            column(
                across(self.name, self.password, self.again, self.said, gap=8),
                ticks,
                across(self.keeps, 0, self.leave),
                gap=7,
                margins=(10, 9, 10, 9),
            )
        )
        self.setLayout(column(box))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


def _verdict(password: str, again: str) -> Iterable[Inline]:
    """How strong it is, then whether it was repeated."""
    if not password:
        return
    share, said, ink = strength(password)
    if not again or len(password) < LEAST:
        yield from (Bar(share, 28, ink), Gap(6), Text(said, ink, Size.SMALL))
    elif again == password:
        yield from (Glyph("tick", 12, "ok"), Gap(4), Text(_("the same"), "ok", Size.SMALL))
    else:
        yield from (Glyph("cross", 12, "high"), Gap(4), Text(_("not the same"), "high", Size.SMALL))


class FounderList(QWidget):
    """The founders, one at first; `changed` whenever anything of them is, `grown(row)` by one."""

    changed = Signal()
    grown = Signal(QWidget)

    def __init__(self) -> None:
        super().__init__()
        self._rows = tuple(FounderRow(is_first=not number) for number in range(MOST))
        self.why_two = MarkLabel(wrap=True)
        self.add = ActButton(_("Add a founder"), icon="plus", keys="Alt+F", small=True)
        self.add.clicked.connect(self.add_founder)
        self.setLayout(column(*self._rows, self.why_two, across(self.add, 0), gap=8))
        for row in self._rows[1:]:
            row.hide()
        for row in self._rows:
            row.changed.connect(self.changed)
            row.left.connect(lambda row=row: self._take_off(row))
        self._count()

    @property
    def rows(self) -> Sequence[FounderRow]:
        """Those that are asked for."""
        return tuple(row for row in self._rows if not row.isHidden())

    def add_founder(self) -> None:
        """One more, with the cursor in the name."""
        hidden = [row for row in self._rows if row.isHidden()]
        if hidden:
            hidden[0].show()
            hidden[0].keeps.setChecked(len(self.rows) <= _TWO)
            if len(self.rows) == _TWO:
                self._no_longer_alone()
            self._count()
            hidden[0].name.setFocus()
            self.grown.emit(hidden[0])

    def founders(self) -> tuple[Founder, ...]:
        return tuple(row.founder() for row in self.rows)

    def holders(self) -> tuple[str, ...]:
        """Who keeps a half each; nobody while one person is alone."""
        kept = (row.founder().name for row in self.rows if row.keeps.isChecked())
        return tuple(kept) if len(self.rows) > 1 else ()

    def missing(self) -> str:
        """What is still missing; empty when nothing is."""
        names = [row.name.text().strip().casefold() for row in self.rows]
        needs = (
            (len({*names}) == len(names), _("two founders have one name")),
            (self._halves_fit(), _("two or three of them keep a half")),
        )
        of_one = next(filter(None, (row.missing() for row in self.rows)), "")
        return of_one or next((why for given, why in needs if not given), "")

    def _halves_fit(self) -> bool:
        return len(self.rows) == 1 or _TWO <= len(self.holders()) <= _MOST_HALVES

    def _no_longer_alone(self) -> None:
        first = self._rows[0]
        first.keeps.setChecked(True)
        for role, box in first.roles.items():
            box.setChecked(role is UserRole.ADMINISTRATOR)

    def _take_off(self, row: FounderRow) -> None:
        row.forget()
        row.hide()
        self._count()
        self.add.setFocus()

    def _count(self) -> None:
        count = len(self.rows)
        for row in self._rows:
            row.show_alone(count == 1)
        self.why_two.show_lines(*_why_two(count))
        if count < MOST:
            self.add.allow()
        else:
            self.add.refuse(_("five are enough; others are added later"))
        self.changed.emit()


def _why_two(count: int) -> tuple[tuple[Inline, ...], ...]:
    if count == 1:
        said = _(
            "Alone, nothing is ever approved: a decision takes a second person, and whom you add "
            "later only you vouch for. Found it with a colleague: two keys that answer for "
            "themselves."
        )
        return ((Glyph("four-eyes", 14, "med"), Gap(6), Text(said, "med")),)
    said = _(
        "Each types their own password, unseen by the others: it makes their own signing key. "
        "Whoever keeps a half of the recovery key is shown it afterwards, alone."
    )
    return ((Glyph("four-eyes", 14, "ok"), Gap(6), Text(said, "text2")),)
