"""The office's registers: what stands in them on a day, which are loaded, and the deeds on them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from landwaiter.domain.base.facts import title_ids
from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.registers import deeds
from landwaiter.domain.registers.facts import REGISTER_ENTRY
from landwaiter.domain.registers.register_columns import TITLES, RegisterKind
from landwaiter.i18n import N_, _, plural
from landwaiter.services.base.page import Page
from landwaiter.services.registers.register_deeds import IssuerRow, RegisterRow
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, column
from landwaiter.ui.kit.day_field import DayField, day_or_none, why_no_day
from landwaiter.ui.kit.dialog_pane import DeedsPane
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.field_row import choice_box, choose, chosen
from landwaiter.ui.kit.inline import Gap, Glyph, InlineCell, Line, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import PageModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.theme import Ink
from landwaiter.ui.kit.words import day, word

LIST_HEIGHT = 400
_INKS: Mapping[str, Ink] = {
    "in_force": "ok",
    "stands": "ok",
    "not_yet": "muted",
    "expired": "muted",
    "revoked": "muted",
    "open": "text2",
}


def _state(row: RegisterRow) -> InlineCell:
    said = Text(word(row.state), _INKS[row.state])
    later = Text(_("recorded later"), "med")
    return InlineCell((((said, Gap(8), later) if row.known_later else (said,)),))


def _left(row: RegisterRow) -> InlineCell:
    if row.over:
        return InlineCell(((Glyph("warning", 12, "high"), Gap(4), Text(row.left, "high")),))
    return InlineCell(((Text(row.left, "text2"),),))


def _until(row: RegisterRow) -> InlineCell:
    ended = row.revoked or row.last
    if ended is not None or row.review is None:
        return InlineCell(((Text(day(ended) if ended else "—", "text" if ended else "muted"),),))
    return InlineCell(((Text(_("review by {day}").format(day=day(row.review)), "text2"),),))


def _columns() -> tuple[TableColumn[RegisterRow], ...]:
    names = ("issuer", "ref", "destination", "first", "until", "state", "left")
    issuer, ref, to, first, until, state, left = title_ids(REGISTER_ENTRY, *names)
    return (
        TableColumn(issuer, lambda row: InlineCell(((Text(row.issuer),),)), width=72),
        TableColumn(ref, lambda row: InlineCell(((Text(row.ref, bold=True),),)), width=168),
        TableColumn(
            N_("Who, what"),
            lambda row: InlineCell(((Text(row.who), Gap(8), Text(row.what, "text2")),)),
            fixed=True,
        ),
        TableColumn(to, lambda row: InlineCell(((Text(row.destination or "—"),),)), width=44),
        TableColumn(
            first,
            lambda row: InlineCell(((Text(day(row.first) if row.first else "—"),),)),
            width=96,
        ),
        TableColumn(until, _until, width=156),
        TableColumn(state, _state, width=150),
        TableColumn(left, _left, width=160),
    )


DEEDS: Mapping[str, Deed[Any, Any]] = {
    "write_off": deeds.WRITE_OFF,
    "revoke": deeds.REVOKE_ENTRY,
    "loaded": deeds.STATE_LOADED,
    "bring_in": deeds.IMPORT_TABLE,
    "change": deeds.ADD_ENTRY,
    "add": deeds.ADD_ENTRY,
}
"""Button → deed."""
_ON_ENTRY = frozenset({"write_off", "revoke", "change"})


class RegistersDialog(DeedsPane):
    """`asked(deed, row)` with a name of `DEEDS`, or history."""

    chosen_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Registers"),
            _("every change waits for a second person; nothing is overwritten"),
            width=1180,
            parent=parent,
        )
        self.model: PageModel[RegisterRow] = PageModel(
            _columns(), key=lambda row: (row.issuer, row.ref)
        )
        self.list = ListView(self.model)
        self.register = choice_box(
            _("Register"), [(kind.value, _(TITLES[kind])) for kind in RegisterKind]
        )
        self.words = text_field(_("words to find"), name=_("Find"), searches=True)
        self.day = DayField(_("today"), name=_("As of"), searches=True)
        self.issuers = MarkLabel(wrap=True)
        self.history = ActButton(_("History"), keys="Ctrl+H")
        self.write_off = ActButton(_("Write off…"), keys="Ctrl+T")
        self.revoke = ActButton(_("Revoke…"), keys="Ctrl+R")
        self.loaded = ActButton(_("Loaded…"), keys="Ctrl+D")
        self.bring_in = ActButton(_("Import…"), icon="take-in", keys="Ctrl+I")
        self.change = ActButton(_("State anew…"), keys="Ctrl+E")
        self.add = ActButton(_("Add…"), icon="plus", keys="Ctrl+N", kind=ButtonKind.PRIMARY)
        self._card = Card(_("Entries"))
        self._actor: Actor | None = None
        self._build()
        self._connect()
        self.check()

    @property
    def kind(self) -> RegisterKind:
        return RegisterKind(chosen(self.register))

    @property
    def as_of(self) -> date | None:
        """The day that was typed; None: today."""
        return day_or_none(self.day.text())

    @property
    def row(self) -> RegisterRow | None:
        found: RegisterRow | None = self.list.current_row()
        return found

    def show_register(self, page: Page[RegisterRow], issuers: tuple[IssuerRow, ...]) -> None:
        """The first page of entries anew; the cursor stays on its reference."""
        was = self.row
        self.model.show_page(page)
        keys = [(row.issuer, row.ref) for row in page.rows]
        at = keys.index((was.issuer, was.ref)) if was and (was.issuer, was.ref) in keys else 0
        if page.rows:
            self.list.selectRow(at)
        self._card.name(_(TITLES[self.kind]), _counted(page))
        self.issuers.show_lines(*_issuer_lines(issuers))
        self.check()

    def show_actor(self, actor: Actor) -> None:
        """What the signed-in person may do here."""
        self._actor = actor
        self.check()

    def choose_register(self, kind: RegisterKind) -> None:
        choose(self.register, kind.value)

    def _build(self) -> None:
        nothing = EmptyState(
            "list",
            _("Nothing stands here"),
            _(
                "Add an entry, import a table, or state that an issuer's register is loaded and "
                "empty. Until one is loaded, rules that read it are not evaluated."
            ),
        )
        shown: QStackedWidget = or_nothing(self.model, self.list, nothing)  # type: ignore[arg-type]
        self._card.add(shown)
        self._card.setMinimumHeight(fonts.px(LIST_HEIGHT))
        self.register.setMinimumWidth(fonts.px(180))
        self.day.setFixedWidth(fonts.px(110))
        head = across(self.register, self.words, self.day, gap=8)
        self.build(
            column(head, self._card, self.issuers, gap=10),
            self.history,
            self.write_off,
            self.revoke,
            self.loaded,
            self.bring_in,
            self.change,
            self.add,
        )

    def _connect(self) -> None:
        self.list.shown.connect(lambda _row: self.check())
        self.list.opened.connect(lambda _row: self.ask("history"))
        self.register.currentIndexChanged.connect(lambda _at: self.chosen_changed.emit())
        self.words.textChanged.connect(lambda _text: self.chosen_changed.emit())
        self.day.textChanged.connect(self._day_typed)
        self.bind(
            (
                ("history", "Ctrl+H"),
                ("write_off", "Ctrl+T"),
                ("revoke", "Ctrl+R"),
                ("loaded", "Ctrl+D"),
                ("bring_in", "Ctrl+I"),
                ("change", "Ctrl+E"),
                ("add", "Ctrl+N"),
            )
        )
        self.setFocusProxy(self.list)

    def _day_typed(self, text: str) -> None:
        if not why_no_day(text):
            self.chosen_changed.emit()

    def under_cursor(self) -> object:
        return self.row

    def refusals(self) -> dict[str, str]:
        none = "" if self.row is not None else _("choose an entry")
        return {"history": none, **{name: self._why_not(name) for name in DEEDS}}

    def _why_not(self, name: str) -> str:
        if self._actor is None:
            return _("reading who may do it")
        deed, row = DEEDS[name], self.row if name in _ON_ENTRY else None
        if name in _ON_ENTRY and row is None:
            return deed.why_no_role(self._actor) or _("choose an entry")
        return deed.why_not(self._actor, row)


def _counted(page: Page[RegisterRow]) -> str:
    """How many there are, where that is known."""
    if page.total is None and page.after is not None:
        return _("more follow below")
    count = len(page.rows) if page.total is None else page.total
    if page.is_more:
        return plural(count, "more than {n} entry", "more than {n} entries")
    return plural(count, "{n} entry", "{n} entries")


def _issuer_lines(issuers: tuple[IssuerRow, ...]) -> tuple[Line, ...]:
    if not issuers:
        said = _("No issuer's register is loaded: rules that read it are not evaluated.")
        return ((Glyph("warning", 12, "med"), Gap(6), Text(said, "text2")),)
    return tuple(_issuer_line(one) for one in issuers)


def _issuer_line(one: IssuerRow) -> Line:
    if not one.loaded or one.as_of is None:
        said = _("{issuer}: not loaded as a whole; what stands in it counts.")
        return (Glyph("warning", 12, "med"), Gap(6), Text(said.format(issuer=one.issuer), "text2"))
    said = _("{issuer}: loaded as of {day}; {source}; {author}.")
    text = said.format(issuer=one.issuer, day=day(one.as_of), source=one.source, author=one.author)
    return (Glyph("tick", 12, "ok"), Gap(6), Text(text, "text2"))
